"""The words of which records.py makes records: names, titles, journals, publishers, places."""

# Names as CSL holds them, by language: given names, family names; a family name with a particle before a
# bar is printed "particle family" ("van der|Berg").
NAMES = {
    "en": (
        "Alice;Benjamin;Catherine J.;David;E. M.;Fiona;Graham;Helen R.;Isabel;J. Martin;Karen;"
        "Leonard;Mary Ann;Nigel;Oliver P.;Patricia;Roger;S. K.;Thomas;Ursula;Violet;William H.;"
        "Zoe;Mark;Will;Grace;April;June",
        "Ashworth;Baker;Carrington;Dunn;Ellery;Fox;Greene;Hollis;Irving;Jackson;Kirk;Lowe;Marsh;"
        "Newbold;O'Connor;Price;Quick;Reed;Smythe-Jones;Thornton;Underwood;Vale;Whitfield;Young;"
        "MacDonald;McKay;St. Clair;March;King;Press;May;Long;Church;Field;Law;English",
    ),
    "de": (
        "Anna-Maria;Bernd;Christian;Dorothea;Elke;Franz Josef;Gerd;Heike;Ingrid;Jürgen;"
        "Karl-Heinz;Lothar;Monika;Norbert;Otto;Petra;Rüdiger;Sabine;Ulrich;Wolf-Dieter",
        "Ackermann;Böhm;Dreßler;Eichhorn;Fröhlich;Große;von|Hagen;Kästner;Lindemann;"
        "Müller-Lüdenscheidt;Neumann;Oetjen;Pfeiffer;Rößler;Schäfer;von der|Tann;Uhlig;Vogel;"
        "Weiß;Zöllner;Buch;zu|Wied",
    ),
    "fr": (
        "Adèle;Baptiste;Cécile;Denis;Élodie;François;Geneviève;Hervé;Jean-Pierre;Lucie;"
        "Marie-Claude;Noël;Odile;Rémi;Sylvie;Thérèse;Yves",
        "Aubert;Beauchêne;Chabrol;Delacroix;Étienne;Fontaine;Girard;Hébert;Joly;de|Kermadec;"
        "Lefèvre;Maréchal;Nguyen;d’|Ormesson;Péret;Renard;de la|Tour;Vasseur;Le Goff;Saint-Martin",
    ),
    "nl": (
        "Anneke;Bram;Cees;Dirk;Esther;Femke;Hendrik;Jan Willem;Lotte;Maarten;Pieter;Sjoerd",
        "van den|Akker;de|Boer;Dijkstra;van|Es;de|Graaf;Hoekstra;in 't|Veld;Jansen;Kuipers;"
        "van der|Meer;ter|Horst;Visser;IJsselstein",
    ),
    "es": (
        "Alejandro;Beatriz;Carmen;Diego;Elena;Fernando;Gabriela;Ignacio;José Luis;Lucía;"
        "María del Carmen;Ramón",
        "Álvarez;Benítez Rojo;Castro;Domínguez;Echeverría;Fernández-Armesto;García Márquez;"
        "Hidalgo;Ibáñez;Núñez;Ortega y Gasset;Peña;Rodríguez;de|Soto;Zamora;Vargas Llosa",
    ),
    "it": (
        "Alessandra;Bruno;Chiara;Donatella;Enrico;Federica;Giovanni Battista;Luca;Marta;Paolo",
        "Bianchi;Colonna;D'Angelo;De Luca;Esposito;Ferrari;Guicciardini;Lo Cascio;della|Porta;"
        "Ricci;di|Stefano;Verdi",
    ),
    "north": (
        "Åse;Bjørn;Eva-Lena;Gunnar;Håkon;Jón;Kirsten;Lars Erik;Maja;Søren;Tuula",
        "Ångström;Bergström;Dahl;Eriksen;Þórsson;Håkansson;Jensen;Kjær;Lindqvist;Mäkinen;Nyström;"
        "Østergaard;Virtanen",
    ),
    "east": (
        "Andrzej;Božena;Dmitri;Ewa;Jiří;Katarzyna;Łukasz;Nikola;Olga V.;Petr;Svetlana;Tomáš;"
        "Zoltán",
        "Čapek;Dvořák;Fedorov;Gajewska;Horváth;Ivanova;Jabłoński;Kowalczyk;Kiš;Nemes Nagy;"
        "Petrović;Szabó;Šimek;Tchekhov;Wójcik;Żeromski",
    ),
    "asia": (
        "Hiroshi;Yuko;Min-Jung;Wei;Xiaoming;Li;Anh Tuan;Priya;Arun K.;Fatima;Mohammed;Ayşe;Emre;"
        "Noura",
        "Tanaka;Ōe;Kim;Wang;Zhang;Li;Ng;Nguyễn;Ramanujan;Subramaniam;al-|Khalili;ibn|Saud;Öztürk;"
        "Yılmaz;Haddad;Xu;Wu",
    ),
    "africa": (
        "Kwame;Chinua;Ngozi;Thandiwe;Wole;Aminata;Sipho;Desta",
        "Achebe;Mensah;Nkosi;Okafor;Osei-Tutu;Sow;Tesfaye;Wainaina;Zulu",
    ),
}
INITIALS = "ABCDEFGHJKLMNPRSTVW"
SUFFIXES = ("Jr.", "III", "Sr.", "II")
SINGLE = (
    "Sukarno", "Colette", "Voltaire", "Plato", "Suharto", "Aristotle", "Hergé", "Shunryu",
)
ORGANISATIONS = (
    "World Water Council", "National Trust for Small Museums", "Department of Agriculture",
    "Royal Society of Gardeners", "European Commission", "Ministry of Public Works", "UNESCO",
    "Institute for Rural Studies", "OECD", "Friends of the Moor", "Northern Rivers Authority",
    "Working Group on Paper Conservation", "Bundesamt für Naturschutz", "Ville de Lausanne",
    "Association of Map Librarians", "Committee on Publication Standards",
    "Deutscher Bibliotheksverband", "Lake Survey Team", "Centre national du livre",
    "Statistics Norway", "The Allotment Society", "US Geological Survey", "Bank of Finland",
    "International Council of Archives", "Office for National Statistics",
)

PLACES = (
    "London", "New York", "Paris", "Berlin", "Amsterdam", "Cambridge, MA", "Oxford", "Chicago",
    "Wien", "Zürich", "Frankfurt am Main", "Madrid", "Milano", "Tokyo", "Den Haag",
    "Philadelphia, PA", "Göttingen", "Kraków", "Lagos", "Toronto", "San Francisco",
    "St. Paul, Minn.", "Stuttgart", "København", "Bruxelles", "Singapore", "Cape Town",
    "Englewood Cliffs, NJ", "Hildesheim", "Aix-en-Provence",
)
PUBLISHERS = (
    "Oxford University Press", "Harbour Press", "Routledge", "Springer", "Suhrkamp",
    "Éditions du Seuil", "Hanser", "Penguin Books", "Quill & Sons", "University of Chicago Press",
    "De Gruyter", "Elsevier", "Armand Colin", "C. H. Beck", "Presses universitaires de Rennes",
    "Brill", "MIT Press", "Duckworth", "Laterza", "Vandenhoeck & Ruprecht", "Sage",
    "Faber and Faber", "Wiley-VCH", "Left Bank Books", "Cornell University Press",
    "Editorial Crítica", "Reclam", "Knopf", "J. Wiley & Sons", "The Stationery Office",
    "Academic Press", "Ashgate", "Hachette", "Kluwer", "Blackwell Publishers",
)
UNIVERSITIES = (
    "University of Leeds", "Universität Wien", "Université de Genève", "Stanford University",
    "Uppsala universitet", "Technische Universität Dresden", "McGill University",
    "University of Cape Town", "Universidad de Salamanca", "Kyoto University",
    "Trinity College Dublin", "London School of Economics", "Humboldt-Universität zu Berlin",
)
JOURNALS = (
    "Journal of Garden History", "Nature", "The Library Quarterly", "Annals of Applied Hydrology",
    "Past & Present", "Zeitschrift für Heimatkunde", "Revue d’histoire rurale",
    "Archives of Internal Botany", "Mind", "Science", "Proceedings of the Royal Society of Peat",
    "American Journal of Orchards", "Historische Zeitschrift", "Geology", "Cahiers de géographie",
    "Revista de Filología", "International Review of Maps, Plans and Charts", "PLoS ONE",
    "Transactions of the Moorland Society", "IEEE Transactions on Slow Computing",
    "Quaderni storici", "Lancet", "Bulletin of Small Museums", "Studies in Paper",
    "Journal of Politics, Culture and Society", "Economic Letters", "Acta Horticulturae",
    "Modern Fiction Review", "Child & Family Practice", "European Journal of Bees",
    "Computers in Libraries", "Tidskrift för bokhistoria", "Notes and Records", "The Auk",
    "Labour/Le Travail",
)
NEWSPAPERS = (
    "The Evening Herald", "The New York Courier", "Süddeutsche Post", "Le Quotidien",
    "The Guardian", "Die Woche", "Los Angeles Star", "El Mundo Nuevo", "Financial Record",
    "Northern Echo", "Daily Mail & Post", "Neue Rheinische Zeitung",
)
SITES = (
    "Garden History Online", "BBC News", "The River Blog", "Smithsonian Notes", "City of Leeds",
    "Open Map Archive", "Bees for Beginners", "Library Hub", "Medieval Sources",
    "Stanford Encyclopedia of Tools", "Paper Museum", "WaterWiki",
)
EVENTS = (
    "Conference on Digital Libraries", "Workshop on Slow Computing",
    "International Symposium on Peat", "ACM Conference on Reading Machines",
    "Congress of Map Historians", "European Meeting on Soil and Water",
    "IEEE Conference on Paper Handling", "Annual Meeting of the Association for Orchards",
)
SERIES = (
    "Studies in Rural History", "Lecture Notes in Computing", "Reihe Hanser",
    "Cambridge Companions", "Que sais-je?", "Library of Small Museums",
)
REPORT_KINDS = (
    "Technical Report", "Working Paper", "Research Report", "Discussion Paper", "White Paper",
)
THESIS_KINDS = {
    "en": ("PhD thesis", "Master’s thesis", "Doctoral dissertation"),
    "de": ("Dissertation",),
    "fr": ("Thèse de doctorat",),
}
HOSTS = (
    "www.gardenhistory.org", "library.example.edu", "openmaps.net", "www.riverblog.co.uk",
    "archiv.example.de",
)
TAILS = (
    "", "index.html", "articles/{}", "doc.php?id={}", "~walker/papers/peat_{}.pdf",
    "2009/05/slow-maps/",
)

# Titles: parts for the patterns below, by language.
PARTS = {
    "en": {
        "adjective": "slow;hidden;early modern;northern;common;urban;late medieval;digital;forgotten;small;"
        "industrial;rural;public;private;coastal;ordinary;low-cost;cross-border;well-tempered;new",
        "thing": "garden;river;library;map;orchard;allotment;harbour;archive;letter;clock;bridge;museum;"
        "street;census;school;market;kitchen;reading room;dictionary;railway",
        "things": "gardens;rivers;libraries;maps;orchards;letters;bridges;museums;bees;soils;wetlands;"
        "markets;schools;poems;newspapers;prisons;children;machines;sermons;songs",
        "abstract": "memory;reading;work;trade;water quality;migration;literacy;translation;poverty;"
        "climate change;faith;childhood;copyright;cataloguing;decay;public health;taste;time;"
        "law and order;risk",
        "where": "England;Kraków;the Upper Rhine;Lagos;northern Italy;the Low Countries;New South Wales;"
        "Mexico City;East Africa;colonial Bengal;rural Ireland;the Soviet Union;Wales;São Paulo;"
        "post-war Japan;the U.S.",
        "who": "Virginia Woolf;Goethe;John Clare;Ibn Khaldun;Simone Weil;Charles Darwin;"
        "W. E. B. Du Bois;Hannah Arendt;Leonardo da Vinci;Emily Dickinson;Dr. Johnson;Mozart",
        "period": "1848–1914;1750-1850;1989 and after;in the 1930s;since 1945;before 1600;1640–60;"
        "in the age of steam",
        "science": "nitrogen uptake in barley seedlings;sediment transport in gravel-bed rivers;"
        "bee mortality under field conditions;sleep and memory in older adults;"
        "protein folding at high pressure;carbon storage in peat soils;"
        "noise in low-power sensors;soil pH and enzyme activity;retrieval of scanned documents;"
        "type 2 diabetes in primary care",
        "number": "two;three;seven;twelve;100;a thousand;five hundred;3",
    },
    "de": {
        "adjective": "stille;neue;vergessene;ländliche;frühe;städtische",
        "thing": "Garten;Bibliothek;Brief;Fluss;Landkarte;Markt;Museum;Friedhof;Alltag",
        "things": "Gärten;Bücher;Briefe;Flüsse;Landkarten;Märkte;Vereine;Wälder;Mühlen",
        "abstract": "Erinnerung;Arbeit;Lesen;Handel;Wasser;Schule;Heimat;Übersetzung;Recht",
        "where": "Preußen;Sachsen;Wien;der Schweiz;Oberbayern;Hamburg",
        "who": "Goethe;Theodor Fontane;Rosa Luxemburg;Alexander von Humboldt;Bettina von Arnim",
        "period": "1848–1918;im 19. Jahrhundert;1933–1945;nach 1989;seit 1871",
    },
    "fr": {
        "adjective": "nouvelle;petite;longue;autre",
        "thing": "jardin;lecture;rivière;ville;mémoire;carte",
        "things": "jardins;livres;rivières;cartes;lettres;abeilles;écoles",
        "abstract": "mémoire;lecture;travail;eau;école;traduction",
        "where": "Bretagne;Provence;Québec;Suisse romande;Lyon",
        "who": "Balzac;Simone de Beauvoir;Jean-Jacques Rousseau;Colette",
        "period": "1789-1848;au XIXe siècle;de 1914 à 1918;depuis 1945",
    },
    "es": {
        "adjective": "nueva",
        "thing": "jardín;biblioteca;río;mapa",
        "things": "jardines;libros;ríos;mapas;cartas",
        "abstract": "memoria;lectura;trabajo;agua;escuela",
        "where": "Sevilla;Cataluña;Buenos Aires;México",
        "who": "Cervantes;Rosalía de Castro;Borges",
        "period": "1808-1898;en el siglo XIX;desde 1975",
    },
}
PATTERNS = {
    "en": (
        "The {adjective} {thing}", "{Things} and {abstract} in {where}",
        "{Abstract} and {abstract}: {things} in {where}, {period}", "A history of {things}",
        "What is {abstract}?", "Who owns the {thing}? {Abstract} in {where}",
        "Reading {who} in {where}", "Effects of {abstract} on {science}",
        "{Number} {things}: a study in {abstract}", "On {things}", "{Thing}",
        "The {thing} as {thing}: {who} and the {adjective} {thing}",
        "“{Adjective} {things}”: {abstract} after {who}", "An introduction to {abstract}",
        "{Science}", "A model of {science}: evidence from {number} sites", "Notes on {who}",
        "{Who}, {abstract}, and the {adjective} {thing}", "{Where} {period}",
        "{Number} years of {abstract} in {where}", "Handbook of {abstract}", "Measuring {science}",
        "{Who}'s {things}", "Beyond the {thing}: {abstract}, {abstract} and {abstract}",
        "The {thing} of {year}", "{year}: the year of {adjective} {things}", "Why {things} matter",
        "The {thing} & the {thing}", "{Abstract} (and other {adjective} {things})",
        "From {thing} to {thing}", "Are {things} {adjective}?",
        "Towards {abstract}: Vol. 2 of a {adjective} {thing}", "“The {thing} in the {thing}”",
        "In {where}: {things} and {things}", "Long-term trends in {science}",
        "The {adjective} {thing}: a reply to {who}", "{Things}, {things}, {things}",
    ),
    "de": (
        "Der {adjective} {thing}", "{Things} und {abstract} in {where}",
        "{Abstract} und {abstract}. {Things} in {where} {period}", "{Who} und die {things}",
        "Was ist {abstract}?", "Zur Geschichte der {things} {period}", "{Things}: Eine Einführung",
        "Über {things}", "„{Adjective} {things}“: {Who} in {where}", "{Things} {period}",
        "Das Buch der {things}",
    ),
    "fr": (
        "Les {things} de {who}", "{Abstract} et {abstract} en {where}",
        "La {adjective} {thing} : {things} et {abstract}", "Qu’est-ce que la {abstract} ?",
        "Histoire des {things}, {period}", "{Things} et {things}", "La {abstract} selon {who}",
    ),
    "es": (
        "{Things} y {abstract} en {where}", "Historia de los {things}, {period}",
        "¿Qué es la {abstract}?", "{Who} y los {things}: {abstract} y {abstract}",
    ),
}

"""The words of made-up pages, by language: records, terms of citations, headings, menus, sentences."""

import types

import words

# Names, titles and publishers of the languages for which words.py has none of its own.
PARTS = {
    "it": {
        "thing": "giardino;biblioteca;fiume;mappa;mercato;archivio",
        "things": "giardini;libri;fiumi;mappe;lettere;mulini",
        "abstract": "memoria;lettura;lavoro;acqua;scuola;traduzione",
        "where": "Toscana;Torino;Sicilia;Lombardia", "period": "1848-1914;nel XIX secolo;dopo il 1945",
        "who": "Manzoni;Elsa Morante;Galileo Galilei",
    },
    "nl": {
        "thing": "tuin;bibliotheek;rivier;kaart;markt;brief", "things": "tuinen;boeken;rivieren;kaarten;"
            "brieven;molens",
        "abstract": "herinnering;arbeid;handel;onderwijs;water", "where": "Friesland;Leiden;Vlaanderen;"
            "Amsterdam",
        "period": "1848-1914;in de negentiende eeuw;na 1945", "who": "Multatuli;Vondel;Belle van Zuylen",
    },
    "pt": {
        "thing": "jardim;biblioteca;rio;mapa;mercado", "things": "jardins;livros;rios;mapas;cartas;moinhos",
        "abstract": "memória;leitura;trabalho;escola;água", "where": "Lisboa;Minas Gerais;Alentejo;"
            "São Paulo",
        "period": "1822-1889;no século XIX;desde 1974", "who": "Camões;Machado de Assis;Clarice Lispector",
    },
    "pl": {
        "thing": "ogród;biblioteka;rzeka;mapa;młyn", "things": "ogrody;książki;rzeki;mapy;listy;młyny",
        "abstract": "pamięć;praca;szkoła;woda;czytanie", "where": "Krakowie;Galicji;Wielkopolsce;Warszawie",
        "period": "1795-1918;w XIX wieku;po 1945 roku", "who": "Mickiewicz;Eliza Orzeszkowa;Stanisław Lem",
    },
    "ru": {
        "thing": "сад;библиотека;река;карта;рынок", "things": "сады;книги;реки;карты;письма;мельницы",
        "abstract": "память;чтение;труд;школа;перевод", "where": "Петербурге;Сибири;Москве;Поволжье",
        "period": "1861–1914;в XIX веке;после 1945 года", "who": "Пушкин;Анна Ахматова;Ломоносов",
    },
}
PATTERNS = {
    "it": ("{Things} e {abstract} in {where}", "Il {thing} di {who}", "{Abstract} e {abstract}: {things} "
        "in {where}, {period}",
           "Che cos’è la {abstract}?", "Storia dei {things}", "{Who} e i {things}", "I {things} {period}",
           "Introduzione alla {abstract}"),
    "nl": ("{Things} en {abstract} in {where}", "De {thing} van {who}", "{Abstract} en {abstract}: "
        "{things} in {where}, {period}",
           "Wat is {abstract}?", "Een geschiedenis van {things}", "{Who} en de {things}", "Over {things}",
           "{Things} {period}"),
    "pt": ("{Things} e {abstract} em {where}", "Os {things} de {who}", "{Abstract} e {abstract}: {things} "
        "em {where}, {period}",
           "O que é a {abstract}?", "História dos {things}", "{Who} e os {things}", "Introdução à "
               "{abstract}"),
    "pl": ("{Things} i {abstract} w {where}", "{Abstract} i {abstract}. {Things} w {where} {period}",
        "Czym jest {abstract}?",
           "{Who} i {things}", "{Things}: wprowadzenie", "{Things} {period}", "Stare {things} w {where}"),
    "ru": ("{Things} и {abstract} в {where}", "{Abstract} и {abstract}: {things} в {where} {period}",
        "Что такое {abstract}?",
           "{Who} и {things}", "{Things}: введение в тему", "{Things} {period}", "Старые {things} в {where}"),
}
NAMES = {
    "pt": ("Afonso;Beatriz;Carlos;Dulce;Eduardo;Filipa;Gonçalo;Inês;João;Luísa;Maria José;Rui",
           "Almeida;Barbosa;Carvalho;Dias;Esteves;Ferreira;Gonçalves;Lopes;Magalhães;Nunes;Pereira;"
               "Queirós;da|Silva;"
           "Teixeira;de|Vasconcelos"),
    "pl": ("Agnieszka;Bartosz;Danuta;Ewa;Grzegorz;Halina;Jan;Krystyna;Łukasz;Małgorzata;Paweł;Zofia",
           "Adamczyk;Bąk;Cieślak;Dąbrowska;Głowacki;Jabłoński;Kowalczyk;Leśniewski;Mazur;Nowak;Pawłowska;"
               "Szymański;"
           "Wójcik;Żuławski"),
    "ru": ("А. В.;Б. Н.;В. И.;Г. С.;Д. А.;Е. П.;И. М.;К. Л.;Н. В.;О. Ю.;П. Ф.;С. А.",
           "Алексеев;Белова;Васильев;Гаврилова;Дмитриев;Ершов;Жукова;Зайцев;Иванова;Козлов;Лебедева;"
               "Морозов;Николаев;"
           "Орлова;Петров;Соколова"),
}
NAMES |= {language: words.NAMES[language] for language in ("de", "fr", "es", "it", "nl")}
# Journals, publishers, places, universities, newspapers, organisations.
HOUSES = {
    "de": ("Zeitschrift für Heimatkunde;Historische Zeitschrift;Blätter für Gartenkunst;Archiv für Müllerei",
           "Suhrkamp;Hanser;C. H. Beck;Vandenhoeck & Ruprecht;Reclam;De Gruyter", "Berlin;Göttingen;Wien;"
               "Zürich;Stuttgart;Frankfurt am Main",
           "Universität Wien;Technische Universität Dresden", "Süddeutsche Post;Die Woche;"
               "Neue Rheinische Zeitung",
           "Bundesamt für Naturschutz;Deutscher Bibliotheksverband;Verein der Mühlenfreunde"),
    "fr": ("Revue d’histoire rurale;Cahiers de géographie;Annales des jardins;Études de lecture",
           "Éditions du Seuil;Armand Colin;Presses universitaires de Rennes;Hachette", "Paris;Lyon;Rennes;"
               "Bruxelles;Genève",
           "Université de Genève;Université Lumière Lyon", "Le Quotidien;La Gazette de l’Ouest",
           "Centre national du livre;Ville de Lausanne;Société des moulins"),
    "es": ("Revista de Filología;Anales de Historia Rural;Cuadernos de Jardinería;Estudios de Lectura",
           "Editorial Crítica;Alianza Editorial;Ediciones del Molino", "Madrid;Barcelona;Sevilla;"
               "Buenos Aires;México",
           "Universidad de Salamanca;Universidad de Sevilla", "El Mundo Nuevo;La Gaceta del Sur",
           "Instituto de Estudios Rurales;Biblioteca Nacional;Asociación de Archiveros"),
    "it": ("Quaderni storici;Rivista di giardini;Annali di bibliografia;Studi sui mulini", "Laterza;"
        "Il Mulino;Einaudi;Edizioni del Fiume",
           "Roma;Milano;Torino;Bologna;Bari", "Università di Bologna;Università di Torino",
               "Corriere del Nord;La Gazzetta Nuova",
           "Istituto di studi rurali;Comune di Ferrara;Società dei bibliotecari"),
    "nl": ("Tijdschrift voor Tuinkunst;Jaarboek voor Molens;Bijdragen over Kaarten;De Lezer", "Brill;"
        "De Arbeiderspers;Uitgeverij Zomer;Walburg Pers",
           "Amsterdam;Leiden;Utrecht;Den Haag;Antwerpen", "Universiteit Leiden;Universiteit Utrecht",
               "De Nieuwe Courant;Het Dagblad van Zeeland",
           "Gemeente Leiden;Vereniging van Molenaars;Nationaal Archief"),
    "pt": ("Revista de História Rural;Cadernos de Leitura;Anais dos Moinhos;Estudos de Jardinagem",
        "Editora Brasiliense;Edições Colibri;Livraria do Rio",
           "Lisboa;Porto;Coimbra;São Paulo;Rio de Janeiro", "Universidade de Coimbra;"
               "Universidade de São Paulo", "Diário do Norte;Folha Nova",
           "Instituto de Estudos Rurais;Biblioteca Municipal;Sociedade dos Arquivistas"),
    "pl": ("Przegląd Ogrodniczy;Kwartalnik Bibliotek;Zeszyty Historyczne;Rocznik Młynów", "Znak;"
        "Ossolineum;Wydawnictwo Literackie;Czytelnik",
           "Kraków;Warszawa;Wrocław;Poznań;Gdańsk", "Uniwersytet Jagielloński;Uniwersytet Warszawski",
               "Gazeta Północna;Kurier Nowy",
           "Biblioteka Narodowa;Instytut Historii Wsi;Towarzystwo Młynarzy"),
    "ru": ("Вопросы садоводства;Исторический журнал;Библиотечное дело;Записки о мельницах", "Наука;"
        "Просвещение;Художественная литература;Мысль",
           "Москва;Санкт-Петербург;Новосибирск;Казань", "Московский государственный университет;"
               "Казанский университет", "Северная газета;Новый вестник",
           "Российская государственная библиотека;Институт истории;Общество мельников"),
}
# Terms of citations: et al., ed., eds., In, pp., vol., no., and, accessed, edition, thesis.
TERMS = {
    "en": "et al.;ed.;eds.;In;pp.;vol.;no.;and;Accessed;2nd ed.;PhD thesis",
    "de": "u. a.;Hrsg.;Hrsg.;In;S.;Bd.;Nr.;und;Abgerufen am;2. Aufl.;Dissertation",
    "fr": "et al.;éd.;éds.;Dans;p.;vol.;n°;et;Consulté le;2e éd.;Thèse de doctorat",
    "es": "et al.;ed.;eds.;En;pp.;vol.;núm.;y;Consultado el;2.ª ed.;Tesis doctoral",
    "it": "et al.;a cura di;a cura di;In;pp.;vol.;n.;e;Consultato il;2a ed.;Tesi di dottorato",
    "nl": "e.a.;red.;red.;In;p.;deel;nr.;en;Geraadpleegd op;2e dr.;Proefschrift",
    "pt": "et al.;org.;orgs.;Em;p.;v.;n.;e;Acesso em;2. ed.;Tese de doutorado",
    "pl": "i in.;red.;red.;W;s.;t.;nr;i;Dostęp;wyd. 2;Praca doktorska",
    "ru": "и др.;ред.;ред.;В;с.;т.;№;и;Дата обращения;2-е изд.;Диссертация",
}
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada "
        "grudnia",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
}
LOCALES = {"en": "en-GB", "de": "de-DE", "fr": "fr-FR", "es": "es-ES", "it": "it-IT", "nl": "nl-NL", "pt":
    "pt-PT",
           "pl": "pl-PL", "ru": "ru-RU"}

# What stands around the entries: page titles; headings of sections; entries of a menu; labels of links.
AROUND = {
    "en": ("References;Bibliography;Further reading;Resources;Recommended books and links;Works cited",
           "Gardens;Mills and rivers;Reading and schools;Maps;Libraries today;General works",
           "Home;About us;Events;Membership;News;Gallery;Contact;Site map", "click here;Read more;"
               "Full text;Download PDF;Visit the site"),
    "de": ("Literatur;Literaturverzeichnis;Weiterführende Literatur;Quellen;Bücher und Links",
           "Gärten;Mühlen und Flüsse;Lesen und Schule;Karten;Bibliotheken heute;Allgemeines",
           "Startseite;Über uns;Termine;Mitglied werden;Aktuelles;Bilder;Kontakt;Impressum",
               "hier klicken;Mehr lesen;Volltext;PDF herunterladen;Zur Seite"),
    "fr": ("Bibliographie;Références;Pour en savoir plus;Ressources;Livres et liens",
           "Jardins;Moulins et rivières;Lecture et école;Cartes;Bibliothèques;Ouvrages généraux",
           "Accueil;Qui sommes-nous;Agenda;Adhésion;Actualités;Galerie;Contact;Plan du site",
               "cliquez ici;Lire la suite;Texte intégral;Télécharger le PDF;Voir le site"),
    "es": ("Bibliografía;Referencias;Lecturas recomendadas;Recursos;Libros y enlaces",
           "Jardines;Molinos y ríos;Lectura y escuela;Mapas;Bibliotecas;Obras generales",
           "Inicio;Quiénes somos;Agenda;Hazte socio;Noticias;Galería;Contacto;Mapa del sitio",
               "pulse aquí;Leer más;Texto completo;Descargar PDF;Ver el sitio"),
    "it": ("Bibliografia;Riferimenti bibliografici;Letture consigliate;Risorse;Libri e collegamenti",
           "Giardini;Mulini e fiumi;Lettura e scuola;Mappe;Biblioteche;Opere generali",
           "Home;Chi siamo;Eventi;Iscriviti;Notizie;Galleria;Contatti;Mappa del sito", "clicca qui;"
               "Leggi tutto;Testo completo;Scarica il PDF;Vai al sito"),
    "nl": ("Literatuur;Literatuurlijst;Verder lezen;Bronnen;Boeken en links",
           "Tuinen;Molens en rivieren;Lezen en school;Kaarten;Bibliotheken;Algemeen",
           "Home;Over ons;Agenda;Lid worden;Nieuws;Foto’s;Contact;Sitemap", "klik hier;Lees meer;"
               "Volledige tekst;Download PDF;Naar de site"),
    "pt": ("Bibliografia;Referências;Leituras recomendadas;Recursos;Livros e ligações",
           "Jardins;Moinhos e rios;Leitura e escola;Mapas;Bibliotecas;Obras gerais",
           "Início;Quem somos;Agenda;Associe-se;Notícias;Galeria;Contacto;Mapa do sítio", "clique aqui;"
               "Ler mais;Texto completo;Descarregar PDF;Visitar o sítio"),
    "pl": ("Bibliografia;Literatura;Warto przeczytać;Materiały;Książki i strony",
           "Ogrody;Młyny i rzeki;Czytanie i szkoła;Mapy;Biblioteki;Prace ogólne",
           "Strona główna;O nas;Kalendarz;Członkostwo;Aktualności;Galeria;Kontakt;Mapa strony",
               "kliknij tutaj;Czytaj więcej;Pełny tekst;Pobierz PDF;Zobacz stronę"),
    "ru": ("Литература;Список литературы;Библиография;Что почитать;Книги и ссылки",
           "Сады;Мельницы и реки;Чтение и школа;Карты;Библиотеки;Общие работы",
           "Главная;О нас;Афиша;Вступить;Новости;Галерея;Контакты;Карта сайта", "нажмите здесь;"
               "Читать далее;Полный текст;Скачать PDF;Перейти на сайт"),
}
# Sentences of annotations, introductions and articles. {a} and {b} are two of the language's nouns.
SENTENCES = {
    "en": "A careful account of {a} and of {b}, written for readers who know neither.;"
        "The chapter on {a} is the best introduction that we have found.;"
    "Full of examples, with a long list of {b} at the end.;"
        "Shows how {a} changed once {b} came to the valley.;"
        "The author visited every place that is described here.;"
    "Useful for teachers, though the pictures are small and the index is short.;"
        "It argues, against most of what was written before, that {a} depends on {b}.;"
    "Our own copy stands in the reading room, next to the window.;Short, clear and without any jargon.;"
        "Two thirds of it deal with {a}, the rest with {b}.",
    "de": "Ein sorgfältiger Bericht über {a} und {b} für Leser, die beides nicht kennen.;"
        "Das Kapitel über {a} ist die beste Einführung, die wir gefunden haben.;"
    "Voller Beispiele, mit einer langen Liste am Ende.;"
        "Zeigt, wie sich {a} veränderte, als {b} ins Tal kam.;"
        "Die Verfasserin hat alle Orte besucht, die hier beschrieben sind.;"
    "Nützlich für den Unterricht, auch wenn die Bilder klein sind.;"
        "Unser Exemplar steht im Lesesaal neben dem Fenster.;Kurz, klar und ohne Fachwörter.",
    "fr": "Une étude attentive de {a} et de {b}, écrite pour ceux qui ne connaissent ni l’une ni l’autre.;"
        "Le chapitre sur {a} est la meilleure introduction que nous ayons trouvée.;"
    "Beaucoup d’exemples, et une longue liste à la fin.;"
        "On y voit comment {a} a changé quand {b} est arrivée dans la vallée.;"
        "L’auteur a visité tous les lieux décrits.;"
    "Utile aux enseignants, même si les images sont petites.;"
        "Notre exemplaire se trouve dans la salle de lecture.;Court, clair et sans jargon.",
    "es": "Un estudio cuidadoso de {a} y de {b}, escrito para quien no conoce ninguna de las dos.;"
        "El capítulo sobre {a} es la mejor introducción que hemos encontrado.;"
    "Lleno de ejemplos, con una larga lista al final.;Muestra cómo cambió {a} cuando llegó {b} al valle.;"
        "La autora visitó todos los lugares que describe.;"
    "Útil para la enseñanza, aunque las imágenes son pequeñas.;"
        "Nuestro ejemplar está en la sala de lectura.;Breve, claro y sin tecnicismos.",
    "it": "Uno studio accurato di {a} e di {b}, scritto per chi non conosce nessuna delle due.;"
        "Il capitolo su {a} è la migliore introduzione che abbiamo trovato.;"
    "Pieno di esempi, con un lungo elenco alla fine.;"
        "Mostra come cambiò {a} quando {b} arrivò nella valle.;"
        "L’autrice ha visitato tutti i luoghi descritti.;"
    "Utile per gli insegnanti, anche se le immagini sono piccole.;"
        "La nostra copia si trova in sala di lettura.;Breve, chiaro e senza gergo.",
    "nl": "Een zorgvuldig verslag over {a} en {b}, voor lezers die geen van beide kennen.;"
        "Het hoofdstuk over {a} is de beste inleiding die we hebben gevonden.;"
    "Vol voorbeelden, met een lange lijst aan het eind.;"
        "Laat zien hoe {a} veranderde toen {b} in het dal kwam.;"
        "De schrijfster heeft alle plaatsen bezocht die hier beschreven worden.;"
    "Nuttig voor het onderwijs, al zijn de plaatjes klein.;"
        "Ons exemplaar staat in de leeszaal naast het raam.;Kort, helder en zonder vaktaal.",
    "pt": "Um estudo cuidadoso de {a} e de {b}, escrito para quem não conhece nenhuma das duas.;"
        "O capítulo sobre {a} é a melhor introdução que encontrámos.;"
    "Cheio de exemplos, com uma longa lista no fim.;Mostra como mudou {a} quando {b} chegou ao vale.;"
        "A autora visitou todos os lugares que descreve.;"
    "Útil para o ensino, embora as imagens sejam pequenas.;O nosso exemplar está na sala de leitura.;"
        "Breve, claro e sem jargão.",
    "pl": "Staranne omówienie dla czytelników, którzy nie znają tematu: {a} i {b}.;"
        "Ten rozdział to najlepsze wprowadzenie, jakie znaleźliśmy.;"
    "Pełne przykładów, z długą listą na końcu.;"
        "Pokazuje, jak zmieniła się dolina, gdy pojawiły się {a} i {b}.;"
        "Autorka odwiedziła wszystkie opisane miejsca.;"
    "Przydatne w szkole, choć ilustracje są małe.;Nasz egzemplarz stoi w czytelni obok okna.;"
        "Krótko, jasno i bez żargonu.",
    "ru": "Подробный рассказ для читателей, которые не знакомы с темой: {a} и {b}.;"
        "Эта глава — лучшее введение, которое нам удалось найти.;"
    "Много примеров и длинный список в конце.;"
        "Показывает, как изменилась долина, когда появились {a} и {b}.;"
        "Автор побывал во всех описанных местах.;"
    "Полезно для школы, хотя картинки маленькие.;Наш экземпляр стоит в читальном зале у окна.;"
        "Коротко, ясно и без терминов.",
}


class Language:
    """The words of one language, split into lists."""

    def __init__(self, tag):
        self.tag, self.locale = tag, LOCALES[tag]
        names = ("etal", "ed", "eds", "within", "pages", "volume", "number", "and_", "accessed", "edition",
            "thesis")
        self.term = types.SimpleNamespace(**dict(zip(names, TERMS[tag].split(";"))))
        self.months = MONTHS[tag].split()
        self.titles, self.sections, self.menu, self.labels = (part.split(";") for part in AROUND[tag])
        self.sentences = SENTENCES[tag].split(";")
        self.parts = words.PARTS.get(tag) or PARTS[tag]
        self.nouns = self.parts["abstract"].split(";") + self.parts["things"].split(";")

    def sentence(self, chance):
        return chance.choice(self.sentences).format(a=chance.choice(self.nouns), b=chance.choice(self.nouns))

    def text(self, chance, least=1, most=3):
        """Some sentences, none twice."""
        said = []
        wanted = chance.randint(least, most)
        while len(said) < wanted:
            said = list(dict.fromkeys([*said, self.sentence(chance)]))
        return " ".join(said)

    def record_words(self):
        """What records.Maker takes its words from."""
        if self.tag == "en":
            return words
        own = types.SimpleNamespace(**{name: value for name, value in vars(words).items() if name.isupper()})
        houses = [tuple(part.split(";")) for part in HOUSES[self.tag]]
        own.JOURNALS, own.PUBLISHERS, own.PLACES, own.UNIVERSITIES, own.NEWSPAPERS, own.ORGANISATIONS = houses
        own.NAMES = {"en": NAMES[self.tag]}
        own.PATTERNS = {**PATTERNS, **words.PATTERNS}
        own.PARTS = {**PARTS, **words.PARTS}
        own.THESIS_KINDS = {"en": (self.term.thesis,)}
        own.INITIALS = "АБВГДЕИКМНПС" if self.tag == "ru" else words.INITIALS
        return own


LANGUAGES = {tag: Language(tag) for tag in LOCALES}

// The review page: what people call the fields, the kinds of works and the parts of names and dates.
"use strict";

// What people call the fields, and how each is edited. Those marked always have their place.
const FIELDS = new Map(Object.entries({
  "type": ["Kind", "type", true], "title": ["Title", "line", true], "title-short": ["Short title", "line"],
  "author": ["Authors", "names", true], "editor": ["Editors", "names"], "translator": ["Translators", "names"],
  "custom.etal": ["More authors", "flag"], "issued": ["Date", "date", true],
  "container-title": ["Published in", "line"], "container-title-short": ["Published in (short)", "line"],
  "collection-title": ["Series", "line"], "collection-number": ["Number in series", "line"],
  "event-title": ["Event", "line"], "event-place": ["Place of event", "line"], "event-date": ["Date of event", "date"],
  "original-date": ["First published", "date"], "accessed": ["Looked at on", "date"], "status": ["Status", "line"],
  "publisher": ["Publisher", "line"], "publisher-place": ["Place", "line"], "volume": ["Volume", "line"],
  "issue": ["Issue", "line"], "page": ["Pages", "line"], "number-of-pages": ["Number of pages", "line"],
  "number": ["Number", "line"], "edition": ["Edition", "line"], "genre": ["Closer kind", "line"],
  "medium": ["Medium", "line"], "DOI": ["DOI", "line"], "ISBN": ["ISBN", "line"], "ISSN": ["ISSN", "line"],
  "PMID": ["PubMed number", "line"], "PMCID": ["PubMed Central number", "line"],
  "URL": ["Web address", "line", true], "custom.links": ["Further links", "links"],
  "custom.lead": ["Words before the link", "line"], "language": ["Language", "line"], "keyword": ["Keywords", "line"],
  "abstract": ["Description", "text"], "note": ["Note", "text"], "custom.section": ["Heading above", "line"],
}));
const TYPES = Object.entries({
  "document": "Not known", "article-journal": "Article in a journal", "article-magazine": "Article in a magazine",
  "article-newspaper": "Article in a newspaper", "article": "Preprint", "book": "Book", "chapter": "Chapter of a book",
  "report": "Report", "thesis": "Thesis", "paper-conference": "Conference paper", "webpage": "Web page",
  "post-weblog": "Blog post", "post": "Post in a forum", "dataset": "Data set", "software": "Software",
  "motion_picture": "Film or video", "song": "Sound recording", "broadcast": "Broadcast", "speech": "Talk or slides",
  "interview": "Interview", "map": "Map", "graphic": "Picture", "figure": "Figure", "pamphlet": "Leaflet",
  "manuscript": "Manuscript", "personal_communication": "Letter", "entry-dictionary": "Entry in a dictionary",
  "entry-encyclopedia": "Entry in an encyclopedia", "standard": "Standard", "patent": "Patent", "legislation": "Law",
  "bill": "Bill", "regulation": "Regulation", "treaty": "Treaty", "legal_case": "Court case", "hearing": "Hearing",
});
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
  "November", "December"];
const SEASONS = ["spring", "summer", "autumn", "winter"];
const PARTS = [["non-dropping-particle", "Particle"], ["family", "Family name"], ["given", "Given names"],
  ["dropping-particle", "Particle behind"], ["suffix", "Suffix"]];
const PRINTED = ["given", "dropping-particle", "non-dropping-particle", "family", "suffix"];

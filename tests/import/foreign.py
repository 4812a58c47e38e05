#!/usr/bin/env python3
"""Foreign readers find in RIS, BibTeX and CSL-JSON what thousands of made-up records with hostile text say.

Where a reader looks for a field, it shows with full records: there the same field of a made-up one must stand, or in the
note that we wrote. Each fault of a reader is a row of FAULTS.
"""
import collections
import concurrent.futures
import functools
import json
import pathlib
import re
import subprocess
import tempfile
import unicodedata
import urllib.parse
import xml.etree.ElementTree as ET

import readers
from readers import check, plain, year_of

import effort
import full
import made

WRITERS = {"ris": ["to-ris"], "bibtex": ["to-bibtex"], "biblatex": ["to-bibtex", "--biblatex"], "csljson": ["to-csljson"]}
READERS = {"ris2xml": "ris", "pandoc": "ris", "citation-js": "ris bibtex biblatex csljson", "bibtex-parser": "bibtex biblatex",
           "old-pandoc": "bibtex biblatex csljson"}
NAMES = "author|editor|translator"


def bag(match):
    """The characters of a list of names, however it is parted."""
    return "".join(sorted(re.sub("[,; ]", "", unicodedata.normalize("NFC", match[0]))))


def has_address(record):
    return bool(re.match(r"\s*https?://.", record.get("URL", "")))


def decoded(match):
    return text(urllib.parse.unquote(match[0])).lower()


# Faults of readers: who, what it reads, in which fields, what is there, what it is taken for, and why. Both sides are
# compared with it replaced; where None stands, such a value is not compared.
FAULTS = (
    (".*", ".*", "URL", ".+", decoded, "what may not stand in an address is encoded"),
    (".*", "ris", ".*", r"([&<]) ", r"\1", "a blank breaks what Zotero would decode as HTML"),
    (".*", "bib.*", "DOI|PMC?ID", "%(7b|7d|5c|24)", decoded, "in BibLaTeX's verbatim fields nothing can be escaped"),
    ("bibtex-parser", "bib.*", ".*", "\u00a1", "<", "in TeX's oldest encoding that sign stands in its place"),
    ("bibtex-parser", "bib.*", ".*", "\u00bf", ">", "in TeX's oldest encoding that sign stands in its place"),
    ("bibtex-parser", "bib.*", ".*", " ?[\u0302^]", "^", "it puts the accent on a blank"),
    ("citation-js", "bib.*", ".*", "undefined\u0302", "^", "it knows accents on letters alone"),
    ("old-pandoc", "bib.*", "genre", r"[&%#_{}^~\\$'-]", None, "it leaves the commands of TeX in types"),
    ("old-pandoc", "bib.*", ".*title.*", "[{}]", None, "a command that it does not know swallows the word behind it"),
    ("old-pandoc", "bib.*", ".*", "<.*>", None, "it reads HTML in BibTeX"),
    ("old-pandoc", "bib.*", "container-title|publisher", ".+", None, "howpublished and organization are one to it"),
    ("old-pandoc", "bib.*", ".*", "[{}]", "", "it does not know \\textbraceleft, and BibTeX wants the others in pairs"),
    (".*pandoc", ".*", ".*", "[\"']", "", "it pairs quotation marks, and may turn them"),
    ("old-pandoc", "bib.*", ".*title.*", "\u00df", "ss", "it makes capitals of first letters"),
    ("old-pandoc", "csljson", "note", r"^[^ ]+:", None, "it takes the first words of a note for fields"),
    ("old-pandoc", "bib.*", NAMES, "=", None, "with that sign it takes a name for one in BibLaTeX's extended form"),
    ("old-pandoc|citation-js", "biblatex", "PMCID", ".+", None, "they know one archive, PubMed"),
    (".*", ".*", ".*", r"</?(span|b|i|sub|sup)( [^<>]*)?>", "", "CSL-JSON holds markup so"),
    (".*", "bib.*", NAMES, r"\bothers$", "", "a list says so that it is cut short"),
    (".*", "bib.*", "page", "[-\u2014]+", "-", "a hyphen between pages is written as a dash"),
    (".*", "bib.*", NAMES, r"\band\b", "", "the word parts names"),
    ("pandoc", "ris", NAMES, r"[^\w .,;'-]", None, "its grammar of names stumbles over signs"),
    ("pandoc", "ris", NAMES, ", ", None, "it reads three parts of a name, and with a comma in one there may be four"),
    ("pandoc", "ris", "page", " *- *", "-", "it takes the blanks from ranges"),
    ("pandoc", "ris", "collection-title", ".+", None, "T2 and JF are one to it"),
    ("bibtex-parser", "bib.*", ".*title.*", "i\u0307", None, "a letter that gets longer when it is made small shifts others"),
    ("old-pandoc", "bib.*", "collection-title", r"^-?\d+$", None, "it makes a number an ordinal"),
    ("citation-js", "bib.*", NAMES, r"[^\w .,;']", None, "its grammar of names stumbles over signs"),
    ("citation-js", "bib.*", "URL", ".+", decoded, "it encodes some addresses again"),
    ("citation-js", "bib.*", "publisher", "^https?:", None, "it takes an address in howpublished for that of the work"),
    ("citation-js", "bib.*", "container-title", ".+", None, "howpublished and organization are one to it"),
    ("ris2xml", "ris", NAMES, r"\||\band\b", "", "it parts names at them"),
    ("ris2xml", "ris", NAMES, "\u200d", "", "it makes initials of a word without small letters"),
    ("ris2xml", "ris", NAMES, r"\.", "", "it takes dots from initials, and gives them some"),
    ("ris2xml", "ris", NAMES, r"(^|; )([^;]+?) ?(;.*)?; \2 ?(;|$)", None, "it drops a name that stands there twice"),
    (".*", ".*", NAMES, ".+", bag, "each has its own mind about the parts of odd names"),
    ("citation-js", "ris", "year", r"^\d{1,3}$", None, "it misreads years of less than four digits"),
    ("citation-js", "ris", "editor", ".+", None, "it takes A3 for the editor of a series"),
    ("citation-js", "ris", f"(?!(title|year|{NAMES})$).*", ".+", None, "where some tags are missing it takes others for them"),
    (".*", "bibtex", NAMES, "[iI]|[^\x00-\x7f]", "", "letters beyond ASCII are commands of TeX there, beside signs that no name has"),
)


def text(value):
    """Without what people do not see: controls, soft hyphens, blanks of all kinds, percent-encoding, dashes, quotes."""
    value = re.sub("[\x00-\x1f\x7f\ufeff\u200b]", " ", str(value)).replace("\xad", "")
    return plain(value.replace("\u2217", "*"))


def spoken(name):
    return " ".join(filter(None, (name.get(part) for part in (
        "given", "dropping-particle", "non-dropping-particle", "family", "literal", "suffix"))))


def fields(item):
    """The fields of an item or a record as texts: the parts of names in the order in which they are spoken."""
    year = 0 if item.get("issued", {}).get("literal") else year_of(item) or 0  # in CSL words go before figures
    found = {"year": str(year) if year > 0 else ""}
    for key, value in item.items():
        if key in ("id", "type"):
            continue
        if isinstance(value, (str, int)):
            found[key] = text(value)
        elif isinstance(value, list) and all(isinstance(each, str) for each in value):
            found[key] = text(" and ".join(value))
        elif isinstance(value, list) and all(isinstance(each, dict) for each in value):
            found[key] = text("; ".join(map(spoken, value)))
    return found


def described(mods):
    """The title, names and year that stand in MODS, as in CSL."""
    texts = [[part.text or "" for part in title] for title in mods.findall("{*}titleInfo") if not title.get("type")]
    item = {"title": ": ".join(*texts)} if texts else {}
    for name in mods.findall("{*}name"):
        parts = [(part.text or "", part.get("type", "family")) for part in name.findall("{*}namePart")]
        role = name.findtext("{*}role/{*}roleTerm")
        item.setdefault(role, []).append({kind: " ".join(text for text, of in parts if of == kind) for _, kind in parts})
    date = re.match(r"\d+", mods.findtext("{*}originInfo/{*}dateIssued") or "")
    return item | {"issued": {"date-parts": [[int(date[0]) if date else None]]}}


class Reader:
    """One reader of one format, and where it was seen to look for each field."""

    def __init__(self, name, form, folder):
        self.name, self.form, self.folder = name, form, folder
        self.places, self.arrives = collections.defaultdict(set), set()
        whole = [full.record(kind) for kind in full.TYPES]
        bare = [{key: value for key, value in record.items() if key != missing}
                for missing in ("URL", "PMID", "publisher", "event-place", "container-title", "volume") for record in whole]
        for record, item in self.read(whole + bare):
            self.learn(record, item)
        unread = [kind for kind in full.TYPES if (kind, True, "title") not in self.arrives]
        check(f"{name} {form}: types whose title it does not read", unread, [])

    def read(self, records):
        """Each record with what the reader makes of it, and with the note that we wrote."""
        path = pathlib.Path(self.folder, f"{self.name}.{self.form}")
        writer, *options = WRITERS[self.form]
        done = subprocess.run([readers.BIN / f"refmill-{writer}", *options], input=made.lines(records), capture_output=True)
        check(f"{writer}: status", done.returncode, 0)
        path.write_bytes(done.stdout)
        if self.name == "ris2xml":
            out, _ = readers.read(["ris2xml"], done.stdout)
            items = [described(mods) for mods in ET.fromstring(out)]
        elif self.name == "old-pandoc":
            out, _ = readers.read(["pandoc", "-f", self.form, "-t", "csljson"], done.stdout)
            items = json.loads(out)
        else:
            items = readers.items(self.name, self.form, path)
        notes = re.findall(r"^TY  -.*?(?:^N1  - ([^\r]*)\r\n)?^ER  - \r$", done.stdout.decode(), re.M | re.S)
        check(f"{self.name} {self.form}: number of records", len(items), len(records))
        for number, item in enumerate(items):
            item.setdefault("issued", item.get("event-date", {}))  # a reader has a conference's year there alone
            item["note"] = " ".join(filter(None, (item.get("note"), item.get("annote"), *notes[number:number + 1])))
        return zip(records, items)

    def learn(self, record, item):
        found = fields(item)
        for key, value in fields(record).items():
            places = {place for place, text in found.items() if text.lower() == value.lower()} - {"note", "id"}
            self.places[key] |= places
            if places or value in found["note"]:
                self.arrives.add((record["type"], has_address(record), key))

    @functools.cache
    def faults(self, field):
        return [row for row in FAULTS if all(map(re.fullmatch, row, (self.name, self.form, field)))]

    def taken(self, field, value, asked=False):
        """What this reader takes the text of a field for; None where it is not asked."""
        value = value.lower()
        for _, _, _, what, instead, _ in self.faults(field):
            if instead is not None:
                value = re.sub(what, instead, value)
            elif asked and re.search(what, value):
                return None
        return " ".join(value.split())

    def is_noted(self, field, value, note):
        if re.fullmatch(NAMES, field):
            return all(part in note for part in re.split("[,; ]+", value))
        return self.taken(field, value) in self.taken(field, note)

    def compare(self, record, item):
        kind = record["type"] if record["type"] in full.TYPES else "document"
        found = fields(item)
        for key, value in fields(record).items():
            wanted = self.taken(key, value, asked=True)
            if not wanted or (kind, has_address(record), key) not in self.arrives:
                continue
            got = [self.taken(key, found.get(place, "")) for place in self.places[key]]
            if wanted not in got and not self.is_noted(key, value, found["note"]):
                check(f"{self.name} {self.form}, {record['id']} ({kind}): {key}", got, wanted)

    def compare_all(self, records):
        for record, item in self.read(records):
            self.compare(record, item)


readers.need("pandoc", "ris2xml")
readers.need_javascript()
given = made.records(made.count())
with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(2) as pool:
    list(pool.map(lambda pair: Reader(*pair, folder).compare_all(given),
                  ((name, form) for name, forms in READERS.items() for form in forms.split()[: effort.amount(1, None)])))
readers.finish()

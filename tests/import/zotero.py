#!/usr/bin/env python3
"""What Zotero was seen to do with each tag, held against what is written: each field that it can fill is filled."""

import json
import re
import subprocess
import xml.etree.ElementTree as ElementTree

import readers
from readers import check

import full

MATRICES = readers.HERE.parent.parent.parent / "shared" / "zotero"

# The fields of Zotero that mean what a field of a record means.
MEANT = {
    "title": "title caseName nameOfAct",
    "title-short": "shortTitle",
    "editor": "creator:editor",
    "translator": "creator:translator",
    "container-title": "publicationTitle bookTitle websiteTitle blogTitle forumTitle proceedingsTitle dictionaryTitle encyclopediaTitle"
                       " programTitle sessionTitle code reporter",
    "container-title-short": "journalAbbreviation",
    "collection-title": "series seriesTitle",
    "collection-number": "seriesNumber",
    "event-title": "conferenceName meetingName",
    "event-place": "eventPlace",
    "event-date": "",
    "issued": "date issueDate dateDecided dateEnacted",
    "original-date": "",
    "accessed": "accessDate",
    "status": "legalStatus",
    "publisher": "publisher institution university distributor label company court repository studio",
    "publisher-place": "place repositoryLocation",
    "volume": "volume codeVolume reporterVolume codeNumber",
    "issue": "issue",
    "page": "pages firstPage codePages",
    "number-of-pages": "numPages",
    "number": "reportNumber billNumber docketNumber documentNumber patentNumber publicLawNumber identifier",
    "edition": "edition versionNumber",
    "genre": "websiteType reportType thesisType manuscriptType letterType mapType presentationType type genre",
    "medium": "artworkMedium audioRecordingFormat videoRecordingFormat",
    "DOI": "DOI",
    "ISBN": "ISBN",
    "ISSN": "ISSN",
    "PMID": "PMID",
    "PMCID": "PMCID",
    "URL": "url",
    "language": "language",
    "keyword": "tag",
    "abstract": "abstractNote",
    "note": "note",
}
# A talk is given at its place.
PLACES = {("SLIDE", "event-place"): {"place"}, ("SLIDE", "publisher-place"): set()}
# These stand in for a title only where that is missing.
STAND_IN = {"title-short": "title", "container-title-short": "container-title"}
# A part of each value by which it is found, where it is not written whole; BibLaTeX names languages.
PROBES = {"author": "Okafor", "editor": "Lindqvist", "translator": "Moreau", "issued": "2008", "event-date": "2007",
          "original-date": "1911", "accessed": "2024", "page": "233", "keyword": "beacons", "language": "fr(?:ench)?"}
# What LaTeX means by a field that Zotero takes for another one, and what both would lose by a change.
LATEX = {("inproceedings", "issue"), ("inproceedings", "event-place")}
# What EndNote means by a field: the place and the name of the conference.
ENDNOTE = {("Conference Proceedings", "publisher-place"), ("Conference Paper", "publisher-place"),
           ("Conference Paper", "container-title")}
# The reporter of a case, which others than Zotero would read as an editor.
RIS = {("CASE", "container-title")}
# Fields of BibLaTeX that Zotero passes over, in types that have them: LaTeX prints them.
LATEX_ALONE = {"status", "event-place", "event-date", "original-date", "container-title", "publisher"}
# For these Zotero has other files; what it must find in them all the same, and where it finds it as something harmless.
CHIEF = ("title", "author", "editor", "translator", "issued", "container-title", "publisher-place", "URL", "abstract")
HARMLESS = {"note", "note(unmapped)", "attachment:linked_url"}
# What of that Zotero loses, or gives another name: the row of the program's manual that says it.
ROWS = {
    "to-csljson": {"container-title": "What an item stands in", "publisher-place": "The place of publication",
                   "editor": "Editors and translators", "translator": "Editors and translators"},
    "to-enw": {"translator": "Translators", "publisher-place": "The place of publication of proceedings",
               "editor": "Editors"},
    "to-endnote": {"editor": "Editors"},
}
ALIASES = {"address": "location", "journal": "journaltitle", "school": "institution", "year": "date", "month": "date"}


def matrix(name):
    rows = [line.split("\t") for line in (MATRICES / name).read_text(encoding="utf-8").splitlines()]
    return {row[0]: dict(zip(rows[0][1:], row[1:])) for row in rows[1:]}


def meant(table, first, kind, field):
    """The cells that say what is wanted; the main creator has a name of its own in each type."""
    if field == "author":
        return {table[first][kind]}
    return PLACES.get((kind, field), set(MEANT[field].split()))


def cells(table, tag, kind):
    return set(table.get(tag, {}).get(kind, "-").split("+"))


def compare(where, table, first, kind, written, can_be, strict, asked=("author", *MEANT), rows={}):
    """`written` is a list of (tag, value); `can_be` tells which tags may be written for this type."""
    record = {**full.record("book"), **full.record("book")["custom"]}
    for field in asked:
        probe = PROBES.get(field) or re.escape(record[field])
        tags = {tag for tag, value in written if re.search(rf"(?<!\w){probe}(?!\w)", value)}
        wanted = meant(table, first, kind, field)
        native = {tag for tag in table if can_be(tag) and cells(table, tag, kind) & wanted}
        arrived = {cell for tag in tags for cell in cells(table, tag, kind)} - {"-"}
        if native and (kind, field) not in LATEX | ENDNOTE | RIS:
            check(f"{where}: {field} in one of {sorted(native)}", bool(tags & native), True)
        if field in rows:
            continue
        if strict or field not in LATEX_ALONE:
            check(f"{where}: {field} arrives, written as {sorted(tags)}", bool(arrived), True)
        others = meant(table, first, kind, STAND_IN.get(field, field))
        wrong = {cell for cell in arrived - wanted - others - HARMLESS if not cell.startswith("Extra")}
        check(f"{where}: {field} taken for {sorted(wrong)}", bool(wrong) and strict, False)


def output(program, kind, *options):
    done = subprocess.run([readers.BIN / f"refmill-{program}", *options], input=json.dumps(full.record(kind)).encode(),
                          capture_output=True)
    check(f"{program} of {kind}: status", done.returncode, 0)
    return done.stdout.decode("utf-8")


def written(program, kind, pattern, *options):
    return re.findall(pattern, output(program, kind, *options), re.M)


def members(kind):
    item, = json.loads(output("to-csljson", kind))
    return item["type"], [(name, json.dumps(value)) for name, value in item.items()]


def tagged(kind):
    lines = written("to-enw", kind, r"^(%.) (.*)\r$")
    return lines[0][1], lines[1:]


def elements(kind):
    """Each text, by the name of each element around it."""
    record = ElementTree.fromstring(output("to-endnote", kind)).find("records/record")
    return record.find("ref-type").get("name"), [(each.tag, "".join(each.itertext())) for each in record.iter()]


def compare_chief(program, name, first, stranger, read, unused):
    """A type that the table has no column for is held against that of a type which Zotero does not know."""
    table = matrix(name)
    manual = (readers.HERE.parent.parent / "filters" / f"{program}.1").read_text(encoding="utf-8")
    for row in ROWS[program].values():
        check(f"{program}.1 has a row \"{row}\"", f"\n.It {row}\n" in manual, True)
    for csl in full.TYPES:
        kind, lines = read(csl)
        known = kind in table[first]
        compare(f"{program}, {csl}", table, first, kind if known else stranger, lines,
                lambda tag: known and tag != unused, True, CHIEF, ROWS[program])


def model():
    """For each type of entry the fields that biber's data model gives it; those of all under "". It warns of others."""
    path = subprocess.run(["biber", "--tool-config"], capture_output=True, text=True).stdout.split()[-1]
    text = re.search(r"<datamodel>.*?</datamodel>", open(path, encoding="utf-8").read(), re.S)[0]
    found = {}
    for part in re.findall(r"<entryfields>.*?</entryfields>", text, re.S):
        fields = set(re.findall(r"<field[^>]*>(\w+)</field>", part)) | {"title", "date", "urldate"}
        for kind in re.findall(r"<entrytype>(\w+)</entrytype>", part) or [""]:
            found[kind] = fields
    return found


if not MATRICES.is_dir():
    readers.skip("what Zotero was seen to do lies outside the repository")
readers.need("biber")
ris, bib, fields = matrix("matrix-ris-9.tsv"), matrix("matrix-bibtex-9.tsv"), model()
for csl in full.TYPES:
    lines = written("to-ris", csl, r"^([A-Z][A-Z0-9])  - (.*)\r$")
    compare(f"RIS, {csl}", ris, "AU", lines[0][1], lines[1:], lambda tag: True, True)
    entry, = written("to-bibtex", csl, r"^@(\w+)\{", "--biblatex")
    lines = [(name, re.sub(r"[{}]", "", value)) for name, value in
             written("to-bibtex", csl, r"^  (\w+) = (.*),$", "--biblatex")]
    allowed = fields[entry] | fields[""]
    compare(f"BibLaTeX, {csl}", bib, "author", entry, lines,
            lambda tag: ALIASES.get(tag, tag) in allowed, False)
compare_chief("to-csljson", "matrix-csljson-9.tsv", "author", "document", members, None)
compare_chief("to-enw", "matrix-enw-9.tsv", "%A", "Generic", tagged, "%Y")
compare_chief("to-endnote", "matrix-endnotexml-9.tsv", "authors", "Interview", elements, "web-urls")
readers.finish()

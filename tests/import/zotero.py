#!/usr/bin/env python3
"""What Zotero was seen to do with each tag, held against what is written: each field that it can fill is filled."""

import json
import re
import subprocess
import sys

import readers
from readers import check

sys.path.append(str(readers.HERE.parent))
import full

MATRICES = readers.HERE.parent.parent.parent / "shared" / "zotero"

# The fields of Zotero that mean what a field of a record means.
MEANT = {
    "title": "title caseName nameOfAct",
    "title-short": "shortTitle",
    "editor": "creator:editor",
    "translator": "creator:translator",
    "container-title": "publicationTitle bookTitle websiteTitle blogTitle proceedingsTitle dictionaryTitle encyclopediaTitle code",
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
# Fields of BibLaTeX that Zotero passes over, in types that have them: LaTeX prints them.
LATEX_ALONE = {"status", "event-place", "event-date", "original-date", "container-title", "publisher"}
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


def compare(where, table, first, kind, written, can_be, strict):
    """`written` is a list of (tag, value); `can_be` tells which tags may be written for this type."""
    record = {**full.record("book"), **full.record("book")["custom"]}
    for field in ("author", *MEANT):
        probe = PROBES.get(field) or re.escape(record[field])
        tags = {tag for tag, value in written if re.search(rf"(?<!\w){probe}(?!\w)", value)}
        wanted = meant(table, first, kind, field)
        native = {tag for tag in table if can_be(tag) and cells(table, tag, kind) & wanted}
        arrived = {cell for tag in tags for cell in cells(table, tag, kind)} - {"-"}
        if native and (kind, field) not in LATEX:
            check(f"{where}: {field} in one of {sorted(native)}", bool(tags & native), True)
        if strict or field not in LATEX_ALONE:
            check(f"{where}: {field} arrives, written as {sorted(tags)}", bool(arrived), True)
        others = meant(table, first, kind, STAND_IN.get(field, field))
        wrong = {cell for cell in arrived - wanted - others - {"note"} if not cell.startswith("Extra")}
        check(f"{where}: {field} taken for {sorted(wrong)}", bool(wrong) and strict, False)


def written(program, kind, pattern, *options):
    done = subprocess.run([readers.BIN / f"refmill-{program}", *options], input=json.dumps(full.record(kind)).encode(),
                          capture_output=True)
    check(f"{program} of {kind}: status", done.returncode, 0)
    return re.findall(pattern, done.stdout.decode("utf-8"), re.M)


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
    print("skipped: what Zotero was seen to do lies outside the repository")
    sys.exit(77)
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
readers.finish()

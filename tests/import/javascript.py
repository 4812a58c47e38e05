#!/usr/bin/env python3
"""Readers written in JavaScript find in RIS and BibTeX what full records of every type, and hard ones, hold."""

import json
import pathlib
import re
import tempfile
import unicodedata

import readers
from readers import check, plain, year_of

import full

PROGRAMS = {"ris": ["to-ris"], "bibtex": ["to-bibtex"], "biblatex": ["to-bibtex", "--biblatex"]}
READERS = {"citation-js": "ris bibtex biblatex", "pandoc": "ris bibtex biblatex",
           "biblatex-csl-converter": "bibtex biblatex", "bibtex-parser": "bibtex biblatex"}
# RIS cannot protect the comma in an organisation's name, and pandoc takes a suffix for the given name.
SPLIT = {("pandoc", "ris", "department2003"), ("citation-js", "ris", "department2003"), ("pandoc", "ris", "king2002")}
# citation-js knows no author of these in RIS but that of TA, who is a translated author to EndNote; a newspaper's it
# takes for its reporter.
NAMELESS = {"article-newspaper", "bill", "hearing", "legal_case", "legislation", "regulation", "treaty"}
PAGED = {"article-journal", "article-magazine", "article-newspaper", "chapter", "entry-dictionary", "entry-encyclopedia",
         "paper-conference"}


def authors(record, others):
    """Names as they are spoken, and whether they are in parts: readers have their own mind about particles.
    A list that is cut short ends with "others" for readers of BibTeX."""
    names = []
    for name in record.get("author", []):
        parts = [name.get(part) for part in ("given", "dropping-particle", "non-dropping-particle", "family", "literal")]
        spoken = unicodedata.normalize("NFC", plain(" ".join(filter(None, parts))))  # one reader sets marks apart
        names.append((spoken, bool(name.get("given"))))
    return names + [("others", False)] if others and record.get("custom", {}).get("etal") else names


def title(item):
    """Without the marks of one reader for words that keep their capitals; another lowers the others."""
    return plain(re.sub(r"</?span[^>]*>", "", item.get("title", ""))).lower()


def compare(reader, form, record, item):
    where = f"{reader} {form}, {record['id']}"
    if record["id"] != "markup":  # RIS breaks what Zotero would decode; no two of them agree on "\\^{}" and "<"
        check(f"{where}: title", title(item), plain(record["title"]).lower())
    if not (reader, form) == ("citation-js", "ris") or record["type"] not in NAMELESS:
        if (reader, form, record["id"]) not in SPLIT:
            check(f"{where}: authors", authors(item, False), authors(record, form != "ris"))
    check(f"{where}: year", year_of(item), year_of(record))


def compare_full(reader, form, record, item):
    """Beyond that, where the work stands."""
    where = f"{reader} {form}, {record['type']}"
    check(f"{where}: address", item.get("URL"), record["URL"])
    if record["type"] in PAGED:
        # A conference's own title is T2 in RIS and its proceedings are C3, which pandoc does not read.
        conference = (reader, form, record["type"]) == ("pandoc", "ris", "paper-conference")
        check(f"{where}: container", item.get("container-title"), record["event-title" if conference else "container-title"])
        check(f"{where}: pages", plain(item.get("page", "")), record["page"])


def read(reader, form, given, folder):
    program, *options = PROGRAMS[form]
    records, path = pathlib.Path(folder, "records.jsonl"), pathlib.Path(folder, f"in.{form}")
    records.write_text("".join(json.dumps(record) + "\n" for record in given), encoding="utf-8")
    path.write_bytes(readers.written(program, records, *options))
    found = readers.items(reader, form, path)
    check(f"{reader} {form}: records", len(found), len(given))
    return zip(given, found)


readers.need_javascript()
EVERY_TYPE = [full.record(kind) for kind in full.TYPES]
GIVEN = [record for fixture in readers.FIXTURES for record in readers.records(fixture)]
with tempfile.TemporaryDirectory() as folder:
    for reader, forms in READERS.items():
        for form in forms.split():
            for record, item in read(reader, form, GIVEN, folder):
                compare(reader, form, record, item)
                if record in EVERY_TYPE:
                    compare_full(reader, form, record, item)
readers.finish()

#!/usr/bin/env python3
"""biber validates both dialects: it may miss only what the page does not state, and loses nothing."""

import pathlib
import re
import tempfile

import readers
from readers import check

# What biber calls a field, and where a record would have it.
STATED = {
    "author": "author",
    "booktitle": "container-title",
    "date, year": "issued",
    "editor": "editor",
    "institution": "publisher",
    "journaltitle": "container-title",
    "number": "number",
    "title": "title",
    "type": "genre",
    "url, doi, eprint": "URL",
}
MISSING = re.compile(r"Entry '([^']+)'.*Missing mandatory field(?: - one of)? '([^']+)'")


def is_stated(record, field):
    """A date in words, "forthcoming", is none that biber would take."""
    value = record.get(STATED.get(field, ""))
    return bool(value) and not (isinstance(value, dict) and "literal" in value)


def check_messages(where, said, given):
    for line in said.splitlines():
        if not line.startswith(("WARN", "ERROR")):
            continue
        missing = MISSING.search(line)
        allowed = missing and not is_stated(given.get(missing[1], {}), missing[2])
        check(f"{where}: {line}", bool(allowed), True)


def check_authors(where, text, given):
    for entry in re.split(r"\n(?=@)", text):
        key = re.match(r"\s*@\w+\{([^,]+),", entry)
        if not key or key[1] not in given:
            continue
        authors = re.search(r"AUTHOR = \{(.*)\},\n", entry)
        for name in given[key[1]].get("author", []):
            literal = name.get("literal")
            if literal and "&" not in literal:
                check(f"{where}: {literal} is whole", bool(authors) and f"{{{literal}}}" in authors[1], True)


readers.need("biber")
for fixture in readers.FIXTURES:
    for options in ([], ["--biblatex"]):
        where = " ".join(["biber", fixture.name, *options])
        with tempfile.TemporaryDirectory() as folder:
            bib, out = pathlib.Path(folder, "in.bib"), pathlib.Path(folder, "out.bib")
            bib.write_bytes(readers.written("to-bibtex", fixture, *options))
            command = ["biber", "--tool", "--validate-datamodel", "--nolog", "--output-file", out, bib]
            said, _ = readers.read(command, b"")
            given = {record["id"]: record for record in readers.records(fixture)}
            text = out.read_text(encoding="utf-8") if out.exists() else ""
        check_messages(where, said, given)
        check(f"{where}: entries", re.findall(r"^@\w+\{([^,]+),", text, re.M), list(given))
        check_authors(where, text, given)
readers.finish()

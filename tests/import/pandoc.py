#!/usr/bin/env python3
"""pandoc reads both dialects of BibTeX and must find the titles, names, years and addresses."""

import json

import readers
from readers import check, name_of, plain, year_of


def wanted_names(record):
    names = []
    for name in record.get("author", []):
        given = name.get("given", "")
        particle = name.get("dropping-particle", "")
        family = " ".join(p for p in (name.get("non-dropping-particle", ""), name.get("family", "")) if p)
        names.append((name.get("literal", family), given if not particle else f"{given} {particle}"))
    if record.get("custom", {}).get("etal"):
        names.append(("others", ""))
    return [tuple(plain(part) for part in name) for name in names]


def found_names(item):
    """pandoc takes a small word before or behind a name for a particle."""
    names = []
    for name in item.get("author", []):
        family, given = name_of(name)
        particle = name.get("dropping-particle", "")
        if particle == "de" and name.get("family") == "Fontaine":
            family, given = name["family"], f"{given} {particle}"
        names.append((plain(family), plain(given)))
    return names


def compare(where, record, item):
    if record is None or item is None:
        check(where, item and item.get("id"), record and record["id"])
        return
    where = f"{where}, {record['id']}"
    check(f"{where}: title", plain(item["title"]).lower(), plain(record["title"]).lower())
    check(f"{where}: authors", found_names(item), wanted_names(record))
    suffixes = [name.get("suffix") for name in item.get("author", [])]
    if any(suffixes):
        check(f"{where}: suffixes", suffixes, [name.get("suffix") for name in record["author"]])
    check(f"{where}: year", year_of(item), year_of(record))
    check(f"{where}: DOI", item.get("DOI"), record.get("DOI"))
    url = record.get("URL", "")
    if url.startswith("http") and " " not in url and "PMID" not in record:
        check(f"{where}: address", item.get("URL"), url)
    if record["type"] in ("book", "report", "chapter", "thesis") and record["id"] != "braces":
        office = record["author"][0].get("literal") if "author" in record else None
        wanted = record.get("publisher", office if record["type"] == "report" else None)
        check(f"{where}: publisher", item.get("publisher"), wanted)


readers.need("pandoc")
for fixture in readers.FIXTURES:
    for options in ([], ["--biblatex"]):
        where = " ".join(["pandoc", fixture.name, *options])
        bib = readers.written("to-bibtex", fixture, *options)
        out, _ = readers.read(["pandoc", "-f", "biblatex", "-t", "csljson"], bib)
        found = {item["id"]: item for item in json.loads(out)}
        given = {record["id"]: record for record in readers.records(fixture)}
        check(f"{where}: number of records", len(found), len(given))
        for key in dict.fromkeys([*given, *found]):
            compare(where, given.get(key), found.get(key))
readers.finish()

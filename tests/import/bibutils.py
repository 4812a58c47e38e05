#!/usr/bin/env python3
"""bibutils reads RIS and BibTeX and must find the titles, names, years and addresses."""

import xml.etree.ElementTree as ET

import readers
from readers import check, plain, year_of

MODS = "{http://www.loc.gov/mods/v3}"


def texts(element, path):
    return [part.text or "" for part in element.findall("/".join(MODS + step for step in path.split("/")))]


def title_of(mods):
    main, *_ = [found for found in mods.findall(MODS + "titleInfo") if not found.get("type")]  # others are short
    return plain(": ".join(texts(main, "title") + texts(main, "subTitle")))


def names_of(mods):
    """Families and organisations; bibutils parts given names its own way."""
    found = []
    for name in mods.findall(MODS + "name"):
        roles = texts(name, "role/roleTerm")
        parts = {part.get("type"): part.text for part in name.findall(MODS + "namePart")}
        if roles == ["author"]:
            found.append(plain(parts.get("family", parts.get(None, ""))))
    return found


def wanted_names(record, etal):
    wanted = []
    for name in record.get("author", []):
        family = " ".join(part for part in (name.get("non-dropping-particle"), name.get("family")) if part)
        wanted.append(plain(name.get("literal", family)))
    if etal and record.get("custom", {}).get("etal"):
        wanted.append("others")
    return wanted


def years_of(mods):
    dates = [date.text for date in mods.iter(MODS + "dateIssued")]
    return int(dates[0][:4]) if dates else None


def inverts_names(record):
    """bibutils takes an organisation of several words for a person in RIS, whatever stands behind it."""
    return any(" " in name.get("literal", "") for name in record.get("author", []))


def compare(where, record, mods, bibtex):
    where = f"{where}, {record['id']}"
    check(f"{where}: title", title_of(mods), plain(record["title"]))
    if bibtex or not inverts_names(record):
        check(f"{where}: authors", names_of(mods), wanted_names(record, bibtex))
    check(f"{where}: year", years_of(mods), year_of(record))


def beyond(record):
    """Titles that bibutils splits at a question mark, or whose escapes it does not know."""
    return record["id"] in ("markup", "runs", "formula")


readers.need("ris2xml", "bib2xml")
for fixture in readers.FIXTURES:
    for reader, program in (("ris2xml", "to-ris"), ("bib2xml", "to-bibtex")):
        where = f"{reader} {fixture.name}"
        out, _ = readers.read([reader], readers.written(program, fixture))
        given = readers.records(fixture)
        found = {mods.get("ID"): mods for mods in ET.fromstring(out).findall(MODS + "mods")}
        check(f"{where}: records", list(found), [record["id"] for record in given])
        for record in given:
            if record["id"] in found and not beyond(record):
                compare(where, record, found[record["id"]], program == "to-bibtex")
readers.finish()

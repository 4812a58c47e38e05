#!/usr/bin/env python3
"""Python's csv module, a strict reader of RFC 4180, finds each value in its column."""

import csv
import io

import readers
from readers import check, plain, year_of

BOM = b"\xef\xbb\xbf"
FORMULA = ("=", "+", "-", "@")


def cell(value):
    """As a spreadsheet is given it: one line, and no formula."""
    value = plain(value)
    return "'" + value if value.startswith(FORMULA) else value


def name_in_words(name):
    if "literal" in name:
        return f'"{name["literal"]}"' if set(name["literal"]) & set(",;") else name["literal"]
    particle = name.get("non-dropping-particle")
    given = " ".join(p for p in (name.get("given"), name.get("dropping-particle", "") and f'({name["dropping-particle"]})') if p)
    family = (f"({particle}) " if particle else "") + name.get("family", "")
    return family + "," + "".join(f"{sep} {part}" for sep, part in (("", given), (",", name.get("suffix"))) if part)


def names(record, role):
    return "; ".join(name_in_words(name) for name in record.get(role, []))


def compare(where, record, row):
    where = f"{where}, {record['id']}"
    wanted = {
        "Key": record["id"],
        "Title": record["title"],
        "Author": names(record, "author"),
        "Editor": names(record, "editor"),
        "Publisher": record.get("publisher", ""),
        "Abstract Note": record.get("abstract", ""),
        "Notes": record.get("note", ""),
        "Pages": record.get("page", ""),
        "Section": record.get("custom", {}).get("section", ""),
    }
    for column, value in wanted.items():
        check(f"{where}: {column}", plain(row[column]), cell(value))
    year = year_of(record)
    check(f"{where}: year", row["Publication Year"], str(year) if year else "")
    check(f"{where}: et al.", row["Et Al"], "yes" if record.get("custom", {}).get("etal") else "")


for fixture in readers.FIXTURES:
    where = f"csv {fixture.name}"
    table = readers.written("to-csv", fixture)
    check(f"{where}: byte order mark", table[:3], BOM)
    check(f"{where}: --no-bom", readers.written("to-csv", fixture, "--no-bom"), table[3:])
    rows = list(csv.reader(io.StringIO(table[3:].decode("utf-8"), newline=""), strict=True))
    check(f"{where}: column counts", {len(row) for row in rows}, {len(rows[0])})
    check(f"{where}: lines", table.count(b"\r\n"), len(rows))
    check(f"{where}: formulas", [c for row in rows for c in row if c.startswith(FORMULA)], [])
    given = readers.records(fixture)
    check(f"{where}: number of rows", len(rows) - 1, len(given))
    for record, row in zip(given, rows[1:]):
        compare(where, record, dict(zip(rows[0], row)))
readers.finish()

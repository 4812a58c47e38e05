#!/usr/bin/env python3
"""bibutils reads both files for EndNote and pandoc 3 the one in XML, and they find the values of every type."""

import re
import tempfile
import xml.etree.ElementTree as ET

import readers
from readers import check, name_of, plain, year_of

MODS = "{http://www.loc.gov/mods/v3}"
SHELVES = [fixture for fixture in readers.FIXTURES if fixture.stem != "hostile"]
# Of these bibutils makes names and containers in its own way.
LEGAL = ("bill", "hearing", "legal_case", "legislation", "regulation", "treaty")
SECOND = dict.fromkeys(("book", "dataset", "map", "report", "software", "standard"), "collection-title") | dict.fromkeys(
    ("paper-conference", "speech"), "event-title")  # what EndNote has for a second title, which is a container to pandoc
CONTAINED = ("article-journal", "article-magazine", "article-newspaper", "chapter", "manuscript")


def texts(mods, path):
    return [plain(part.text or "") for part in mods.findall("/".join(MODS + step for step in path.split("/")))]


def title_of(mods):
    full = [part for part in mods.findall(MODS + "titleInfo") if part.get("type") is None]
    return ": ".join(text for part in full for text in texts(part, "title") + texts(part, "subTitle"))


def families(mods):
    """All of them: bibutils calls the creator of a map, a picture or a film by another word than author."""
    names = [{part.get("type"): plain(part.text) for part in name.findall(MODS + "namePart")}
             for name in mods.findall(MODS + "name")]
    return [parts.get("family", parts.get(None, "")) for parts in names]


def wanted_families(record):
    names = record.get("author", record.get("editor", []) if record["type"] == "book" else [])
    return [plain(name_of({k: v for k, v in name.items() if k != "dropping-particle"})[0]) for name in names]


def compare(where, record, mods):
    where = f"{where}, {record['id']}"
    check(f"{where}: key", mods.get("ID"), record["id"])
    check(f"{where}: title", title_of(mods), plain(record["title"]))
    # Of proceedings with a day, bibutils gives the year to the conference alone.
    years = [date.text[:4] for date in mods.iter(MODS + "dateIssued") if date.text] or [None]
    check(f"{where}: year", years[0], str(year_of(record)) if year_of(record) else None)
    check(f"{where}: abstract", texts(mods, "abstract"), [plain(record["abstract"])] if "abstract" in record else [])
    check(f"{where}: keywords", texts(mods, "subject/topic"), tags_of(record))
    if record.get("URL", "").startswith("http"):
        check(f"{where}: address", record["URL"] in texts(mods, "location/url"), True)
    if record["type"] in CONTAINED and "container-title" in record:
        check(f"{where}: container", record["container-title"] in texts(mods, "relatedItem/titleInfo/title"), True)
    # bibutils takes an organisation of several words for a person.
    inverted = any(" " in name.get("literal", "") for name in record.get("author", []))
    if record["type"] not in LEGAL and not inverted:
        wanted = wanted_families(record)
        check(f"{where}: names", families(mods)[:len(wanted)], wanted)


def tags_of(record):
    words = [word.strip() for word in record.get("keyword", "").split(";")]
    return [plain(word) for word in [*words, *record.get("custom", {}).get("section", "").split(" > ")] if word]


def check_bibutils():
    for program, reader in (("to-enw", "end2xml"), ("to-endnote", "endx2xml")):
        for shelf in SHELVES:
            where = f"{reader} {shelf.name}"
            out, _ = readers.read([reader], readers.written(program, shelf))
            found, given = ET.fromstring(out).findall(MODS + "mods"), readers.records(shelf)
            check(f"{where}: records", len(found), len(given))
            for record, mods in zip(given, found):
                compare(where, record, mods)


def check_pandoc():
    with tempfile.NamedTemporaryFile(suffix=".xml") as file:
        file.write(readers.written("to-endnote", readers.EVERY_TYPE))
        file.flush()
        items = readers.items("pandoc", "endnotexml", file.name)
    given = readers.records(readers.EVERY_TYPE)
    check("pandoc: records", len(items), len(given))
    for record, item in zip(given, items):
        where = f"pandoc, {record['id']}"
        for field in ("title", "publisher", "volume"):
            check(f"{where}: {field}", item.get(field), record[field])
        check(f"{where}: abstract", plain(item["abstract"]), plain(record["abstract"]))
        check(f"{where}: year", year_of(item), year_of(record))
        families = [name_of(name)[0] for name in item["author"]]
        check(f"{where}: names", families, [name_of(name)[0] for name in record["author"]])
        if record["type"] != "hearing":
            wanted = record[SECOND.get(record["type"], "container-title")]
            check(f"{where}: container", item.get("container-title"), wanted)


def check_form():
    """What EndNote's documentation asks of a tagged file."""
    for shelf in [*SHELVES, *readers.FIXTURES]:
        text = readers.written("to-enw", shelf).decode()
        blocks = text.split("\r\n\r\n")[:-1]
        check(f"{shelf.name}: a block a record", len(blocks), len(readers.records(shelf)))
        for block in blocks:
            check(f"{shelf.name}: begins with its type", bool(re.match(r"%0 [A-Z][A-Za-z ]+\r\n%\S \S", block)), True)


readers.need("end2xml", "endx2xml")
check_form()
check_bibutils()
if readers.MODULES.is_dir():
    check_pandoc()
readers.finish()

#!/usr/bin/env -S python3 -B
"""References say what citeproc's do in the same style ("Cite Them Right"), in the same order; each difference that is
meant is a row of MOVED or ADDED.

packages: citation-style-language-locales
"""

import io
import json
import pathlib
import random
import re
import tempfile
import xml.etree.ElementTree
import zipfile

import readers
from readers import check

import full

EACH = 15  # records of a type
FAMILIES = ("Okafor", "Lindqvist", "O'Hara", "Żak", "Smith-Jones", "Marlowe", "Núñez", "Weir", "Abbott", "Ferreira")
GIVEN = ("Ada", "Bo Karl", "Jean-Paul", "M.", "R J", "Émile", "Tom Ned Ulf")
BODIES = ("Office of Wrecks", "Harbour & Quay Trust", "Department for Tides (North)")
SUBJECTS = ("Harbour lamps", "Why do tides turn", "Ropes, knots and sails", "The pilot's almanac", "Fog at sea: a manual")
ENDS = ("of the north", "in winter", "and their keepers", "for beginners", "since 1850", "today?", "at last!")
TEXTS = {
    "container-title": lambda: f"{pick(('Annals', 'Letters', 'Journal'))} of {pick(('quays', 'buoys', 'winds'))}",
    "collection-title": lambda: f"Studies in {pick(('mooring', 'salvage'))}",
    "collection-number": lambda: str(dice.randint(500, 600)), "volume": lambda: str(dice.randint(100, 200)),
    "issue": lambda: str(dice.randint(201, 300)), "page": lambda: pick(("301", "302-349", "A12", "350-361, 370")),
    "edition": lambda: pick(("2", "3", "11", "22", "Revised edition")), "number": lambda: pick(("QN88", "417")),
    "publisher": lambda: pick(("Quayside Press", "Net & Sons", *BODIES)),
    "publisher-place": lambda: pick(("Ostend", "Hull")),
    "genre": lambda: pick(("Field survey", "PhD thesis")), "medium": lambda: pick(("vellum", "DVD")),
    "event-title": lambda: "Meeting of pilots", "event-place": lambda: "Bergen",
    "URL": lambda: f"https://www.example.org/{dice.randint(1, 99)}?a=b",
    "DOI": lambda: f"10.5555/lamps.{dice.randint(1, 99)}"}
LOCALE = pathlib.Path("/usr/share/citation-style-language/locales/locales-en-GB.xml")
dice = random.Random(20261126)
pick = dice.choice


def nameless(record):
    return not record.get("author") and not record.get("editor")


def others(record):
    return record.get("editor") or record.get("translator")


# What stands elsewhere in our references: in which types, which fields, in which records, and why there. It must stand
# anywhere then, and citeproc is not given it.
PRINTED = "bill|book|graphic|legal_case|legislation|motion_picture|report|song|thesis|webpage"
MOVED = (
    (".*", "translator", lambda r: True, "translators stand last, and never in place of an author"),
    ("article.*|post-weblog", "editor", lambda r: r.get("author"), "volume, day and pages stand beside the periodical"),
    ("entry-.*", "editor", lambda r: r.get("author"), "editors stand before an encyclopaedia as before any book"),
    ("article-.*", "title container-title", nameless, "a title stands in place of an author, never a newspaper"),
    (".*", "edition medium", nameless, "the year stands right behind a title that comes first"),
    ("post-weblog", "event-title", lambda r: True, "a day stands beside the weblog"),
    (PRINTED, "edition", lambda r: r.get("container-title"), "citeproc says it twice"),
    ("report|thesis", "genre number", others, "a report's kind and number stand beside its title"),
    ("speech|post-weblog", "publisher publisher-place collection-title collection-number", lambda r: True,
     "a day stands beside the event or the container"),
)
# What is no part of every reference; how editions are said.
ELSEWHERE = {"id", "type", "number", "issued", "accessed", "URL", "DOI"}
ORDINALS = {"2": "2nd", "3": "3rd", "11": "11th", "22": "22nd"}
# What citeproc adds: in which types, words, why not here.
ADDED = (("article|article-journal", "preprint", "where volume and pages are missing; the page does not say so"),)


def name():
    made = {"family": pick(FAMILIES), "given": pick(GIVEN)}
    if dice.random() < 0.1:
        made["non-dropping-particle"] = "van der"
    return {"literal": pick(BODIES)} if dice.random() < 0.2 else made


def date():
    return {"date-parts": [[dice.randint(1950, 2020), dice.randint(1, 12), dice.randint(1, 28)][:pick((1, 1, 2, 3))]]}


def made(kind, number):
    record = {"id": f"key{number}x", "type": kind, "title": f"{pick(SUBJECTS)} {pick(ENDS)}"}
    record |= {field: text() for field, text in TEXTS.items() if dice.random() < 0.4}
    for role, chance in (("author", 0.8), ("editor", 0.3), ("translator", 0.15)):
        if dice.random() < chance:
            record[role] = [name() for _ in range(pick((1, 1, 2, 3, 5)))]
    return record | {field: date() for field, chance in (("issued", 0.85), ("accessed", 0.5)) if dice.random() < chance}


def plain(markup):
    return "".join(xml.etree.ElementTree.fromstring(f"<p>{markup}</p>").itertext()).strip()


def words(text):
    """Without marks and capitals."""
    return re.findall(r"\w+", text.lower())


def spoken(value):
    """The words of a field; of names, those that stand however they are printed."""
    if isinstance(value, list):
        return [words(name.get("family", name.get("literal"))) for name in value]
    return [words(value)]


def ours(records, folder):
    """Our references by id, with their addresses, from the bibliography of a pack."""
    path = pathlib.Path(folder, "records.jsonl")
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    pack = zipfile.ZipFile(io.BytesIO(readers.written("to-epub", path)))
    pages = "".join(pack.read(name).decode() for name in pack.namelist() if "/bibliography" in name)
    found = re.findall(r'<li id="b-\d+">(.*?) \[<a href="[^"#]+#(\w+)" role="doc-backlink"', pages, re.S)
    return {key: reference for reference, key in found}


def theirs(records, folder):
    path = pathlib.Path(folder, "records.json")
    path.write_text(json.dumps(records), encoding="utf-8")
    return json.loads(readers.read([readers.node(), readers.HERE / "cite.mjs", LOCALE, path], b"")[0])


def moved(record):
    return {field for kinds, fields, when, _ in MOVED if re.fullmatch(kinds, record["type"]) and when(record)
            for field in fields.split() if field in record}


def stands(part, whole):
    return any(whole[i:i + len(part)] == part for i in range(len(whole)))


def compare(record, house, oracle):
    where = f"{json.dumps(record, ensure_ascii=False)}\n  {house}\n  {oracle}\n  "
    left, unsaid = words(house), {word for kinds, word, _ in ADDED if re.fullmatch(kinds, record["type"])}
    for word in words(oracle):
        if word in left:
            left = left[left.index(word) + 1:]
        elif word not in unsaid:
            check(f"{where}in this order", f"no {word}", word)
            break
    for field in sorted(moved(record) | record.keys() - ELSEWHERE):
        for part in spoken(record[field]):
            part = [ORDINALS.get(word, word) for word in part] if field == "edition" else part
            check(f"{where}{field}", stands(part, words(house)), True)
    check(f"{where}marks", re.findall(r"[.,;]\s*[.,;]|[?!][.]|  |\( | \)", re.sub(r"\w\.,|https?:\S+", "x", house)), [])


readers.need_javascript()
if not LOCALE.exists():
    readers.skip("citation-style-language-locales is not installed")
RECORDS = [made(kind, number * EACH + i) for number, kind in enumerate(full.TYPES) for i in range(EACH)]
with tempfile.TemporaryDirectory() as folder:
    house = ours(RECORDS, folder)
    oracle = theirs([{key: record[key] for key in record.keys() - moved(record)} for record in RECORDS], folder)
    check("references", (len(house), len(oracle)), (len(RECORDS), len(RECORDS)))
    for record in RECORDS:
        compare(record, plain(house[record["id"]]), plain(oracle[record["id"]]))
readers.finish()

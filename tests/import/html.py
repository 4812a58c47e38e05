#!/usr/bin/env python3
"""Pages hold what the records do: a validator, axe-core and a browser read them, and COinS and JSON-LD hold the
same values."""

import json
import pathlib
import re
import tempfile
import urllib.parse

import readers
from readers import check

import effort

GOLDEN = readers.HERE.parent / "golden" / "to-html"
PAGES = [*readers.FIXTURES, *sorted(GOLDEN.glob("*.in"))][:: effort.amount(6, 1)]
# "<br/>" is as good as "<br>", a text that is not in NFC is as the record has it, and the validator's guess at the
# language of made-up texts differs from run to run.
HARMLESS = ("Trailing slash on void elements", "Text run is not in Unicode Normalization Form C",
            "This document appears to be written in")
ZOTERO = dict(re.findall(r'^TYPE\("([^"]+)".*"([^"]+)"\)$', (readers.HERE.parent.parent / "src/formats/types.def")
                         .read_text(encoding="utf-8"), re.M))
KEYS = {  # of COinS, for articles in journals where they differ
    "title": ("rft.title", "rft.atitle"), "container-title": ("rft.source", "rft.jtitle"),
    "collection-title": ("rft.series",), "publisher": ("rft.publisher",), "publisher-place": ("rft.place",),
    "volume": ("rft.volume",), "issue": ("rft.issue",), "page": ("rft.pages",), "number-of-pages": ("rft.tpages",),
    "edition": ("rft.edition",), "ISBN": ("rft.isbn",), "ISSN": ("rft.issn",), "language": ("rft.language",),
    "abstract": ("rft.description",)}
PROPERTIES = {
    "title": "name", "title-short": "alternateName", "status": "creativeWorkStatus", "page": "pagination",
    "number-of-pages": "numberOfPages", "number": "reportNumber", "edition": "bookEdition", "genre": "genre",
    "ISBN": "isbn", "DOI": "identifier", "language": "inLanguage", "abstract": "abstract"}


def line(text):
    """As a page shows a text: on one line, without what no page may hold."""
    text = re.sub(r"[\t-\r\x85]", " ", text)
    text = "".join(c for c in text if not ("\0" <= c < " " or "\x7f" <= c <= "\x9f" or "\ufdd0" <= c <= "\ufdef"
                                           or ord(c) & 0xfffe == 0xfffe))
    return re.sub(r"\s+", " ", text.replace("\xad", "")).strip()


def named(name, order):
    """A name from its parts, "van der Berg, Ann Jr." or "Ann van der Berg Jr."."""
    if not (name.get("family") or name.get("given")):
        return line(name.get("literal", ""))
    family = f"{name.get('non-dropping-particle', '')} {name.get('family', '')}"
    given = f"{name.get('given', '')} {name.get('dropping-particle', '')}"
    suffix = name.get("suffix", "")
    return line(f"{line(family)}, {given} {suffix}" if order == "sorted" else f"{given} {family} {suffix}")


def tags(record):
    keywords = record.get("keyword", "")
    parts = keywords.split(";" if ";" in keywords else ",") + record.get("custom", {}).get("section", "").split(" > ")
    return list(dict.fromkeys(line(part) for part in parts if line(part)))


def date(record):
    issued = record.get("issued", {})
    if issued.get("season") or issued.get("circa") or len(issued.get("date-parts", [])) != 1:
        return None  # in words
    return "-".join(f"{part:04d}" if i == 0 else f"{part:02d}" for i, part in enumerate(issued["date-parts"][0]))


def check_coins(where, record, title):
    found = urllib.parse.parse_qs(title, strict_parsing=True)
    kind = found["rft_val_fmt"][0].rpartition(":")[2]
    check(f"{where}: format", kind, "journal" if record["type"] == "article-journal" else "dc")
    if kind == "dc":
        check(f"{where}: type", found["rft.type"], [ZOTERO.get(record["type"], "document")])
    for field, keys in KEYS.items():
        value = line(record.get(field, ""))
        check(f"{where}: COinS {field}", found.get(keys[-1 if kind == "journal" else 0], []), [value] if value else [])
    people = record.get("author", [])
    bodies = [named(name, "") for name in people if "literal" in name]
    check(f"{where}: COinS authors", [name.rstrip(",") for name in found.get("rft.au", [])],
          [named(name, "sorted").rstrip(",") for name in people if name.get("family") or name.get("given")])
    check(f"{where}: COinS bodies", found.get("rft.aucorp", []), [body for body in bodies if body])
    others = [named(name, "sorted") for role in ("editor", "translator") for name in record.get(role, [])]
    check(f"{where}: COinS others", [name.rstrip(",") for name in found.get("rft.contributor", [])],
          [name.rstrip(",") for name in others])
    check(f"{where}: COinS tags", found.get("rft.subject", []), tags(record))
    check(f"{where}: COinS date", date(record) in (None, *found.get("rft.date", [])), True)
    wanted = [start + line(record[field]) for field, start in (("DOI", "info:doi/"), ("PMID", "info:pmid/"))
              if line(record.get(field, ""))]
    check(f"{where}: COinS ids", [i for i in found.get("rft_id", []) if i.startswith("info:")], wanted)
    check_address(f"{where}: COinS", record, [i for i in found.get("rft_id", []) if not i.startswith("info:")])


def check_address(where, record, found):
    wanted = [record["URL"]] if re.match(r"https?://.", record.get("URL", "")) else []
    check(f"{where} address", [urllib.parse.unquote(url) for url in found], [urllib.parse.unquote(url) for url in wanted])


def check_item(where, record, item):
    for field, name in PROPERTIES.items():
        check(f"{where}: JSON-LD {field}", item.get(name, ""), line(record.get(field, "")))
    for role in ("author", "editor", "translator"):
        wanted = [named(name, "printed") for name in record.get(role, [])]
        check(f"{where}: JSON-LD {role}", [person.get("name", "") for person in item.get(role, [])], wanted)
    check(f"{where}: JSON-LD publisher", [item.get("publisher", {}).get(part, "") for part in ("name", "location")],
          [line(record.get(part, "")) for part in ("publisher", "publisher-place")])
    inside, wholes = item.get("isPartOf"), []
    while inside:
        wholes += [inside[name] for name in ("issueNumber", "volumeNumber", "name") if name in inside]
        inside = inside.get("isPartOf")
    check(f"{where}: JSON-LD wholes", wholes, [line(record[field]) for field in (
        "issue", "volume", "container-title", "collection-title") if field in record])
    check(f"{where}: JSON-LD date", date(record) in (None, item.get("datePublished", "")), True)
    check(f"{where}: JSON-LD tags", item.get("keywords", []), tags(record))
    check_address(f"{where}: JSON-LD", record, [item["url"]] if "url" in item else [])


def check_links(where, seen):
    wrong = [href for href, _ in seen["links"] if not re.match(r"(https?|ftp|mailto|tel):", href)]
    check(f"{where}: links that run", wrong, [])
    check(f"{where}: links without words", [href for href, text in seen["links"] if not text], [])
    check(f"{where}: links that say nothing", [text for _, text in seen["links"] if text == "click here"], [])


def check_page(where, records, seen):
    check(f"{where}: faults", seen["faults"], [])
    check(f"{where}: scripts that ran", seen["dialogs"], [])
    check(f"{where}: scripts", [kind for kind, _ in seen["scripts"]], ["application/ld+json"])
    data = json.loads(seen["scripts"][0][1])
    check(f"{where}: title", data["name"], line(seen["title"]))
    check(f"{where}: number of entries", [data.get("numberOfItems"), len(seen["coins"]), len(seen["articles"])],
          [len(records)] * 3)
    check(f"{where}: keys", len({key for key, _ in seen["articles"]}), len(records))
    check_links(where, seen)
    for n, record in enumerate(records):
        member = data["itemListElement"][n]
        check(f"{where}: position", member["position"], n + 1)
        check_coins(f"{where}, {n + 1}", record, seen["coins"][n])
        check_item(f"{where}, {n + 1}", record, member["item"])
        check(f"{where}, {n + 1}: title", line(record.get("title", "")) in line(seen["articles"][n][1]), True)


readers.need("java", "node", "chromium")
readers.need_javascript()
with tempfile.TemporaryDirectory() as folder:
    given = {}
    for source in PAGES:
        page = pathlib.Path(folder, f"{source.parent.name}-{source.stem}.html")
        page.write_bytes(readers.written("to-html", source))
        given[str(page)] = readers.records(source)
    check("validator", readers.validated(given, HARMLESS), [])
    told, said = readers.read(["node", readers.HERE / "browser.mjs", *given], b"")
    print(said, end="")
    for page, seen in json.loads(told).items():
        check_page(pathlib.Path(page).stem, given[page], seen)
readers.finish()

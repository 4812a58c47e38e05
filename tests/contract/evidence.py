#!/usr/bin/env -S python3 -B
"""Evidence: every field is what stands at the places that its evidence names, and nothing else."""
import re
import unicodedata
import urllib.parse

from common import *

SCRAPE, NORMALISE = BIN / "refmill-scrape", BIN / "refmill-normalise"
# Fields whose value is made of the evidence's words alone; a date is checked by its year ("1910a").
FROM_WORDS = ("title", "author", "editor", "translator", "container-title", "collection-title", "publisher",
              "publisher-place", "abstract", "note", "status", "volume", "issue", "edition")
PROVEN = FROM_WORDS + ("issued",)


def words(text):
    """Its words without accents, since TeX writes these as commands."""
    return re.findall(r"\w+", "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)))


def texts(value):
    """All texts inside a value: those of the parts of names, too."""
    if isinstance(value, str):
        return [value]
    values = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for part in values for text in texts(part)]


def said_by(datum):
    """What machine-readable data say, as text; of TeX the accents are left out."""
    if datum["kind"] == "COinS":
        return urllib.parse.unquote_plus(datum["value"])
    return re.sub(r"\\\W|[{}\\]", "", " ".join(texts(datum["value"])))


def slices(where, record, key):
    """What the evidence for a field points at."""
    lines, found = record["custom"]["text"], []
    for proof in record["custom"]["evidence"].get(key, ()):
        expect(proof["rule"] and 0 <= proof["confidence"] <= 1, f"{where}: {key}: {proof}")
        if "data" in proof:
            found.append(said_by(record["custom"]["data"][proof["data"]]))
            continue
        line, start, end = proof["line"], proof["from"], proof["to"]
        if expect(0 <= line < len(lines) and 0 <= start < end <= len(lines[line]),
                  f"{where}: the evidence for {key} names a place that is not there: {proof}"):
            found.append(lines[line][start:end])
    return found


def check_date(where, record, found):
    year = str(record["issued"]["date-parts"][0][0])
    expect(any(year in text for text in found), f"{where}: issued in {year}, its evidence is {found}")


def check_record(where, record, before):
    for key in record["custom"]["evidence"]:
        expect(key in record or key in record["custom"], f"{where}: evidence for {key}, which is not there")
        slices(where, record, key)
    for key in PROVEN:
        if key not in record:
            continue
        found = slices(where, record, key)
        # A dash stands for the authors of the entry before.
        repeated = key == "author" and record[key] == before.get(key)
        if not found and repeated or not expect(found, f"{where}: no evidence for {key}"):
            continue
        if key == "issued":
            check_date(where, record, found)
            continue
        known = words(" ".join(found))
        for text in texts(record[key]):
            strange = [word for word in words(text) if word not in known]
            expect(not strange, f"{where}: {key} has {strange}, its evidence is {found}")
        in_data = any("data" in proof for proof in record["custom"]["evidence"][key])
        if isinstance(record[key], str) and len(found) == 1 and not in_data:
            expect(record[key] == found[0], f"{where}: {key} is {record[key]!r}, its evidence {found[0]!r}")


def check_page(name, page):
    entries = run(SCRAPE, given=page)
    done = run(NORMALISE, "--evidence", given=entries.stdout)
    expect_status(NORMALISE, done, DONE, f"with the entries of {name}")
    lines = [[line["text"] for line in json.loads(entry)["lines"]] for entry in entries.stdout.splitlines()]
    records = [json.loads(record) for record in done.stdout.splitlines()]
    expect(len(lines) == len(records), f"{name}: {len(lines)} entries became {len(records)} records")
    for number, (entry, record) in enumerate(zip(lines, records), 1):
        where = f"{name}, record {number}"
        expect(record["custom"]["text"] == entry, f"{where}: its text is not that of the entry")
        check_record(where, record, records[number - 2] if number > 1 else {})
    plain = run(NORMALISE, given=entries.stdout)
    for with_evidence, without in zip(records, plain.stdout.splitlines()):
        for key in ("text", "evidence", "data"):
            with_evidence["custom"].pop(key, None)
        expect(with_evidence == json.loads(without), f"{name}: --evidence changes {without.decode()}")
    return len(records)


checked = check_page("page.html", (HERE / "page.html").read_bytes())
expect(checked == 6, f"page.html: {checked} records")
for case in sorted((ROOT / "tests" / "golden" / "scrape").glob("*.in")):
    check_page(f"golden/scrape/{case.name}", case.read_bytes())
for page in sorted((ROOT / "samples").glob("*.*")):
    if page.suffix in (".html", ".txt"):
        check_page(f"samples/{page.name}", page.read_bytes())
finish()

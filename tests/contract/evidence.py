#!/usr/bin/env -S python3 -B
"""Evidence: every field is what stands at the places that its evidence names, and nothing else.

It is asked of samples, golden cases and made-up pages; `evidence.py FOLDER` asks it of every page.* below a folder, too.
"""
import concurrent.futures
import html.parser
import re
import unicodedata
import urllib.parse

from common import *

import pages

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
        of, start, end = [record["custom"]["section"]] if "section" in proof else lines, proof["from"], proof["to"]
        line = proof.get("line", 0)
        if expect(0 <= line < len(of) and 0 <= start < end <= len(of[line]),
                  f"{where}: the evidence for {key} names a place that is not there: {proof}"):
            found.append(of[line][start:end])
    return found


def check_date(where, record, found):
    year = str(record["issued"]["date-parts"][0][0])
    expect(any(year in text for text in found), f"{where}: issued in {year}, its evidence is {found}")


def check_record(where, record, before, labels):
    """labels: those of the entry's links; the words of a picture stand there alone."""
    for key in record["custom"]["evidence"]:
        expect(key in record or key in record["custom"], f"{where}: evidence for {key}, which is not there")
        slices(where, record, key)
    for key in PROVEN:
        if key not in record:
            continue
        found = slices(where, record, key)
        if key == "title" and not any(record["custom"]["text"]):
            expect(record[key] in labels, f"{where}: title {record[key]!r} is no picture's word, and there is no text")
            continue
        if not expect(found, f"{where}: no evidence for {key}"):
            continue
        if key == "issued":
            check_date(where, record, found)
            continue
        known = words(" ".join(found))
        if key in ("author", "editor") and any(re.match(r"[-–—_]{2,}", text) for text in found):
            # A dash stands for the creators of the entry before, or for the first of them.
            known += words(" ".join(texts([before.get("author"), before.get("editor")])))
        for text in texts(record[key]):
            strange = [word for word in words(text) if word not in known]
            expect(not strange, f"{where}: {key} has {strange}, its evidence is {found}")
        in_data = any("data" in proof for proof in record["custom"]["evidence"][key])
        if isinstance(record[key], str) and len(found) == 1 and not in_data:
            expect(record[key] == found[0], f"{where}: {key} is {record[key]!r}, its evidence {found[0]!r}")


def read(page, programs=(SCRAPE, NORMALISE)):
    """What scrape and normalise make of a page: the entries, and the records with and without evidence."""
    entries = run(programs[0], given=page).stdout
    return entries, run(programs[1], "--evidence", given=entries), run(programs[1], given=entries).stdout


def check_page(name, entries, done, plain):
    expect_status(NORMALISE, done, DONE, f"with the entries of {name}")
    entries = [json.loads(entry)["lines"] for entry in entries.splitlines()]
    lines = [[line["text"] for line in entry] for entry in entries]
    labels = [[link["label"] for line in entry for link in line.get("links", ())] for entry in entries]
    records = [json.loads(record) for record in done.stdout.splitlines()]
    expect(len(lines) == len(records), f"{name}: {len(lines)} entries became {len(records)} records")
    for number, (entry, record) in enumerate(zip(lines, records), 1):
        where = f"{name}, record {number}"
        expect(record["custom"]["text"] == entry, f"{where}: its text is not that of the entry")
        check_record(where, record, records[number - 2] if number > 1 else {}, labels[number - 1])
    for with_evidence, without in zip(records, plain.splitlines()):
        for key in ("text", "near", "evidence", "data"):
            with_evidence["custom"].pop(key, None)
        expect(with_evidence == json.loads(without), f"{name}: --evidence changes {without.decode()}")
    return lines


class Letters(html.parser.HTMLParser):
    """The letters and digits that a page shows, and those of its pictures' words."""

    def __init__(self, text):
        super().__init__()
        self.said = []
        self.feed(text)
        self.close()

    def handle_data(self, data):
        self.said.append(data)

    def handle_starttag(self, tag, attributes):
        self.said += [value for name, value in attributes if name == "alt" and value]

    def __str__(self):
        return letters("".join(self.said))


def letters(text):
    return "".join(character for character in text if character.isalnum())


def check_made(page, made):
    """A made-up page: besides, every line of its entries stands on it as it is."""
    shown = str(Letters(page.text))
    for number, entry in enumerate(check_page(page.name, *made), 1):
        for line in entry:
            expect(letters(line) in shown, f"{page.name}, entry {number}: the page does not say {line!r}")


def check_all(names, contents, check):
    """Reads pages side by side and checks each."""
    programs = quick(SCRAPE), quick(NORMALISE)
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as workers:
        for name, made in zip(names, workers.map(lambda page: read(page, programs), contents)):
            check(name, made)


checked = check_page("page.html", *read((HERE / "page.html").read_bytes()))
expect(len(checked) == 6, f"page.html: {len(checked)} records")
for case in sorted((ROOT / "tests" / "golden" / "scrape").glob("*.in")):
    check_page(f"golden/scrape/{case.name}", *read(case.read_bytes()))
for page in sorted((ROOT / "samples").glob("*.*")):
    if page.suffix in (".html", ".txt"):
        check_page(f"samples/{page.name}", *read(page.read_bytes()))
several = list(pages.made(variants=amount(1, 3), each=amount(1, 3)))
check_all(several, [page.bytes for page in several], check_made)
for folder in sys.argv[1:]:
    files = sorted(pathlib.Path(folder).rglob("page.*"))
    expect(files, f"{folder}: there is no page in it")
    check_all(files, [file.read_bytes() for file in files], lambda file, made: check_page(file, *made))
finish()

#!/usr/bin/env -S python3 -B
"""Samples: convert makes of each page what is stored beside it (records, or all files), and no word that is not on the page.

With --write it stores what is made now, for reviewing with `git diff`.
"""
import html.parser
import io
import json
import pathlib
import re
import tempfile
import zipfile

from common import *

SAMPLES = ROOT / "samples"
README = (SAMPLES / "README.md").read_text(encoding="utf-8")
INLINE = {"a", "b", "em", "font", "i", "o:p", "span", "strong", "u"}
UNSEEN = {"script", "style", "title"}


class Words(html.parser.HTMLParser):
    """The text of a page that a reader sees, read without refmill."""

    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.seen, self.unseen = [], 0
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.unseen += tag in UNSEEN
        self.seen.append("" if tag in INLINE else " ")

    def handle_endtag(self, tag):
        self.unseen -= tag in UNSEEN
        self.seen.append("" if tag in INLINE else " ")

    def handle_data(self, data):
        if not self.unseen:
            self.seen.append(data)


def squeezed(text):
    return " ".join(text.split())


def text_of(page):
    """What stands on the page, in one line."""
    data = page.read_bytes()
    text = data.decode("cp1252" if b"charset=iso-8859-1" in data.lower() else "utf-8")
    return squeezed(text if page.suffix == ".txt" else "".join(Words(text).seen))


def words(text):
    return re.findall(r"\w+", text)


def texts_of(record):
    """The texts of a record that come from the page, one field a step."""
    for key, value in {**record, **record["custom"]}.items():
        if key in ("id", "type", "URL", "custom", "schema", "text"):
            continue
        if isinstance(value, str):
            yield key, value
        if key in ("author", "editor", "translator"):
            for name in value:
                for part in name.values():
                    yield key, part
        if isinstance(value, dict) and "date-parts" in value:
            for date in value["date-parts"]:
                yield key, str(date[0])


def check_invents_nothing(page, records):
    on_page = text_of(page)
    source = records[0]["custom"].get("source", {})
    for part in source.get("introduction", "").split("\n\n"):
        expect(squeezed(part) in on_page, f"{page.name}: an introduction that is not there: {part[:60]}")
    for number, record in enumerate(records, 1):
        where = f"{page.name}, record {number}"
        for line in record["custom"]["text"]:
            expect(line in on_page, f"{where}: a line that is not on the page: {line}")
        known = set(words(" ".join(record["custom"]["text"]) + " " + record["custom"].get("section", "")))
        for key, text in texts_of(record):
            strange = [word for word in words(text) if word not in known]
            expect(not strange, f"{where}: {key} has {strange}, which its entry lacks")


def members(data):
    """The files of an archive with their bytes, in order; any other file as one."""
    if not data.startswith(b"PK"):
        return [("", data)]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


def first_difference(old, new):
    """Where two files first differ, with the words around."""
    olds, news = (data.decode("utf-8", "replace").splitlines() + [""] for data in (old, new))
    number = next((at for at, pair in enumerate(zip(olds, news)) if pair[0] != pair[1]), 0)
    was, now = olds[number], news[number]
    at = next((at for at, pair in enumerate(zip(was, now)) if pair[0] != pair[1]), min(len(was), len(now)))
    around = slice(max(0, at - 80), at + 200)
    return f"line {number + 1}, character {at + 1}\n- {was[around]}\n+ {now[around]}"


def compare(page, stored, made):
    if not expect(made.exists(), f"{page.name}: {stored.name} is stored, but was not made"):
        return
    if not expect(stored.exists(), f"{page.name}: {stored.name} is made, but is not stored"):
        return
    was, now = members(stored.read_bytes()), members(made.read_bytes())
    expect([name for name, _ in was] == [name for name, _ in now], f"{stored.name}: other files inside")
    for (name, old), (_, new) in zip(was, now):
        expect(old == new, f"{stored.name} {name}: differs from what is made now: {first_difference(old, new)}")


def check(page, folder):
    done = run(DRIVER, "convert", str(page), "-o", folder, "-q")
    expect_status(DRIVER, done, DONE, f"convert {page.name}")
    made, kept = pathlib.Path(folder), SAMPLES / page.stem
    wanted = {path.name for path in kept.glob("*")} | {f"{page.stem}.records.jsonl"}
    if len(wanted) > 1:
        wanted |= {path.name for path in made.glob("*")}
    if "--write" in sys.argv:
        kept.mkdir(exist_ok=True)
        for name in sorted(wanted):
            (kept / name).write_bytes((made / name).read_bytes())
    for name in sorted(wanted):
        compare(page, kept / name, made / name)
    records = [json.loads(line) for line in (made / f"{page.stem}.records.jsonl").read_bytes().splitlines()]
    told = re.search(rf"^\| \[{re.escape(page.name)}\]\([^)]*\) \| (\d+) \|", README, re.M)
    if expect(told, f"samples/README.md: no row for {page.name}"):
        expect(int(told[1]) == len(records), f"{page.name}: {len(records)} records, {told[1]} in README.md")
    check_invents_nothing(page, records)


pages = sorted([*SAMPLES.glob("*.html"), *SAMPLES.glob("*.txt")])
for page in pages:
    with tempfile.TemporaryDirectory() as folder:
        check(page, folder)
for folder in SAMPLES.iterdir():
    expect(not folder.is_dir() or folder.name in {"pictures", *(page.stem for page in pages)}, f"samples/{folder.name}: no page")
finish()

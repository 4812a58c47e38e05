#!/usr/bin/env -S python3 -B
"""Corrections made on one page land on the right entries of another version of it, or are named: never on a wrong one."""
import random
import re
import tempfile

from common import *

import made
import pages

OTHER_WORDS = "tide lantern furrow plaster anchor meadow copper signal harvest bridge".split()
dice = random.Random(20261126)
tried = landed = 0


class Entry:
    """What is printed of one entry; `number` tells which it is, whatever becomes of its words."""

    def __init__(self, number, record):
        self.number, self.title = number, record["title"]
        first = record.get("author", [{}])[0]
        self.byline = f"{first.get('given', 'Ada')} {first.get('family', 'Brook')} ({1950 + 3 * number % 70})"
        self.annotation = pages.languages.LANGUAGES["en"].text(dice, 2, 3)
        self.address = f"https://library.example.org/{number}/{record['id']}.html"

    def reworded(self, share=1 / 3):
        """With so many of the words, other than the year, as other words."""
        other = lambda text: " ".join(dice.choice(OTHER_WORDS) if dice.random() < share else word for word in text.split())
        self.title, self.annotation = other(self.title), other(self.annotation)
        return self


def copied(entry):
    other = object.__new__(Entry)
    other.__dict__.update(entry.__dict__)
    return other


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;")


def in_paragraphs(entries):
    return "".join(f"<p><strong>{escaped(e.title)}</strong><br>\n{escaped(e.byline)}<br>\n{escaped(e.annotation)}<br>\n"
                   f'<a href="{e.address}">click here</a></p>\n' for e in entries)


def in_terms(entries):
    return "<dl>\n" + "".join(f"<dt>{escaped(e.title)}</dt><dd>{escaped(e.byline)}</dd><dd>{escaped(e.annotation)}</dd>"
                              f'<dd><a href="{e.address}">click here</a></dd>\n' for e in entries) + "</dl>\n"


def in_rows(entries):
    return "<table>\n" + "".join(f"<tr><td><b>{escaped(e.title)}</b><br>{escaped(e.byline)}<br>{escaped(e.annotation)}"
                                 f'<br><a href="{e.address}">click here</a></td></tr>\n' for e in entries) + "</table>\n"


RENDERINGS = (in_paragraphs, in_terms, in_rows)


def records_of(entries, render=in_paragraphs):
    """The records of a page, each with the number of its entry, and whether all of them were found."""
    page = (f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Reading</title></head><body>\n'
            f"<h1>Reading</h1>\n{render(entries)}</body></html>\n").encode()
    found = run(BIN / "refmill-normalise", "--evidence", given=run(BIN / "refmill-scrape", given=page).stdout)
    records = [json.loads(line) for line in found.stdout.splitlines()]
    if not expect(len(records) == len(entries), f"{render.__name__}: {len(entries)} entries are {len(records)} records"):
        return []
    for record, entry in zip(records, entries):
        record["custom"]["number"] = entry.number
    return records


def identity(record):
    own = {key: record["custom"][key] for key in ("text", "near") if key in record["custom"]}
    return {key: record[key] for key in ("id", "title", "URL") if key in record} | own


def corrected(records, lines):
    """The records after the corrections, and what was said."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "page.corrections.jsonl")
        path.write_text("".join(json.dumps(line) + "\n" for line in [{"refmill": "corrections", "version": 1}] + lines))
        given = "".join(json.dumps(record) + "\n" for record in records).encode()
        done = run(BIN / "refmill-correct", "--with", str(path), given=given)
    expect(done.returncode == DONE, f"correct ended with {done.returncode}: {done.stderr[:1000]}")
    return [json.loads(line) for line in done.stdout.splitlines()], done.stderr


def compare(name, before, after, must=False):
    """Every correction of `before` lands on its entry in `after`, or is named; with `must` all land whose entry is there."""
    global tried, landed
    lines = [{"entry": identity(record), "was": {"status": None}, "set": {"status": f"number {record['custom']['number']}"}}
             for record in before]
    records, said = corrected(after, lines)
    lost = {int(line) - 2 for line in re.findall(r"corrections\.jsonl:(\d+): warning: .*\[correction-lost\]", said)}
    here = {record["custom"]["number"]: record.get("status") for record in records}
    for number, status in here.items():
        expect(status in (None, f"number {number}"), f"{name}: {status} landed on entry {number}")
    for at, record in enumerate(before):
        number = record["custom"]["number"]
        applied = here.get(number) is not None
        expect(applied != (at in lost), f"{name}: entry {number} is {'both' if applied else 'neither'} corrected and named")
        expect(applied or not must or number not in here, f"{name}: the correction of entry {number} is lost")
        tried, landed = tried + (number in here), landed + applied


def sibling(entry, number):
    """An entry that differs from another in one thing, and in its link where it does so."""
    other, words, way = copied(entry), entry.title.split(), dice.randrange(6)
    other.number = number
    other.title = (" ".join([dice.choice(OTHER_WORDS)] + words[1:]), " ".join(words[:-1] or words),
                   f"{entry.title}, volume {2 + number % 7}", entry.title, entry.title, entry.title)[way]
    other.byline = re.sub(r"\d{4}", str(1950 + number % 70), entry.byline) if way == 3 else entry.byline
    other.annotation += " " + dice.choice(OTHER_WORDS) if way == 4 else ""
    if dice.random() < 0.8 or way == 5:
        other.address = f"https://library.example.org/{number}/sibling.html"
    return other


def words_of(entry):
    return entry.title, entry.byline, entry.annotation


def families(size):
    """Entries many of which have near-identical siblings."""
    entries = []
    while len(entries) < size:
        entries.append(Entry(1000 + len(entries), dice.choice(MORE)))
        first = entries[-1]
        for _ in range(dice.choice((0, 0, 1, 1, 2, 4))):
            entries.append(sibling(first, 1000 + len(entries)))
    # What is the same in words and link is the same to everybody.
    return list({(words_of(entry), entry.address): entry for entry in entries}.values())


def mix():
    """Some of a page's entries are corrected, and it is changed in several ways at once."""
    kinds = [kind for kind in ("gone", "moved", "reworded", "links", "siblings", "keys") if dice.random() < 0.5]
    old = families(60)
    new = changed(kinds, old)
    if "siblings" in kinds:
        known = {words_of(entry) for entry in old}
        more = [sibling(dice.choice(new), 2000 + number) for number in range(8)]
        for entry in [entry for entry in more if words_of(entry) not in known]:
            new.insert(dice.randrange(len(new)), entry)
    before, after = records_of(old), records_of(new, dice.choice(RENDERINGS))
    if "keys" in kinds:
        for number, record in enumerate(after):
            record["id"] = f"key{number}"
    compare(f"a mix of {'+'.join(kinds)}", [record for record in before if dice.random() < 0.6], after)


def changed(kinds, entries):
    """The entries of the changed page."""
    entries = [copied(entry) for entry in entries]
    if "gone" in kinds:
        entries = [entry for entry in entries if dice.random() < 0.7] or entries[:1]
    if "moved" in kinds:
        dice.shuffle(entries)
    for entry in entries:
        if "reworded" in kinds and dice.random() < 0.5:
            entry.reworded()
        if "links" in kinds and dice.random() < 0.5:
            entry.address = f"https://archive.example.net/item{dice.randrange(10**6)}"
    if "added" in kinds:
        for _ in range(3):
            entries.insert(dice.randrange(len(entries) + 1), Entry(100 + len(entries), MORE.pop()))
    return entries


# Each is a set of kinds of change, and whether every correction whose entry is still there must land.
CHANGES = (
    ((), True), (("moved",), True), (("gone",), True), (("added",), True), (("links",), True),
    (("moved", "gone", "added"), True), (("reworded",), False), (("reworded", "moved"), False),
    (("reworded", "gone"), False), (("reworded", "links"), False), (("reworded", "links", "gone", "added", "moved"), False),
)
maker = pages.records.Maker("corrections", pages.languages.LANGUAGES["en"].record_words(), ("en",))
MORE = [maker.record(number) for number in range(400)]
for turn in range(amount(1, 3)):
    entries = [Entry(number, MORE.pop()) for number in range(14)]
    # Works that are as like each other as one author's can be: the years and a word tell them apart.
    for number, place in enumerate(("North", "South", "East")):
        entries[number].title = f"Annual report of the Water Office, {place}"
        entries[number].byline = f"Water Office ({1990 + number})"
        entries[number].annotation = "Figures of the year, with a map."
    before = {render: records_of(entries, render) for render in RENDERINGS}
    for render in RENDERINGS:
        for other in RENDERINGS:
            compare(f"{render.__name__} on {other.__name__}", before[render], before[other], must=True)
    for kinds, must in CHANGES:
        render = dice.choice(RENDERINGS)
        after = records_of(changed(kinds, entries), render)
        compare(f"{'+'.join(kinds) or 'nothing'} {render.__name__}", before[in_paragraphs], after, must)
for form in ("csv", "xlsx"):
    given = made.lines(made.records(300))
    with tempfile.NamedTemporaryFile() as table:
        table.write(run(BIN / f"refmill-to-{form}", given=given).stdout)
        table.flush()
        done = run(BIN / "refmill-correct", f"--from-{form}", table.name, given=given)
    expect(done.stdout == b'{"refmill":"corrections","version":1}\n', f"a .{form} as it was gives {done.stdout[:1000]}")
for _ in range(asked(3, 10)):
    mix()
share = landed / max(tried, 1)
expect(share >= 0.9, f"only {share:.0%} of the corrections whose entry is still there were applied")
print(f"{tried} corrections whose entry is still there: {share:.1%} applied, the others named")
finish()

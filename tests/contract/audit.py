#!/usr/bin/env -S python3 -B
"""Audit: what refmill writes of a page is proven by the page; a made-up reference, or one word that was altered, is named."""
import json
import pathlib
import random
import re
import tempfile

from common import *

AUDIT = quick(BIN / "refmill-audit")
WRITERS = (("to-ris",), ("to-bibtex",), ("to-bibtex", "--biblatex"), ("to-csv",), ("to-csljson",), ())
MADE_UP = {"id": "nobody1971", "type": "book", "title": "Quantum Beekeeping beneath the Zeppelin",
           "author": [{"family": "Xylander", "given": "Quirin"}], "issued": {"date-parts": [[1871]]}}
STRANGE = "zeppelin marmalade Oxenbridge quixotic ferret 1871 Ypsilanti obelisk".split()
ROUNDS = amount(100, 500)
chance = random.Random(17)


def read(page):
    """The records of a page."""
    entries = run(quick(BIN / "refmill-scrape"), str(page)).stdout
    records = run(quick(BIN / "refmill-normalise"), "--evidence", given=entries).stdout
    return [json.loads(line) for line in records.splitlines()]


def audit(folder, page, records, writer):
    """What audit says of these records in a format."""
    given = b"".join(json.dumps(record, ensure_ascii=False).encode() + b"\n" for record in records)
    path = pathlib.Path(folder, "references")
    path.write_bytes(run(quick(BIN / f"refmill-{writer[0]}"), *writer[1:], given=given).stdout if writer else given)
    done = run(AUDIT, "--json", str(page), str(path))
    expect_sound(AUDIT, done, f"{page}, {writer}")
    return done, [json.loads(line) for line in done.stdout.splitlines()]


def of(findings, name):
    return [finding for finding in findings if finding["name"] == name]


def folded(text):
    return set(re.findall(r"[^\W\d_]+|\d+", text.lower()))


def alter(record):
    """Alters a word of a title, a name or a year, so that its entry has no such word. What was done, or None."""
    own = folded(json.dumps(record["custom"], ensure_ascii=False) + record.get("URL", ""))
    field = chance.choice(("title", "author", "issued"))
    if field == "issued" and "date-parts" in record.get("issued", {}):
        day = record["issued"]["date-parts"][0]
        day[0] += chance.choice((-10, -2, -1, 1, 2, 10))
        return None if str(day[0]) in own else f"year {day[0]}"
    holder = chance.choice(record["author"]) if field == "author" and record.get("author") else record
    part = "title" if holder is record else chance.choice(list(holder))
    words = re.findall(r"[^\W_]+", holder.get(part, ""))
    if not words:
        return None
    word = chance.choice(words)
    at = chance.randrange(len(word))
    new = chance.choice((chance.choice(STRANGE), word[:at] + chance.choice("bdfgkmprtv") + word[at + 1:],
                         word + chance.choice("bdfgkmprtv")))
    holder[part] = re.sub(rf"\b{word}\b", new, holder[part], count=1)
    return None if folded(new) <= own or len(new) < 2 else f"{part} {word} -> {new}"


def check_proven(folder, page, records):
    for writer in WRITERS:
        done, findings = audit(folder, page, records, writer)
        wrong = of(findings, "unproven") + of(findings, "not-on-page")
        expect(not wrong, f"{page}, {writer}: not proven: {wrong[:3]}")
        expect_status(AUDIT, done, DONE, f"with {page} and {writer}")
        done, findings = audit(folder, page, [records[0], MADE_UP, *records[1:]], writer)
        expect(len(of(findings, "not-on-page")) == 1, f"{page}, {writer}: a made-up reference was not named: {findings}")
        expect_status(AUDIT, done, INPUT, f"with a made-up reference and {writer}")


def check_altered(folder, read_pages):
    missed, rounds = [], 0
    while rounds < ROUNDS:
        page, records = chance.choice(read_pages)
        altered = json.loads(json.dumps(records))
        what = alter(chance.choice(altered))
        if not what:
            continue
        rounds += 1
        done, findings = audit(folder, page, altered, WRITERS[rounds % len(WRITERS)])
        if not of(findings, "unproven") + of(findings, "not-on-page"):
            missed.append(f"{page.parent.name}/{page.name}: {what}")
    expect(len(missed) * 100 <= ROUNDS, f"{len(missed)} of {ROUNDS} alterations were not caught: {missed}")


def check_shuffled(folder, page, records):
    """Titles whose words stand in another order."""
    shuffled = json.loads(json.dumps(records))
    for record in shuffled:
        record["title"] = " ".join(sorted(record["title"].split(), key=lambda word: word[::-1]))
    long = {record["id"] for record, was in zip(shuffled, records)
            if len(re.findall(r"\w+", was["title"])) > 6 and record["title"] != was["title"]}
    _, findings = audit(folder, page, shuffled, ("to-ris",))
    named = {finding["reference"] for finding in of(findings, "unproven")}
    expect(long and long <= named, f"{page.name}: titles in another order are not named: {long - named}")


def check_lacking(folder, read_pages):
    """Every sixth record of each page is left out once, and named; hardly any other is."""
    missed, left_out, wrong = [], 0, 0
    for page, records in read_pages:
        wrong += len(of(audit(folder, page, records, ("to-ris",))[1], "may-lack"))
        for lost in records[2::6]:
            _, findings = audit(folder, page, [record for record in records if record is not lost], ("to-ris",))
            left_out += 1
            if lost["custom"]["place"]["line"] not in [finding["line"] for finding in of(findings, "may-lack")]:
                missed.append(f"{page.parent.name}/{page.name}: {lost['title']}")
    expect(len(missed) * 50 <= left_out, f"{len(missed)} of {left_out} entries that were left out are not named: {missed}")
    expect(wrong * 10 <= len(read_pages), f"{wrong} entries are named that the files hold")


samples = [ROOT / "samples" / name for name in ("resources.html", "hedgerows.html", "allotments.html", "pasted.txt")]
pages = samples + amount([], sorted((ROOT / ".." / "shared").glob("*/*/page.*")))
pages = [page for page in pages if page.parent.parent.name != "negatives"]
with tempfile.TemporaryDirectory() as folder:
    known = [(page, read(page)) for page in pages]
    for page, records in known:
        check_proven(folder, page, records)
    check_shuffled(folder, *known[0])
    check_lacking(folder, known)
    check_altered(folder, known)
finish()

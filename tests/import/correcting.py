#!/usr/bin/env python3
"""From a page to corrected files and back: a review page is worked on in a browser, what it saves is used by convert, and
is used again when the page has changed: entries added, moved and reworded, links changed, another template."""

import json
import pathlib
import random
import subprocess
import tempfile

import readers
from readers import check

LIST = [
    ("Gauges at low water", "Brook, Ada", 1998, "How to read a staff when the river hardly moves."),
    ("Silt and patience", "Weir, Tom", 2001, "Twelve years beside one bend, told by its surveyor."),
    ("The ford in winter", "Lake, Ines", 1987, "Why crossings freeze from the bank and not from below."),
    ("Maps of standing water", "Strand, Olaf", 2004, "A catalogue of ponds with their depths and owners."),
    ("Counting eels", "Mill, Rosa", 1993, "A method that needs a bucket, a lamp and a quiet night."),
    ("Counting otters", "Holt, Peer", 1995, "The same for a larger animal, with a longer lamp."),
    ("Weirs and their keepers", "Sluice, Marta", 1979, "Letters from eleven keepers about drought and flood."),
]
MORE = [
    ("Bridges of one arch", "Span, Otto", 1966, "Drawings of forty bridges, each with its builder."),
    ("Mud", "Marsh, Lena", 2010, "What lies on the ground of lakes, in layers."),
]
TEMPLATES = {
    "lines": "<p><strong>{title}</strong><br>\n{author} ({year})<br>\n{text}<br>\nWeb page: <a href=\"{link}\">click here</a></p>\n",
    "items": "<li><a href=\"{link}\">{title}</a><br>{author} ({year})<br>{text}</li>\n",
    "terms": "<dt>{title}</dt>\n<dd>{author} ({year})<br>\n{text}<br>\n<a href=\"{link}\">click here</a></dd>\n",
}
AROUND = {"lines": "{}", "items": "<ul>{}</ul>", "terms": "<dl>{}</dl>"}


def page(entries, template="lines", host="rivers.example.org"):
    body = "".join(TEMPLATES[template].format(
        title=title, author=author, year=year, text=text, link=f"https://{host}/{title.split()[0].lower()}-{year}")
        for title, author, year, text in entries)
    return ("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Slow rivers</title></head><body>\n"
            f"<h1>Slow rivers</h1>\n<p>A list for people who measure water.</p>\n{AROUND[template].format(body)}</body></html>\n")


def changes():
    """The page as it may look later, twenty times: what was changed, and its text."""
    yield "as it was", page(LIST)
    yield "another host", page(LIST, host="www.example.com/new")
    for name in TEMPLATES:
        yield f"as {name}, with more", page(MORE + LIST, name)
    for seed in range(15):
        rng = random.Random(seed)
        entries = [(title, author, year, text + " It was printed again." if rng.random() < 0.4 else text)
                   for title, author, year, text in LIST + MORE[:seed % 3]]
        rng.shuffle(entries)
        name = rng.choice(["lines", "items", "terms"])
        yield f"shuffled {seed}, as {name}", page(entries, name, f"host{seed}.example.org")


def converted(folder):
    done = subprocess.run([readers.BIN / "refmill", "convert", folder / "rivers.html", "-o", folder, "--also=to-csljson"],
                          capture_output=True, text=True)
    check("convert: status", done.returncode, 0)
    return done.stdout + done.stderr


def check_files(where, folder):
    items = {item["title"]: item for item in json.loads((folder / "rivers.csl.json").read_bytes())}
    check(f"{where}: a title", "Gauges at low water, revised" in items, True)
    check(f"{where}: a year", items["Silt and patience"]["issued"]["date-parts"], [[2002]])
    check(f"{where}: an organisation", "literal" in items["The ford in winter"]["author"][0], True)
    check(f"{where}: split", "Maps of standing water" in items and len([t for t in items if t.startswith("A catalogue")]), 1)
    check(f"{where}: joined", "Counting otters" in items, False)
    for name in ("rivers.ris", "rivers.bib", "rivers.csv", "rivers.clean.html"):
        text = (folder / name).read_bytes().decode()
        check(f"{where}, {name}", "Gauges at low water, revised" in text.replace("{", "").replace("}", ""), True)


readers.need("chromium")
readers.need_javascript()
with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    (folder / "rivers.html").write_text(page(LIST), encoding="utf-8")
    converted(folder)
    review = folder / "rivers.review.html"
    out, _ = readers.read([readers.node(), readers.HERE / "review.mjs", "mend", review], b"")
    seen = json.loads(out)[str(review)]
    for what in ("errors", "requests", "violations"):
        check(what, seen[what], [])
    (folder / seen["file"]["name"]).write_text(seen["file"]["text"], encoding="utf-8")
    for where, text in changes():
        (folder / "rivers.html").write_text(text, encoding="utf-8")
        told = converted(folder)
        lost = [line.split('"')[1] for line in told.splitlines() if "[correction-lost]" in line]
        # The joined entry got a new annotation, which is not put in the place of one that the page has written anew.
        reworded = "quiet night. It was printed again." in text
        check(f"{where}: what no longer applies", lost, ["Counting eels"] if reworded else [])
        check_files(where, folder)
readers.finish()

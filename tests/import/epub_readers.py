#!/usr/bin/env python3
"""E-readers show what is in packs: mutool every title, foliate-js every document and every target of the contents, and a
thumbnailer the cover."""
# packages: gnome-epub-thumbnailer

import json
import pathlib
import re
import subprocess
import tempfile

import readers
from readers import check, plain

import packs

ROOT = readers.HERE.parent.parent
PAGES = [ROOT / "tests/contract/records.jsonl", *sorted(ROOT.glob("samples/*/*.records.jsonl"))]


def letters(text):
    """Without blanks and line ends: mutool breaks lines where its page is full."""
    return re.sub(r"[\s\u00ad]+", "", plain(text))


def check_titles(name, records, shown):
    for record in records:
        title = record.get("title", "")
        check(f"mutool, {name}, {record['id']}: title", title if letters(title) in letters(shown) else "", title)


def check_foliate(name, pack, seen):
    check(f"foliate, {name}: faults", seen["faults"], [])
    lost = [href for href, _, found in seen["targets"] if found is None or ("#" in href and not found.strip())]
    check(f"foliate, {name}: targets that are lost", lost, [])
    check(f"foliate, {name}: targets", len(seen["targets"]) > len(pack.contents), True)
    check(f"foliate, {name}: documents", [one["id"] for one in seen["documents"]], pack.spine)
    for document in seen["documents"]:
        check(f"foliate, {name}, {document['id']}: pixels that stick out", document["beyond"], 0)
        shows = document["text"].strip() or document["pictures"]
        check(f"foliate, {name}, {document['id']}: is empty", bool(shows) and all(document["pictures"]), True)


def check_cover(name, path, pack, seen):
    """A pack without a cover has none to be found."""
    check(f"foliate, {name}: cover", seen["cover"], bool(pack.cover()))
    if not pack.cover():
        print(f"{name}: the pack names no cover, so none was looked for")
        return
    picture = path.with_suffix(".png")
    done = subprocess.run(["gnome-epub-thumbnailer", "-s", "256", path, picture], capture_output=True, text=True)
    check(f"thumbnail, {name}", (done.returncode, picture.exists() and picture.read_bytes()[:8]), (0, b"\x89PNG\r\n\x1a\n"))


readers.need("mutool", "chromium", "gnome-epub-thumbnailer")
readers.need_javascript()
with tempfile.TemporaryDirectory() as folder:
    for name, sources in (("fixtures", readers.FIXTURES), ("pages", PAGES)):
        records, path = pathlib.Path(folder, f"{name}.jsonl"), pathlib.Path(folder, f"{name}.epub")
        records.write_bytes(b"".join(source.read_bytes() for source in sources))
        path.write_bytes(readers.written("to-epub", records))
        shown, _ = readers.read(["mutool", "draw", "-q", "-F", "txt", path], b"")
        check_titles(name, readers.records(records), shown)
        told, _ = readers.read([readers.node(), readers.HERE / "foliate.mjs", path], b"")
        pack, seen = packs.Pack(path.read_bytes()), json.loads(told)
        check_foliate(name, pack, seen)
        check_cover(name, path, pack, seen)
readers.finish()

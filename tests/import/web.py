#!/usr/bin/env python3
"""refmill.html in a browser gives the same files, byte for byte, as the programs, and asks nothing of any network."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

import readers
from readers import check

ROOT = readers.HERE.parent.parent
OUTSIDE = pathlib.Path(os.environ.get("REFMILL_CORPUS", ROOT.parent / "shared"))
SAMPLES = [ROOT / "samples" / name for name in ("resources.html", "pasted.txt", "hedgerows.html", "allotments.html")]
BEYOND = [page for part in ("seed", "corpus") for page in sorted(OUTSIDE.glob(f"{part}/*/page.*"))]
FRAGMENT = """<ul><li>Ada Okafor (2003) <a href="https://www.example.org/lamps">Lamps – a history</a>. Lagos: Shore.</li>
<li>José Núñez (2011) <a href="https://www.example.org/buoys">Buoys</a>. Vigo: Ría.</li>
<li>Mary Penhale (1998) <a href="https://www.example.org/beacons">Beacons of the north</a>. Truro: Head.</li></ul>"""
ALSO = [word for name in ("to-csljson", "to-endnote", "to-enw") for word in ("--also", name)]
MOST_SECONDS = 2


def converted(folder, pages):
    """What the programs make of pages, by the names of the files; nothing where they find nothing."""
    together = ["--together", "pages"] if len(pages) > 1 else []
    command = [readers.BIN / "refmill", "convert", *pages, "-o", folder, "-q", *ALSO, *together]
    subprocess.run(command, capture_output=True)
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def compare(name, ours, theirs):
    """`theirs` is a folder; the records lie there under no name of their own."""
    found = {file.name: file.read_bytes() for file in theirs.iterdir()}
    records = found.pop("records")
    named = next((file for file in ours if file.endswith(".records.jsonl")), None)
    check(f"{name}: records", records == (ours.pop(named) if named else b""), True)
    check(f"{name}: files", sorted(found), sorted(ours))
    check(f"{name}: files with other bytes", [file for file in found if found[file] != ours.get(file)], [])


readers.need("chromium")
readers.need_javascript()
if not (ROOT / "build" / "refmill.html").exists():
    print("skipped: scripts/web has not been run; it fetches the sources of libraries, which lie outside the repository")
    sys.exit(77)
built = subprocess.run([ROOT / "scripts" / "web"], capture_output=True, text=True)
check("scripts/web", (built.returncode, built.stderr), (0, ""))

with tempfile.TemporaryDirectory() as folder:
    copied = pathlib.Path(folder, "pasted.html")
    copied.write_text(FRAGMENT, encoding="utf-8-sig")
    sets = [("drop", page) for page in SAMPLES] + [("choose", *SAMPLES[:2]), ("paste", SAMPLES[1]), ("paste", copied)]
    sets += [("drop", page) for page in BEYOND]
    places = [pathlib.Path(folder, str(i)) for i in range(len(sets))]
    for place in places:
        (place / "theirs").mkdir(parents=True)
    listed = pathlib.Path(folder, "sets")
    listed.write_text(json.dumps([[way, str(place / "theirs"), *map(str, pages)]
                                   for place, (way, *pages) in zip(places, sets)]))
    out, _ = readers.read([readers.node(), readers.HERE / "web.mjs", ROOT / "build" / "refmill.html", listed], b"")
    said = json.loads(out)
    for place, (way, *pages), told in zip(places, sets, said["told"]):
        name = f"{way} " + " and ".join(f"{page.parent.name}/{page.name}" for page in pages)
        (place / "ours").mkdir()
        compare(name, converted(place / "ours", pages), place / "theirs")
        print(f"{name}: {told['count']} entries in {told['seconds']:.2f} s")
    check("first sample: at most seconds", said["told"][0]["seconds"] < MOST_SECONDS, True)
    check("requests", said["requests"], [(ROOT / "build" / "refmill.html").as_uri()])
    check("what the policy refuses", said["refused"], "connect-src https://www.example.org/")
    check("faults", [fault for fault in said["faults"] if "www.example.org" not in fault], [])
readers.finish()

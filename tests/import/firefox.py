#!/usr/bin/env python3
"""refmill.html in Firefox gives the same file of a corrected page, byte for byte, as the programs, and keeps the work."""
# packages: firefox-esr

import json
import pathlib
import subprocess
import tempfile

import readers
from readers import check

ROOT = readers.HERE.parent.parent
PAGE = readers.refmill_html()
SAMPLE = ROOT / "samples" / "resources.html"

readers.need("firefox-esr")
readers.need_javascript()
with tempfile.TemporaryDirectory() as folder:
    theirs, ours = pathlib.Path(folder, "theirs"), pathlib.Path(folder, "ours")
    theirs.mkdir()
    ours.mkdir()
    out, _ = readers.read([readers.node(), readers.HERE / "firefox.mjs", PAGE, SAMPLE, theirs], b"")
    told = json.loads(out)
    check("faults", told["faults"], [])
    check("kept", told["again"], told["title"])
    saved = theirs / "resources.corrections.jsonl"
    (ours / saved.name).write_bytes(saved.read_bytes())
    subprocess.run([readers.BIN / "refmill", "convert", SAMPLE, "-o", ours, "-q"], capture_output=True)
    made = (ours / "resources.ris").read_bytes()
    check("resources.ris", (theirs / "resources.ris").read_bytes() == made, True)
    check("resources.ris holds the correction", " (a report)".encode() in made, True)
    print(f"from the drop to the entries: {told['seconds']:.2f} s")
readers.finish()

#!/usr/bin/env python3
"""EPUBCheck finds no fault in the packs, and mutool shows every title in them."""

import concurrent.futures
import pathlib
import re
import shutil
import subprocess
import tempfile

import readers
from readers import check, plain

CONTRACT = readers.HERE.parent / "contract" / "records.jsonl"


def faults(pack):
    """What EPUBCheck says against a pack; it ends with 0 and says nothing where all is well."""
    # What Debian installs under this name is the Java archive itself.
    command = ["java", "-jar", shutil.which("epubcheck"), "--failonwarnings", "--quiet", pack]
    done = subprocess.run(command, capture_output=True, text=True)
    return "" if done.returncode == 0 else f"status {done.returncode}\n{done.stdout}{done.stderr}"


def letters(text):
    """Without blanks and line ends: mutool breaks lines where its page is full."""
    return re.sub(r"[\s\u00ad]+", "", plain(text))


readers.need("java", "epubcheck", "mutool")
with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor() as pool:
    # EPUBCheck takes seconds for each pack, so all fixtures are one.
    shelf = pathlib.Path(folder, "fixtures.jsonl")
    shelf.write_bytes(b"".join(fixture.read_bytes() for fixture in readers.FIXTURES))
    packs = {}
    for source in (shelf, CONTRACT):
        packs[source] = pathlib.Path(folder, f"{source.stem}.epub")
        packs[source].write_bytes(readers.written("to-epub", source))
    found = {source: pool.submit(faults, pack) for source, pack in packs.items()}
    for source, pack in packs.items():
        shown, _ = readers.read(["mutool", "draw", "-q", "-F", "txt", pack], b"")
        for record in readers.records(source):
            title = record.get("title", "")
            check(f"mutool, {record['id']}: title", title if letters(title) in letters(shown) else "", title)
        check(f"epubcheck {source.name}", found[source].result(), "")
readers.finish()

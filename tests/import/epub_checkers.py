#!/usr/bin/env python3
"""EPUBCheck finds no fault in three packs, all that is hard in each, and Ace finds one accessible."""

import concurrent.futures
import os
import pathlib
import shutil
import subprocess
import tempfile

import readers
from readers import check

import effort
import made
import shelves

ROOT = readers.HERE.parent.parent
ACE = readers.MODULES / ".bin" / "ace-cli"


def sources():
    """What the packs are of: EPUBCheck takes seconds for each pack, so many records are one."""
    yield "fixtures", [path.read_bytes() for path in readers.FIXTURES]
    pages = ["tests/contract/records.jsonl", "samples/resources/resources.records.jsonl", "tests/golden/to-epub/reading-list.in"]
    yield "pages", [(ROOT / page).read_bytes() for page in pages]
    yield "made", [made.lines(records) for records, _ in shelves.shelves(10, "")]


def epubcheck(pack):
    """What EPUBCheck says against a pack; it ends with 0 and says nothing where all is well."""
    # What Debian installs under this name is the Java archive itself.
    command = ["java", "-jar", shutil.which("epubcheck"), "--failonwarnings", "--quiet", pack]
    done = subprocess.run(command, capture_output=True, text=True)
    return "" if done.returncode == 0 else f"status {done.returncode}\n{done.stdout}{done.stderr}"


def ace(pack):
    """What Ace says against a pack; -E makes it end with 0 only where the pack passes."""
    report = pack.with_suffix(".ace")
    done = subprocess.run([readers.node(), ACE, "-E", "-f", "-o", report, pack], capture_output=True, text=True,
                          env={**os.environ, "PUPPETEER_EXECUTABLE_PATH": shutil.which("chromium"), "HOME": str(pack.parent)})
    return "" if done.returncode == 0 and report.is_dir() else f"status {done.returncode}\n{done.stdout}{done.stderr}"


if not effort.ALL:
    readers.skip("scripts/test all runs EPUBCheck and Ace")
readers.need("java", "epubcheck", "chromium")
readers.need_javascript()
with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(2) as pool:
    told = {}
    for name, parts in sources():
        records, pack = pathlib.Path(folder, f"{name}.jsonl"), pathlib.Path(folder, f"{name}.epub")
        records.write_bytes(b"".join(parts))
        done = subprocess.run([readers.BIN / "refmill-to-epub", records], capture_output=True)
        pack.write_bytes(done.stdout)
        told[f"epubcheck, {name}"] = pool.submit(epubcheck, pack)
        if name == "fixtures":
            told["ace"] = pool.submit(ace, pack)
    for what, said in told.items():
        check(what, said.result(), "")
readers.finish()

#!/usr/bin/env python3
"""Packs of real pages, which lie beside the repository: epubcheck-ts finds no fault in them, nor do we."""

import concurrent.futures
import json
import pathlib
import subprocess
import tempfile

import readers
from readers import check

import effort
import packs

PAGES = readers.real_pages()[:: effort.amount(8, 1)]


def packed(page):
    """The pack of a page; hard pages have diagnostics, with which the programs end with 1."""
    given = page.read_bytes()
    for program in ("scrape", "normalise", "to-epub"):
        done = subprocess.run([readers.BIN / f"refmill-{program}"], input=given, capture_output=True)
        check(f"{page.parent.name}: status of {program}", done.returncode in (0, 1), True)
        given = done.stdout
    return given


if not PAGES:
    readers.skip("seed and corpus, which lie outside the repository, are missing")
readers.need_javascript()
with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(2) as pool:
    paths = [pathlib.Path(folder, f"{page.parent.name}.epub") for page in PAGES]
    for path, pack in zip(paths, pool.map(packed, PAGES)):
        path.write_bytes(pack)
        check(f"{path.stem}: our own faults", packs.Pack(pack).faults[:9], [])
    told, _ = readers.read([readers.node(), readers.HERE / "epubcheck.mjs", *paths], b"")
    for path, said in json.loads(told).items():
        check(f"{pathlib.Path(path).stem}: epubcheck-ts", said[:9], [])
    print(f"{len(paths)} pages")
readers.finish()

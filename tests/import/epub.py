#!/usr/bin/env python3
"""Hundreds of reading packs of hostile text: epubcheck-ts finds no fault in them, nor do we byte by byte, and the same
records give the same bytes in every time zone and locale."""

import concurrent.futures
import json
import os
import pathlib
import subprocess
import tempfile

import readers
from readers import check

import effort
import made
import packs
import shelves

ROOT = readers.HERE.parent.parent
PROGRAM = readers.BIN / "refmill-to-epub"
GIVEN = [*readers.FIXTURES, ROOT / "tests/contract/records.jsonl", *sorted(ROOT.glob("samples/*/*.records.jsonl")),
         *sorted(ROOT.glob("tests/golden/to-epub/*.in"))]
SETS = effort.asked(40, 500)
ELSEWHERE = ({"TZ": "America/New_York", "LC_ALL": "tr_TR.UTF-8"}, {"TZ": "Asia/Kolkata", "LC_ALL": "C", "COLUMNS": "20"})


def packed(given, options, **place):
    """What the program writes, and its status; hostile text may make it complain, but not without a pack."""
    done = subprocess.run([PROGRAM, *options], input=given, capture_output=True, env={**os.environ, **place})
    return done.stdout, done.returncode


def ours(task):
    """Writes the pack of a task; gives the file and our own faults."""
    path, number, given, options = task
    pack, status = packed(given, options)
    path.write_bytes(pack)
    again = packed(given, options, **ELSEWHERE[number % len(ELSEWHERE)])
    faults = [] if status in (0, 1) and pack else [f"status {status}, {len(pack)} bytes"]
    faults += [] if again == (pack, status) else ["another pack elsewhere"]
    return path, faults + (packs.Pack(pack).faults if pack else [])


def tasks(folder):
    for number, path in enumerate(GIVEN):
        if path.stem != "empty":
            yield pathlib.Path(folder, f"{number}-{path.stem}.epub"), number, path.read_bytes(), []
    known = subprocess.run([PROGRAM, "--card"], capture_output=True, text=True).stdout
    for number, (records, options) in enumerate(shelves.shelves(SETS, known)):
        yield pathlib.Path(folder, f"made-{number}.epub"), number, made.lines(records), options
    for name, records in (("thousands", made.records(effort.amount(500, 2000))), *effort.amount((), shelves.long_ones())):
        yield pathlib.Path(folder, f"{name}.epub"), 0, made.lines(records), []


readers.need_javascript()
with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(2) as pool:
    found = dict(pool.map(ours, tasks(folder)))
    told, _ = readers.read([readers.node(), readers.HERE / "epubcheck.mjs", *found], b"")
    for path, said in json.loads(told).items():
        path = pathlib.Path(path)
        check(f"{path.name}: our own faults", found[path][:9], [])
        check(f"{path.name}: epubcheck-ts", said[:9], [])
    print(f"{len(found)} packs")
readers.finish()

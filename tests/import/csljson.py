#!/usr/bin/env python3
"""A validator finds our CSL-JSON right by its schema, pandoc reads each value, and records come back the same."""
# packages: python3-jsonschema

import json
import pathlib
import subprocess
import tempfile

import readers
from readers import check

import made

SCHEMA = readers.OUTSIDE / "csl-data.json"
GOLDEN = readers.HERE.parent / "golden" / "to-csljson"
# What pandoc has no variable for, or keeps in its own way.
UNREAD = {"custom", "id", "type", "keyword"}


def same_text(value):
    """pandoc may change blanks and quotes in a text, and numbers become texts."""
    return readers.plain(str(value)) if isinstance(value, (str, int)) else value


def check_pandoc(where, array, given):
    out, _ = readers.read(["pandoc", "-f", "csljson", "-t", "csljson"], array)
    found = json.loads(out)
    check(f"{where}: pandoc, number of items", len(found), len(given))
    for record, item in zip(given, found):
        for field in record.keys() - UNREAD:
            check(f"{where}: pandoc, {record['id']}: {field}", same_text(item.get(field)), same_text(record[field]))


def check_file(where, path, pandoc):
    array = readers.written("to-csljson", path)
    for fault in VALIDATOR.iter_errors(json.loads(array)):
        check(f"{where}: schema", fault.message, "")
    given = readers.records(path)
    back = subprocess.run([readers.BIN / "refmill-from-csljson"], input=array, capture_output=True)
    check(f"{where}: from-csljson: status", (back.returncode, back.stderr), (0, b""))
    returned = [json.loads(line) for line in back.stdout.decode().split("\n") if line]
    for record, again in zip(given, returned):
        check(f"{where}: {record['id']} comes back", again, record)
    check(f"{where}: number of records", len(returned), len(given))
    if pandoc:
        check_pandoc(where, array, given)


try:
    import jsonschema
except ImportError:
    readers.skip("python3-jsonschema is not installed")
if not SCHEMA.exists():
    readers.skip("csl-data.json, which lies outside the repository, is missing")
readers.need("pandoc")
VALIDATOR = jsonschema.Draft7Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
check_file("rare types", GOLDEN / "rare-types.in", True)
for fixture in readers.FIXTURES:
    check_file(fixture.name, fixture, fixture.stem in ("kinds", "every-type"))
with tempfile.TemporaryDirectory() as folder:
    shelf = pathlib.Path(folder, "made.jsonl")
    shelf.write_bytes(made.lines(made.records(made.count(), "colour", "annote")))
    check_file("made", shelf, False)
readers.finish()

#!/usr/bin/env -S python3 -B
"""Records come back from to-csv, to-xlsx and to-csljson as they were, hostile text and all: thousands of made-up ones.

In a table control characters are blanks then, and every line end is LF; fields that no format has to carry may be
missing. CSL-JSON keeps all, fields that no program knows too.
"""
import json

from common import *

import made


def own(read):
    """Without what says only how the record was written."""
    read.get("custom", {}).pop("schema", None)
    return {key: value for key, value in read.items() if key != "custom" or value}


def compare(kind, given, wanted):
    writer, reader = BIN / f"refmill-to-{kind}", BIN / f"refmill-from-{kind}"
    written = run(writer, given=made.lines(given))
    expect_status(writer, written, DONE, "with hostile text")
    expect("[field-lost]" not in written.stderr, written.stderr)
    done = run(reader, given=written.stdout)
    expect_status(reader, done, DONE, f"with what {writer.name} wrote")
    got = [own(json.loads(line)) for line in done.stdout.split(b"\n") if line]
    expect(len(got) == len(given), f"{reader.name}: {len(got)} records of {len(given)}")
    for before, after in zip(map(wanted, given), got):
        for field in sorted(before.keys() | after.keys()):
            expect(before.get(field) == after.get(field), f"{writer.name}, {before['id']}, {field}:\n"
                   f"  wrote {before.get(field)!r}\n  read  {after.get(field)!r}")


for kind in ("csv", "xlsx"):
    compare(kind, made.records(made.count()), made.wanted)
compare("csljson", made.records(made.count(), "colour", "annote"), lambda record: record)
long = "a\U0001d49c" * 20000
done = run(BIN / "refmill-to-xlsx", given=json.dumps({"id": "a", "title": long}).encode())
expect_message(BIN / "refmill-to-xlsx", done, "cell-cut", "with a text of 60000 units")
read = json.loads(run(BIN / "refmill-from-xlsx", given=done.stdout).stdout)
expect(read["title"] == long[:21845], "to-xlsx: a cell holds 32767 units of UTF-16, and no half character")
finish()

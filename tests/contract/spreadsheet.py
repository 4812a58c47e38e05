#!/usr/bin/env -S python3 -B
"""Records come back from to-csv and to-xlsx as they were, hostile text and all: 600 made-up records.

Control characters are blanks then, and every line end is LF; fields that no format has to carry may be missing.
"""
import json

import madeup
from common import *

def back(read):
    read["custom"].pop("schema")
    return {key: value for key, value in read.items() if key != "custom" or value}


def compare(given, program, reader, table):
    done = run(BIN / reader, given=table)
    expect_status(BIN / reader, done, DONE, f"with what {program} wrote")
    got = [json.loads(line) for line in done.stdout.split(b"\n") if line]
    expect(len(got) == len(given), f"{reader}: {len(got)} records of {len(given)}")
    for made, read in zip(given, got):
        made, read = madeup.wanted(made), back(read)
        for field in sorted(made.keys() | read.keys()):
            expect(made.get(field) == read.get(field), f"{program}, {made['id']}, {field}:\n"
                   f"  wrote {made.get(field)!r}\n  read  {read.get(field)!r}")


given = madeup.records(600)
lines = "".join(json.dumps(made, ensure_ascii=False) + "\n" for made in given).encode()
for kind in ("csv", "xlsx"):
    done = run(BIN / f"refmill-to-{kind}", given=lines)
    expect_status(BIN / f"refmill-to-{kind}", done, DONE, "with hostile text")
    expect("[field-lost]" not in done.stderr, done.stderr)
    compare(given, f"to-{kind}", f"refmill-from-{kind}", done.stdout)
long = "a\U0001d49c" * 20000
done = run(BIN / "refmill-to-xlsx", given=json.dumps({"id": "a", "title": long}).encode())
expect_message(BIN / "refmill-to-xlsx", done, "cell-cut", "with a text of 60000 units")
read = json.loads(run(BIN / "refmill-from-xlsx", given=done.stdout).stdout)
expect(read["title"] == long[:21845], "to-xlsx: a cell holds 32767 units of UTF-16, and no half character")
finish()

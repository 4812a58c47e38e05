#!/usr/bin/env -S python3 -B
"""Empty input: 0 and an empty but valid file, save where nothing can be made of nothing."""
import json
import xml.dom.minidom

from common import *

NOTHING = {"audit": "no-entries", "scrape": "no-entries", "to-epub": "nothing-to-pack"}


def check_valid(program, output):
    """What is known of the form of an empty file of its media type."""
    kind = card(program).get("media_type") or ""
    try:
        if kind.endswith("json"):
            json.loads(output)
        elif kind.endswith("xml"):
            xml.dom.minidom.parseString(output)
        elif kind == "text/csv":
            expect(output.count(b"\n") == 1, f"{program.name}: an empty CSV is its header alone")
        elif card(program)["writes"] != "format" and not card(program).get("second"):
            expect(output == b"", f"{program.name}: writes {output!r} for empty input")
    except Exception as error:  # whatever a reader says of it
        expect(False, f"{program.name}: not valid for empty input: {error}")


for program in filters():
    for given in (b"", b"\n", b" \n\n"):
        done = run(program, given=given)
        if name(program) in NOTHING:
            expect_status(program, done, INPUT, f"with {given!r}")
            expect_quiet(program, done, f"with {given!r}")
            expect_message(program, done, NOTHING[name(program)], f"with {given!r}")
        else:
            expect_status(program, done, DONE, f"with {given!r}")
            check_valid(program, done.stdout)
finish()

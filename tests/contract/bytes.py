#!/usr/bin/env -S python3 -B
"""NUL bytes and what is no UTF-8 stand as U+FFFD in the output; 1 and [bad-bytes] say so."""
from common import *

MARK = "�".encode()
WORD = {"page": b"Wheat Before", "entries": b"Wheat Before", "records": b"Wheat Before"}

for program in reading(*WORD):
    word = WORD[card(program)["reads"]]
    for bad in (b"\0", b"\xff", b"\xe2\x82", b"\xc0\xaf", b"\xed\xa0\x80"):
        given = sample(program).replace(word, b"Wheat " + bad + b" Before")
        done = run(program, given=given)
        where = f"with the bytes {bad!r}"
        expect_status(program, done, INPUT, where)
        expect_message(program, done, "bad-bytes", where)
        output = unpacked(done.stdout)
        if unpacked(run(program, given=sample(program)).stdout).count(word):
            shown = MARK in output or b"\\ufffd" in output.lower() or b"&#xfffd;" in output.lower()
            expect(shown, f"{program.name} {where}: no U+FFFD in the output")
        expect(bad not in output or bad in unpacked(run(program, given=sample(program)).stdout),
               f"{program.name} {where}: they are in the output")
finish()

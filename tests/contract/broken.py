#!/usr/bin/env -S python3 -B
"""A broken line between two good ones: 1, it is named with its line, the good ones are all there."""
from common import *

BROKEN = {
    "bad-json": [b"{", b"{\"title\": }", b"[1, 2]", b"no JSON", b"{} {}", b"null", b"\"text\""],
    "bad-record": [b'{"title": []}', b'{"author": "Weir"}', b'{"issued": "1999"}'],
    "bad-entry": [b'{}', b'{"lines": [1]}'],
}

for program in reading("entries", "records"):
    first, second = lines_of(program)[:2]
    good = run(program, given=first + second)
    other = "bad-entry" if card(program)["reads"] == "entries" else "bad-record"
    for message in ("bad-json", other):
        for line in BROKEN[message]:
            where = f"with the line {line.decode()}"
            done = run(program, given=first + line + b"\n" + second)
            expect_status(program, done, INPUT, where)
            expect_message(program, done, message, where)
            expect(":2:" in done.stderr, f"{program.name} {where}: does not say which line\n{done.stderr}")
            expect(done.stdout == good.stdout, f"{program.name} {where}: the other lines are not all there")
finish()

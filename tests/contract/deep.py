#!/usr/bin/env -S python3 -B
"""Deep nesting: JSON too deep is skipped and named, a page too deep keeps its words."""
from common import *

DEEP_JSON, DEEP_PAGE = 10_000, 100_000

for program in reading("entries", "records"):
    first, second = lines_of(program)[:2]
    others = run(program, given=first + second).stdout
    for start, end in (("[", "]"), ('{"a":', "}")):
        deep = (start * DEEP_JSON + "0" + end * DEEP_JSON).encode()
        for line in (b'{"title":"deep","x":' + deep + b"}\n", deep + b"\n", deep[:DEEP_JSON] + b"\n"):
            done = run(program, given=first + line + second)
            expect_status(program, done, INPUT, "with JSON nested deeply")
            expect_message(program, done, "bad-json", "with JSON nested deeply")
            expect(":2:" in done.stderr, f"{program.name}: does not say which line is too deep")
            expect(done.stdout == others, f"{program.name}: the other lines are not all there")
for program in reading("page"):
    page = sample(program)
    titles = [b"Lower Town", b"Price and Protest", b"Before the Railway", b"Rye Belt", b"Kept Back"]
    for tag, at in (("div", "<h1>"), ("div", "</body>"), ("b", "<h1>"), ("ul", "<h2>")):
        where = f"with {DEEP_PAGE} elements {tag} before {at}"
        deep = page.replace(at.encode(), f"<{tag}>".encode() * DEEP_PAGE + at.encode(), 1)
        done = run(program, given=deep)
        expect_sound(program, done, where)
        for title in titles:
            expect(title in done.stdout, f"{program.name} {where}: {title.decode()} is missing")
finish()

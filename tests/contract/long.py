#!/usr/bin/env -S python3 -B
"""Very long lines: millions of bytes are read, or the limit that keeps them out is named."""
import json

from common import *

SIZE = amount(2_000_000, 20_000_000)


def long_record(program):
    """One record, or one entry, whose longest text has SIZE bytes."""
    item = json.loads(lines_of(program)[0])
    text = "word " * (SIZE // 5)
    if "lines" in item:
        item["lines"][-1]["text"] = text
        item["lines"][-1].pop("links", None)
    else:
        item["abstract"] = text
    return json.dumps(item, ensure_ascii=False).encode() + b"\n"


def check(program, given, where, words):
    done = run(program, given=given)
    if done.returncode == INPUT:
        expect_message(program, done, "limit", where)
    elif expect_status(program, done, DONE, where):
        for word in words:
            expect(word in unpacked(done.stdout), f"{program.name} {where}: {word!r} is missing")


for program in reading("entries", "records"):
    check(quick(program), long_record(program), f"with a line of {SIZE} bytes", [])
    first, second = lines_of(program)[:2]
    done = run(program, "--max-line", str(len(first)), given=first + b'{"x":"' + b"y" * 10**6 + b'"}\n')
    expect_status(program, done, INPUT, "with a line longer than --max-line")
    expect_message(program, done, "limit", "with a line longer than --max-line")
    expect(":2:" in done.stderr, f"{program.name}: does not say which line is too long")
    alone = run(program, given=first)
    expect(done.stdout == alone.stdout, f"{program.name}: the lines within the limit are not all there")
for program in reading("page"):
    page = sample(program).replace(b"\n", b" ")
    check(quick(program), page.replace(b"</body>", b"<p>" + b"word " * (SIZE // 5) + b"</p></body>"),
          f"with a page of {SIZE} bytes in one line", [b"Wheat Before the Railway"])
    done = run(program, "--max-input", "1000", given=sample(program))
    expect(done.returncode == INPUT, f"{program.name}: {done.returncode} beyond --max-input")
    expect_message(program, done, "limit", "beyond --max-input")
finish()

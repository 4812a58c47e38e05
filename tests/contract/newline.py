#!/usr/bin/env -S python3 -B
"""A missing last line end changes nothing, nor do the line ends of DOS."""
from common import *

for program in filters():
    given = sample(program)
    if not given or given.startswith(b"PK"):  # an archive has no lines
        continue
    usual = run(program, given=given)
    expect_status(program, usual, DONE, "with a sound input")
    without = run(program, given=given.rstrip(b"\n"))
    expect_status(program, without, DONE, "without a last line end")
    expect(without.stdout == usual.stdout, f"{program.name}: another output without a last line end")
    expect(without.stderr == usual.stderr, f"{program.name}: other messages without a last line end")
    dos = run(program, given=given.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
    expect_status(program, dos, DONE, "with line ends CR LF")
    expect(dos.stdout == usual.stdout, f"{program.name}: another output with line ends CR LF")
finish()

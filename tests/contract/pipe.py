#!/usr/bin/env -S python3 -B
"""A closed pipe: every program goes with SIGPIPE and without a word about it."""
import os

from common import *

for program in filters():
    given = sample(program)
    usual = given and run(program, given=given)
    if not usual or not usual.stdout:
        continue
    reader, writer = os.pipe()
    os.close(reader)
    done = run(program, given=given, stdout=writer)
    os.close(writer)
    expect_status(program, done, BROKEN_PIPE, "with a closed pipe")
    new = set(done.stderr.splitlines()) - set(usual.stderr.splitlines())
    expect(not new, f"{program.name}: says of a closed pipe: {new}")
finish()

#!/usr/bin/env -S python3 -B
"""A full disk: every program says so and ends with 3."""
from common import *

for program in filters():
    if sample(program) and run(program, given=sample(program)).stdout:
        with open("/dev/full", "wb") as full:
            done = run(program, given=sample(program), stdout=full)
        expect_status(program, done, MACHINE, "on a full disk")
        expect("written" in done.stderr, f"{program.name}: does not say that the disk is full")
for program in programs():
    with open("/dev/full", "wb") as full:
        done = run(program, "--help", stdout=full)
    expect_status(program, done, MACHINE, "--help on a full disk")
finish()

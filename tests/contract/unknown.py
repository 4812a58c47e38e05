#!/usr/bin/env -S python3 -B
"""Wrong usage: 2, what is wrong is named, nothing is written."""
from common import *

for program in programs():
    for wrong in (["--no-such-option"], ["-Q"], ["--no-such-option=1"]):
        done = run(program, *wrong)
        expect_status(program, done, USAGE, f"with {wrong}")
        expect_quiet(program, done, f"with {wrong}")
        option = wrong[0].split("=")[0]
        expect(f'"{option}' in done.stderr, f"{program.name}: does not name {option}: {done.stderr}")
    done = run(program, "--versoin")
    expect("the nearest: --version" in done.stderr, f"{program.name}: does not guess --version: {done.stderr}")
for program in filters():
    done = run(program, "-o", "file")
    expect("> FILE" in done.stderr, f"{program.name}: does not say how a file is written: {done.stderr}")
    cases = [["--max-line"], ["--max-line", "many"], ["--max-line=0"], ["--max-json=-1"],
             ["one", "two"]]
    cases += [[option["name"]] for option in card(program)["options"] if option.get("value")]
    cases += [[option["name"] + "=x"] for option in card(program)["options"]
              if not option.get("value")]
    for wrong in cases:
        done = run(program, *wrong, given=sample(program) or b"")
        expect_status(program, done, USAGE, f"with {wrong}")
        expect_quiet(program, done, f"with {wrong}")
finish()

#!/usr/bin/env -S python3 -B
"""--help, --version and --card: each answers, names every option, and reads no input."""
import json
import re

from common import *

FLOWS = ("page", "entries", "records", "format", "findings")
COMMON = ("--help", "--version", "--card")

for program in programs():
    for question in ("--help", "--version"):
        done = run(program, question)
        expect_status(program, done, DONE, question)
        expect(done.stdout.endswith(b"\n"), f"{program.name} {question}: does not end a line")
        expect(done.stderr == "", f"{program.name} {question}: says {done.stderr}")
    version = run(program, "--version").stdout.decode()
    expect(re.match(rf"{program.name} \d+\.\d+\.\d+", version), f"{program.name}: version {version}")
    long = [line for line in run(program, "--help").stdout.decode().splitlines()
            if len(line) > 100 and not line.startswith("for ")]  # what to click is one long line
    expect(not long, f"{program.name}: --help has lines of over 100 characters: {long}")
for program in filters():
    done = run(program, "--card")
    expect_status(program, done, DONE, "--card")
    try:
        told = json.loads(done.stdout)
    except ValueError as error:
        expect(False, f"{program.name}: its card is no JSON: {error}")
        continue
    expect(told["name"] == name(program), f"{program.name}: its card says {told['name']}")
    expect(told["reads"] in FLOWS and told["writes"] in FLOWS, f"{program.name}: its flows")
    expect(told["purpose"] and "\n" not in told["purpose"], f"{program.name}: its purpose")
    if told.get("unasked"):
        expect(told.get("suffix") and told.get("for_program") and told.get("click"),
               f"{program.name}: convert writes it, so suffix, program and click must be said")
    text = run(program, "--help").stdout.decode()
    expect(told["purpose"] in text, f"{program.name}: --help does not say its purpose")
    for option in COMMON + tuple(option["name"] for option in told["options"]):
        expect(re.search(rf"(?<![\w-]){option}(?![\w-])", text), f"{program.name}: --help lacks {option}")
finish()

#!/usr/bin/env -S python3 -B
"""Manuals: one beside each program, free of faults, with the options that --help has; that of changes tells this version."""
import re
import shutil

from common import *

SECTIONS = ("NAME", "SYNOPSIS", "DESCRIPTION", "EXIT STATUS", "EXAMPLES", "SEE ALSO")
WORD = r"--[a-z][a-z-]*"


def options_of(manual):
    """The options that a manual lists or shows in its synopsis."""
    shown = re.findall(r"^\.(?:It|Op|Oo|Fl|Nm)\b.*", manual, re.M)
    return {"-" + flag for line in shown for flag in re.findall(r"\bFl\s+(-[a-z][a-z-]*)", line)}


def told_by(program, *words):
    return set(re.findall(rf"(?<![\w-]){WORD}", run(program, *words, "--help").stdout.decode()))


def own_of(program):
    return {option["name"] for option in card(program)["options"]}


if not shutil.which("mandoc"):
    skip("mandoc is not installed")
for program in programs():
    path = ROOT / "filters" / f"{name(program)}.1"
    if not expect(path.exists(), f"{program.name}: has no manual filters/{path.name}"):
        continue
    manual = path.read_text(encoding="utf-8")
    for section in SECTIONS:
        expect(re.search(rf"^\.Sh {section}$", manual, re.M), f"{path.name}: has no section {section}")
    listed = options_of(manual)
    told = told_by(program)
    if program == DRIVER:
        own = set().union(*[told_by(other) - own_of(other) for other in filters()])  # what all have
        told |= own | told_by(program, "convert")
    else:
        own = own_of(program)
    expect(own <= listed, f"{path.name}: lacks {sorted(own - listed)}")
    expect(listed <= told, f"{path.name}: has {sorted(listed - told)}, which --help lacks")
pages = sorted((ROOT / "filters").glob("*.1")) + sorted((ROOT / "src").rglob("*.[57]"))
for path in pages:
    # Which other manuals there are depends on the machine; our own are asked for by links.py.
    said = run("mandoc", "-T", "lint", str(path)).stdout.decode().splitlines()
    said = [line for line in said if not re.search("referenced manual not found|outdated mandoc.db", line)]
    expect(not said, "\n".join(said))
sources = {path.stem for path in (ROOT / "filters").glob("*.c")}
for path in (ROOT / "filters").glob("*.1"):
    expect(path.stem in sources, f"filters/{path.name}: describes no program")
version = re.search(r" VERSION (\S+)", (ROOT / "CMakeLists.txt").read_text(encoding="utf-8"))[1]
changes = (ROOT / "src/frame/refmill-changes.7").read_text(encoding="utf-8")
expect(re.search(r"^\.Ss (\S+)$", changes, re.M)[1] == version, f"refmill-changes.7: does not begin with version {version}")
finish()

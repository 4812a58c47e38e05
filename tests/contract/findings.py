#!/usr/bin/env -S python3 -B
"""Findings: the manual of check explains every one under its level and no other, with what a golden case shows of each."""
import re

from common import *

table = (ROOT / "src/knowledge/findings.def").read_text(encoding="utf-8")
listed = set(re.findall(r'^FINDING\(\w+, (\w+), "([a-z-]+)"', table, re.M))
manual = (ROOT / "filters/check.1").read_text(encoding="utf-8").partition(".Sh FINDINGS\n")[2].partition("\n.Sh ")[0]
explained = set()
for level, heading in (("WARNING", "Warnings"), ("NOTE", "Notes")):
    part = manual.partition(f".Ss {heading}\n")[2].partition("\n.Ss ")[0]
    explained |= {(level, found) for found in re.findall(r"^\.It Sy ([a-z-]+)$", part, re.M)}
expect(listed, "findings.def lists nothing")
expect(listed == explained, f"check.1 and findings.def differ in {sorted(listed ^ explained)}")
goldens = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests/golden/check").glob("*.out"))
for _, found in sorted(listed):
    example = re.search(rf"^\.It Sy {found}\n\.Bd .*\n((?:.*\n)+?)\.Ed\n", manual, re.M)
    expect(example and f": {' '.join(example[1].split())} [{found}]\n" in goldens,
           f"check.1: no golden case shows what stands there as an example of [{found}]")
finish()

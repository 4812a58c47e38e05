#!/usr/bin/env -S python3 -B
"""Messages: the manual explains every one under its level, and explains no other; all are said."""
import re

from common import *

listed = re.findall(r'^MESSAGE\((\w+), (\w+), "([a-z0-9-]+)"',
                    (ROOT / "src/ground/messages.def").read_text(encoding="utf-8"), re.M)
manual = (ROOT / "src/ground/messages.7").read_text(encoding="utf-8")
explained = set()
for level, heading in (("ERROR", "Errors"), ("WARNING", "Warnings"), ("NOTE", "Notes")):
    part = manual.partition(f".Ss {heading}\n")[2].partition(".El\n")[0]
    explained |= {(level, found) for found in re.findall(r"^\.It Sy ([a-z0-9-]+)$", part, re.M)}
wanted = {(level, message) for _, level, message in listed}
for level, message in sorted(wanted - explained):
    expect(False, f"messages.7: does not explain [{message}] among those of level {level.lower()}")
for level, message in sorted(explained - wanted):
    expect(False, f"messages.7: explains [{message}] as {level.lower()}, which messages.def lacks")
used = "".join(path.read_text(encoding="utf-8")
               for folder in ("src", "filters") for path in (ROOT / folder).rglob("*.[ch]"))
for identifier, _, _ in listed:
    expect(re.search(rf"\bMSG_{identifier}\b", used), f"messages.def: nobody says {identifier}")
finish()

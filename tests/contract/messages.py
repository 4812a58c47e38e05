#!/usr/bin/env -S python3 -B
"""Messages: the manual explains every one under its level, with an example of what is said, and no other; all are said."""
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


def alike(text):
    return re.sub(r"\d+", "1", text)


def said_by_the_sources():
    """A pattern for each string behind the name of a message."""
    for call in re.findall(r"\bMSG_\w+\b(.*?)\);\n", used, re.S):
        for literal in re.findall(r'"(?:[^"\\]|\\.|"\s+")*"', call):
            text = re.sub(r'"\s+"', "", literal)[1:-1].replace('\\"', '"')
            if len(text) > 12:
                yield "".join(".*" if part.startswith("%") else re.escape(part)
                              for part in re.split(r"(%(?:\.\*|z)?[a-z])", text))


golden = alike("".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests/golden").glob("*/*.err")))
patterns = [re.compile(pattern) for pattern in said_by_the_sources()]
for message, level, example in re.findall(
        r"^\.It Sy (\S+)\n\.Bd .*\n(?:\S+: )?(error|warning|note): ((?:.*\n)+?)\.Ed\n", manual, re.M):
    explained.discard((level.upper(), message))
    sentence = " ".join(example.split())
    expect(alike(f"{sentence} [{message}]\n") in golden or any(pattern.fullmatch(sentence) for pattern in patterns),
           f"messages.7: no program says what stands there as an example of [{message}]: {sentence}")
expect(not explained, f"messages.7: has no example of {sorted(message for _, message in explained)}")
finish()

#!/usr/bin/env -S python3 -B
"""README: every row of its table of outputs is that of a card (a new output may wait for the next --write), it is short, and its row of scripts is what lies there.

With --write the table is written from the cards.
"""
import re

from common import *

README = ROOT / "README.md"
text = README.read_text(encoding="utf-8")
TABLE = re.compile(r"(<!-- outputs: [^\n]*-->\n)(.*?)(<!-- end of outputs -->)", re.S)


def table():
    """A row for each file that convert writes unasked, then for each that is made on demand."""
    rows = ["| file | for | how |", "| --- | --- | --- |"]
    cards = [card(program) for program in filters() if card(program)["writes"] == "format"]
    for one in sorted(cards, key=lambda one: (not one.get("unasked"), one["suffix"])):
        made = "" if one.get("unasked") else f" (with `--also {one['name']}`)"
        rows.append(f"| `page{one['suffix']}`{made} | {one.get('for_program', '')} | {one.get('click', '')} |")
    return "\n".join(rows) + "\n"


if "--write" in sys.argv:
    text = TABLE.sub(lambda match: match[1] + table() + match[3], text)
    README.write_text(text, encoding="utf-8")
found = TABLE.search(text)
stale = [row for row in (found[2] if found else "no table").splitlines() if row not in table().splitlines()]
expect(not stale, f"README.md: the table of outputs is not that of the cards; tests/contract/readme.py --write makes it: {stale}")
expect(len(text.splitlines()) <= 150, "README.md: is longer than 150 lines")
scripts = re.search(r"^\| `scripts/` \| (.*) \|$", text, re.M)[1]
expect(set(re.findall(r"`(\w+)`", scripts)) == {path.name for path in (ROOT / "scripts").iterdir()},
       "README.md: the row of scripts/ is not what lies there")
finish()

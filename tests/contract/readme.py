#!/usr/bin/env -S python3 -B
"""README: every row of its table of outputs is that of a card (a new output may wait for the next --write), its commands work, its links and files are there.

With --write the table is written from the cards.
"""
import os
import pathlib
import re
import shutil
import tempfile

from common import *

README = ROOT / "README.md"
text = README.read_text(encoding="utf-8")
TABLE = re.compile(r"(<!-- outputs: [^\n]*-->\n)(.*?)(<!-- end of outputs -->)", re.S)
# These install, build or run tests, this one too.
NOT_RUN = ("scripts/test", "cmake ")


def table():
    """A row for each file that convert writes unasked, then for each that is made on demand."""
    rows = ["| file | for | how |", "| --- | --- | --- |"]
    cards = [card(program) for program in filters() if card(program)["writes"] == "format"]
    for one in sorted(cards, key=lambda one: (not one.get("unasked"), one["suffix"])):
        made = "" if one.get("unasked") else f" (with `--also {one['name']}`)"
        rows.append(f"| `page{one['suffix']}`{made} | {one.get('for_program', '')} | {one.get('click', '')} |")
    return "\n".join(rows) + "\n"


def check_commands():
    """Runs the commands in a folder that looks like the project's and is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        here = pathlib.Path(folder)
        shutil.copytree(ROOT / "samples", here / "samples")
        for name in ("scripts", "build"):
            (here / name).symlink_to(ROOT / name)
        for block in re.findall(r"^```sh\n(.*?)^```$", text, re.M | re.S):
            lines = [line for line in block.splitlines() if not line.startswith(NOT_RUN)]
            done = run("bash", "-e", "-o", "pipefail", "-c", "\n".join(lines), cwd=here)
            expect(done.returncode == 0, f"README.md: a command fails:\n{block}{done.stderr}")
        for made in ("out/resources.ris", "out/resources.epub", "resources.ris", "pasted.bib", "pence.csv"):
            expect((here / made).exists() and (here / made).stat().st_size, f"README.md: {made} was not made")


def check_names():
    """What is named is there: links, scripts and manuals."""
    for path in [ROOT / name for name in ("README.md", "filters/README.md", "src/README.md", "samples/README.md",
                                          "tests/README.md")]:
        for link in re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8")):
            expect((path.parent / link).exists(), f"{path.relative_to(ROOT)}: no {link}")
    for named in re.findall(r"`?man \./(\S+?)`", text) + re.findall(r"scripts/\w+", text):
        expect((ROOT / named).exists(), f"README.md: no {named}")
    scripts = re.search(r"^\| `scripts/` \| (.*) \|$", text, re.M)[1]
    expect(set(re.findall(r"`(\w+)`", scripts)) == {path.name for path in (ROOT / "scripts").iterdir()},
           "README.md: the row of scripts/ is not what lies there")


if "--write" in sys.argv:
    text = TABLE.sub(lambda match: match[1] + table() + match[3], text)
    README.write_text(text, encoding="utf-8")
found = TABLE.search(text)
stale = [row for row in (found[2] if found else "no table").splitlines() if row not in table().splitlines()]
expect(not stale, f"README.md: the table of outputs is not that of the cards; tests/contract/readme.py --write makes it: {stale}")
expect(len(text.splitlines()) <= 150, "README.md: is longer than 150 lines")
if not os.access(ROOT / "build" / "bin" / "refmill", os.X_OK):
    skip("build/ holds no programs")
check_commands()
check_names()
finish()

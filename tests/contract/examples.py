#!/usr/bin/env -S python3 -B
"""The examples of the manuals work: every command behind "$ ", in a folder with pages and records.

Lines below a command, up to the next one, are what it prints.
"""
import os
import pathlib
import re
import shutil
import tempfile

from common import *

ESCAPES = {r"\e": "\\", r"\(aq": "'", r"\(dq": '"', r"\(ti": "~", r"\(ga": "`", r"\(ha": "^", r"\-": "-", r"\&": ""}


def plain(text):
    """A line of mdoc as a reader sees it."""
    return re.sub(r"\\(?:\(..|.)", lambda match: ESCAPES.get(match[0], match[0]), text)


def examples(manual):
    """Each command of the section EXAMPLES with the lines that it should print, or None."""
    section = manual.partition("\n.Sh EXAMPLES\n")[2].partition("\n.Sh ")[0]
    command, printed = None, []
    for line in section.splitlines():
        literal = line.removeprefix(".Dl ")
        if literal.startswith("$ "):
            if command:
                yield command, printed
            command, printed = plain(literal[2:]), []
        elif line.startswith("."):
            if command:
                yield command, printed
            command, printed = None, []
        elif command:
            printed.append(plain(line))
    if command:
        yield command, printed


def fill(folder):
    """The pages that the examples name: the samples, one of them as page.html with its records."""
    samples = ROOT / "samples"
    for path in [*samples.glob("*.html"), *samples.glob("*.txt"), *samples.glob("*.rules")]:
        shutil.copy(path, folder)
    shutil.copy(samples / "resources.html", folder / "page.html")
    shutil.copy(samples / "resources" / "resources.records.jsonl", folder / "page.records.jsonl")
    (folder / "pages").mkdir()
    for path in samples.glob("*.html"):
        shutil.copy(path, folder / "pages")


def check(path, folder):
    found = list(examples(path.read_text(encoding="utf-8")))
    expect(found or path.suffix != ".1", f"{path.name}: no example begins with $")
    for command, printed in found:
        missing = [word for word in ("jq",) if re.search(rf"\b{word} ", command) and not shutil.which(word)]
        if missing:
            print(f"{path.name}: {missing[0]} is not installed, so this was not tried: {command}")
            continue
        done = run("bash", "-o", "pipefail", "-c", command, cwd=folder,
                   env={**os.environ, "PATH": f"{BIN}:{os.environ['PATH']}"})
        expect(done.returncode == 0, f"{path.name}: ends with {done.returncode}: {command}\n{done.stderr}")
        expect(not printed or done.stdout.decode().splitlines() == printed,
               f"{path.name}: prints other lines than the manual: {command}\n{done.stdout.decode()[:1000]}")


with tempfile.TemporaryDirectory() as temporary:
    folder = pathlib.Path(temporary)
    fill(folder)
    for path in sorted((ROOT / "filters").glob("*.1")) + sorted((ROOT / "src").rglob("*.5")):
        check(path, folder)
finish()

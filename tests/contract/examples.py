#!/usr/bin/env -S python3 -B
"""Every command in manuals and READMEs works: those behind "$ ", those in blocks of sh, and those between backticks.

They are run in a folder with pages and records. Lines below a command of a manual, up to the next one, are what it prints.
Objects and rules that stand there as examples are given to the program that reads them.
"""
import os
import pathlib
import re
import shutil
import tempfile

from common import *

ESCAPES = {r"\e": "\\", r"\(aq": "'", r"\(dq": '"', r"\(ti": "~", r"\(ga": "`", r"\(ha": "^", r"\-": "-", r"\&": ""}

# Commands in READMEs that are not run, and why.
NOT_RUN = {
    r"scripts/test\b": "runs the tests, this one too",
    r"scripts/(web|learn|measure|pictures|compare|analyse|coverage)\b": "takes minutes and what is not installed for this test",
    r"scripts/setup": "installs",
    r"cmake\b": "builds, which contract/toy.py does, and installs, which needs root",
    r"scripts/(golden|format)|\S+ --write$": "writes into the tree; what it would write is compared by other tests",
}

# How what a manual shows is read; {} is the file.
READ_BY = {
    "refmill-entry.5": "refmill normalise {}",
    "refmill-record.5": "refmill check {}",
    "refmill-corrections.5": "refmill correct --with {} page.records.jsonl",
    "refmill-rules.5": "refmill scrape --rules {} page.html || [ $? = 1 ]",  # the page has other elements
}


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


def shown(manual):
    """What stands between commands in the section EXAMPLES: rules as they are, an object in one line."""
    section = manual.partition("\n.Sh EXAMPLES\n")[2].partition("\n.Sh ")[0]
    for block in re.findall(r"^\.Bd -literal.*\n((?:(?!\$ ).*\n)+?)\.Ed$", section, re.M):
        yield block if block[0] != "{" else re.sub(r"\n +", " ", plain(block))


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


def tried(path, command, folder):
    """Runs a command; what came of it, or None where a program that it needs is not installed."""
    missing = [word for word in ("jq", "mandoc") if re.search(rf"\b{word} ", command) and not shutil.which(word)]
    if missing:
        print(f"{path.name}: {missing[0]} is not installed, so this was not tried: {command}")
        return None
    done = run("bash", "-e", "-o", "pipefail", "-c", command, cwd=folder,
               env={**os.environ, "PATH": f"{BIN}:{os.environ['PATH']}"})
    expect(done.returncode == 0, f"{path.relative_to(ROOT)}: ends with {done.returncode}: {command}\n{done.stderr}")
    return done


def check(path, folder):
    found = list(examples(path.read_text(encoding="utf-8")))
    expect(found or path.suffix != ".1", f"{path.name}: no example begins with $")
    for command, printed in found:
        done = tried(path, command, folder)
        expect(not done or not printed or done.stdout.decode().splitlines() == printed,
               f"{path.name}: prints other lines than the manual: {command}\n{done and done.stdout.decode()[:1000]}")
    blocks = list(shown(path.read_text(encoding="utf-8"))) if path.name in READ_BY else []
    expect(blocks or path.name not in READ_BY, f"{path.name}: shows no example")
    for block in blocks:
        (folder / "shown").write_text(block, encoding="utf-8")
        tried(path, READ_BY[path.name].format("shown"), folder)


def commands(text):
    """The blocks of sh, and between backticks what has arguments that can be tried; manuals go to mandoc."""
    block = re.compile(r"^ *```(\w*)\n(.*?)^ *```$", re.M | re.S)
    yield from (lines for language, lines in block.findall(text) if language == "sh")
    for span in re.findall(r"`([^`]+)`", block.sub("", text)):
        span = " ".join(span.split())
        if re.match(r"scripts/\w+|(refmill|man|cmake) .*(\.\w|--)", span) and not re.search(r"\b[A-Z]{2}|…", span):
            yield span.replace("man ./", "mandoc ./")


def check_readme(path):
    """In a folder that looks like the project's and is thrown away."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        fill(folder)
        shutil.copytree(ROOT / "samples", folder / "samples")
        for name in ("one.html", "two.html"):
            shutil.copy(folder / "page.html", folder / name)
        for name in ("scripts", "build", "src", "filters", "tests"):
            (folder / name).symlink_to(ROOT / name)
        for command in commands(path.read_text(encoding="utf-8")):
            lines = [line for line in command.splitlines() if not any(re.match(known, line) for known in NOT_RUN)]
            if lines:
                tried(path, "\n".join(lines), folder)


with tempfile.TemporaryDirectory() as temporary:
    folder = pathlib.Path(temporary)
    fill(folder)
    for path in sorted((ROOT / "filters").glob("*.1")) + sorted((ROOT / "src").rglob("*.[57]")):
        check(path, folder)
if not os.access(ROOT / "build" / "bin" / "refmill", os.X_OK):
    skip("build/ holds no programs, so the READMEs were not tried")
for path in [ROOT / "README.md", *sorted(ROOT.glob("*/README.md"))]:
    check_readme(path)
finish()

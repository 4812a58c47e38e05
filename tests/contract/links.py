#!/usr/bin/env -S python3 -B
"""What the documents name is there: links with their anchors, pictures, manuals, and files between backticks."""
import re

from common import *

DOCUMENTS = [ROOT / "README.md", *sorted(ROOT.glob("*/*.md")), *sorted((ROOT / "tests/measure").glob("*.md"))]
MANUALS = sorted((ROOT / "filters").glob("*.1")) + sorted((ROOT / "src").rglob("*.[57]"))
# Files between backticks that are made, stand in an example or lie beside the repository.
NOT_HERE = re.compile(r"build|out/|pages/|\.\./shared|.*\bto-toy\b|.*[A-Z]{2}")


def page_of(manual):
    """As it is installed: refmill-NAME(SECTION)."""
    name = manual.stem if manual.stem.startswith("refmill") else f"refmill-{manual.stem}"
    return f"{name}({manual.suffix[1:]})"


def anchors(text):
    """Those that headings get on a site that shows Markdown."""
    headings = re.findall(r"^#+ (.*)$", re.sub(r"^```.*?^```$", "", text, flags=re.M | re.S), re.M)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def check_links(path, text):
    for link in re.findall(r"\]\(([^)\s]+)\)|<img src=\"([^\"]+)\"", text):
        target, _, anchor = "".join(link).partition("#")
        if "://" in target:
            continue
        there = path.parent / target if target else path
        if expect(there.exists(), f"{path.relative_to(ROOT)}: no {target}") and anchor:
            expect(anchor in anchors(there.read_text(encoding="utf-8")), f"{path.relative_to(ROOT)}: no heading for #{anchor}")
    for picture in re.findall(r"<img [^>]*>", text):
        expect(re.search(r'alt="[^"]{20,}"', picture), f"{path.relative_to(ROOT)}: says nothing in the place of {picture}")


def check_files(path, text):
    for span in re.findall(r"`(?:man \./|\./)?([\w./-]+)`", re.sub(r"^ *```.*?^ *```$", "", text, flags=re.M | re.S)):
        if NOT_HERE.match(span) or not re.search(r"/|\.(c|h|def|py|m?js|css|cmake|rules)$", span) or span.startswith("."):
            continue
        near = [path.parent / span, ROOT / span] + ([] if "/" in span else known.get(span, []))
        expect(any(place.exists() for place in near), f"{path.relative_to(ROOT)}: no {span}")


known = {}
for folder in ("src", "filters", "tests", "samples"):
    for place in (ROOT / folder).rglob("*"):
        if "node_modules" not in place.parts:
            known.setdefault(place.name, []).append(place)
pages = {page_of(manual) for manual in MANUALS}
for path in DOCUMENTS:
    text = path.read_text(encoding="utf-8")
    check_links(path, text)
    check_files(path, text)
for path in MANUALS + DOCUMENTS:
    text = path.read_text(encoding="utf-8")
    for name in re.findall(r"\bXr (refmill\S* \d)", text) + re.findall(r"(?<!\w)(refmill(?:-[a-z]+)*\(\d\))", text):
        name = re.sub(r" (\d)", r"(\1)", name)
        expect(name in pages, f"{path.relative_to(ROOT)}: no manual {name}")
shown = "".join(path.read_text(encoding="utf-8") for path in DOCUMENTS)
for picture in (ROOT / "samples/pictures").iterdir():
    expect(f'samples/pictures/{picture.name}"' in shown, f"no document shows samples/pictures/{picture.name}")
finish()

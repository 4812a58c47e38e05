#!/usr/bin/env -S python3 -B
"""Cost grows with the page and no faster: counted in instructions, so that no busy machine disturbs.

# packages: valgrind
"""
import re
import shutil

from common import *

import pages

# Ten times the entries from the first size to the last, in two equal steps; `scripts/test all` takes more of all.
SIZES = amount((6, 33, 60), (20, 110, 200))
LAYOUTS = {"ol": "year-behind-names", "pasted text": "year-sentence", "lone-cells": "imprint-in-brackets",
           "annotated-paragraphs": "own"}
AT_MOST = 1.2  # times the cost of the first step


def page_of(layout, style, count):
    page = pages.Page(f"long {layout}", "", "paragraphs" if layout == "pasted text" else layout, style, "en")
    page.add_entries(pages.cited_here, count)
    page.write()
    if layout != "pasted text":
        return page.bytes
    return "\n\n".join(entry.text for entry in page.entries).encode()


def instructions(name, given):
    """What a program writes, and how many instructions that took."""
    done = run("valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", str(quick(BIN / f"refmill-{name}")), given=given)
    ended = done.returncode in (DONE, INPUT)
    expect(ended, f"{name}: ended with {done.returncode} under valgrind\n{done.stderr[-2000:]}")
    return done.stdout, int(re.search(r"Collected : (\d+)", done.stderr)[1])


def flow_cost(page):
    """Instructions of scrape and of normalise, and the number of entries."""
    entries, scraping = instructions("scrape", page)
    _, normalising = instructions("normalise", entries)
    return {"scrape": scraping, "normalise": normalising}, entries.count(b"\n")


if not shutil.which("valgrind"):
    skip("valgrind, which counts instructions, is not installed")
for layout, style in list(LAYOUTS.items())[: amount(1, None)]:
    flows = [flow_cost(page_of(layout, style, size)) for size in SIZES]
    found = [entries for _, entries in flows]
    expect(all(0.9 * size <= entries for size, entries in zip(SIZES, found)), f"{layout}: {SIZES} entries are {found}")
    for program in ("scrape", "normalise"):
        few, more, most = (costs[program] for costs, _ in flows)
        growth = (most - more) / (more - few)
        print(f"{layout}: {program} takes {most / few:.1f} times the instructions for ten times the entries; "
              f"the second half of them {growth:.2f} times those of the first")
        expect(growth <= AT_MOST and most <= 11 * few, f"{layout}: {program} grows faster than the page")
finish()

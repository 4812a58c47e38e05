#!/usr/bin/env -S python3 -B
"""Scores the pages of a corpus outside the repository, where there is one, with the corpus's own scorer."""

import os
import pathlib
import subprocess
import tempfile

import programs

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
OUTSIDE = pathlib.Path(os.environ.get("REFMILL_CORPUS", ROOT.parent / "shared"))
SCORER = OUTSIDE / "score" / "score.py"


def folders():
    """The pages with their gold, a folder each, in order; empty where there is no corpus."""
    return sorted(gold.parent for gold in OUTSIDE.glob("corpus/*/gold.jsonl")) if SCORER.exists() else []


def scored(chosen):
    """The scorer's last lines on some of the pages: over all entries, and the mean of the pages."""
    with tempfile.TemporaryDirectory() as work:
        for folder in chosen:
            (pathlib.Path(work) / folder.name).symlink_to(folder)
        command = f"{programs.folder()}/refmill-scrape {{page}} 2>/dev/null | {programs.folder()}/refmill-normalise 2>/dev/null"
        done = subprocess.run(["python3", "-B", SCORER, "--corpus", work, "--run", command], capture_output=True, check=True)
    return done.stdout.decode().splitlines()[-2:]


def report():
    found = folders()
    if not found:
        print(f"\nskipped: the pages of a corpus, which lie outside the repository ({OUTSIDE.name}/corpus)")
        return
    with programs.copied():
        for name, chosen in (("odd", found[::2]), ("even", found[1::2])):
            print(f"\n{len(chosen)} pages of a corpus, those of {name} number", *scored(chosen), sep="\n")


if __name__ == "__main__":
    report()

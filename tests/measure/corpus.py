#!/usr/bin/env -S python3 -B
"""Scores the pages of a corpus outside the repository, where there is one, with the corpus's own scorer."""

import json
import os
import pathlib
import subprocess
import tempfile

import programs
import score
import survey
import trust

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
        scrape, normalise = (programs.folder() / f"refmill-{name}" for name in ("scrape", "normalise"))
        flow = f"{scrape} {{page}} 2>/dev/null | {normalise} 2>/dev/null"
        command = ["python3", "-B", SCORER, "--corpus", work, "--run", flow]
        done = subprocess.run(command, capture_output=True, check=True)
    return done.stdout.decode().splitlines()[-2:]


class GoldEntry:
    """An entry of a gold file, as survey.Measured wants it; a field with other good readings is not asked for."""

    def __init__(self, record):
        custom = record.get("custom", {})
        self.record, self.text = {"title": "", **record}, json.dumps(record, ensure_ascii=False)
        self.want = {field: record[field] for field in survey.ALL_FIELDS if field in record}
        if "issued" in self.want:
            self.want["issued"] = record["issued"]["date-parts"][0]
        self.want |= dict.fromkeys(survey.ALL_FIELDS if custom.get("optional") else custom.get("alt", ()), score.ANY)


class GoldPage:
    """A page of the corpus with the entries of its gold."""

    def __init__(self, folder):
        self.bytes = next(iter(sorted(folder.glob("page.*")))).read_bytes()
        lines = (folder / "gold.jsonl").read_text(encoding="utf-8").split("\n")
        self.entries = [GoldEntry(json.loads(line)) for line in lines if line.strip()]


def report():
    found = folders()
    if not found:
        print(f"\nskipped: the pages of a corpus, which lie outside the repository ({OUTSIDE.name}/corpus)")
        return
    trusted = trust.trusted(survey.survey(map(GoldPage, found), "--evidence"))
    print("\nconfidences on the pages of a corpus")
    trust.print_tenths(trusted)
    trust.print_rules(trusted)
    with programs.copied():
        for name, chosen in (("odd", found[::2]), ("even", found[1::2])):
            print(f"\n{len(chosen)} pages of a corpus, those of {name} number", *scored(chosen), sep="\n")


if __name__ == "__main__":
    report()

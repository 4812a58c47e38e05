#!/usr/bin/env -S python3 -B
"""Measures all: citations, pages, confidences, and the pages of a corpus where there is one."""

import argparse
import contextlib
import io
import pathlib

import citations
import corpus
import records
import score
import survey
import trust

RESULTS = pathlib.Path(__file__).with_name("RESULTS.md")
HEAD = """# Results

Made by `scripts/measure --write`, which makes all pages and records again and reads them; `tests/README.md` says how.
Numbers are hundredths; "all" is F1 over the first ten fields, with the annotation on pages.
"""


def report_citations():
    print("\n## Citations in twelve styles\n\n```")
    results, _ = citations.measure(list(citations.STYLES), records.records())
    citations.print_table(results, score.FIELDS)
    print("```")


def report_pages():
    print("\n## Pages in many layouts\n\n```", end="")
    measured = survey.survey(survey.pages.made(survey.style_names(True), cited=survey.cited), "--evidence")
    survey.print_tables(measured)
    print("```\n\n## Confidences\n")
    print("Of the fields of those pages, by the least confidence of their evidence, and by its rule.\n\n```")
    trust.print_tenths(trust.trusted(measured))
    trust.print_rules(trust.trusted(measured))
    print("```")


def main():
    parser = argparse.ArgumentParser(prog="scripts/measure", description=__doc__)
    parser.add_argument("--write", action="store_true", help=f"keep the tables in tests/measure/{RESULTS.name}")
    options = parser.parse_args()
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        report_citations()
        report_pages()
    print(said.getvalue(), end="")
    if options.write:
        RESULTS.write_text(HEAD + said.getvalue(), encoding="utf-8")
    corpus.report()


if __name__ == "__main__":
    main()

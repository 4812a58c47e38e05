#!/usr/bin/env -S python3 -B
"""Renders made-up records as pages of citations in common styles, reads them, and compares."""

import argparse
import collections
import concurrent.futures
import hashlib
import html
import json
import os
import pathlib
import re
import subprocess

import programs
import records
import score

HERE = pathlib.Path(__file__).resolve().parent
CSL = pathlib.Path("/usr/share/citation-style-language")
CACHE = HERE.parent.parent / "build" / "measure"
STYLES = {
    "apa": "en-US",
    "modern-language-association": "en-US",
    "chicago-author-date": "en-US",
    "chicago-note-bibliography": "en-US",
    "harvard-cite-them-right": "en-GB",
    "ieee": "en-US",
    "vancouver": "en-US",
    "nature": "en-GB",
    "american-medical-association": "en-US",
    "turabian-fullnote-bibliography": "en-US",
    "din-1505-2": "de-DE",
    "iso690-author-date-fr": "fr-FR",
}
HEADINGS = {"de-DE": "Literatur", "fr-FR": "Bibliographie"}
FORMS = ("marked", "plain")


def rendered(style, made, size=50, locale=None):
    """The records as pages of entries {id, html, marked, text} in a style; kept in build/measure/."""
    locale = locale or STYLES[style]
    pages = [made[at : at + size] for at in range(0, len(made), size)]
    wanted = json.dumps(pages).encode()
    sources = [HERE / "render.js", HERE / "package-lock.json", CSL / "styles" / f"{style}.csl"]
    key = hashlib.sha256(b"".join([wanted, *(source.read_bytes() for source in sources)])).hexdigest()[:16]
    kept = CACHE / f"{style}-{locale}-{size}-{key}.json"
    if not kept.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        command = ["node", HERE / "render.js", style, locale]
        done = subprocess.run(command, input=wanted, stdout=subprocess.PIPE, check=True)
        for old in CACHE.glob(f"{style}-{locale}-{size}-*.json"):
            old.unlink()
        kept.write_bytes(done.stdout)
    made_pages = json.loads(kept.read_bytes())
    for entry in (entry for page in made_pages for entry in page):
        entry["html"] = score.unmarked(entry["marked"])
        entry["text"] = score.plain(entry["html"].replace("</div>", " </div>"))
    return made_pages


def bare(marked):
    """A marked citation without citeproc's boxes and its number."""
    text = re.sub(r'<div class="csl-left-margin">.*?</div>', "", marked, flags=re.S)
    return " ".join(re.sub(r"</?div[^>]*>", " ", text).split())


def entry_line(entry, form, listed, emphasis):
    """One entry as one line of HTML: in <p>, or in <li> without its number and with links."""
    if form == "plain":
        return f"<p>{html.escape(entry['text'], quote=False)}</p>"
    margin = re.compile(r'<div class="csl-left-margin">(.*?)</div>', re.S)
    text = margin.sub("" if listed else r"\1 ", entry["html"])
    text = " ".join(re.sub(r"</?div[^>]*>", "", text).split())
    if emphasis:
        text = text.replace("<i>", "<em>").replace("</i>", "</em>")
    if not listed:
        return f"<p>{text}</p>"
    text = re.sub(r"(https?://[^\s<]*[^\s<.,;)\]])", r'<a href="\1">\1</a>', text)
    return f"<li>{text}</li>"


def page_of(entries, locale, form, number):
    """A page, and for each entry the number of its line."""
    heading = HEADINGS.get(locale, "References")
    lines = ["<!DOCTYPE html>", f'<html lang="{locale[:2]}"><head><meta charset="utf-8">']
    lines += [f"<title>{heading}</title></head><body>", f"<h1>{heading}</h1>"]
    listed = form == "marked" and number % 2
    lines += ["<ol>"] if listed else []
    first = len(lines) + 1
    lines += [entry_line(entry, form, listed, number % 4 > 1) for entry in entries]
    lines += ["</ol>"] if listed else []
    return "\n".join([*lines, "</body></html>", ""]), range(first, first + len(entries))


def by_line(read):
    """Records by the line on which they stand."""
    found = collections.defaultdict(list)
    for record in read:
        found[record["custom"]["place"]["line"]].append(record)
    return found


def resolve_dashes(entries, by_id):
    """A dash in an author's place means the creators of the entry before."""
    before = None
    for entry in entries:
        record = by_id[entry["id"]]
        want = score.gold(record, entry["marked"])
        dash = re.match(r"(?:\[?\d+[.\]]? )?[—–-]{2,}", entry["text"])
        if dash and before:
            role = "author" if "author" in record else "editor"
            want[role] = before.get("author") or before.get("editor")
            want["etal"] = score.ANY
        yield want
        before = want


def measure_page(job):
    """Reads one page and counts: (form, counts, differences, lost, surplus)."""
    style, form, number, entries, by_id = job
    page, lines = page_of(entries, STYLES[style], form, number)
    read = by_line(programs.read(page.encode()))
    counts = collections.defaultdict(score.Counts)
    differences, lost = [], 0
    for entry, want, line in zip(entries, resolve_dashes(entries, by_id), lines):
        text = entry["text"]
        found = read.pop(line, [])
        lost += not found
        different = score.compare(want, found[0] if found else {}, text, counts)
        for field, wanted, got in different if found else [("entry", "an entry", None)]:
            where = {"style": style, "form": form, "id": entry["id"], "type": by_id[entry["id"]]["type"]}
            differences.append({**where, "field": field, "wanted": wanted, "read": got, "text": text})
        read[line] = found[1:]
    return form, counts, differences, lost, sum(map(len, read.values()))


def cell(number, width=6):
    return f"{number:{width}.1f}" if number is not None else f"{'–':>{width}}"


def total(counts, fields):
    whole = score.Counts()
    for field in fields:
        whole.add(counts[field])
    return whole.numbers()


def print_table(results, fields):
    """F1 by style and field; below it precision, recall and F1 by field over all styles."""
    names = {"container-title": "contain", "publisher": "publish"}
    heads = [f"{names.get(field, field)[:7]:>8}" for field in (*fields, "all", "prec", "recall")]
    print(f"{'F1':32}{''.join(heads)}    lost surplus")
    overall = collections.defaultdict(score.Counts)
    for (style, form), (counts, lost, surplus) in results.items():
        row = "".join(cell(counts[field].numbers()[2], 8) for field in fields)
        precision, recall, f1 = total(counts, fields)
        row += "".join(cell(number, 8) for number in (f1, precision, recall))
        print(f"{style[:25]:25} {form:6}{row}{lost:8}{surplus:8}")
        for field, count in counts.items():
            overall[field].add(count)
    print(f"\n{'over all':32}{'prec':>8}{'recall':>8}{'F1':>8}{'right':>9}{'false':>8}{'missed':>8}")
    for field in (*fields, *score.FURTHER):
        count = overall[field]
        print(f"{field:32}" + "".join(cell(number, 8) for number in count.numbers()) +
              f"{count.right:9}{count.false:8}{count.missed:8}")
    numbers = "".join(cell(number, 8) for number in total(overall, fields))
    print(f"{'the first ' + str(len(fields)) + ' fields':32}{numbers}")


def shown_name(name):
    if "literal" in name:
        return name["literal"]
    family = " ".join(filter(None, (name.get("non-dropping-particle"), name.get("family"))))
    return ", ".join(filter(None, (family, name.get("given"), name.get("suffix"))))


def shown(value):
    if isinstance(value, list):
        return "; ".join(shown_name(part) if isinstance(part, dict) else str(part) for part in value)
    if isinstance(value, dict):
        return json.dumps(value.get("date-parts", value), ensure_ascii=False)
    return "–" if value is None else str(value)


def print_differences(differences, style, field, most):
    """The differences of a style (or of all), by field, the most frequent fields first."""
    chosen = [d for d in differences if style in (d["style"], "all") and field in (None, d["field"])]
    by_field = collections.defaultdict(list)
    for difference in chosen:
        by_field[difference["field"], difference["type"]].append(difference)
    for (name, kind), group in sorted(by_field.items(), key=lambda item: -len(item[1])):
        print(f"\n== {name} of {kind}: {len(group)} differences")
        for difference in group[:most]:
            print(f"{difference['style']} {difference['form']} {difference['id']}: {difference['text']}")
            print(f"    states {shown(difference['wanted'])}\n    read   {shown(difference['read'])}")


def arguments():
    parser = argparse.ArgumentParser(prog="scripts/measure citations", description=__doc__)
    option = parser.add_argument
    fields = ("entry", *score.FIELDS, *score.FURTHER)
    option("-v", metavar="STYLE", choices=[*STYLES, "all"], help="list a style's differences, or all")
    option("-f", metavar="FIELD", choices=fields, help="with -v: of one field; entry: those not found")
    option("-n", metavar="N", type=int, default=10, help="with -v: so many of a field and type [10]")
    option("-s", metavar="STYLE", choices=list(STYLES), action="append", help="only this style, too")
    option("-r", metavar="N", type=int, default=2000, help="so many records [2000]")
    option("-d", metavar="FILE", help="write all differences to a file, one JSON object a line")
    return parser.parse_args()


def measure(styles, made):
    """Renders, reads and compares: {(style, form): (counts, lost, surplus)}, and the differences."""
    by_id = {record["id"]: record for record in made}
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as workers, programs.copied():
        pages = dict(zip(styles, workers.map(lambda style: rendered(style, made), styles)))
        jobs = [
            (style, form, number, entries, by_id)
            for style in styles
            for form in FORMS
            for number, entries in enumerate(pages[style])
        ]
        measured = list(workers.map(measure_page, jobs))
    results, differences = {}, []
    for (style, *_), (form, counts, found, lost, surplus) in zip(jobs, measured):
        so_far = results.setdefault((style, form), [collections.defaultdict(score.Counts), 0, 0])
        for field, count in counts.items():
            so_far[0][field].add(count)
        so_far[1] += lost
        so_far[2] += surplus
        differences += found
    return results, differences


def main():
    options = arguments()
    styles = options.s or ([options.v] if options.v not in (None, "all") else list(STYLES))
    results, differences = measure(styles, records.records(options.r))
    print_table(results, score.FIELDS)
    if options.v:
        print_differences(differences, options.v, options.f, options.n)
    if options.d:
        with open(options.d, "w", encoding="utf-8") as out:
            for difference in differences:
                print(json.dumps(difference, ensure_ascii=False), file=out)


if __name__ == "__main__":
    main()

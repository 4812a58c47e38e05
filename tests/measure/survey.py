#!/usr/bin/env -S python3 -B
"""Reads made-up pages in many layouts, styles, languages and kinds of dirt, and pages without a list, and compares."""

import argparse
import collections
import concurrent.futures
import functools
import os

import citations
import dirt
import languages
import layouts
import nolist
import pages
import programs
import records
import score
import styles

FIELDS = (*score.FIELDS, "abstract")
ALL_FIELDS = (*FIELDS, *score.FURTHER, "section")
SHOWN = ("entry", "title", "author", "issued", "container-title", "publisher", "URL", "abstract")
STOCK = 60  # records of a language that citeproc renders


@functools.lru_cache(None)
def stock(tag):
    language = languages.LANGUAGES[tag]
    maker = records.Maker(f"stock {tag}", language.record_words(), (tag,))
    return [maker.record(number) for number in range(STOCK)]


@functools.lru_cache(None)
def rendered(style, tag):
    """The stock of a language in a style of citeproc, in the language's words: pairs of record and citation."""
    made = citations.rendered(style, stock(tag), 1, languages.LANGUAGES[tag].locale)
    return [(record, citations.bare(entry["marked"])) for record, [entry] in zip(stock(tag), made)]


def cited(page, count):
    """As pages.cited_here, but citeproc's styles too."""
    if page.style not in citations.STYLES:
        return pages.cited_here(page, count)
    chosen = page.chance.sample(rendered(page.style, page.language.tag), count)
    return [(dict(record), marked) for record, marked in chosen]


def style_names(with_citeproc):
    return [*styles.STYLES, *citations.STYLES] if with_citeproc else list(styles.STYLES)


class Measured:
    """What came of one page, by field, with the differences and how surely each field was read."""

    def __init__(self, page, read):
        self.page, self.read = page, len(read)
        self.counts = collections.defaultdict(score.Counts)
        self.differences, self.trusted = [], []
        mates = score.pairs([entry.record["title"] for entry in page.entries], [label(record) for record in read])
        for number, entry in enumerate(page.entries):
            self.compare(entry, read[mates[number]] if number in mates else {})
        for number in set(range(len(read))) - set(mates.values()):
            self.surplus(read[number])

    def compare(self, entry, record):
        different = score.compare(entry.want, record, entry.text, self.counts, ALL_FIELDS)
        self.counts["entry"].right += bool(record)
        self.counts["entry"].missed += not record
        for field, wanted, got in different if record else [("entry", entry.record["title"], None)]:
            self.differences.append((field, wanted, got, entry.text))
        wrong = {field for field, *_ in different}
        for field in FIELDS + score.FURTHER:
            if entry.want.get(field) is not score.ANY:
                self.trust(record, field, field not in wrong, True)

    def surplus(self, record):
        score.compare({}, record, "", self.counts, ALL_FIELDS)
        self.counts["entry"].false += 1
        self.differences.append(("entry", None, label(record), ""))
        for field in FIELDS + score.FURTHER:
            self.trust(record, field, False, False)

    def trust(self, record, field, right, found):
        """Notes the least confidence of a field's evidence, and its first rule; found: the entry is one of the gold."""
        proofs = record.get("custom", {}).get("evidence", {}).get(field)
        if proofs and field in record:
            self.trusted.append((min(p["confidence"] for p in proofs), proofs[0]["rule"], field, right, found))


def label(record):
    return record.get("title") or record.get("abstract", "")[:200]


def survey(made, *options):
    """Reads and compares pages."""
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as workers, programs.copied():
        return list(workers.map(lambda page: Measured(page, programs.read(page.bytes, *options)), made))


def cell(number):
    return f"{number:8.1f}" if number is not None else f"{'–':>8}"


def total(measured, fields=()):
    """The counts of all pages, by field, or of these fields together."""
    sums = collections.defaultdict(score.Counts)
    for one in measured:
        for field, count in one.counts.items():
            sums[field].add(count)
    if not fields:
        return sums
    whole = score.Counts()
    for field in fields:
        whole.add(sums[field])
    return whole


def print_row(name, measured):
    sums = total(measured)
    precision, recall, f1 = total(measured, FIELDS).numbers()
    entries = sums["entry"].right + sums["entry"].missed
    shown = "".join(cell(sums[field].numbers()[2]) for field in SHOWN)
    print(f"{name[:31]:31}{len(measured):6}{entries:8}{cell(f1)}{cell(precision)}{cell(recall)}{shown}")


def print_table(title, groups):
    """F1 in hundredths, a row a group: {name: pages}."""
    heads = "".join(f"{field[:7]:>8}" for field in ("all", "prec", "recall", *SHOWN))
    print(f"\n{title[:31]:31}{'pages':>6}{'entries':>8}{heads}")
    for name, measured in groups.items():
        print_row(name, measured)


def grouped(measured, keys_of):
    groups = collections.defaultdict(list)
    for one in measured:
        for key in keys_of(one.page):
            groups[key].append(one)
    return groups


def print_tables(measured):
    with_list = [one for one in measured if one.page.layout in layouts.LAYOUTS]
    if with_list:
        print_table("part", {**grouped(with_list, lambda page: [page.half]), "all": with_list})
        print_table("layout", grouped(with_list, lambda page: [page.layout]))
        print_table("style", grouped(with_list, lambda page: [page.style]))
        print_table("language", grouped(with_list, lambda page: [page.language.tag]))
        by_dirt = grouped(with_list, lambda page: page.dirts or ["none"])
        print_table("dirt", {kind: by_dirt[kind] for kind in ("none", *dirt.ALL) if kind in by_dirt})
        print_fields(with_list)
    print_without([one for one in measured if one.page.layout in nolist.KINDS])


def print_fields(measured):
    print(f"\n{'field':31}{'prec':>8}{'recall':>8}{'F1':>8}{'right':>8}{'false':>8}{'missed':>8}")
    for field, count in ((field, total(measured)[field]) for field in ("entry", *ALL_FIELDS)):
        numbers = "".join(cell(number) for number in count.numbers())
        print(f"{field:31}{numbers}{count.right:8}{count.false:8}{count.missed:8}")


def print_without(measured):
    """Pages without a list: how many of each kind give a record nevertheless."""
    if not measured:
        return
    print(f"\n{'page without a list':31}{'pages':>6}{'not empty':>10}{'records':>8}")
    kinds = grouped(measured, lambda page: [page.layout])
    for kind, group in {**kinds, "all": measured}.items():
        print(f"{kind:31}{len(group):6}{sum(one.read > 0 for one in group):10}{sum(one.read for one in group):8}")


def print_differences(measured, field, most):
    """The differences of the pages chosen, by field, the most frequent fields first."""
    by_field = collections.defaultdict(list)
    for one in measured:
        for name, *difference in one.differences:
            if field in (None, name):
                by_field[name].append((one.page, *difference))
    for name, group in sorted(by_field.items(), key=lambda item: -len(item[1])):
        print(f"\n== {name}: {len(group)} differences")
        for page, wanted, got, text in group[:most]:
            print(f"{page.name} ({page.style}, {page.language.tag}, {' '.join(page.dirts) or 'clean'}): {text}")
            print(f"    states {citations.shown(wanted)}\n    read   {citations.shown(got)}")


def chosen(options):
    """The pages that the options ask for."""
    names = style_names(not options.plain)
    only = (lambda layout: layout in options.l) if options.l else None
    made = pages.made(names, options.r, cited, only)
    return [page for page in made if (not options.s or page.style in options.s)
            and (not options.g or page.language.tag in options.g)
            and (not options.k or set(options.k) & set(page.dirts or ["none"]))]


def arguments():
    parser = argparse.ArgumentParser(prog="scripts/measure pages", description=__doc__)
    option = functools.partial(parser.add_argument, action="append")
    kinds = [*layouts.LAYOUTS, *nolist.KINDS]
    option("-l", metavar="LAYOUT", choices=kinds, help="only this layout, or kind of page without a list, too")
    option("-s", metavar="STYLE", choices=[*style_names(True), "own", "none"], help="only this style, too")
    option("-g", metavar="LANGUAGE", choices=list(languages.LANGUAGES), help="only this language, too")
    option("-k", metavar="DIRT", choices=["none", *dirt.ALL], help="only this kind of dirt, too")
    option = parser.add_argument
    option("-v", action="store_true", help="list the differences")
    option("-f", metavar="FIELD", choices=["entry", *ALL_FIELDS], help="with -v: of one field")
    option("-n", metavar="N", type=int, default=10, help="with -v: so many of a field [10]")
    option("-r", metavar="N", type=int, default=pages.VARIANTS, help=f"so many pages of a layout [{pages.VARIANTS}]")
    option("--plain", action="store_true", help="only styles that need no citeproc")
    option("--keep", metavar="FOLDER", help="write the pages, with gold, into a folder; measure nothing")
    return parser.parse_args()


def main():
    options = arguments()
    made = chosen(options)
    if options.keep:
        pages.keep(made, options.keep)
        return
    measured = survey(made)
    print_tables(measured)
    if options.v:
        print_differences(measured, options.f, options.n)


if __name__ == "__main__":
    main()

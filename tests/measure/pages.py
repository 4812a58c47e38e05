#!/usr/bin/env -S python3 -B
"""Makes pages of lists in many layouts, styles, languages and kinds of dirt, and pages without a list, with their gold.

pages.py FOLDER writes each into a folder of its own, page.html and gold.jsonl beside it; always the same bytes.
"""

import json
import pathlib
import random
import sys

import dirt
import entries
import languages
import layouts
import nolist
import records
import styles

DOCTYPES = ("<!DOCTYPE html>", '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">', "")
VARIANTS = 12  # pages of a layout
FIRST = ("en", "de", "it", "pl", "ru")  # the languages of the first half; English is in both
SECOND = ("en", "fr", "es", "nl", "pt")


def halves(names):
    """Every other one: the first half and the second."""
    names = list(names)
    return names[::2], names[1::2]


class Page:
    """One page: what was chosen for it, its bytes and what a reader should find in it."""

    def __init__(self, name, half, layout, style, tag, dirts=()):
        self.name, self.half, self.layout, self.style, self.dirts = name, half, layout, style, dirts
        self.language, self.chance = languages.LANGUAGES[tag], random.Random(name)
        self.maker = records.Maker(name, self.language.record_words(), (tag,))
        self.title = self.chance.choice(self.language.titles)
        self.byline_form = self.chance.randrange(3)
        self.label = self.chance.choice(self.language.labels)
        self.entries = []

    def add_entries(self, cited, count=None):
        """Eight to eighteen entries; cited(page, n) gives n pairs of a record and its marked citation."""
        found = cited(self, count or self.chance.randint(8, 18))
        for record, marked in found if count else different(found):
            entry = entries.Entry(record, self, marked)
            entry.hyphens, entry.break_title, entry.link_title = (kind in self.dirts for kind in dirt.ENTRIES)
            self.entries.append(entry)

    def body(self):
        if self.layout in nolist.KINDS:
            return "\n".join(nolist.KINDS[self.layout](self))
        return "\n".join(layouts.LAYOUTS[self.layout](self, self.entries))

    def write(self):
        """Sets .text and .bytes; only then the gold is complete."""
        body = self.body()
        introduction = f"<p>{layouts.escaped(self.language.text(self.chance, 1, 3))}</p>\n"
        introduction = introduction if self.chance.random() < 0.4 else ""
        heading = self.title if self.layout not in nolist.KINDS else self.chance.choice(self.language.menu)
        lines = [
            self.chance.choice(DOCTYPES),
            f'<html lang="{self.language.tag}"><head>',
            '<meta http-equiv="Content-Type" content="text/html; charset=@CHARSET@">',
            f"<title>{layouts.escaped(heading)}</title></head><body>",
            f"<h1>{layouts.escaped(heading)}</h1>",
            f"{introduction}{body}",
            "</body></html>\n",
        ]
        self.text = "\n".join(lines)
        for kind in self.dirts:
            self.text = dirt.PAGES[kind](self, self.text) if kind in dirt.PAGES else self.text
        self.bytes = dirt.encoded(self, self.text, self.dirts)
        return self

    def gold(self):
        return [entries.gold_record(entry) for entry in self.entries]


def cited_here(page, count):
    """Records and their citations by styles.py; records with creator and year where the layout sets the fields."""
    found, first = [], page.chance.randint(1970, 2015)
    while len(found) < count:
        record = page.maker.record(len(found))
        if page.layout == "years" and "issued" in record:
            record["issued"]["date-parts"][0][0] = first + page.chance.randrange(4)
        if page.style in styles.STYLES:
            found.append((record, styles.cited(record, page.style, page.language)))
        elif {"author", "issued"} <= record.keys():
            found.append(({**record, "id": f"r{len(found)}"}, ""))
    return found


def different(found):
    """The pairs without those whose title stood in one before."""
    titles = set()
    return [pair for pair in found if not (pair[0]["title"] in titles or titles.add(pair[0]["title"]))]


def chosen_dirt(chance, layout):
    """None in a third of the pages, else one to three kinds."""
    number = chance.choice((0, 0, 0, 1, 1, 1, 1, 2, 3))
    kinds = chance.sample(dirt.ALL, number)
    return tuple(kind for kind in dirt.ALL if kind in kinds and layout not in dirt.NOT_TOGETHER.get(kind, ()))


def plan(style_names, variants=VARIANTS, only=None):
    """The pages with lists, not written yet: most with layout, style and language of one half, the rest across."""
    layout_halves, style_halves = halves(layouts.LAYOUTS), halves(style_names)
    for layout in layouts.LAYOUTS:
        half = layout in layout_halves[1]
        for number in range(variants):
            name = f"{layout}-{number:02}"
            chance = random.Random(f"plan {name}")
            across = number % 3 == 2
            tag = chance.choice((FIRST, SECOND)[not half if across else half])
            style = chance.choice(style_halves[not half if across else half])
            if layout not in layouts.CITATIONS:
                style = "own"
            elif layout == "years" and style not in styles.STYLES:
                style = chance.choice(list(styles.STYLES))  # a stock has too many years
            part = "across" if across else ("first", "second")[half]
            if only is None or only(layout):
                yield Page(name, part, layout, style, tag, chosen_dirt(chance, layout))


def plan_without(each):
    """The pages without a list: each kind in so many of the languages."""
    for kind in nolist.KINDS:
        for number, tag in enumerate(list(languages.LANGUAGES)[:each]):
            chance = random.Random(f"plan {kind}-{tag}")
            kinds = tuple(k for k in chosen_dirt(chance, kind) if k not in dirt.ENTRIES)
            yield Page(f"without-{kind}-{tag}", ("first", "second")[number % 2], kind, "none", tag, kinds)


def made(style_names=tuple(styles.STYLES), variants=VARIANTS, cited=cited_here, only=None, each=9):
    """All pages, written: so many variants of a layout, then each kind without a list in so many languages."""
    for page in plan(style_names, variants, only):
        page.add_entries(cited)
        yield page.write()
    for page in plan_without(each):
        if only is None or only(page.layout):
            yield page.write()


def keep(pages, folder):
    """Writes pages and gold, a folder each."""
    for page in pages:
        target = pathlib.Path(folder) / page.name
        target.mkdir(parents=True, exist_ok=True)
        (target / "page.html").write_bytes(page.bytes)
        lines = [json.dumps(record, ensure_ascii=False) + "\n" for record in page.gold()]
        (target / "gold.jsonl").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    keep(made(), sys.argv[1])

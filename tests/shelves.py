"""Sets of made-up records for reading packs: pages in several languages, sections, and addresses that no link may have."""

import random

import made

LANGUAGES = {
    "en-GB": ("Harbour lamps", "Tide tables of the north"), "de": ("Hafenlichter", "Gezeiten und Deiche im Überblick"),
    "fr": ("Feux du port", "L’été des marées"), "ru": ("Портовые огни", "Приливы и отливы севера"),
    "ar": ("مصابيح الميناء", "جداول المد والجزر: دليل 2003"), "he": ("אורות הנמל", "לוחות גאות (2003)"),
    "ja": ("港の灯", "潮汐表"), "el": ("Φώτα του λιμανιού", "Παλίρροιες"), "": ("", "No language"), "C": ("POSIX", "A locale"),
    "fa_IR": ("چراغ‌های بندر", "جزر و مد"), "zh-Hant-TW": ("港口燈", "潮汐"), "x-own": ("Own", "Words"), "en--GB": ("Odd", "Tags")}
ADDRESSES = (
    "https://example.org/a b|c[d]{e}^f\"g<h>i\\j`k", "https://example.org/50%zz%2F%", "https://example.org/#a#b#c", "https://",
    "https://example.org:99999/", "https://example.org:80:80/", "http://example.org?x=[1]&y=é", "https://exämple.org/", "http://[::1]/",
    "http://300.1.2.3/", "http://a..b/", "https:///path", "HTTP://EXAMPLE.ORG/UP", "//example.org/x", "/files/x.pdf", "x.pdf", "",
    "javascript:alert(1)", "data:text/html,<b>x</b>", "file:///etc/hosts", "mailto:", "mailto:a b@example.org?subject=\"x\"",
    "tel:+49 30 1", "ftp://user:word@example.org/~f;type=i", "https://example.org/" + "long" * 700, " https://example.org/blanks ",
    "https://example.org/ref?a=1&amp;b=2&copy=3", "https://example.org/\u202eabc\u00adde", "https://example.org/שלום/漢字?q=İ#ß",
    "https://user@example.org/@x", "https://example.org/(a)'!*;,$", "https://exa mple.org/", "https://under_score.example/", "#here",
    "https://example.org/\x01\x7f\ufffe", "mailto:x@example.org%", "HTTPS://example.org", "https://example.org./", "urn:isbn:1", ":")
OPTIONS = ("--title", "--creator", "--identifier")
TAGS = ("ar", "en", "cy-GB", "he", "pl", "zh-Hans", "sr-Latn-RS", "de-1996")
dice = random.Random()


def words():
    """Hostile text, and now and then a title in one of many scripts."""
    return made.text() if dice.random() < 0.6 else dice.choice(dice.choice([*LANGUAGES.values()]))


def source():
    language = dice.choice([*LANGUAGES])
    whole = {"title": words(), "url": dice.choice(ADDRESSES), "language": language,
             "read": dice.choice(("2026-11-01", "2026-02-30", "2026-11-01T10:20:30Z", "1 November 2026", "2026-11-01T10:20:30+02:00")),
             "introduction": "\n\n".join(words() for _ in range(dice.randint(1, 4)))}
    return {key: value for key, value in whole.items() if dice.random() < 0.8}


def shelved(record, sections):
    """A record of a page with these sections."""
    custom = record.setdefault("custom", {})
    if dice.random() < 0.8:
        custom["section"] = dice.choice(sections)
    if dice.random() < 0.5:
        record["URL"] = dice.choice(ADDRESSES)
    if dice.random() < 0.3:
        custom["links"] = [{"lead": words(), "label": dice.choice(("click here", "here", "PDF", words())),
                            "href": dice.choice(ADDRESSES)} for _ in range(dice.randint(1, 3))]
    if dice.random() < 0.4:
        record["title"], record["language"] = words(), dice.choice([*LANGUAGES])
    if dice.random() < 0.2:
        record["id"] = dice.choice(("", "h", "t", "toc", "a-t", "key1", "b-key1", "KEY1", "é", "1", "x y", "s01", "landmarks", words()))
    if dice.random() < 0.3:
        record["abstract"] = "\n\n".join(words() for _ in range(dice.randint(1, 5)))
    return record


def shelf(records):
    """The records as one page, or a few, would give them."""
    at, pages = 0, dice.choice((0, 1, 1, 1, 2, 3))
    while at < len(records):
        size = max(1, len(records) // max(pages, 1))
        sections = ["", "Section", "Section > Below", words(), words() + " > " + words(), dice.choice([*LANGUAGES.values()])[0]]
        for record in records[at:at + size]:
            shelved(record, sections)
        if pages:
            records[at]["custom"]["source"] = source()
        at += size
    return records


def options(known):
    """Options of the program, some with hostile values."""
    chosen = [word for name in OPTIONS if dice.random() < 0.2 for word in (name, words())]
    if dice.random() < 0.2:
        chosen += ["--language", dice.choice(TAGS)]
    if "--for-kindle" in known and dice.random() < 0.2:
        chosen += ["--for-kindle"]
    return chosen


def shelves(count, known):
    """So many sets of 1 to 60 records, each with options that `known` has; the same in every run."""
    sizes = [1 + (number * number) % 60 if number % 8 == 0 else 1 + number % 12 for number in range(count)]
    records = made.records(sum(sizes))
    dice.seed(20261126)
    for size in sizes:
        yield shelf(records[:size]), options(known)
        del records[:size]


def long_ones():
    """Sets of which one part is longer than a document may be, by name."""
    def book(number, **fields):
        return {"id": f"k{number}", "type": "book", "title": f"Title {number}"} | fields
    paragraphs = "\n\n".join(["word " * 100] * 600)
    links = [{"label": "x", "href": f"https://example.org/{number}"} for number in range(3000)]
    yield "annotation", [book(1, abstract=paragraphs)]
    yield "introduction", [book(1, custom={"source": {"introduction": paragraphs}})]
    yield "titles", [book(number, title="Long title " * 30) for number in range(900)]
    yield "sections", [book(number, custom={"section": f"Section {number} " + "of many " * 50}) for number in range(600)]
    yield "links", [book(1, custom={"links": links})]
    yield "pages", [book(n, custom={"source": {"url": f"https://example.org/{n}", "introduction": "x " * 800}}) for n in range(200)]

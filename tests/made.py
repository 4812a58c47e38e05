"""Made-up records with every field of a record and text that is hostile to careless readers; the same in every run."""
import json
import random
import re

import effort
import full

PIECES = (
    "=cmd|' /C calc'!A0", "'=1+1", "''@x", "+49", "-1", "@here", "'", "\"", "\"\"", "'tis", ",", ";", "; ", "\n", "\n\n",
    "\t", "\r\n", " ", "  ", "\u00a0", "\u2028", "\u00ad", "\u0001", "\x7f", "\ufeff", "[", "]", "[a]", "(", ")", "(van)",
    "(Bill)", "{", "}", "{\"author\":[]}", "_x0041_", "_x000D_", "]]>", "&amp;", "&copy=", "<b>", "%", "\\", "|", "sep=;",
    "0075", "1/2", "3-4", "9.78E+12", "TRUE", "2003", "2003-04", "4/5/2003", "c. 2003", "spring 2003", "n.d.", "in press",
    "https://example.org/a;b", "TY  - JOUR", "\nTY  - JOUR\nTI  - ", "\nER  - \n", "@book{a,", "</script>", "null", "],", "Weir",
    "Núñez", "שלום", "مرحبا", "e\u0301", "𝒜", "👩‍🔬", "漢字", "İ", "ß", ">", " > ", "$", "#", "^", "~", "*", "--", "<", "&", " and ",
)
TEXTS = ("title", "title-short", "container-title", "container-title-short", "collection-title", "collection-number",
         "event-title", "event-place", "status", "publisher", "publisher-place", "volume", "issue", "page",
         "number-of-pages", "number", "edition", "genre", "medium", "DOI", "ISBN", "ISSN", "PMID", "PMCID", "URL",
         "language", "keyword", "abstract", "note")
NAME = ("family", "given", "suffix", "dropping-particle", "non-dropping-particle")
dice = random.Random()


def text():
    return "".join(dice.choice(PIECES) for _ in range(dice.choice((1, 1, 2, 3, 6))))


def some(keys, chance):
    return {key: text() for key in keys if dice.random() < chance}


def name():
    if dice.random() < 0.3:
        return {"literal": text()}
    plain = {"family": dice.choice(("Weir", "O'Hara", "van der Berg")), "given": "Tom", "suffix": "Jr.",
             "non-dropping-particle": "de", "dropping-particle": "von"}
    made = plain if dice.random() < 0.5 else {key: text() for key in NAME}
    return {key: made[key] for key in NAME if dice.random() < 0.6} or {"family": "Plato"}


def date():
    if dice.random() < 0.25:
        return {"literal": text()}
    parts = sorted([dice.choice((-44, 7, 1450, 1999, 2003, 2026, 9999)), dice.randint(1, 12), dice.randint(1, 28)]
                   [:dice.randint(1, 3)] for _ in range(dice.choice((1, 1, 1, 2))))
    made = {"date-parts": parts}
    if dice.random() < 0.2 and all(len(part) == 1 for part in parts):
        made["season"] = dice.randint(1, 4)
    if dice.random() < 0.2:
        made["circa"] = True
    if dice.random() < 0.1:
        made["literal"] = text()
    return made


def link():
    label = {"label": text() if dice.random() < 0.9 else ""}
    return label | some(("href", "lead"), 0.7)


def record(number):
    made = {"id": f"key{number}", "type": dice.choice(full.TYPES + ["event", "review"])} | some(TEXTS, 0.4)
    for role in ("author", "editor", "translator"):
        if dice.random() < 0.6:
            made[role] = [name() for _ in range(dice.randint(1, 4))]
    for field in ("issued", "accessed", "original-date", "event-date"):
        if dice.random() < 0.5:
            made[field] = date()
    custom = some(("section", "lead"), 0.5)
    if dice.random() < 0.5:
        custom["links"] = [link() for _ in range(dice.randint(1, 3))]
    if dice.random() < 0.3:
        custom["etal"] = True
    return made | ({"custom": custom} if custom else {})


def count():
    """How many a test makes."""
    return effort.asked(200, 2000)


def records(count, *beyond):
    """`beyond` are keys that no program knows, with texts."""
    dice.seed(20261125)
    return [record(number) | some(beyond, 0.3) for number in range(count)]


def lines(records):
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode()


def kept(value):
    """What a table keeps of a value."""
    if isinstance(value, str):
        return re.sub("[\x00-\x08\x0b-\x1f]", " ", value.replace("\r\n", "\n").replace("\r", "\n"))
    return value


def wanted(made):
    """Texts as a table keeps them; what stands as JSON keeps its control characters too."""
    return {key: kept(value) for key, value in made.items()} | (
        {"custom": {key: kept(value) for key, value in made["custom"].items()}} if "custom" in made else {})

#!/usr/bin/env python3
"""bibtex sets every type in its own styles and natbib's: it misses only what the record does not state."""
# packages: texlive-latex-base

import contextlib
import json
import pathlib
import re
import tempfile
import unicodedata

import readers
from readers import check, plain

import full

STYLES = {"plain": True, "unsrt": True, "alpha": True, "plainnat": True, "unsrtnat": True,  # given names whole
          "abbrv": False, "abbrvnat": False}
# What the styles call a field, and where a record would have it.
STATED = {
    "author": "author",
    "booktitle": "container-title",
    "editor": "editor",
    "institution": "publisher",
    "journal": "container-title",
    "note": "note",
    "publisher": "publisher",
    "school": "publisher",
    "series": "collection-title",
    "title": "title",
    "volume": "volume",
    "year": "issued",
}
MISSING = re.compile(r"(?:empty (.+)|to sort, need (.+), or key|to sort, need (.+) or key"
                     r"|there's a number but no (.+)) in (\S+)")
MARKS = dict(zip("`'^~\"=.uvHrckd", "\u0300\u0301\u0302\u0303\u0308\u0304\u0307\u0306\u030c\u030b\u030a\u0327\u0328\u0323"))
LETTERS = {"L": "Ł", "l": "ł", "O": "Ø", "o": "ø", "AE": "Æ", "ae": "æ", "OE": "Œ", "oe": "œ", "ss": "ß", "DJ": "Đ",
           "dj": "đ", "i": "ı"}
SIGNS = {"textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}", "textasciitilde": "~", "^": "^"}


def is_stated(record, field):
    """A date in words, or before the year 1, is none that BibTeX has room for."""
    value = record.get(STATED.get(field, field))
    return bool(value) and (field != "year" or (readers.year_of(record) or 0) > 0)


def check_warnings(where, said, given):
    for warning in re.findall(r"Warning--(.+)", said):
        missing = MISSING.fullmatch(warning)
        fields = re.split(r", (?:and )?| and ", next(filter(None, missing.groups()))) if missing else []
        stated = [field for field in fields if is_stated(given[missing[5]], field)]
        check(f"{where}: {warning}", (bool(fields), stated), (True, []))


def text_of(tex):
    """What TeX would print."""
    tex = re.sub(r"(?<!\\)%\n", "", tex)
    tex = re.sub(r"\\(textbackslash|textbraceleft|textbraceright|textasciitilde|\^)\{\}",
                 lambda m: "\\" + hex(ord(SIGNS[m[1]])) + ";", tex)
    tex = re.sub(r"\\([&%$#_{}])", lambda m: "\\" + hex(ord(m[1])) + ";", tex)
    tex = re.sub(r"\{\\([`'^~\"=.]|[uvHrckd](?=[{]))\{?\\?(\w)\}?\}",
                 lambda m: unicodedata.normalize("NFC", m[2] + MARKS[m[1]]), tex)
    tex = re.sub(r"\{\\([A-Za-z]+)\}", lambda m: LETTERS[m[1]], tex)
    tex = re.sub(r"\\natexlab\{\w*\}|\\(?:newblock|emph|em|penalty0|url|doi)\b", "", tex)
    tex = re.sub(r"[{}]", "", tex.replace("~", " "))
    return plain(re.sub(r"\\(0x\w+);", lambda m: chr(int(m[1], 16)), tex))


def check_entry(where, text, record, whole):
    """Styles make letters small, but not within a word."""
    title = plain(record.get("title", ""))
    check(f"{where}: title", title.lower() in text.lower() or text, True)
    kept = [word for word in title.split() if re.search(r"\w[A-Z]", word)]
    check(f"{where}: capitals", [word for word in kept if word not in text], [])
    for name in record.get("author", []):
        family, given = readers.name_of(name)
        name = plain(f"{given} {family}" if whole else name.get("family", family))
        check(f"{where}: {name}", name in text or text, True)
    if is_stated(record, "year"):
        check(f"{where}: year", f"{readers.year_of(record):04}" in text or text, True)


def check_style(where, style, given):
    pathlib.Path("list.aux").write_text(f"\\citation{{*}}\n\\bibdata{{list}}\n\\bibstyle{{{style}}}\n", encoding="utf-8")
    said, _ = readers.read(["bibtex", "list"], b"")
    check_warnings(where, said, given)
    items = re.split(r"\\bibitem(?=[\[{])", pathlib.Path("list.bbl").read_text(encoding="utf-8"))[1:]
    found = {}
    for item in items:
        key, text = re.fullmatch(r"(?s)(?:\[.*?\])?\{([^{}]+)\}\n(.*?)(?:\\end\{thebibliography\}\s*)?", item).groups()
        found[key] = text_of(text)
    check(f"{where}: entries", sorted(found), sorted(given))
    for key in found.keys() & given.keys():
        check_entry(f"{where}, {key}", found[key], given[key], STYLES[style])


readers.need("bibtex")
with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
    # A style has letters for no more than 26 works of one author and year.
    made = pathlib.Path("every-type.jsonl")
    lines = [json.dumps({**full.record(kind), "issued": {"date-parts": [[1901 + i, 4, 5]]}})
             for i, kind in enumerate(full.TYPES)]
    made.write_text("\n".join(lines) + "\n", encoding="utf-8")
    for fixture in [*sorted((readers.HERE / "fixtures").glob("*.jsonl")), made]:
        pathlib.Path("list.bib").write_bytes(readers.written("to-bibtex", fixture))
        given = {record["id"]: record for record in readers.records(fixture)}
        for style in STYLES:
            check_style(f"{style} {fixture.name}", style, given)
readers.finish()

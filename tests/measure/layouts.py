"""Layouts of pages with lists: each sets the entries of a page as HTML, with what stands around them."""

import html
import re

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
BY = {
    "en": "by ", "de": "von ", "fr": "par ", "es": "por ", "it": "di ", "nl": "door ", "pt": "por ", "pl": "", "ru": "",
}


def escaped(text):
    return html.escape(text, quote=False)


def linked(text, address):
    return f'<a href="{html.escape(address)}">{text}</a>'


def sectioned(page, entries, heading, block):
    """The entries in two to four groups, each under one of the language's headings."""
    groups = page.chance.randint(2, 4)
    names = page.chance.sample(page.language.sections, groups)
    size = -(-len(entries) // groups)
    for name, at in zip(names, range(0, len(entries), size)):
        for entry in entries[at : at + size]:
            entry.want["section"] = name
        yield heading.format(escaped(name))
        yield block(entries[at : at + size])


def items(tag, entries, attributes=""):
    return "\n".join([f"<{tag}{attributes}>", *(f"<li>{entry.cite()}</li>" for entry in entries), f"</{tag}>"])


def paragraphs(entries, start="<p>", end="</p>"):
    return "\n".join(f"{start}{entry.cite()}{end}" for entry in entries)


# Citations.

def ordered(page, entries):
    yield items("ol", entries)


def unordered(page, entries):
    yield items("ul", entries, page.chance.choice(("", ' class="refs"', ' type="square"')))


def plain_paragraphs(page, entries):
    yield paragraphs(entries)


def broken_lines(page, entries):
    yield "<p>" + "<br><br>\n".join(entry.cite() for entry in entries) + "</p>"


def hanging(page, entries):
    yield paragraphs(entries, '<div style="padding-left:36pt;text-indent:-36pt">', "</div>")


def cells(page, entries):
    row = '<tr><td valign="top">{}.</td><td>{}</td></tr>'
    rows = (row.format(number, entry.cite()) for number, entry in enumerate(entries, 1))
    yield "\n".join(['<table border="0">', *rows, "</table>"])


def lone_cells(page, entries):
    yield "\n".join(['<table width="90%">', *(f"<tr><td>{entry.cite()}</td></tr>" for entry in entries), "</table>"])


def nested_tables(page, entries):
    yield "<table><tr><td><table><tr><td>&nbsp;</td><td><table cellpadding=\"4\">"
    yield "\n".join(f"<tr><td><font size=\"2\">{entry.cite()}</font></td></tr>" for entry in entries)
    yield "</table></td></tr></table></td></tr></table>"


def keyed(page, entries):
    yield "<dl>"
    for number, entry in enumerate(entries, 1):
        key = "".join(page.chance.choice(ALPHABET) for _ in range(2)) + f"{number:02}"
        yield f"<dt>[{key}]</dt>\n<dd>{entry.cite()}</dd>"
    yield "</dl>"


def quotes(page, entries):
    yield paragraphs(entries, "<blockquote><p>", "</p></blockquote>")


def font_soup(page, entries):
    start = '<p align="left"><font face="Arial" size="2"><font color="#000080">'
    yield paragraphs(entries, start, "</font></font></p>")


def word_paragraphs(page, entries):
    yield paragraphs(entries, '<p class="MsoNormal" style="margin-left:.5in;text-indent:-.5in"><span lang="EN-GB" '
                     "style='font-size:11.0pt;mso-bidi-font-size:12.0pt'>", "<o:p></o:p></span></p>")


def several_lists(page, entries):
    yield from sectioned(page, entries, "<h2>{}</h2>", lambda part: items("ul", part))


def strong_headings(page, entries):
    yield from sectioned(page, entries, "<p><b>{}</b></p>", paragraphs)


def alphabet(page, entries):
    letters = ALPHABET[: page.chance.randint(3, 5)]
    size = -(-len(entries) // len(letters))
    yield "<p>" + " | ".join(f'<a href="#{letter}">{letter}</a>' for letter in letters) + "</p>"
    for letter, at in zip(letters, range(0, len(entries), size)):
        for entry in entries[at : at + size]:
            entry.want["section"] = letter
        yield f'<h3><a name="{letter}">{letter}</a></h3>\n{paragraphs(entries[at : at + size])}'


def years(page, entries):
    dated = [entry for entry in entries if entry.want.get("issued")]
    entries[:] = sorted(dated, key=lambda entry: -entry.want["issued"][0])
    for year in dict.fromkeys(entry.want["issued"][0] for entry in entries):
        group = [entry for entry in entries if entry.want["issued"][0] == year]
        for entry in group:
            entry.want["section"] = str(year)
        yield f"<h3>{year}</h3>\n{items('ul', group)}"


def numbered(page, entries):
    yield "\n".join(f"<p>[{number}] {entry.cite()}</p>" for number, entry in enumerate(entries, 1))


def after_article(page, entries):
    for _ in range(page.chance.randint(2, 4)):
        yield f"<h2>{escaped(page.language.text(page.chance, 1, 1)[:-1])}</h2>"
        for _ in range(page.chance.randint(2, 4)):
            year, name = page.chance.randint(1950, 2020), page.chance.choice(("Dahl", "Kirk", "Vogel", "Castro"))
            yield f"<p>{escaped(page.language.text(page.chance, 4, 6))} ({name} {year}: {year % 97}).</p>"
    yield f"<h2>{escaped(page.title)}</h2>"
    for entry in entries:
        entry.want["section"] = page.title
    yield paragraphs(entries) if page.chance.random() < 0.5 else items("ol", entries)


def menu_links(page):
    return [linked(escaped(name), f"/{number}.html") for number, name in enumerate(page.language.menu)]


def menu(page):
    return "<ul>" + "".join(f"<li>{link}</li>" for link in menu_links(page)) + "</ul>"


def beside_menu(page, entries):
    yield f'<table><tr><td width="150" valign="top">{menu(page)}</td><td>'
    yield paragraphs(entries)
    yield f'</td></tr><tr><td colspan="2"><small>&copy; 2009 {escaped(page.language.menu[1])}</small></td></tr>'
    yield "</table>"


def sidebar(page, entries):
    yield f'<div id="nav">{menu(page)}</div><div id="content">'
    yield items("ul", entries)
    yield f'</div><div class="sidebar"><h3>{escaped(page.language.menu[4])}</h3><ul>'
    for number in range(4):
        yield f"<li>{linked(escaped(page.language.sentence(page.chance)[:60]) + '…', f'/news/{number}')}</li>"
    yield "</ul></div>"


def contents(page, entries):
    blocks = list(sectioned(page, entries, "<h2>{}</h2>", paragraphs))
    heads = [re.sub("<[^>]*>", "", block) for block in blocks[::2]]
    yield "<ul>" + "".join(f'<li><a href="#s{n}">{head}</a></li>' for n, head in enumerate(heads)) + "</ul>"
    for number, (head, block) in enumerate(zip(blocks[::2], blocks[1::2])):
        yield head.replace("<h2>", f'<h2 id="s{number}">') + "\n" + block


def two_columns(page, entries):
    half = -(-len(entries) // 2)
    columns = (f'<td width="50%" valign="top">\n{paragraphs(part)}\n</td>' for part in (entries[:half], entries[half:]))
    yield "<table><tr>" + "".join(columns) + "</tr></table>"


def dashes(page, entries):
    """Where an entry has the creators of the one before, a dash stands for them."""
    for before, entry in list(zip(entries, entries[1:])):
        if page.chance.random() < 0.4 and entry.repeat_creators(before):
            entry.want["author"] = before.want.get("author")
            entry.want["etal"] = before.want.get("etal")
    yield paragraphs(entries)


def footer(page, entries):
    yield "<ol>" + "\n".join(f"<li><p>{entry.cite()}</p></li>" for entry in entries) + "</ol>"
    yield f"<hr><p>{' | '.join(menu_links(page))}</p>"
    yield "<p><i>webmaster@example.org</i> &copy; 1998-2004</p>"


def columns(page, entries):
    """One field a column: no citation, but author, title, year and link each in a cell."""
    yield '<table border="1">'
    for entry in entries:
        entry.keep("author", "title", "issued", "URL")
        yield (f"<tr><td>{entry.names_line()}</td><td>{entry.title()}</td><td>{entry.year()}</td>"
               f"<td>{entry.label_link()}</td></tr>")
    yield "</table>"


# Entries with annotations. What entry.lines() gives: title, byline, annotation, link.

def inside(tag, lines):
    yield f"<{tag}>"
    yield from lines
    yield f"</{tag}>"


def annotated(page, entries, order, form):
    """Each entry with its parts in this order; the form makes HTML of the parts of one entry."""
    for entry in entries:
        entry.annotate(page)
        yield form([entry.part(name) for name in order if entry.part(name)])


def in_paragraphs(parts):
    return "\n".join(f"<p>{part}</p>" for part in parts)


def annotated_paragraphs(page, entries):
    yield from annotated(page, entries, ("strong title", "byline", "annotation", "label"), in_paragraphs)


def byline_first(page, entries):
    yield from annotated(page, entries, ("byline", "strong title", "annotation", "label"), broken)


def broken(parts):
    return "<p>" + "<br>\n".join(parts) + "</p>"


def annotated_breaks(page, entries):
    yield from annotated(page, entries, ("strong linked title", "byline", "annotation"), broken)


def annotated_headings(page, entries):
    form = lambda parts: f"<h3>{parts[0]}</h3>\n{in_paragraphs(parts[1:])}"
    yield from annotated(page, entries, ("linked title", "byline", "annotation"), form)


def link_last(page, entries):
    form = lambda parts: f"<h4>{parts[0]}</h4>\n{in_paragraphs(parts[1:])}"
    yield from annotated(page, entries, ("title", "annotation", "byline", "label"), form)


def annotated_terms(page, entries):
    form = lambda parts: f"<dt>{parts[0]}</dt>\n<dd>{'<br>'.join(parts[1:])}</dd>"
    yield from inside("dl", annotated(page, entries, ("linked title", "byline", "annotation"), form))


def cards(page, entries):
    form = lambda parts: "<div class=\"card\">" + "".join(f"<div>{part}</div>" for part in parts) + "</div>"
    yield from annotated(page, entries, ("strong title", "byline", "annotation", "label"), form)


def annotated_rows(page, entries):
    form = lambda parts: f"<tr><td>{parts[0]}<br>{parts[1]}</td><td>{parts[2]}</td></tr>"
    yield from inside("table", annotated(page, entries, ("linked title", "byline", "annotation"), form))


def annotated_quotes(page, entries):
    form = lambda parts: f"<p>{parts[0]}<br>{parts[1]}</p><blockquote>{'<br>'.join(parts[2:])}</blockquote>"
    yield from annotated(page, entries, ("strong title", "byline", "annotation", "label"), form)


def annotated_items(page, entries):
    form = lambda parts: f"<li>{'<br>'.join(parts)}</li>"
    yield from inside("ul", annotated(page, entries, ("linked title", "byline", "annotation"), form))


def annotated_citations(page, entries):
    """A citation, and below it a paragraph about the work."""
    for entry in entries:
        entry.want["abstract"] = page.language.text(page.chance, 2, 3)
        yield f'<p class="ref">{entry.cite()}</p>\n<p class="note">{escaped(entry.want["abstract"])}</p>'


def annotated_list(page, entries):
    """A list of citations, with the annotation behind a break."""
    yield "<ol>"
    for entry in entries:
        entry.want["abstract"] = page.language.text(page.chance, 2, 3)
        yield f'<li>{entry.cite()}<br>{escaped(entry.want["abstract"])}</li>'
    yield "</ol>"


# Lists of links with descriptions.

def links(page, entries, form):
    for entry in entries:
        entry.describe(page)
        yield form(entry.link(), escaped(entry.want["abstract"]))


def link_dashes(page, entries):
    dash = page.chance.choice((" – ", " - ", ": "))
    yield from inside("ul", links(page, entries, lambda link, said: f"<li>{link}{dash}{said}</li>"))


def link_breaks(page, entries):
    yield from links(page, entries, lambda link, said: f"<p>{link}<br>\n{said}</p>")


def link_paragraphs(page, entries):
    yield from links(page, entries, lambda link, said: f"<p><b>{link}</b></p>\n<p>{said}</p>")


def link_terms(page, entries):
    yield from inside("dl", links(page, entries, lambda link, said: f"<dt>{link}</dt><dd>{said}</dd>"))


def link_rows(page, entries):
    yield '<table class="links">'
    yield from links(page, entries, lambda link, said: f"<tr><td>{link}</td><td>{said}</td></tr>")
    yield "</table>"


def link_pictures(page, entries):
    dot = '<font face="Verdana" size="2"><img src="dot.gif" width="9" height="9" alt="">'
    form = lambda link, said: f"{dot}&nbsp;{link}<br>{said}<br><br></font>"
    yield from links(page, entries, form)


def guide_boxes(page, entries):
    """Boxes as guides of libraries have them, each with its heading and a list."""
    form = lambda link, said: f'<li class="s-lg-link">{link}<div class="s-lg-link-desc">{said}</div></li>'
    block = lambda part: "<ul>" + "\n".join(links(page, part, form)) + "</ul></div>"
    yield from sectioned(page, entries, '<div class="s-lib-box"><h2 class="s-lib-box-title">{}</h2>', block)


def link_sections(page, entries):
    form = lambda link, said: f"<li>{link}. {said}</li>"
    block = lambda part: "<ul>" + "\n".join(links(page, part, form)) + "</ul>"
    yield from sectioned(page, entries, "<h3>{}</h3>", block)


def bare_links(page, entries):
    def block(part):
        for entry in part:
            entry.describe(page)
            del entry.want["abstract"]
        return "<ul>" + "\n".join(f"<li>{entry.link()}</li>" for entry in part) + "</ul>"

    yield from sectioned(page, entries, "<h2>{}</h2>", block)


CITATIONS = {
    "ol": ordered, "ul": unordered, "paragraphs": plain_paragraphs, "br-br": broken_lines,
    "hanging": hanging, "cells": cells, "lone-cells": lone_cells, "nested-tables": nested_tables,
    "dl-keys": keyed, "quotes": quotes, "font-soup": font_soup, "word": word_paragraphs,
    "several-lists": several_lists, "strong-headings": strong_headings, "alphabet": alphabet,
    "years": years, "numbered": numbered, "after-article": after_article, "beside-menu": beside_menu,
    "sidebar": sidebar, "contents": contents, "two-columns": two_columns, "dashes": dashes,
    "footer": footer, "annotated-citations": annotated_citations, "annotated-list": annotated_list,
}
OTHERS = {
    "columns": columns, "annotated-paragraphs": annotated_paragraphs, "byline-first": byline_first,
    "annotated-breaks": annotated_breaks, "annotated-headings": annotated_headings,
    "link-last": link_last, "annotated-dl": annotated_terms, "cards": cards,
    "annotated-rows": annotated_rows, "annotated-quotes": annotated_quotes,
    "annotated-items": annotated_items, "link-dashes": link_dashes, "link-breaks": link_breaks,
    "link-paragraphs": link_paragraphs, "link-dl": link_terms, "link-rows": link_rows,
    "link-pictures": link_pictures, "guide-boxes": guide_boxes, "link-sections": link_sections,
    "bare-links": bare_links,
}
LAYOUTS = {**CITATIONS, **OTHERS}

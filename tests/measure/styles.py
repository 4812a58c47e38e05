"""Citation styles in Python alone: records as marked-up citations, each variable marked as render.js marks it."""

import html
import re


def mark(variable, text, raw=False):
    """The text of a variable between its marks; nothing where there is none."""
    shown = text if raw else html.escape(text, quote=False)
    return f"\ue000{variable}\ue001{shown}\ue002" if text else ""


def initials(given):
    """The initials of given names: "Jean-Pierre" is "J.-P."; words in lower case have none."""
    parts = [part for part in given.split() if part[0].isupper()]
    return " ".join("-".join(f"{piece[0]}." for piece in part.rstrip(".").split("-")) for part in parts)


def family_of(name):
    family = " ".join(filter(None, (name.get("non-dropping-particle"), name["family"])))
    return re.sub(r"(?<=[’-]) ", "", family)


def inverted(name, short=True, comma=", ", case=str):
    """ "Family, G." or, not short, "Family, Given"."""
    if "literal" in name:
        return name["literal"]
    given = name.get("given", "")
    given = initials(given) if short else given
    suffix = f", {name['suffix']}" if "suffix" in name else ""
    return (comma.join(filter(None, (case(family_of(name)), given)))) + suffix


def direct(name, short=False):
    """ "Given Family" or, short, "G. Family"."""
    if "literal" in name:
        return name["literal"]
    given = name.get("given", "")
    parts = (initials(given) if short else given, family_of(name), name.get("suffix"))
    return " ".join(filter(None, parts))


def compact(name):
    """ "Family GH"."""
    if "literal" in name:
        return name["literal"]
    return " ".join(filter(None, (family_of(name), re.sub(r"[. -]", "", initials(name.get("given", ""))))))


def joined(names, last, between=", "):
    """Names as a list: a, b, last c."""
    return between.join(names[:-1]) + last + names[-1] if len(names) > 1 else "".join(names)


class Citation:
    """The marked parts of one record in one language, for a style to put together."""

    def __init__(self, record, language):
        self.record, self.term, self.months = record, language.term, language.months
        self.is_part = record["type"] in ("chapter", "paper-conference")
        self.is_article = record["type"] in ("article-journal", "article-newspaper")

    def has(self, field):
        return field in self.record

    def get(self, field, before="", after=""):
        text = self.record.get(field)
        return f"{before}{mark(field, text)}{after}" if text else ""

    def names(self, role, shown, most=6):
        """The creators of a role as the function shows their list; the first with et al. beyond the most."""
        people = self.record.get(role, [])
        if not people:
            return ""
        text = shown(people) if len(people) <= most else f"{shown(people[:1])}, {self.term.etal}"
        return mark(role, text)

    def creators(self, shown, editors=" ({})", most=6):
        """Who stands in front: the authors, or the editors with their word behind."""
        if self.has("author"):
            return self.names("author", shown, most)
        word = self.term.eds if len(self.record.get("editor", [])) > 1 else self.term.ed
        return self.names("editor", shown, most) + editors.format(word) if self.has("editor") else ""

    def editors(self, shown):
        return self.names("editor", shown, 3) if self.has("author") else ""

    def editor_word(self):
        return self.term.eds if len(self.record.get("editor", [])) > 1 else self.term.ed

    def year(self):
        return mark("issued", str(self.record["issued"]["date-parts"][0][0])) if self.has("issued") else ""

    def date(self):
        """The whole date of a newspaper or a web page: "3 May 2001"."""
        if not self.has("issued") or self.record["type"] not in ("article-newspaper", "webpage"):
            return self.year()
        year, *rest = self.record["issued"]["date-parts"][0]
        month = [self.months[rest[0] - 1]] if rest else []
        return mark("issued", " ".join([*map(str, rest[1:2]), *month, str(year)]))

    def pages(self, dash="–", before=""):
        return f"{before}{mark('page', self.record['page'].replace('-', dash))}" if self.has("page") else ""

    def place(self, order):
        """The imprint as a style writes it: "{place}: {publisher}"."""
        place, publisher = self.get("publisher-place"), self.get("publisher")
        return order.format(place=place, publisher=publisher) if place and publisher else publisher or place

    def locator(self, style=0):
        """A DOI, or an address, as printed at the end."""
        if self.has("DOI"):
            return ("https://doi.org/", "doi:", "DOI: ")[style] + mark("DOI", self.record["DOI"])
        return self.get("URL")


def stops(*parts):
    """Parts that end in full stops."""
    said = [part if plain_end(part) in ".?!" else part + "." for part in parts if part]
    return " ".join(said)


def plain_end(part):
    return re.sub("<[^>]*>|\ue002|[”»“\"]", "", part)[-1:] or "."


def commas(*parts):
    return ", ".join(part for part in parts if part)


def quoted(c):
    """The title in quotation marks, its full stop inside."""
    return f"“{stops(c.get('title'))}”"


def slanted(text):
    return f"<i>{text}</i>" if text else ""


def year_behind_names(c):
    names = lambda people: joined([inverted(p) for p in people], ", &amp; ").replace("&amp;", "&")
    date = f"({c.date()})" if c.has("issued") else ""
    title = c.get("title")
    if c.is_article:
        volume = slanted(c.get("volume")) + c.get("issue", "(", ")")
        rest = stops(title, commas(slanted(c.get("container-title")), volume, c.pages()))
    elif c.is_part:
        editors = c.editors(lambda people: joined([direct(p, True) for p in people], " & "))
        editors = f"{editors} ({c.editor_word().capitalize()}), " if editors else ""
        pages = c.pages(before=f" ({c.term.pages} ") + ")" if c.has("page") else ""
        rest = stops(title, f"{c.term.within} {editors}{slanted(c.get('container-title'))}{pages}", c.get("publisher"))
    else:
        rest = stops(slanted(title), c.get("container-title"), c.place("{place}: {publisher}"))
    return " ".join(filter(None, (stops(c.creators(names), date), rest, c.locator())))


def year_sentence(c):
    names = lambda people: joined([inverted(people[0], False), *(direct(p) for p in people[1:])], f", {c.term.and_} ")
    head = stops(c.creators(names, ", {}"), c.date())
    if c.is_article:
        tail = f" {c.get('volume')}" + c.get("issue", " (", ")") + c.pages(before=": ")
        rest = stops(quoted(c), slanted(c.get("container-title")) + tail.rstrip())
    elif c.is_part:
        editors = c.editors(lambda people: joined([direct(p) for p in people], f" {c.term.and_} "))
        editors = f", {c.editor_word()} {editors}" if editors else ""
        book = f"{c.term.within} {slanted(c.get('container-title'))}{editors}{c.pages(before=', ')}"
        rest = stops(quoted(c), book, c.place("{place}: {publisher}"))
    elif c.record["type"] == "webpage":
        rest = stops(quoted(c), c.get("container-title"))
    else:
        rest = stops(slanted(c.get("title")), c.place("{place}: {publisher}"))
    return " ".join(filter(None, (head, rest, c.locator())))


def quoted_title(c):
    names = lambda people: joined([inverted(people[0], False), *(direct(p) for p in people[1:])], f", {c.term.and_} ")
    head = stops(c.creators(names, ", {}", 2))
    pages = c.pages("-", f"{c.term.pages} ")
    if c.is_article or c.record["type"] == "webpage":
        source = commas(slanted(c.get("container-title")), c.get("volume", f"{c.term.volume} "),
                        c.get("issue", f"{c.term.number} "), c.date(), pages)
        rest = stops(quoted(c), source)
    elif c.is_part:
        rest = stops(quoted(c), commas(slanted(c.get("container-title")), c.get("publisher"), c.year(), pages))
    else:
        rest = stops(slanted(c.get("title")), commas(c.get("publisher"), c.year()))
    return " ".join(filter(None, (head, rest, c.locator())))


def compact_names(c):
    head = stops(c.creators(lambda people: joined([compact(p) for p in people], ", "), ", {}"), c.get("title"))
    if c.is_article:
        tail = c.get("volume", ";") + c.get("issue", "(", ")") + c.pages("-", ":")
        rest = stops(c.get("container-title"), c.year() + tail) if c.has("issued") else stops(c.get("container-title"))
    elif c.is_part:
        editors = c.editors(lambda people: joined([compact(p) for p in people], ", "))
        editors = f"{editors}, {c.editor_word()} " if editors else ""
        book = f"{c.term.within}: {editors}{c.get('container-title')}"
        imprint = "; ".join(filter(None, (c.place("{place}: {publisher}"), c.year())))
        rest = stops(book, imprint, c.pages("-", f"{c.term.pages} "))
    else:
        rest = stops("; ".join(filter(None, (c.place("{place}: {publisher}"), c.year()))))
    return " ".join(filter(None, (head, rest, c.locator(1))))


def given_first(c):
    names = lambda people: joined([direct(p, True) for p in people], f" {c.term.and_} ")
    head = c.creators(names, ", {}")
    pages = c.pages(before=f"{c.term.pages} ")
    if c.is_article:
        source = commas(slanted(c.get("container-title")), c.get("volume", f"{c.term.volume} "),
                        c.get("issue", f"{c.term.number} "), pages, c.date())
        rest = f"“{c.get('title')},” {source}."
    elif c.is_part:
        source = commas(slanted(c.get("container-title")), c.place("{place}: {publisher}"), c.year(), pages)
        rest = f"“{c.get('title')},” {c.term.within.lower()} {source}."
    else:
        rest = stops(slanted(c.get("title")), commas(c.place("{place}: {publisher}"), c.year()))
    return " ".join(filter(None, (commas(head, rest), c.locator(1))))


def colon(c):
    names = lambda people: joined([inverted(p, False) for p in people], "; ", "; ")
    head = c.creators(names)
    head = f"{head}: " if head else ""
    if c.is_article:
        year = f" ({c.year()})" if c.has("issued") else ""
        pages = c.pages("-", f"{c.term.pages} ")
        tail = commas(f"{c.get('volume', ' ')}{year}", c.get("issue", f"{c.term.number} "), pages)
        rest = stops(c.get("title"), f"{c.term.within}: {c.get('container-title')}{tail}")
    elif c.is_part:
        editors = c.editors(lambda people: joined([inverted(p, False) for p in people], "; ", "; "))
        editors = f"{editors} ({c.editor_word()}): " if editors else ""
        rest = stops(c.get("title"), f"{c.term.within}: {editors}{c.get('container-title')}",
                     commas(f"{c.place('{place}: {publisher}')} {c.year()}".strip(), c.pages("-", f"{c.term.pages} ")))
    else:
        rest = stops(c.get("title"), f"{c.place('{place}: {publisher}')} {c.year()}".strip())
    return " ".join(filter(None, (head + rest, c.locator(2))))


def capitals(c):
    names = lambda people: joined([inverted(p, False, " ", str.upper) for p in people], f" {c.term.and_} ")
    head = c.creators(names)
    pages = c.pages("-", f"{c.term.pages} ")
    if c.is_article:
        volume, issue = c.get("volume", f"{c.term.volume} "), c.get("issue", f"{c.term.number} ")
        journal = slanted(c.get("container-title"))
        rest = commas(head, f"« {c.get('title')} »", journal, volume, issue, c.date(), pages)
    elif c.is_part:
        rest = commas(head, f"« {c.get('title')} »", f"{c.term.within.lower()} {slanted(c.get('container-title'))}",
                      c.place("{place}, {publisher}"), c.year(), pages)
    else:
        rest = commas(head, slanted(c.get("title")), c.place("{place}, {publisher}"), c.year())
    return " ".join(filter(None, (rest + ".", c.locator())))


def slashes(c):
    names = lambda people: joined([inverted(p, comma=" ") for p in people], ", ")
    head = " ".join(filter(None, (c.creators(names), c.get("title"))))
    if c.is_article:
        volume = commas(c.get("volume", f"{c.term.volume.capitalize()} "), c.get("issue", f"{c.term.number} "))
        pages = c.pages(before=f"{c.term.pages.capitalize()} ")
        rest = f"{head} // " + stops(c.get("container-title"), c.date(), volume, pages)
    elif c.is_part:
        rest = f"{head} // " + stops(c.get("container-title"), commas(c.place("{place}: {publisher}"), c.year()),
                                     c.pages(before=f"{c.term.pages.capitalize()} "))
    else:
        rest = stops(head, commas(c.place("{place}: {publisher}"), c.year()))
    return " ".join(filter(None, (rest, c.locator(2))))


def single_quotes(c):
    names = lambda people: joined([inverted(p) for p in people], f" {c.term.and_} ")
    date = f" ({c.date()})" if c.has("issued") else ""
    head = c.creators(names) + date
    pages = c.pages(before=f"{c.term.pages} ")
    if c.is_article:
        volume = c.get("volume") + c.get("issue", "(", ")")
        rest = stops(commas(f"‘{c.get('title')}’", slanted(c.get("container-title")), volume, pages))
    elif c.is_part:
        editors = c.editors(lambda people: joined([inverted(p) for p in people], f" {c.term.and_} "))
        editors = f"{editors} ({c.editor_word()}) " if editors else ""
        rest = stops(f"‘{c.get('title')}’, {c.term.within.lower()} {editors}{slanted(c.get('container-title'))}",
                     commas(c.place("{place}: {publisher}"), pages))
    else:
        rest = stops(slanted(c.get("title")), c.place("{place}: {publisher}"))
    return " ".join(filter(None, (head, rest, c.locator())))


def imprint_in_brackets(c):
    names = lambda people: joined([direct(p) for p in people], f" {c.term.and_} ")
    head = c.creators(names, ", {}")
    imprint = commas(c.place("{place}: {publisher}"), c.date())
    imprint = f" ({imprint})" if imprint else ""
    pages = c.pages(before=", ")
    if c.is_article:
        volume = c.get("volume", " ") + c.get("issue", ".")
        rest = commas(head, f"“{c.get('title')},” {slanted(c.get('container-title'))}{volume}{imprint}{pages}.")
    elif c.is_part:
        book = f"{c.term.within.lower()} {slanted(c.get('container-title'))}"
        rest = commas(head, f"“{c.get('title')},” {book}{imprint}{pages}.")
    else:
        rest = commas(head, f"{slanted(c.get('title'))}{imprint}.")
    return " ".join(filter(None, (rest, c.locator(1))))


STYLES = {function.__name__.replace("_", "-"): function for function in (
    year_behind_names, year_sentence, quoted_title, compact_names, given_first, colon, capitals, slashes, single_quotes,
    imprint_in_brackets)}


def cited(record, style, language):
    """The citation of a record, marked."""
    if not {"author", "editor"} & record.keys() and style in ("year-behind-names", "year-sentence", "single-quotes"):
        style = "quoted-title"  # which puts the title in front, as these do where there is nobody to name
    return STYLES[style](Citation(record, language))

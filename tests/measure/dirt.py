"""The dirt of old pages: changes of a page's HTML that leave what it says as it is."""

import re
from html.entities import codepoint2name

CLOSED = re.compile(r"</(?:p|li|td|tr|dt|dd)>")


def sometimes(page, share, pattern, form, text):
    """Replaces so large a share of what a pattern finds by what the form makes of it."""
    return re.sub(pattern, lambda found: form(found) if page.chance.random() < share else found[0], text)


def unclosed(page, text):
    return sometimes(page, 0.7, CLOSED, lambda found: "", text)


def misnested(page, text):
    text = sometimes(page, 0.3, r"<i>([^<]*)</i>", lambda found: f"<b><i>{found[1]}</b></i>", text)
    return sometimes(page, 0.4, r"(<a [^>]*>)([^<]*)</a>", lambda found: f"{found[1]}<u>{found[2]}</a></u>", text)


def upper(page, text):
    text = re.sub(r"</?[a-z][a-z0-9]*(?=[\s>])", lambda found: found[0].upper(), text)
    return re.sub(r'(<A) href="([^"\s]*)"', r"\1 HREF=\2", text)


def spaces(page, text):
    """No-break spaces between words, the semicolon left out of some."""
    blank = lambda _: page.chance.choice((" ", " ", " ", " &nbsp;", "&nbsp; ", "&nbsp "))
    return re.sub(r"(?<=>)[^<>]+(?=<)", lambda found: re.sub(r"(?<=\w) (?=[A-Z(])", blank, found[0]), text)


def entities(page, text):
    name = lambda found: codepoint2name.get(ord(found[0]), f"#{ord(found[0])}")
    return re.sub(r"[^\x00-\x7f]", lambda found: f"&{name(found)};", text)


def bare_ampersands(page, text):
    return text.replace("&amp;", "&")


def empty(page, text):
    text = sometimes(page, 0.15, r"</li>\n", lambda found: "</li>\n<li></li>\n", text)
    paragraph = lambda found: found[0] + page.chance.choice(("<p>&nbsp;</p>\n", "<p></p>\n"))
    return sometimes(page, 0.15, r"</p>\n", paragraph, text)


def comments(page, text):
    rubbish = ("<!-- #include virtual=\"/head.inc\" -->", "<![if !supportLists]><![endif]>", "<!---->",
               "<!--[if gte mso 9]><xml>\n<o:p>x</o:p></xml><![endif]-->", "<!-- <p>Old, A. (1999). Left out. -->",
               "<?xml:namespace prefix = o />")
    return sometimes(page, 0.3, r"(?<=<p>)|(?<=<li>)|(?<=<td>)", lambda _: page.chance.choice(rubbish), text)


def line_ends(page, text):
    return text.replace("\n", page.chance.choice(("\r\n", "\r\n", "\r")))


def unclosed_links(page, text):
    return sometimes(page, 0.3, r"</a>(?=</p>|</li>|</td>|</h\d>)", lambda found: "", text)


PAGES = {
    "unclosed": unclosed, "misnested": misnested, "upper": upper, "nbsp": spaces, "entities": entities,
    "bare-ampersands": bare_ampersands, "empty": empty, "comments": comments, "line-ends": line_ends,
    "unclosed-links": unclosed_links,
}
BYTES = ("undeclared-1252", "latin1-for-1252", "national")
ENTRIES = ("soft-hyphens", "broken-titles", "part-links")
ALL = (*PAGES, *BYTES, *ENTRIES)
# Where a break or a full-width picture parts entries, a broken title is no dirt but another layout.
NOT_TOGETHER = {
    "broken-titles": ("br-br", "link-breaks", "annotated-breaks", "link-pictures", "byline-first", "annotated-items",
                      "annotated-list", "annotated-rows", "annotated-quotes", "link-dashes", "link-sections"),
    "part-links": ("dashes", "bare-links"),
    "unclosed-links": ("dashes",),
}


def encoded(page, text, dirt):
    """The page's bytes, and what it declares of them put in the place of @CHARSET@."""
    national = {"ru": "windows-1251", "pl": "iso-8859-2"}.get(page.language.tag, "windows-1252")
    if "national" in dirt or national != "windows-1252" and set(dirt) & set(BYTES):
        return text.replace("@CHARSET@", national).encode(national, "xmlcharrefreplace")
    if "undeclared-1252" in dirt:
        return re.sub(r"<meta[^>]*@CHARSET@[^>]*>", "", text, flags=re.I).encode("cp1252", "xmlcharrefreplace")
    if "latin1-for-1252" in dirt:
        return text.replace("@CHARSET@", "iso-8859-1").encode("cp1252", "xmlcharrefreplace")
    return text.replace("@CHARSET@", "utf-8").encode()

"""The dirt of old pages: changes of a page's HTML that leave what it says as it is."""

import re

CLOSED = re.compile(r"</(?:p|li|td|tr|dt|dd)>")


def unclosed(page, text):
    return CLOSED.sub(lambda found: "" if page.chance.random() < 0.7 else found[0], text)


def misnested(page, text):
    text = re.sub(r"<i>([^<]*)</i>", lambda found: f"<b><i>{found[1]}</b></i>" if page.chance.random() < 0.3 else found[0], text)
    return re.sub(r"(<a [^>]*>)([^<]*)</a>", lambda found: f"{found[1]}<u>{found[2]}</a></u>"
                  if page.chance.random() < 0.4 else found[0], text)


def upper(page, text):
    text = re.sub(r"</?[a-z][a-z0-9]*(?=[\s>])", lambda found: found[0].upper(), text)
    return re.sub(r'(<A) href="([^"\s]*)"', r"\1 HREF=\2", text)


def spaces(page, text):
    """No-break spaces between words, the semicolon left out of some."""
    return re.sub(r"(?<=>)([^<>]+)(?=<)", lambda found: re.sub(
        r"(?<=\w) (?=[A-Z(])", lambda _: page.chance.choice((" ", " ", " ", " &nbsp;", "&nbsp; ", "&nbsp ")), found[1]), text)


def entities(page, text):
    from html.entities import codepoint2name
    return re.sub(r"[^\x00-\x7f]", lambda found: f"&{codepoint2name.get(ord(found[0]), '#%d' % ord(found[0]))};", text)


def bare_ampersands(page, text):
    return text.replace("&amp;", "&")


def empty(page, text):
    return re.sub(r"</p>\n|</li>\n", lambda found: found[0] + (
        page.chance.choice(("<p>&nbsp;</p>\n", "<p></p>\n")) if "p" in found[0] else "<li></li>\n")
        if page.chance.random() < 0.15 else found[0], text)


def comments(page, text):
    rubbish = ("<!-- #include virtual=\"/head.inc\" -->", "<![if !supportLists]><![endif]>", "<!--[if gte mso 9]><xml>\n"
               "<o:p>x</o:p></xml><![endif]-->", "<!-- <p>Old, A. (1999). Left out. -->", "<!---->", "<?xml:namespace prefix = o />")
    return re.sub(r"(?<=<p>)|(?<=<li>)|(?<=<td>)", lambda _: page.chance.choice(rubbish) if page.chance.random() < 0.3 else "", text)


def line_ends(page, text):
    return text.replace("\n", page.chance.choice(("\r\n", "\r\n", "\r")))


def unclosed_links(page, text):
    return re.sub(r"</a>(?=</p>|</li>|</td>|</h\d>)", lambda found: "" if page.chance.random() < 0.3 else found[0], text)


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

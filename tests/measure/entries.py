"""One entry of a made-up page: its record as it will be printed, and what a reader should find (its gold)."""

import re

import score
import styles
from layouts import BY, escaped, linked

TITLE = re.compile("\ue000title\ue001([^\ue000-\ue002]*)\ue002")


class Entry:
    """A record, its citation with marks (or none, where the layout sets the fields by themselves)."""

    def __init__(self, record, page, marked=""):
        self.record, self.language, self.marked, self.label = record, page.language, marked, page.label
        self.want = score.gold(record, marked) if marked else {}
        self.link_title = self.break_title = self.hyphens = False
        self.byline_form = page.byline_form

    @property
    def text(self):
        """What is printed of its names and title, for comparing names."""
        if self.marked:
            return score.plain(score.unmarked(self.marked))
        return self.record["title"] + self.names_line()

    def cite(self):
        """The citation as HTML; printed addresses are links, as browsers' editors make them."""
        marked = TITLE.sub(lambda found: self.dirty_title(found[1]), self.marked)
        text = score.unmarked(marked)
        if self.link_title:
            return text
        return re.sub(r'(?<!["\'/.\w])(https?://[^\s<]*[^\s<.,;)\]])', r'<a href="\1">\1</a>', text)

    def dirty_title(self, title):
        """The title's HTML, with its link, broken line or soft hyphens where the page has such dirt."""
        words = title.split(" ")
        if self.hyphens:
            words = [f"{w[: len(w) // 2]}&shy;{w[len(w) // 2 :]}" if len(w) > 7 and "&" not in w else w for w in words]
        if self.break_title and len(words) > 3:
            at = len(words) // 2
            words[at - 1 : at + 1] = [words[at - 1] + "<br>" + words[at]]
        shown = " ".join(words)
        if self.link_title and len(words) > 2:
            self.want["URL"] = self.record["URL"] = self.record.get("URL") or self.own_address()
            shown = linked(" ".join(words[:-1]), self.record["URL"]) + " " + words[-1]
        return shown

    def own_address(self):
        return f"http://www.example.org/library/{self.record['id']}.html"

    def repeat_creators(self, before):
        """Prints a dash for the author, that of the entry before; False where one of them has none to repeat."""
        author = re.compile("\ue000author\ue001([^\ue000-\ue002]*)\ue002")
        if not (before.want.get("author") not in (None, score.ANY) and author.match(self.marked)):
            return False
        if author.match(before.marked) is None and not before.marked.startswith("———"):
            return False
        self.marked = author.sub("———", self.marked, count=1)
        return True

    # What follows is for layouts that set the fields by themselves.

    def keep(self, *fields):
        """The record has these fields alone, and the reader should find them."""
        self.record.setdefault("URL", self.own_address())
        for field in fields:
            if field == "issued" and "issued" in self.record:
                self.want["issued"] = self.record["issued"]["date-parts"][0][:1]
            elif field in self.record:
                self.want[field] = self.record[field]

    def title(self):
        return self.dirty_title(escaped(self.record["title"]))

    def year(self):
        return str(self.want["issued"][0]) if "issued" in self.want else ""

    def names_line(self):
        if self.byline_form == 0:
            return escaped("; ".join(styles.inverted(name, False) for name in self.record.get("author", [])))
        names = [styles.direct(name) for name in self.record.get("author", [])]
        return escaped(styles.joined(names, f" {self.language.term.and_} "))

    def label_link(self):
        return linked(escaped(self.label), self.record["URL"])

    def annotate(self, page):
        """Title, creators, year, publisher in some, annotation and address."""
        self.keep("author", "title", "issued", "URL", *(["publisher"] if page.byline_form == 2 else []))
        self.want["abstract"] = page.language.text(page.chance, 1, 3)

    def part(self, name):
        """One of the parts of an annotated entry as HTML."""
        if name == "byline":
            return self.byline()
        if name == "annotation":
            return escaped(self.want["abstract"])
        if name == "label":
            return self.label_link()
        shown = self.title()
        shown = linked(shown, self.record["URL"]) if "linked" in name and "<a " not in shown else shown
        return f"<b>{shown}</b>" if "strong" in name else shown

    def byline(self):
        names, year = self.names_line(), self.year()
        if self.byline_form == 0:
            return f"{names} ({year})" if year else names
        if self.byline_form == 1:
            return BY[self.language.tag] + ", ".join(filter(None, (names, year)))
        source = ", ".join(filter(None, (escaped(self.want.get("publisher", "")), year)))
        return ". ".join(filter(None, (names, source)))

    def describe(self, page):
        """A link with a description: no more is known of it."""
        self.keep("title", "URL")
        self.want["abstract"] = page.language.text(page.chance, 1, 2)

    def link(self):
        shown = self.title()
        return shown if "<a " in shown else linked(shown, self.record["URL"])


def gold_record(entry):
    """The entry's gold as a CSL-JSON record, for scorers that read such files."""
    want = {"type": entry.record["type"]}
    custom = {}
    for field, value in entry.want.items():
        if value is score.ANY:
            alt = entry.record.get(field)
            if field == "URL" and "DOI" in entry.record:
                alt = [f"https://doi.org/{entry.record['DOI']}", entry.record.get("URL"), None]
            custom.setdefault("alt", {})[field] = alt if isinstance(alt, list) and None in alt else [alt, None]
        elif field in ("section", "etal"):
            custom[field] = value
        elif value:
            want[field] = {"date-parts": [value]} if field == "issued" else value
    return {**want, "custom": custom} if custom else want

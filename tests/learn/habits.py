"""Citations as people write them who follow no style: parts in an order and with marks of their own."""

ET_AL = ("et al.", "et al", "and others", "u. a.", "et coll.", "и др.", "i in.")
QUOTES = ("“{}”", '"{}"', "‘{}’", "„{}“", "«{}»", "»{}«", "“{},”", '"{},"', "“{}.”", '"{}."')
MONTHS = {
    "en": "January February March April May June July August September October November December".split(),
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(),
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(),
}


def initials(given, dots, gap):
    parts = given.replace("-", " ").replace(".", " ").split()
    return gap.join(part[0] + ("." if dots else "") for part in parts)


# Habits that go together: what people who cite in one field or country do alike.
PROFILES = (
    # German humanities: "Doe, Jane: Titel. Untertitel. Wien 1999, S. 3-9."
    {"inverted": "full", "behind_authors": ": ", "behind_title": ". ", "quote": None, "title_first": False, "date_at": "end",
     "before_date": " ", "date_form": "{}", "imprint": ("{l}", "{l}", "{l}: {p}", "{l}, {p}"), "before_imprint": ". ", "into": "In: ",
     "editors": ("before (Hrsg)", "behind", "before (Hrsg)"), "before_pages": ", S. ", "between": ("; ", "/", " / "), "last": None,
     "volume": ("{v} ({n})", "{v}. Jg., Heft {n}", "Bd. {v}, Nr. {n}", "Nr. {v}/{n}"), "number": "", "untitled": False, "capitals": False},
    # Commas between all parts, the title first: "Title, Doe, J., Publisher, 1999".
    {"inverted": ("initials", "straight", "full"), "behind_authors": ", ", "behind_title": ", ", "title_first": True, "by": ", ",
     "names_behind": None, "date_at": "end", "before_date": ", ", "date_form": "{}", "imprint": ("{p}", "{p}", "{p}, {l}"),
     "before_imprint": ", ", "into": ("in ", ""), "before_pages": (", pp. ", ", "), "number": "", "untitled": False},
    # Lists made from BibTeX: "J. Doe and R. Roe. Title. In Proc. X, pages 3-9, Vienna, July 1999. Springer."
    {"inverted": ("straight", "straight initials", "straight"), "between": ", ", "last": (" and ", ", and "), "behind_authors": ". ",
     "quote": None, "title_first": (False, True), "by": ". ", "names_behind": None, "behind_title": ". ", "into": "In ",
     "date_at": "end", "before_date": ", ",
     "date_form": "{}", "before_pages": (", pages ", ":", ", pp. "), "volume": ("{v}({n})", "{v}, no. {n}"), "before_volume": (", ", " "),
     "imprint": ("{l}. {p}", "{p}, {l}", "{p}", "{l}, {p}"), "before_imprint": (", ", ". "), "trail": ("label", None), "number": ""},
    # GOST 7.1: "Иванов И.И. Заглавие : подзаголовок / отв. ред. И. Иванов. – М. : Наука, 1999. – 280 с."
    {"inverted": ("bare", "initials", "bare"), "dots": True, "behind_authors": " ", "quote": None, "title_first": False,
     "behind_title": (". – ", ". - "), "date_at": "end", "before_date": ", ", "date_form": "{}", "imprint": ("{l} : {p}", "{l}: {p}", "{l}:{p}"),
     "before_imprint": (". – ", ". - ", ".- "), "into": "// ", "before_pages": (". – С. ", ". - С. ", ". – P. "),
     "volume": ("Т. {v}, № {n}", "№ {n}", "Т. {v}. – № {n}"), "before_volume": ". – ", "responsible": (" / ", " / ред. ", " / сост. ", None),
     "trail": (None, "form"), "capitals": False, "untitled": False},
    # Place, publisher and year behind a stop, names in full: old bibliographies in the manner of Chicago.
    {"inverted": ("full", "first"), "behind_authors": (", ", ". "), "title_first": False, "quote": (None, "“{},”", '"{},"'), "date_at": "end",
     "behind_title": (". ", ", ", ", "), "imprint": ("{l}: {p}", "{p}", "{l}", "{l}: {p}"), "before_imprint": (". ", " (", ". "), "before_date": ", ",
     "date_form": "{}", "before_volume": (", ", " "), "volume": ("{v} ({n})", "Vol. {v}, No. {n}", "{v}, no. {n}"), "untitled": False,
     "before_pages": (", pp. ", ": ", ", "), "number": ""},
)


class Habit:
    """How one page writes its citations; `cite` gives the pieces of one: (text, label, marks)."""

    def __init__(self, chance):
        one = lambda *choices: choices[chance.randrange(len(choices))]
        self.chance, self.one = chance, one
        self.inverted = one("full", "initials", "initials", "bare", "straight", "straight initials", "first", "first", "full")
        self.dots, self.gap = one(True, True, False), one("", " ", "")
        self.between = one(", ", ", ", "; ", " / ", ", ") if self.inverted != "bare" else ", "
        self.last = one(" and ", " & ", ", and ", ", & ", None, " und ", " et ", " y ", " и ", " og ")
        self.capitals = chance.random() < 0.06
        self.date_at = one("authors", "authors", "end", "end", "end", "container", "publisher", "volume")
        self.date_form = one("({})", "({})", "{}", "{}", "({}).", "[{}]")
        self.behind_authors = one(". ", ". ", ", ", ": ", " – ", ": ", ". - ", " ")
        self.behind_title = one(". ", ". ", ", ", ". ", ". – ", "; ")
        self.quote = one(None, None, *QUOTES)
        self.title_first = chance.random() < 0.3
        self.names_behind = one("straight", "straight", "straight initials", None, None)
        self.untitled = chance.random() < 0.1 and one("title", "title", "both")
        self.by = one(" by ", ", by ", ". ", ", ", " - ", " / ", ", ", ". ", " (", ". By ")
        self.title_mark = one(None, None, None, "emphasis", "emphasis", "strong", "strong", "underline", "link", "link")
        self.container_mark = one(None, None, "emphasis", "emphasis", "emphasis", "underline")
        self.author_mark = one(None, None, None, None, None, None, None, "strong", "emphasis")
        self.into = one("In: ", "In ", "in: ", "in ", "in ", "In: ", "// ", "Dans: ", "En: ", "")
        self.editors = one("before (ed)", "before (Hrsg)", "before", "behind", "behind (", "behind ed", "none")
        self.volume = one("{v}({n})", "{v} ({n})", "{v}.{n}", "{v}, no. {n}", "Vol. {v}, No. {n}", "vol. {v}, no. {n}",
                          "{v}, {n}", "Bd. {v}, H. {n}", "{v}/{n}", "vol. {v} ({n})", "Т. {v}, № {n}", "{v}. Jg., Heft {n}",
                          "Vol {v}, No {n}", "{v}:{n}", "{v}, nº {n}", "Volume {v}, Issue {n}", "{v} (Nr. {n})", "{v}, Nr. {n}")
        self.before_volume = one(" ", " ", ", ", ", ", ". ")
        self.before_pages = one(": ", ":", ", ", ", pp. ", ", p. ", ", S. ", ". S. ", ", pages ", " ", ". – С. ", ", págs. ", ", pp ", "; ")
        self.imprint = one("{l}: {p}", "{l}: {p}", "{p}, {l}", "{l}, {p}", "{p}", "{p}", "{l}", "{l} : {p}", "{p} ({l})",
                           "({l}: {p})", "{p}: {l}", "{l} {p}", "{l}.: {p}")
        self.before_imprint = one(". ", ". ", ", ", " ", ". – ", "; ", " (")
        self.before_date = one(", ", ", ", " ", ". ", " (", ", ")
        self.listing = one("bare", "described") if chance.random() < 0.1 else None
        self.responsible = one(None, None, None, None, None, None, " / ", " / ред. ", " / Hrsg. von ", " / пер. ")
        self.trail = one(None, None, None, None, None, "annotation", "annotation", "label", "form")
        self.letters = chance.random() < 0.05
        self.end = one(".", ".", ".", "", "", ";")
        self.number = one("", "", "", "", "{}. ", "[{}] ", "({}) ", "{} ", "• ", "- ", "* ")
        if chance.random() < 0.5:
            for name, values in one(*PROFILES).items():
                setattr(self, name, one(*values) if isinstance(values, tuple) else values)

    def person(self, name, first, inverted=None):
        if "literal" in name or "given" not in name:
            return name.get("literal") or name["family"]
        inverted = inverted or self.inverted
        family = " ".join(filter(None, (name.get("non-dropping-particle"), name["family"])))
        family = family.upper() if self.capitals else family
        given, suffix = name["given"], name.get("suffix", "")
        tail = f", {suffix}" if suffix else ""
        if inverted == "full" or inverted == "first" and first:
            return f"{family}, {given}{tail}"
        if inverted == "initials":
            return f"{family}, {initials(given, self.dots, self.gap)}{tail}"
        if inverted == "bare":
            return f"{family} {initials(given, self.dots, '')}"
        if inverted == "straight initials":
            given = initials(given, True, self.gap)
        return f"{given} {family}{tail}"

    def people(self, names, inverted=None):
        made = [self.person(name, i == 0, inverted) for i, name in enumerate(names)]
        if len(made) > 3 and self.chance.random() < 0.4:
            return self.between.join(made[: self.one(1, 1, 3)]) + self.one(", ", " ") + self.one(*ET_AL)
        if len(made) > 1 and self.last:
            return self.between.join(made[:-1]) + self.last + made[-1]
        return self.between.join(made)

    def date(self, record):
        parts = record.get("issued", {}).get("date-parts", [[]])[0]
        if not parts:
            return self.one("n.d.", "", "")
        if len(parts) == 1 and self.chance.random() < 0.1:
            year = parts[0]
            return self.one(f"{year}-{year % 100 + 1:02}", f"{year}-{year + 2}", f"c. {year}", f"{year}b", f"{year}a", f"{year}?",
                            f"{year}/{year % 100 + 1:02}", f"Spring {year}", f"{year}–{year + 1}", "in press", "forthcoming")
        year, months = str(parts[0]), MONTHS.get(record.get("language", "en"), MONTHS["en"])
        if len(parts) == 1 or self.chance.random() < 0.5:
            return year
        month = months[parts[1] - 1]
        month = month[:3] + self.one("", ".") if self.chance.random() < 0.3 and len(month) > 3 else month
        if len(parts) == 2:
            return self.one(f"{month} {year}", f"{month}, {year}", f"{year}, {month}")
        day = parts[2]
        return self.one(f"{day} {month} {year}", f"{month} {day}, {year}", f"{year}, {month} {day}", f"{day}. {month} {year}",
                        f"{day}/{parts[1]}/{year}", f"{day:02}.{parts[1]:02}.{year}", f"{year}-{parts[1]:02}-{day:02}")

    def cite(self, record, number):
        """The pieces of a citation."""
        found = []
        put = lambda text, label=None, marks=(): found.append((text, label, [mark for mark in marks if mark])) if text else None
        if self.listing:
            self.put_listed(record, put)
            return found
        date, state = self.date(record), {"dated": False}

        def put_date(before, form=None):
            if state["dated"] or not date:
                return
            state["dated"] = True
            form = form or self.date_form
            a, b = form.split("{}")
            put(before + a)
            put(date, "issued")
            put(b)

        def put_title():
            title = record["title"]
            a, b = (self.quote or "{}").split("{}")
            stop = title[-1:] in "?!" and b[:1] in ".,"
            put(a)
            put(title, "title", [self.title_mark])
            put(b[1:] if stop else b)

        if not self.untitled:
            put(self.number.format(number) if "{}" in self.number else self.number)
        creators = record.get("author") or record.get("editor")
        if self.untitled == "both" or self.untitled and self.chance.random() < 0.1:
            creators = None
        edited = "author" not in record and "editor" in record
        if creators and not self.title_first:
            put(self.people(creators), "author", [self.author_mark])
            if edited:
                put(self.one(" (eds.)", ", eds.", " (Hrsg.)", " (ed.)", ", editors", " (Hg.)", " (dir.)", ", ed.", " (ред.)"))
            if self.date_at == "authors":
                put_date(self.one(" ", " ", ", ", ". "))
            if not self.untitled:
                plain = self.behind_authors == " " and not found[-1][0].endswith((".", ")", "]"))
                put(". " if plain else self.behind_authors)
                put_title()
        else:
            if not self.untitled:
                put_title()
            if creators:
                before = self.by
                put(before)
                put(self.people(creators, self.names_behind), "author")
                put(")" if before == " (" else "")
                put(self.one(" (eds.)", ", eds.") if edited else "")
        if self.date_at == "authors" and self.title_first and found:
            put_date(" ")
        if self.responsible and self.chance.random() < 0.4:
            put(self.responsible)
            put(self.people([record["author"][0]] if record.get("author") else [{"literal": "сост."}], "straight initials"))
        self.put_names = bool(creators)
        kind = record["type"]
        if kind in ("article-journal", "article-newspaper", "article-magazine"):
            self.periodical(record, put, put_date)
        elif kind in ("chapter", "paper-conference"):
            self.part(record, put, put_date)
        else:
            self.whole(record, put, put_date)
        if date and not state["dated"]:
            before = self.before_date
            put_date("" if before == " (" else before, " ({})" if before == " (" else "{}")
        put(self.end)
        self.put_trail(record, put)
        return found

    def put_listed(self, record, put):
        """A line of a list of links: a name or a title and what it is, or nothing more."""
        literal = [name["literal"] for name in record.get("author", []) if "literal" in name]
        name = self.one(record["title"], record.get("publisher") or record["title"], record.get("container-title") or record["title"],
                        literal[0] if literal else record["title"])
        put(self.number.format(self.chance.randrange(1, 30)) if "{}" in self.number else self.number)
        put(name, "title", [self.title_mark])
        topic = record["title"].split(" ")[-1].lower()
        if self.listing == "described":
            put(self.one(" - ", " – ", ": ", " — ", ". ", " (", ", "))
            put(self.one(f"everything about {topic}", f"a large collection of {topic} and maps", f"Homepage of the {topic} club", f"{topic} in pictures",
                         f"site web de {topic}", f"alles über {topic}", "information for beginners", f"The best place to begin with {topic}.",
                         f"articles, photographs and {topic} by local people", f"Tips on {topic}, with a forum", "news and events"))

    def put_trail(self, record, put):
        """What stands behind a citation on its line: an annotation, a label, a form."""
        topic = record["title"].split(" ")[-1].lower()
        if self.trail == "annotation" and self.chance.random() < 0.7:
            put(" " + self.one(
                f"A clear account of {topic} and what came of it, with many maps.", f"This book describes the {topic} of the valley.",
                f"Explains how {topic} works; for beginners.", f"The best introduction to {topic}. Out of print since 1990.",
                f"Ein guter Überblick über {topic}.", f"Includes a chapter on {topic} by the editors, pp. 3-20.",
                f"– good on {topic}, poor on dates", f"Une bonne introduction à {topic}.", f"[On {topic} in general.]",
                f"Reprinted in several readers. See also the review by Smith (1999).", f"Highly recommended!"))
        elif self.trail == "label":
            put(self.one(" [PDF]", " [ bib | http ]", " Full text", " (available online)", " [Abstract]", " Click here", " » More",
                         " [ bib | DOI | .pdf ]", " Read more...", " [Link]"), None, ["link"])
        elif self.trail == "form":
            put(self.one(" Print.", " Web.", " ISBN 0-306-40615-2.", " 280 pp.", " $12.95", " Paperback.", " (Out of print)", " DVD.",
                         " 335 p.", " Reprint 1963.", " In German.", " hbk, 212pp.", " Online."))

    def behind(self, put):
        if self.untitled and not self.put_names:
            return
        put(self.one(" ", " ") if self.quote and self.quote.endswith((",”", '."', '.”', ',"')) else self.behind_title)

    def periodical(self, record, put, put_date):
        self.behind(put)
        put(self.one("", "", "", "", "In: ", "in ") if self.into != "// " else "// ")
        put(record["container-title"], "container", [self.container_mark])
        if self.date_at == "container":
            put_date(self.one(" ", ", "))
        volume, issue = record.get("volume"), record.get("issue")
        if volume and issue:
            put(self.before_volume)
            self.numbers(put, self.volume, {"v": (volume, "volume"), "n": (issue, "issue")})
        elif volume:
            put(self.before_volume + self.one("", "", "", "Vol. ", "vol. ", "Bd. "))
            put(volume, "volume")
        if self.date_at in ("volume", "publisher"):
            put_date(self.one(" ", ", "), self.one("({})", "{}", "({})"))
        if record.get("page"):
            put(self.before_pages)
            put(record["page"].replace("-", self.one("-", "–", "-", "--")), "page")

    def numbers(self, put, form, values):
        while "{" in form:
            before, rest = form.split("{", 1)
            key, form = rest.split("}", 1)
            put(before)
            put(*values[key])
        put(form)

    def part(self, record, put, put_date):
        self.behind(put)
        put(self.into)
        editors = self.people(record["editor"], self.one("straight", "straight initials", None)) if record.get("editor") else ""
        if editors and self.editors.startswith("before"):
            put(editors, "editor")
            put({"before (ed)": self.one(" (ed.), ", " (eds.), ", " (Eds.). ", ", eds., ", " (ed.): "),
                 "before (Hrsg)": self.one(" (Hrsg.): ", " (Hg.), ", " (Hrsg.), ", " (éd.), ", " (coord.): ")}.get(self.editors, ": "))
        put(record["container-title"], "container", [self.container_mark])
        if editors and self.editors == "behind":
            put(self.one(", ed. by ", ", edited by ", ", hrsg. von ", ", sous la dir. de ", ". Edited by ", ". Ed. "))
            put(editors, "editor")
        elif editors and self.editors == "behind (":
            put(self.one(" (ed. ", " (eds. ", " (edited by ", " (Hg. "))
            put(editors, "editor")
            put(")")
        elif editors and self.editors == "behind ed":
            put(", ")
            put(editors, "editor")
            put(self.one(", eds.", " (eds.)", ", ed.", ", editors"))
        late = self.chance.random() < 0.5
        if not late:
            self.house(record, put, put_date)
        if record.get("page"):
            put(self.before_pages)
            put(record["page"].replace("-", self.one("-", "–", "-")), "page")
        if late:
            self.house(record, put, put_date)

    def house(self, record, put, put_date):
        publisher, place = record.get("publisher"), record.get("publisher-place")
        form = self.imprint
        if not publisher and not place:
            return
        if not place or not publisher:
            form = "{p}" if publisher else "{l}"
        before = self.before_imprint
        put(before)
        self.numbers(put, form, {"p": (publisher, "publisher"), "l": (place, "place")})
        if before == " (" or self.date_at == "publisher":
            put_date(self.one(", ", ", ", " "), "{}")
        put(")" if before == " (" else "")

    def whole(self, record, put, put_date):
        if record.get("edition"):
            put(self.one(", ", ". ", " ("))
            put(record["edition"], "edition")
            put(self.one(". Aufl.", "nd ed.", "th edition", ". ed.", "e éd."))
        if record.get("genre"):
            put(self.one(". ", ", ", " ("))
            put(record["genre"], "genre")
            if record.get("number"):
                put(self.one(" ", " No. ", " Nr. "))
                put(record["number"], "number")
        if record.get("collection-title"):
            put(self.one(" (", ". (", " (= ", ". "))
            put(record["collection-title"], "series")
            put(self.one(", ", " ", ", Bd. ", ", vol. ", " ; "))
            put(record.get("collection-number", ""), "series-number")
            put(")")
        if record.get("container-title") and record["type"] not in ("book",):
            put(self.one(". ", ", ", " - "))
            put(record["container-title"], "container", [self.container_mark])
        self.house(record, put, put_date)
        if self.chance.random() < 0.08:
            put(self.one(". – ", ", ") + str(self.chance.randrange(60, 700)) + self.one(" pp.", " S.", " p.", " с.", " pages"))
        if record.get("URL") and self.chance.random() < 0.6:
            put(self.one(". ", ", ", ". Available at: ", " <", ". URL: ", " "))
            put(record["URL"], None, [self.one(None, "link", "link")])
            if record.get("accessed"):
                day = record["accessed"]["date-parts"][0]
                put(self.one(" (accessed ", ". Accessed ", ", retrieved ", " [", " (Zugriff am ", ". Retrieved "))
                put(f"{day[-1]} {MONTHS['en'][day[1] - 1]} {day[0]}", "accessed")
                put(")")

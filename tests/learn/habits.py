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
     "volume": ("{v} ({n})", "{v}. Jg., Heft {n}", "Bd. {v}, Nr. {n}", "Nr. {v}/{n}", "{n}/{y}"), "number": "", "untitled": False, "capitals": False},
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
     "volume": ("Т. {v}, № {n}", "№ {n}", "Т. {v}. – № {n}"), "before_volume": ". – ", "responsible": (" / ", " / ", None),
     "trail": (None, "form"), "capitals": False, "untitled": False},
    # The title or persons in straight order first, organisations behind it: '"Title." Jane Doe and Richard Roe. Institute, March 2014.'
    {"inverted": ("straight", "straight", "straight initials"), "between": ", ", "last": (" and ", ", and ", " with ", " & "), "behind_authors": (". ", ", "),
     "title_first": (True, True, False), "names_behind": None, "by": (". ", ", by ", ". By ", " by ", ", "), "behind_title": (". ", ". ", ", "),
     "quote": (None, "“{}.”", '"{}."', '"{},"', '"{}"', '"{}".'), "date_at": "end", "before_date": (", ", ", ", ". "), "date_form": "{}", "into": ("In ", "", "in "),
     "imprint": ("{p}", "{p}", "{p}, {l}", "{p}"), "before_imprint": (". ", ", ", ". "), "before_pages": (", pp. ", ": ", ", "), "number": "", "untitled": False},
    # Encyclopedias on the web: 'Doe, Jane; Roe, R. (May 2007). "Title". Journal. 12 (3): 4-9.'
    {"inverted": ("full", "initials", "full"), "between": "; ", "last": None, "behind_authors": " ", "title_first": False, "date_at": "authors",
     "date_form": "({}).", "quote": ('"{}"', None, "“{}”"), "behind_title": ". ", "before_volume": (". ", ". ", " "), "volume": ("{v} ({n})", "{v} ({n})", "{v}"),
     "before_pages": (": ", ". pp. ", ". p. "), "imprint": ("{p}", "{l}: {p}"), "before_imprint": ". ", "into": ("In ", "", ""), "number": ("", "^ "),
     "untitled": False, "container_mark": ("emphasis", None), "editors": ("before (ed)", "none")},
    # Place, publisher and year behind a stop, names in full: old bibliographies in the manner of Chicago.
    {"inverted": ("full", "first"), "behind_authors": (", ", ". "), "title_first": False, "quote": (None, "“{},”", '"{},"'), "date_at": "end",
     "behind_title": (". ", ", ", ", "), "imprint": ("{l}: {p}", "{p}", "{l}", "{l}: {p}"), "before_imprint": (". ", " (", ". "), "before_date": ", ",
     "date_form": "{}", "before_volume": (", ", " "), "volume": ("{v} ({n})", "Vol. {v}, No. {n}", "{v}, no. {n}"), "untitled": False,
     "before_pages": (", pp. ", ": ", ", "), "number": ""},
)


def date_of(record):
    """The year of a record, as text; "" where it has none."""
    return str((record.get("issued", {}).get("date-parts", [[]])[0] or [""])[0])


class Habit:
    """How one page writes its citations; `cite` gives the pieces of one: (text, label, marks)."""

    def __init__(self, chance, cyrillic=False):
        one = lambda *choices: choices[chance.randrange(len(choices))]
        self.chance, self.one, self.cyrillic = chance, one, cyrillic
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
                          "Vol {v}, No {n}", "{v}:{n}", "{n}/{y}", "{v}, nº {n}", "Volume {v}, Issue {n}", "{v} (Nr. {n})", "{v}, Nr. {n}")
        self.before_volume = one(" ", " ", ", ", ", ", ". ")
        self.before_pages = one(": ", ":", ", ", ", pp. ", ", p. ", ", S. ", ". S. ", ", pages ", " ", ". – С. ", ", págs. ", ", pp ", "; ")
        self.imprint = one("{l}: {p}", "{l}: {p}", "{p}, {l}", "{l}, {p}", "{p}", "{p}", "{l}", "{l} : {p}", "{p} ({l})",
                           "({l}: {p})", "{p}: {l}", "{l} {p}", "{l}.: {p}")
        self.before_imprint = one(". ", ". ", ", ", " ", ". – ", "; ", " (")
        self.before_date = one(", ", ", ", " ", ". ", " (", ", ")
        self.listing = one("bare", "described", "described", "film") if chance.random() < 0.12 else None
        self.responsible = one(None, None, None, None, None, None, None, " / ", " ")
        self.trail = one(None, None, None, None, None, "annotation", "annotation", "label", "form")
        self.dash = one("———", "---", "-----", "—", "––––", "______", "-------------") if chance.random() < 0.12 else None
        self.titled = chance.random() < 0.04 and "straight" in self.inverted
        self.medium = one(None, None, None, None, " [online]", " [Online]", " [Internet]", " (online)", " [CD-ROM]", " [PDF]")
        self.pages_bracketed = chance.random() < 0.08
        self.volume_of = chance.random() < 0.1
        self.end = one(".", ".", ".", "", "", ";")
        self.number = one("", "", "", "", "{}. ", "[{}] ", "({}) ", "{} ", "• ", "- ", "* ")
        if chance.random() < 0.55:
            for name, values in (PROFILES[3] if cyrillic and chance.random() < 0.7 else one(*PROFILES)).items():
                setattr(self, name, one(*values) if isinstance(values, tuple) else values)

    def person(self, name, first, inverted=None):
        if "literal" in name or "given" not in name:
            return name.get("literal") or name["family"]
        if self.titled and self.chance.random() < 0.3:
            name = {**name, "given": self.one("Dr.", "Prof.", "Dr") + " " + name["given"]}
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
            other = months[parts[1] % 12]
            return self.one(f"{month} {year}", f"{month} {year}", f"{month}, {year}", f"{year}, {month}", f"{month}-{other} {year}",
                            f"{month} / {other} {year}", f"{month}/{other} {year}", f"{parts[1]}/{year}")
        day = parts[2]
        return self.one(f"{day} {month} {year}", f"{month} {day}, {year}", f"{year}, {month} {day}", f"{day}. {month} {year}",
                        f"{day}/{parts[1]}/{year}", f"{day:02}.{parts[1]:02}.{year}", f"{year}-{parts[1]:02}-{day:02}",
                        f"{day}.{parts[1]}.{year}")

    def cite(self, record, number):
        """The pieces of a citation."""
        found = []

        def put(text, label=None, marks=()):
            if text[:1] == "." and found and found[-1][0][-1:] in (".", "?", "!") and not label:
                text = text[1:]
            if text:
                found.append((text, label, [mark for mark in marks if mark]))

        if self.listing == "film":
            self.put_film(record, put)
            return found
        if self.listing:
            self.put_listed(record, put)
            return found
        date, state = self.date(record), {"dated": False}

        def put_date(before, form=None, words=None):
            if state["dated"] or not date:
                return
            state["dated"] = True
            form = form or self.date_form
            a, b = form.split("{}")
            put(before + a)
            put(words or date, "issued")
            put(b)

        def put_title():
            title = record["title"]
            a, b = (self.quote or "{}").split("{}")
            stop = title[-1:] in "?!" and b[:1] in ".,"
            put(a)
            put(title, "title", [self.title_mark])
            put(b[1:] if stop else b)
            if self.medium and self.chance.random() < 0.4:
                put(self.medium)

        if not self.untitled:
            put(self.number.format(number) if "{}" in self.number else self.number)
        creators = record.get("author") or record.get("editor")
        if self.untitled == "both" or self.untitled and self.chance.random() < 0.1:
            creators = None
        edited = "author" not in record and "editor" in record
        if creators and self.dash and not self.title_first and not self.untitled and number > 1 and self.chance.random() < 0.3:
            put(self.dash)
            put(self.one(" (ed.)", ", ed.", ", eds.", ", ") if edited else "")
            creators = None
            if self.date_at == "authors":
                put_date(self.one(" ", ". ", ", "))
            put(self.one(". ", ", ", ": ") if self.behind_authors == " " else self.behind_authors)
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
        if self.responsible and self.chance.random() < 0.5:
            self.put_responsible(record, put)
        self.put_names = bool(creators) or bool(found)
        kind = record["type"]
        if kind in ("article-journal", "article-newspaper", "article-magazine"):
            self.periodical(record, put, put_date)
        elif kind in ("chapter", "paper-conference"):
            self.part(record, put, put_date)
        else:
            self.whole(record, put, put_date)
        if record.get("DOI") and self.chance.random() < 0.5:
            put(self.one(". doi:", ", doi: ", ". DOI: ", ". https://doi.org/", " doi:") + record["DOI"])
            put(self.one("", "", f". PMID {self.chance.randrange(10**6, 10**8)}"))
        if date and not state["dated"]:
            before = self.before_date
            put_date("" if before == " (" else before, " ({})" if before == " (" else "{}")
        put(self.end)
        self.put_trail(record, put)
        return found

    def put_responsible(self, record, put):
        """Who did what else for it: "/ сост. И. Иванов ; предисл. П. Петрова", in brackets or not."""
        people = [name for name in record.get("editor", []) + record.get("author", []) if "given" in name] or [{"family": "Ivin", "given": "Anna"}]
        russian = " / " in self.responsible or self.cyrillic
        roles = (("сост. ", "сост.: ", "отв. ред. ", "ред. ", "предисл. ", "вступ. ст. ", "Подг. к печати ", "пер. с нем. ", "под ред. ", "авт.-сост. ", "худож. ", "[сост. ", "Сост. ")
                 if russian else ("Hrsg. von ", "bearb. von ", "edited by ", "ed. ", "übers. von ", "translated by ", "with an introduction by ", "trad. ", "illustrated by ", "transl. "))
        form = self.one("bare", "straight initials", "straight initials", "straight")
        put(" / " if russian else self.one(". ", ", ", " / ", " ("))
        for i in range(self.one(1, 1, 2, 3)):
            put("; " if i else "")
            put(self.one(*roles) if i or self.chance.random() < 0.8 else "")
            put(self.one(", ", " и ", ", ").join(self.person(people[self.chance.randrange(len(people))], False, form) for _ in range(self.one(1, 1, 2))))
        put(self.one("]", "", ")", "") if self.chance.random() < 0.3 else "")

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

    def put_film(self, record, put):
        """A work of pictures or sound, by who made it known and how long it is."""
        topic = record["title"].split(" ")[-1].lower()
        put(record["title"], "title", [self.title_mark])
        if date_of(record):
            put(self.one(" (", ", ", ". "))
            put(date_of(record), "issued")
            put(")" if self.one(True, True, False) else "")
        put(self.one(". ", ", ", " - "))
        put(self.one("Directed by ", "Dir. ", "Dir.: ", "Regie: ", "A film by ", "Presented by ", "Hosted by ", "With ", "Réal. ", "Dirigida por "))
        put(self.people((record.get("author") or record.get("editor") or [{"family": "Ivin", "given": "Anna"}])[:2], "straight"))
        length = self.chance.randrange(10, 180)
        put(self.one(f". {length} min.", f", {length} minutes.", f" ({length} mins).", ".", f". {length} Min.", ". DVD.", ". Documentary."))
        put(self.one("", f" The story of the {topic}.", f" About {topic} and a young clerk who has to choose.", f" Women talk about {topic}.",
                     f" A history of {topic}, with interviews."))

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
                         " 335 p.", " Reprint 1963.", " In German.", " hbk, 212pp.", " Online.", " (= Bd. 1)", " 2 vols.", " (2. Auflage)", " Link",
                         " Medium: audio.", " (1. Fassung 1902).", " (Hardcover)"))

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
        if issue and date_of(record) and self.volume == "{n}/{y}":
            put(self.one(" ", ", ", " Nr. ", ", Heft ", ", H. "))
            put(issue, "issue")
            put_date("/", "{}", date_of(record))
        elif volume and issue:
            put(self.before_volume)
            form = "{v}({n})" if "{y}" in self.volume else self.volume
            self.numbers(put, form, {"v": (volume, "volume"), "n": (issue, "issue")})
        elif volume:
            put(self.before_volume + self.one("", "", "", "Vol. ", "vol. ", "Bd. "))
            put(volume, "volume")
        if self.date_at in ("volume", "publisher"):
            put_date(self.one(" ", ", "), self.one("({})", "{}", "({})"))
        self.pages(record, put)

    def pages(self, record, put):
        if record.get("page"):
            put(self.one(" (pp. ", " (p. ", " (S. ", " (") if self.pages_bracketed else self.before_pages)
            put(record["page"].replace("-", self.one("-", "–", "-", "--")), "page")
            put(")" if self.pages_bracketed else "")

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
            put({"before (ed)": self.one(" (ed.), ", " (eds.), ", " (Eds.). ", ", eds., ", " (ed.): ", ", editors, ", ", editor, ", " (Eds.), "),
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
        self.series(record, put)
        late = self.chance.random() < 0.5
        if not late:
            self.house(record, put, put_date)
        self.pages(record, put)
        if late:
            self.house(record, put, put_date)

    def series(self, record, put):
        name, number = record.get("collection-title"), record.get("collection-number")
        if name and number and self.volume_of:
            put(self.one(", volume ", ", vol. ", ". Vol. ", ". Band ", ", Nr. "))
            put(number, "series-number")
            put(self.one(" of ", " of ", " of the ", " der Reihe ", " de "))
            put(name, "series")
        elif name:
            form = self.one(" (", ". (", " (= ", ". ", ". ", ", ", "; ")
            put(form)
            put(name, "series")
            if number:
                put(self.one(", ", " ", ", Bd. ", ", vol. ", " ; ", " Bd. ", ", no. ", ", Nr. "))
                put(number, "series-number")
            put(")" if "(" in form else "")

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
            put(self.one(". Aufl.", "nd ed.", "th edition", ". ed.", "e éd.", "st edition", "rd ed.") if record["edition"].isdigit()
                else self.one(" ed.", " edition", " ed", " Edition", " Aufl."))
        if record.get("genre"):
            put(self.one(". ", ", ", " ("))
            put(record["genre"], "genre")
            if record.get("number"):
                put(self.one(" ", " No. ", " Nr. "))
                put(record["number"], "number")
        if record.get("volume"):
            put(self.one(", vol. ", ". Bd. ", ", Band ", ". Vol. ", ", Teil ", " Vol. ", ". Т. "))
            put(record["volume"], "volume")
        self.series(record, put)
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
                self.access(record["accessed"]["date-parts"][0], put)

    def access(self, day, put):
        form = self.one(" (accessed {})", ". Accessed {}", ", retrieved {}", " [{}]", " (Zugriff am {})", ". Retrieved {}", " [Accessed {}]",
                        ", letzter Abruf: {}", " (Abruf {})", " (consulté le {})", " [cited {}]", " Viewed {}.", ". Web. {}", " (letzter Zugriff {})",
                        " (дата обращения: {})", " [Stand {}]", " (abgerufen am {})", " [Consulta: {}]")
        before, behind = form.split("{}")
        month = MONTHS["en"][day[1] - 1]
        put(before)
        put(self.one(f"{day[-1]} {month} {day[0]}", f"{month} {day[-1]}, {day[0]}", f"{day[-1]:02}.{day[1]:02}.{day[0]}", f"{day[-1]} {month[:3]}. {day[0]}",
                     f"{day[-1]}.{day[1]}.{day[0]}", f"{day[0]}-{day[1]:02}-{day[-1]:02}"), "accessed")
        put(behind)

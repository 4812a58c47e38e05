#!/usr/bin/env -S python3 -B
"""Writes citations whose parts are known, one a line as JSON: what the reader of citations learns from.

Made-up records are rendered in many CSL styles of the distribution, none of which is one that is measured, and in
ways of people who follow no style. The same bytes every time."""

import argparse
import concurrent.futures
import hashlib
import html
import json
import pathlib
import random
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
MEASURE = HERE.parent / "measure"
sys.path.insert(0, str(MEASURE))

import habits
import library
import records
import words

SHARE = pathlib.Path("/usr/share/citation-style-language")
CACHE = HERE.parent.parent / "build" / "learn"
# The styles that are measured, and their relatives.
HELD_OUT = re.compile(
    r"(apa|modern-language|mla|chicago|turabian|harvard-cite-them|ieee|vancouver|nature|american-medical|din-1505|"
    r"iso690)\b.*"
)
LOCALES = {"de": "de-DE", "fr": "fr-FR", "es": "es-ES", "it": "it-IT", "nl": "nl-NL", "pt": "pt-PT", "pl": "pl-PL",
           "ru": "ru-RU"}
LABELS = {
    "title": "title", "issued": "issued", "container-title": "container", "volume": "volume", "issue": "issue",
    "page": "page", "publisher": "publisher", "publisher-place": "place", "edition": "edition",
    "collection-title": "series", "collection-number": "series-number", "genre": "genre", "number": "number",
    "accessed": "accessed",
}
CREATORS = {"author", "editor", "composer", "translator", "collection-editor", "container-author"}


class Maker(records.Maker):
    """Records with more kinds of names, titles and journals than those that are measured."""

    SYLLABLES = ("ka;ro;mi;len;dor;bas;tin;vel;gar;mon;sa;ber;nor;fi;lo;wen;ha;zu;pel;stan;dra;ge;ull;ost;ri;mar;"
                 "cor;eth;an;ing;ham;ford;ski;ov;ez;ini;sen;man;er;ley;ton;aux;ard;eau;ic;ko").split(";")
    TOPICS = ("water;history;medicine;economics;chemistry;learning;botany;music;policy;education;physics;nursing;"
              "ecology;linguistics;surgery;law;agriculture;geology;computing;psychology;art;religion;sport").split(";")

    CYRILLIC = ("ка;ро;ми;лен;дор;бас;ти;вел;гар;мон;са;бер;нор;фи;ло;ве;ха;зу;пел;стан;дра;ген;ул;ост;ри;мар;кор;ет;"
                "ан;ин;ска;ов;ев;ина;ный;ение;ство;тель;ки").split(";")

    def __init__(self, seed, cyrillic=False):
        self.cyrillic = cyrillic
        super().__init__(seed)

    COUNTRIES = ("Texas;Ohio;Oregon;Virginia;Austria;Germany;France;Italy;Spain;Canada;Brazil;China;Japan;India;Australia;Sweden;"
                 "N.J.;N.Y.;Conn.;Ill.;Schweiz;Ontario;USA;UK;The Netherlands;Portugal;Poland").split(";")

    def pages(self):
        first = self.chance.randrange(1000, 3000) if self.often(0.12) else self.below(1, 900)
        return f"{first}-{first + self.chance.randrange(1, 40)}"

    def word(self):
        syllables = self.CYRILLIC if self.cyrillic else self.SYLLABLES
        made = "".join(self.one(syllables) for _ in range(self.chance.randrange(1, 4)))
        return made[:1].upper() + made[1:] if len(made) > 2 else made.capitalize() + syllables[5]

    def topic(self):
        return self.word() if self.cyrillic else self.one(self.TOPICS).capitalize()

    def person(self):
        name = super().person()
        if self.often(0.5):
            name["family"] = self.word()
            if self.often(0.06):
                name["family"] += "-" + self.word()
            elif self.often(0.05):
                name["family"] += " " + self.word()
        if self.often(0.2):
            name["given"] = self.word()
        if self.often(0.12):
            name["given"] += f" {self.one('ABCDEFGHJKLMNPRSTVW')}."
        return name

    def phrase(self, most=7):
        """Words as a title has them, in small letters or all with capitals."""
        capitals = self.often(0.4)
        small = "и в на о по из".split() if self.cyrillic else "of the and in on a to for at by from with".split()
        parts = [self.one(small) if i and self.often(0.3) else self.word() for i in range(self.chance.randrange(1, most))]
        return " ".join(w if i == 0 or capitals or self.often(0.1) else w.lower() for i, w in enumerate(parts))

    def title(self, language):
        title = self.phrase() if self.cyrillic or self.often(0.2) else super().title(language)
        if self.often(0.35):
            parts = title.split(" ")
            for _ in range(self.chance.randrange(1, 3)):
                at = self.chance.randrange(len(parts))
                made = self.word()
                parts[at] = made if parts[at][:1].isupper() else made.lower()
            title = " ".join(parts)
        if self.often(0.06):
            first, letters = self.chance.randrange(1500, 1950), "ABCDEFGHJKLMNPRSTVW"
            who = self.one((f"{self.word()} {self.word()}", f"{self.one(letters)}. {self.one(letters)}. {self.word()}",
                            f"{self.one(letters)}.{self.one(letters)}. {self.word()}", f"{self.word()}"))
            life = self.one(("", f" ({first}-{first + 60})", f" ({first} – {first + 71})", f" ({first}–{first + 55})", f" (d. {first})"))
            title = self.one((f"{title} of {who}{life}", f"{who}{life}: {title}", f"{who}{life}. {title}", f"{title} {who}{life} and {self.phrase()}",
                              f"{who}{life} – {title}", f"Letters of {who} to {self.word()}, {self.below(1, 28)}.{self.below(1, 12)}.{first}"))
        elif self.often(0.1):
            first = self.chance.randrange(1500, 2000)
            title += self.one((f", {first}-{first + 60}", f" {first}–{first + 9}", f", {first}-{(first + 5) % 10}", f" in {first}",
                               f" {self.word()[0]}.{self.word()[0]}.", f", {self.word()}, Pa.", f" ({first})", "!", " …"))
        if self.often(0.3):
            more = self.phrase() if self.cyrillic else super().title(language)
            title += self.one((": ", ". ", " – ", ". ", " - ", " : ", "? ")) + more
        if self.often(0.25) and language == "en":
            small = {"of", "the", "and", "in", "on", "a", "to", "for", "at", "by"}
            title = " ".join(w if w in small and i else w[:1].upper() + w[1:] for i, w in enumerate(title.split(" ")))
        if self.often(0.05):
            title = self.word()
        return title[:1].upper() + title[1:]

    def journal(self):
        topic, other, word = self.topic(), self.topic(), self.word
        short = lambda long: long[: self.chance.randrange(3, 5)]
        if self.cyrillic:
            return self.one((f"Вопросы {topic.lower()}", f"Вестник {word()}", f"{word()}", f"{word()} {other.lower()}"))
        return self.one((
            f"Journal of {topic}", f"{topic}", f"{topic} Review", f"Annals of {topic} and {other}",
            f"The {word()} Journal of {topic}", f"{word()} {topic} Quarterly", f"{word()}",
            f"J. {short(topic)}. {short(other)}.", f"J {short(topic)} {short(other)}",
            f"{short(topic)}. {short(other)}. Lett.", f"Zeitschrift für {topic}", f"Revue de {topic}",
            f"Revista de {topic}", f"{topic} & {other}", f"International Journal of {topic}, {other} and {word()}",
            f"Am J {topic}", f"{topic} Letters", f"Archiv für {topic}", f"Bulletin of the {word()} Society",
            f"{word()} {word()}", f"Cahiers de {topic}", f"Proc. R. Soc. {short(topic)}.", f"Acta {topic}",
            f"{word()} Historical Review", f"Studies in {topic}", f"The {topic} Teacher", f"{word()}er {topic}blatt",
            f"{topic}: {self.phrase(4)}", f"IEEE Transactions on {topic}", f"Journal of the {word()} Association",
            f"{word()} Magazine", f"Mitteilungen des {word()}vereins", f"{short(topic)}. {word()[0]}.", f"Arxiv",
        ))

    def house(self):
        word, topic, letter = self.word, self.topic(), self.one("ABCDEFGHJKLM")
        if self.cyrillic:
            return self.one((word(), f"Изд-во {word()}", f"{word()} книга", f"{word()} {word().lower()}", f"ИД {word()}", f"{word()} книжное издательство",
                             f"Кн. изд-во", f"{word()}-{word()}", f"Издательство {word()} ун-та", f"{word()} {word()}"))
        return self.one((
            f"{word()}", f"{word()}", f"{word()} Press", f"{word()} University Press", f"University of {word()} Press",
            f"{word()} & {word()}", f"{word()} Verlag", f"Verlag {word()}", f"Éditions {word()}", f"{word()} and Sons",
            f"{word()} Books", f"{word()}, {word()} & Co.", f"Editorial {word()}", f"{word()} Publishing",
            f"{word()} Institute", f"PU {word()}", f"{word()} Publishers", f"{word()}-{word()}", f"{word()} Univ. Press",
            f"Univ. of {word()} Press", f"{word()} State U. Press", f"{word()} State University Press",
            f"Northern {word()} University Press", f"{word()}, {word()} and Company", f"{letter}.{letter}. {word()} & Co.",
            f"{letter}. {letter}. {word()}", f"American {topic} Association", f"{word()} {topic} Institute",
            f"Public Archives of {word()}, {topic} Section", f"{word()} and {word()}", f"Presses universitaires de {word()}",
            f"The {word()} Press", f"{word()}-Verlag", f"{letter}. {word()} and Company, printers", f"{topic} Publishing House",
            f"Institute of {topic}, {word()} University", f"{word()} {word()}", f"{word()} Publishers, Inc.", f"{word()} (Publishers) Ltd",
            f"{letter}.{self.one('ABW')}. {word()} & Co.", f"{letter}.{self.one('HRW')}. {word()}", f"{word()} Publishing ({word()})",
            f"{word()} of {topic}, {word()} of {topic}", f"{word()} / {word()} and Associates", f"Free {topic} Foundation", f"{topic} and {word()}",
            f"{word()} Foundation", f"{word()}, {topic} {word()}, {topic} Section", f"St. {word()}'s Press", f"O'{word()} & Associates",
            f"{word()} {topic} Society", f"{word()}/{word()}", f"{word()}, Inc.", f"Dover", f"U.S. Department of {topic}",
        ))

    def place(self):
        word = self.word
        if self.cyrillic:
            return self.one(("М.", "СПб.", "Л.", word(), f"{word()}", "М. ; Л.", "Москва", word(), f"{word()} {word()}"))
        return self.one((
            self.one(words.PLACES), self.one(words.PLACES), word(), word(), f"{word()}, {self.one(('NY', 'MA', 'CA', 'UK'))}",
            f"{word()} {word()}", f"{self.one(words.PLACES)} and {word()}", f"{word()}/{word()}", f"{word()}, Mass.", f"{word()}, Pa.",
            "New York and London", f"{word()} & New York", "Frankfurt a. M.", f"{word()} am {word()}", f"St. {word()}", f"{word()}, Del.",
            f"{word()}, {word()}", f"{word()}, {self.one(self.COUNTRIES)}", f"{word()}, {self.one(self.COUNTRIES)}", f"{word()} D.C.",
            "N.Y.", "N. Y.", "Washington, D.C.", f"{word()} a. d. {word()}", f"{word()}, {word()} & {word()}",
        ))

    def volume(self):
        if self.cyrillic:
            return str(self.below(1, 12))
        return self.one(("II", "III", "IV", "IX", "XII", "XVIII", "XXVI", "XXXI", "LXX")) if self.often(0.5) else str(self.below(1, 12))

    def paper_conference(self, record, language):
        super().paper_conference(record, language)
        word, topic, year = self.word, self.topic(), self.chance.randrange(1960, 2025)
        letters = "".join(self.one("ACDEIMNPRS") for _ in range(self.chance.randrange(3, 6)))
        when = self.one(("September 14-18", "June 23-26", "August 11-12", "July", "3-5 May"))
        if self.often(0.6):
            record["container-title"] = self.one((
                f"Proceedings of the {self.below(2, 40)}th International Conference on {topic}, {word()}, USA, {when}",
                f"Proceedings of the {year} {letters} International Conference on {topic}", f"Proc. of {letters} {year}",
                f"{letters}: Fourth {letters}/IEEE Joint Conference on {topic}", f"Proceedings of {letters}'{year % 100:02}",
                f"Proc. {letters}", f"{topic} Conference ({letters} {year})", f"{letters} {year}", f"Advances in {topic}",
                f"Proceedings of the First Workshop on {topic}, {letters} {year}, {word()}, Germany",
                f"Proceedings. {self.below(2, 40)}th International Workshop on {topic}, {year}", f"Third International Conference on {topic}, {year}",
                f"{self.below(2, 40)}th International Conference on {topic}, {word()} ({letters})", f"Proc. {letters} '{year % 100:02}",
                f"Proceedings of the {letters} Workshop on {word()} {topic}", f"{self.below(2, 40)}th {letters} {topic} Symposium",
            ))

    def imprint(self, record, place=0.85):
        record["publisher"] = self.house() if self.often(0.6) else self.one(words.PUBLISHERS)
        if self.often(place):
            record["publisher-place"] = self.place()

    def article_journal(self, record, language):
        super().article_journal(record, language)
        if self.often(0.7):
            record["container-title"] = self.journal()
        if self.often(0.1):
            record.pop("volume")
        elif self.often(0.15):
            record["volume"] = self.volume()
        if self.often(0.1):
            record["page"] = record["page"].split("-")[0]

    def article_newspaper(self, record, language):
        super().article_newspaper(record, language)
        if self.often(0.4):
            record["container-title"] = self.one((f"The {self.word()} Times", f"{self.word()} Post", f"Die {self.word()}",
                                                  f"Le {self.word()}", f"{self.word()} Herald"))


def styles(count):
    """Styles of all formats, spread over the alphabet; of a family with one beginning a few."""
    families = {}
    for path in sorted((SHARE / "styles").glob("*.csl")):
        if HELD_OUT.match(path.stem):
            continue
        text = path.read_text(encoding="utf-8")
        if "<bibliography" not in text:
            continue
        family = re.split(r"[-_]", path.stem)[0]
        families.setdefault(family, []).append((path.stem, re.search(r'default-locale="([\w-]+)"', text)))
    chosen = [member for family in sorted(families) for member in families[family][:2]]
    chance = random.Random(7)
    chance.shuffle(chosen)
    return [(style, locale[1] if locale else None) for style, locale in chosen[:count]]


def render(style, locale, made):
    """What citeproc makes of the records, kept in build/learn/; [] where the style fails."""
    wanted = json.dumps([made]).encode()
    key = hashlib.sha256(wanted + f"{style} {locale}".encode()).hexdigest()[:16]
    kept = CACHE / f"{style}-{key}.json"
    if not kept.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        done = subprocess.run(["node", MEASURE / "render.js", style, locale], input=wanted, capture_output=True, check=False)
        kept.write_bytes(done.stdout if done.returncode == 0 else b"[]")
    pages = json.loads(kept.read_bytes())
    return pages[0] if pages else []


def pieces(marked):
    """The text in pieces: (text, names of the variables around, marks)."""
    stack, marks, found = [], [], []
    for piece in re.split(r"(\ue000[^\ue001]*\ue001|\ue002|<[^>]*>)", marked):
        if piece.startswith("\ue000"):
            stack.append(set(piece[1:-1].split()))
        elif piece == "\ue002":
            stack.pop()
        elif piece.startswith("</"):
            found.append((" ", [], [])) if "div" in piece else None
            if marks and not piece.startswith("</div") and not piece.startswith("</s"):
                marks.pop()
        elif piece.startswith("<"):
            if piece.startswith("<i"):
                marks.append("emphasis")
            elif piece.startswith("<b"):
                marks.append("strong")
            elif not piece.startswith("<div") and not piece.startswith("<s"):
                marks.append("")
        elif piece:
            found.append((html.unescape(piece), list(stack), [mark for mark in marks if mark]))
    return found


def label_of(around, record, before_title):
    """The label of a piece by the innermost variable that has one."""
    for names in reversed(around):
        if names & CREATORS and names & set(record):
            if "author" in record and "editor" in names and "author" not in names:
                return "editor"
            if "editor" in names and not before_title:
                return "editor"
            return "author"
        if names & CREATORS:
            return "author" if before_title else "editor"
        for name in names:
            if name in LABELS:
                return LABELS[name]
    return None


def trimmed(text, name, start, end):
    """A label without the marks around what it names."""
    if name in ("title", "container", "publisher", "series"):
        while start < end and text[start] in " :–-,;.":
            start += 1
        while start < end and text[end - 1] in " :–-,;":
            end -= 1
        if text[start:end][:1] + text[end - 1 : end] in ("«»", "“”", "„“", "‘’", '""', "»«"):
            start, end = start + 1, end - 1
        while start < end and text[start] == " ":
            start += 1
        while start < end and text[end - 1] == " ":
            end -= 1
    return [name, start, end]


def citation(found, marked):
    """A line as entries have it, with labels: pieces are (text, label, marks)."""
    text, labels, spans = "", [], []
    for words_, label, marks in found:
        words_ = re.sub(r"\s+", " ", words_)
        if text.endswith(" ") or not text:
            words_ = words_.lstrip(" ")
        if not words_:
            continue
        start = len(text)
        text += words_
        for name, kept in ((label, labels), *((mark, spans) for mark in marks if marked)):
            if not name:
                continue
            if kept and kept[-1][0] == name and kept[-1][2] == start:
                kept[-1][2] = len(text)
            else:
                kept.append([name, start, len(text)])
    text = text.rstrip()
    trim = lambda kept: [[name, a, min(b, len(text))] for name, a, b in kept if a < len(text)]
    marks = trim(spans)
    line = {"text": text, "spans": [{"marks": [m], "from": a, "to": b} for m, a, b in marks if m != "link"]}
    line["links"] = [{"label": text[a:b], "href": "http://example.org/", "from": a, "to": b} for m, a, b in marks if m == "link"]
    return {"lines": [line], "labels": [trimmed(text, *label) for label in trim(labels)]}


def cited(style, locale, made, chance):
    by_id = {record["id"]: record for record in made}
    for entry in (entry for entry in render(style, locale, made) if entry.get("marked")):
        record, found, before_title = by_id[entry["id"]], [], True
        for text, around, marks in pieces(entry["marked"].strip()):
            label = label_of(around, record, before_title)
            before_title = before_title and label != "title"
            found.append((text, label, marks))
        if chance.random() < 0.5:
            first = found[0][0] if found else ""
            found = found[1:] if re.fullmatch(r"\W*\d+\W*", first) else found
        yield citation(found, chance.random() < 0.5)


def written(number, chance, books, count=20):
    """Citations of one page by somebody who follows no style."""
    maker = Maker(100000 + number, chance.random() < 0.08)
    habit = habits.Habit(chance, maker.cyrillic)
    real = not maker.cyrillic and chance.random() < 0.65
    for i in range(count):
        record = books.record(chance, i) if real and chance.random() < 0.9 else maker.record(i)
        yield citation(habit.cite(record, i + 1), chance.random() < 0.7)


def job(task):
    number, style, locale, made = task
    chance = random.Random(number)
    return [json.dumps(line, ensure_ascii=False) for line in cited(style, locale, made, chance) if line["lines"][0]["text"]]


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("-s", type=int, default=220, help="how many styles")
    options.add_argument("-r", type=int, default=220, help="how many records in each")
    options.add_argument("-w", type=int, default=9000, help="how many pages of people who follow no style")
    chosen = options.parse_args()
    chance = random.Random(3)
    books = library.Library(CACHE / "library")
    tasks = []
    for number, (style, locale) in enumerate(styles(chosen.s)):
        usual = locale if locale and (SHARE / "locales" / f"locales-{locale}.xml").exists() else None
        other = chance.choice(["en-US", "en-GB", "en-US", *LOCALES.values()])
        maker = Maker(1000 + number)
        made = [books.record(chance, i) if i % 2 else maker.record(i) for i in range(chosen.r)]
        tasks.append((number, style, usual or other, made))
    with concurrent.futures.ProcessPoolExecutor(2) as pool:
        for lines in pool.map(job, tasks):
            print("\n".join(lines)) if lines else None
    for number in range(chosen.w):
        for line in written(number, chance, books):
            print(json.dumps(line, ensure_ascii=False))


if __name__ == "__main__":
    main()

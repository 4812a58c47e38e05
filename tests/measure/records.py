#!/usr/bin/env -S python3 -B
"""Writes made-up CSL-JSON records, one a line, always the same: records.py [COUNT]."""

import json
import random
import sys

import words

LANGUAGES = ("en", "en", "en", "en", "en", "en", "de", "de", "fr", "es")
KINDS = {
    "article-journal": 36,
    "book": 16,
    "edited": 5,
    "chapter": 13,
    "paper-conference": 7,
    "report": 6,
    "thesis": 4,
    "webpage": 7,
    "article-newspaper": 6,
}
YEARS = range(1895, 2025)


class Maker:
    """Makes records from one sequence of chances, with the words of a source."""

    def __init__(self, seed, source=words, languages=LANGUAGES):
        self.chance, self.words, self.languages = random.Random(seed), source, languages
        self.habitual = [self.person() for _ in range(40)]

    def one(self, words_of):
        if isinstance(words_of, str) and ";" in words_of:
            words_of = words_of.split(";")
        return words_of[self.chance.randrange(len(words_of))]

    def often(self, share):
        return self.chance.random() < share

    def below(self, least, most):
        """Small numbers are more frequent than large ones."""
        return least + int((most - least) * self.chance.random() ** 2)

    def person(self):
        given, family = self.words.NAMES[self.one(("en", "en", "en", *self.words.NAMES))]
        given, family = self.one(given), self.one(family)
        if self.often(0.2):
            given = f"{given} {self.one(self.words.INITIALS)}."
        elif self.often(0.15):
            given = f"{given[0]}."
        name = {"family": family, "given": given}
        if "|" in family:
            name["non-dropping-particle"], name["family"] = family.split("|")
        if self.often(0.02):
            name["suffix"] = self.one(self.words.SUFFIXES)
        return name

    def creators(self, organisations=0.05, most=9):
        if self.often(organisations):
            return [{"literal": self.one(self.words.ORGANISATIONS)}]
        if self.often(0.01):
            return [{"family": self.one(self.words.SINGLE)}]
        if self.often(0.12):
            return [self.one(self.habitual)]
        number = 1 if self.often(0.4) else min(most, 2 + int(self.chance.expovariate(0.6)))
        people = []
        while len(people) < number:
            person = self.person()
            if person["family"] not in [other["family"] for other in people]:
                people.append(person)
        if number > 1 and self.often(0.01):
            people[-1] = {"literal": self.one(self.words.ORGANISATIONS)}
        return people

    def title(self, language):
        pattern = self.one(self.words.PATTERNS[language])
        parts = self.words.PARTS[language]
        while "{" in pattern:
            before, rest = pattern.split("{", 1)
            key, rest = rest.split("}", 1)
            value = str(self.one(YEARS)) if key == "year" else self.one(parts[key.lower()])
            if key[0].isupper():
                value = value[0].upper() + value[1:]
            pattern = before + value + rest
        return pattern

    def issued(self, month=0.4, day=0.0):
        parts = [YEARS[-1] - self.below(0, len(YEARS) - 1)]
        if self.often(month):
            parts.append(self.chance.randrange(1, 13))
            if self.often(day):
                parts.append(self.chance.randrange(1, 29))
        return {"date-parts": [parts]}

    def pages(self):
        first = self.below(1, 900)
        return f"{first}-{first + self.chance.randrange(1, 40)}"

    def doi(self):
        below = self.chance.randrange
        prefix = f"10.{below(1000, 60000)}/{self.one(('', 's', 'j.', 'abc.'))}"
        plain, dated = f"{below(10000, 9999999)}", f"{self.one(YEARS)}.{below(10, 99999):05}"
        old = f"{below(10**7, 10**8)}({below(70, 99)})90{below(100, 999)}-x"
        return prefix + self.one((plain, dated, old))

    def address(self):
        host, tail = self.one(self.words.HOSTS), self.one(self.words.TAILS)
        tail = tail.format(self.chance.randrange(10, 9999))
        return f"{self.one(('http', 'https'))}://{host}/{tail}"

    def imprint(self, record, place=0.85):
        record["publisher"] = self.one(self.words.PUBLISHERS)
        if self.often(place):
            record["publisher-place"] = self.one(self.words.PLACES)

    def record(self, number):
        kind = self.chance.choices(list(KINDS), list(KINDS.values()))[0]
        language = self.one(self.languages)
        csl_type = "book" if kind == "edited" else kind
        record = {"id": f"r{number}", "type": csl_type, "title": self.title(language)}
        if language != "en":
            record["language"] = language
        getattr(self, kind.replace("-", "_"))(record, language)
        if self.often(0.02):
            record.pop("issued", None)
        return record

    def article_journal(self, record, language):
        record.update({"author": self.creators(0.01), "issued": self.issued()})
        record["container-title"] = self.one(self.words.JOURNALS)
        record["volume"] = str(self.below(1, 250))
        if self.often(0.7):
            record["issue"] = self.one("1;2;3;4;5;6;11;12;1;2;3;4;3-4;1/2")
        record["page"] = self.pages()
        if self.often(0.3):
            record["page"] = self.one((f"e{self.chance.randrange(1000, 99999)}", str(self.below(1, 400))))
        if self.often(0.45):
            record["DOI"] = self.doi()
        elif self.often(0.15):
            record["URL"] = self.address()

    def book(self, record, language):
        record.update({"author": self.creators(0.06, 4), "issued": self.issued(0)})
        self.imprint(record)
        if self.often(0.15):
            record["edition"] = self.one(("2", "3", "4", "2"))
        if self.often(0.12):
            record["collection-title"] = self.one(self.words.SERIES)
            record["collection-number"] = str(self.below(1, 200))
        if self.often(0.08):
            record["volume"] = str(self.below(1, 9))

    def edited(self, record, language):
        record.update({"editor": self.creators(0, 4), "issued": self.issued(0)})
        self.imprint(record)

    def chapter(self, record, language):
        record.update({"author": self.creators(0, 4), "issued": self.issued(0)})
        record["container-title"] = self.title(language)
        self.imprint(record)
        record["page"] = self.pages()
        if self.often(0.85):
            record["editor"] = self.creators(0, 4)
        if self.often(0.1):
            record["DOI"] = self.doi()

    def paper_conference(self, record, language):
        ordinal = self.one(("", "3rd ", "12th ", "Second "))
        record.update({"author": self.creators(0, 8), "issued": self.issued(0.3)})
        record["container-title"] = f"Proceedings of the {ordinal}{self.one(self.words.EVENTS)}"
        record["page"] = self.pages()
        if self.often(0.6):
            self.imprint(record, 0.7)
        if self.often(0.4):
            record["DOI"] = self.doi()

    def report(self, record, language):
        record.update({"author": self.creators(0.5, 5), "issued": self.issued(0.3)})
        record["publisher"] = self.one(self.words.ORGANISATIONS)
        if self.often(0.6):
            record["publisher-place"] = self.one(self.words.PLACES)
        if self.often(0.7):
            record["genre"] = self.one(self.words.REPORT_KINDS)
            coded = f"TR-{self.chance.randrange(90, 100)}-{self.chance.randrange(1, 40):02}"
            record["number"] = self.one((str(self.below(1, 300)), coded))
        if self.often(0.4):
            record["URL"] = self.address()

    def thesis(self, record, language):
        record.update({"author": [self.person()], "issued": self.issued(0)})
        record["publisher"] = self.one(self.words.UNIVERSITIES)
        record["genre"] = self.one(self.words.THESIS_KINDS.get(language, self.words.THESIS_KINDS["en"]))
        if self.often(0.3):
            record["publisher-place"] = self.one(self.words.PLACES)

    def webpage(self, record, language):
        if self.often(0.7):
            record["author"] = self.creators(0.4, 3)
        record.update({"URL": self.address(), "accessed": self.issued(1, 1)})
        record["accessed"]["date-parts"][0][0] = self.chance.randrange(2006, 2025)
        if self.often(0.6):
            record["container-title"] = self.one(self.words.SITES)
        if self.often(0.7):
            record["issued"] = self.issued(0.6, 0.7)
            record["issued"]["date-parts"][0][0] = self.chance.randrange(1998, 2024)

    def article_newspaper(self, record, language):
        if self.often(0.85):
            record["author"] = self.creators(0, 2)
        record.update({"container-title": self.one(self.words.NEWSPAPERS), "issued": self.issued(1, 0.95)})
        if self.often(0.5):
            record["page"] = self.one((str(self.below(1, 40)), f"{self.one('ABC')}{self.below(1, 20)}"))
        elif self.often(0.5):
            record["URL"] = self.address()


def records(count=2000, seed=1):
    maker = Maker(seed)
    return [maker.record(number) for number in range(count)]


if __name__ == "__main__":
    for made in records(int(sys.argv[1]) if len(sys.argv) > 1 else 2000):
        print(json.dumps(made, ensure_ascii=False))

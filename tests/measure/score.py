"""Says what a rendered citation states (its gold) and counts how well a record agrees with that."""

import collections
import html
import re
import unicodedata

FIELDS = ("author", "title", "issued", "container-title", "volume", "issue", "page", "publisher")
FIELDS += ("DOI", "URL")
FURTHER = ("editor", "publisher-place", "etal")
CREATORS = {"author", "editor", "composer", "translator", "collection-editor", "container-author"}
EDITS = r"eds?|editors?|edited|hrsg|herausgeber\w*|hg|éds?|dir|sous la dir\w*|a cura di|red|orgs?|ред"
EDITS = re.compile(rf"\b({EDITS})\b", re.I)
ANY = object()


def plain(markup):
    """The text of a piece of markup, blanks collapsed."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", markup)).split())


def unmarked(marked):
    """The markup without the marks of its variables."""
    return re.sub("\ue000[^\ue001]*\ue001|\ue002", "", marked)


def fold(text):
    """Letters and digits only, in one case."""
    text = unicodedata.normalize("NFKC", text).casefold().replace("ı", "i")
    return "".join(c for c in text if c.isalnum())


def spans(marked):
    """The outermost text of each variable: [(names, text)] in order of appearance."""
    found, open_spans = [], []
    for piece in re.split("([\ue000\ue002])", marked):
        if piece == "\ue000":
            entry = [set(), ""]
            open_spans.append(entry)
            found.append(entry)
        elif piece == "\ue002":
            if open_spans:
                open_spans.pop()
        else:
            if "\ue001" in piece and open_spans:
                names, piece = piece.split("\ue001", 1)
                open_spans[-1][0].update(names.split())
            for entry in open_spans:
                entry[1] += piece
    return [(names, plain(text)) for names, text in found]


def printed_names(names, text):
    """The names of a list that a text prints, at the front, and whether it leaves out some."""
    shown = []
    for name in names:
        family = name.get("literal") or name["family"]
        if fold(family) not in fold(text):
            break
        shown.append(name)
    return shown, len(shown) < len(names)


def printed_date(date, texts):
    """The parts of a date that texts print, or None."""
    text = re.sub(r"(\d{4})[a-z]\b", r"\1", " ".join(texts))
    parts = date["date-parts"][0]
    if not re.search(rf"(?<!\d){parts[0]}(?!\d)", text):
        return None
    rest = text.replace(str(parts[0]), " ")
    numbers = len(re.findall(r"\d+", rest))
    if re.search(r"[^\W\d_]{3}", rest):
        return parts[: 2 + bool(numbers)]
    return parts[: 1 + min(numbers, 2)]


def gold(record, marked):
    """What the entry prints of a record, by field; ANY where two readings are as good."""
    stated = spans(marked)
    texts = {}
    for names, text in stated:
        for name in names:
            texts.setdefault(name, []).append(text)
    whole = plain(unmarked(marked))
    creators = [text for names, text in stated if names & CREATORS]
    want = {}
    if "author" in record and creators:
        want["author"], cut = printed_names(record["author"], creators[0])
        want["etal"] = True if cut else None
        creators = [text for text in creators[1:] if text not in creators[0]]
    if "editor" in record and creators:
        want["editor"], cut = printed_names(record["editor"], " ".join(creators))
        want["etal"] = ANY if cut else want.get("etal")
        if "author" not in record and not EDITS.search(whole):
            want["author"] = want["editor"] = ANY
    for field in FIELDS + FURTHER:
        if field in record and field in texts and field not in ("author", "editor", "etal", "issued"):
            want[field] = record[field]
    if "issued" in record and "issued" in texts:
        want["issued"] = printed_date(record["issued"], texts["issued"])
    if "DOI" in want and "URL" not in want:
        want["URL"] = ANY
    if not {"author", "editor"} & record.keys() and "container-title" in texts:
        # Some styles put the newspaper where the author stands: then it may be taken for that.
        if re.match(r"\W*(?:\d+\W+)?" + re.escape(texts["container-title"][0]), whole):
            want["author"] = ANY
    if not want.get("author") and "author" in record:
        want.pop("author", None)
    return {field: value for field, value in want.items() if value}


def same_name(want, read, text):
    """Is a name read right, as far as the text prints it?"""
    if "literal" in want or "given" not in want:
        wanted, have = want.get("literal") or want["family"], read.get("literal") or read.get("family", "")
        return not read.get("given") and fold(wanted) == fold(have)
    particle = want.get("non-dropping-particle", "")
    have = "".join(read.get(part, "") for part in ("non-dropping-particle", "dropping-particle", "family"))
    given = fold(read.get("given", ""))
    if fold(have) not in (fold(particle + want["family"]), fold(want["family"])):
        return False
    if given.endswith(fold(particle)) and particle:
        given = given[: len(given) - len(fold(particle))]
    if want["given"] in text:
        return given == fold(want["given"])
    return given[:1] == fold(want["given"])[:1]


def whole_range(pages):
    """A range of pages with its second number written out."""
    pages = re.sub(r"[‐-―−]", "-", pages).replace(" ", "")
    range_of = re.fullmatch(r"(\d+)-(\d+)", pages)
    if range_of and len(range_of[2]) < len(range_of[1]):
        first, last = range_of.groups()
        return f"{first}-{first[:len(first) - len(last)]}{last}"
    return pages


def overlap(one, other):
    """The shares of the words of each text that stand in the other, too."""
    one, other = (collections.Counter(re.findall(r"\w+", text.casefold())) for text in (one, other))
    both = sum((one & other).values())
    return both / max(1, sum(one.values())), both / max(1, sum(other.values()))


def same(field, want, read, text):
    """Does a field that was read say what the entry states?"""
    if field in ("author", "editor"):
        return len(want) == len(read) and all(same_name(w, r, text) for w, r in zip(want, read))
    if field == "issued":
        return read.get("date-parts") == [want]
    if field == "etal":
        return bool(read)
    if field == "page":
        return whole_range(want) == whole_range(read)
    if field == "URL":
        return want == read
    if field == "abstract":
        return min(overlap(want, read)) >= 0.9
    return fold(want) == fold(read)


class Counts:
    """Right, false and missed readings of one field."""

    def __init__(self):
        self.right = self.false = self.missed = 0

    def add(self, other):
        self.right += other.right
        self.false += other.false
        self.missed += other.missed

    def numbers(self):
        """Precision, recall and F1, in hundredths; None where nothing was wanted or read."""
        read, wanted = self.right + self.false, self.right + self.missed
        if not read and not wanted:
            return None, None, None
        return (100 * self.right / read if read else None, 100 * self.right / wanted if wanted else None,
                200 * self.right / (read + wanted))


def read_of(record, field):
    return record.get("custom", {}).get(field) if field in ("etal", "section") else record.get(field)


def pairs(wanted, read):
    """Which of the titles wanted and read belong together, in their order: {index: index}.

    The sum of the likenesses is the greatest that keeps the order; titles less alike than half stay alone.
    """
    alike = lambda one, other: (lambda p, r: 2 * p * r / (p + r) if p + r else 0)(*overlap(one, other))
    best = [[(0.0, None)] * (len(read) + 1) for _ in range(len(wanted) + 1)]
    for i in reversed(range(len(wanted))):
        for j in reversed(range(len(read))):
            likeness = alike(wanted[i], read[j])
            choices = [(best[i + 1][j][0], (1, 0)), (best[i][j + 1][0], (0, 1))]
            if likeness >= 0.5:
                choices.append((best[i + 1][j + 1][0] + likeness, (1, 1)))
            best[i][j] = max(choices)
    found, i, j = {}, 0, 0
    while best[i][j][1]:
        down, right = best[i][j][1]
        if down and right:
            found[i] = j
        i, j = i + down, j + right
    return found


def compare(want, record, text, counts, fields=FIELDS + FURTHER):
    """Counts one entry into counts[field]; gives the differences [(field, wanted, read)]."""
    differences = []
    for field in fields:
        wanted, read = want.get(field), read_of(record, field)
        if wanted is ANY or (not wanted and not read):
            continue
        if wanted and read and same(field, wanted, read, text):
            counts[field].right += 1
            continue
        counts[field].false += bool(read)
        counts[field].missed += bool(wanted)
        differences.append((field, wanted, read))
    return differences

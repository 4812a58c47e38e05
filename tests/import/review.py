#!/usr/bin/env python3
"""Review pages do in a browser what a person wants of them: a page is worked on from its opening to the file of
corrections, which is compared line by line, fields are filled from the page's own words; hostile records run nothing and lose nothing; a validator and axe-core
find no fault; in thousands of entries people move about as in ten."""

import json
import pathlib
import subprocess
import tempfile

import readers
from readers import check

import effort


ROOT = readers.HERE.parent.parent
# The validator does not compare sums (the browser does), nor know a property that only some browsers do; and its guess
# at the language of made-up texts differs from run to run.
HARMLESS = ("This document appears to be written in", "Text run is not in Unicode Normalization Form C", "CSS: “field-sizing”",
            "Inline style violates Content Security Policy", "Inline script violates Content Security Policy")
MANY, HOSTILE, LONG = effort.amount((2000, 68, 100_000), (10_000, 200, 1_000_000))
HEAD = {"refmill": "corrections", "version": 1, "page": "bread.html"}


def record(identifier, title, lines, evidence=None, **fields):
    custom = {"section": "Bread", **fields.pop("custom", {}), "place": {"page": "bread.html", "line": 10}, "text": lines,
              "evidence": evidence or {"title": [place(0, 0, len(title))]}, "schema": "1"}
    return {"id": identifier, "type": fields.pop("type", "book"), "title": title, **fields, "custom": custom}


def place(line, start, end, confidence=0.95):
    return {"line": line, "from": start, "to": end, "rule": "names", "confidence": confidence}


def identity(one):
    return {name: value for name, value in (("id", one["id"]), ("title", one["title"]), ("URL", one.get("URL")),
                                            ("text", one["custom"]["text"])) if value is not None}


RYE = record("hall2003rye", "Rye Loaves", ["Rye Loaves", "🥖𝔸 by Hall, Edith (2003)"],
             {"title": [place(0, 0, 10)], "author": [place(1, 6, 17, 0.6)], "issued": [place(1, 19, 23)]},
             author=[{"family": "Hall", "given": "Edith"}], issued={"date-parts": [[2003]]}, URL="https://example.org/rye")
SOUR = record("ndsour", "Sourdough", ["Sourdough", "Map: click here"], custom={"links": [
    {"label": "click here", "href": "https://example.org/map", "lead": "Map:"}]}, URL="https://example.org/sour")
OVENS = record("ndovens", "Ovens", ["Ovens"])
BROKEN = record("ndbroken", "Broken", ["Broken"], URL="https://example.org/broken", abstract="A title that")
HALF = record("ndhalf", "on Two Lines", ["on Two Lines", "Ends here."], URL="https://example.org/half", publisher="Mill Press",
              custom={"lead": "More:"})
TWO = record("marlowe1999two", "Two in One", ["Two in One", "Marlowe, E. (1999) On towns. Millers of the Vale", "Of mills."],
             {"title": [place(0, 0, 10)], "author": [place(1, 0, 11)], "issued": [place(1, 13, 17)],
              "abstract": [place(1, 19, 48), place(2, 0, 9)]},
             author=[{"family": "Marlowe", "given": "E."}], issued={"date-parts": [[1999]]},
             abstract="On towns. Millers of the Vale\n\nOf mills.")
ADVERT = record("ndadvertisement", "Advertisement", ["Advertisement"])
BREAD = [RYE, SOUR, OVENS, BROKEN, HALF, TWO, ADVERT]
BREAD[0]["custom"]["source"] = {"title": "Bread", "url": "https://example.org/bread.html"}

RYE_LINE = {"entry": identity(RYE),
            "was": {"title": "Rye Loaves", "author": [{"family": "Hall", "given": "Edith"}], "issued": {"date-parts": [[2003]]}},
            "set": {"title": "Rye Loaves of the North", "author": [{"literal": "Edith Hall"}], "issued": {"date-parts": [[2004, 3]]}}}
SPLIT_LINE = {"entry": identity(TWO), "split": [
    {"type": "book", "title": "Two in One", "author": TWO["author"], "issued": TWO["issued"], "abstract": "On towns."},
    {"type": "book", "title": "Millers of the Vale", "abstract": "Of mills."}]}
DROP_LINE = {"entry": identity(ADVERT), "drop": True}
CORRECTIONS = [
    HEAD, RYE_LINE,
    {"entry": identity(SOUR), "was": {"custom.links": SOUR["custom"]["links"]},
     "set": {"custom.links": [{**SOUR["custom"]["links"][0], "label": "a map"}]}},
    {"entry": identity(BROKEN), "with": [identity(HALF)],
     "was": {"abstract": "A title that", "publisher": None, "custom.lead": None, "custom.links": None},
     "set": {"abstract": "A title that\n\non Two Lines", "publisher": "Mill Press", "custom.lead": "More:",
             "custom.links": [{"label": "on Two Lines", "href": "https://example.org/half", "lead": "More:"}]}},
    SPLIT_LINE, DROP_LINE,
    {"after": identity(TWO), "add": {"type": "document", "title": "Cakes"}}]


def written(folder, name, records):
    path = pathlib.Path(folder, f"{name}.records.jsonl")
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in records), encoding="utf-8")
    page = pathlib.Path(folder, f"{name}.review.html")
    page.write_bytes(readers.written("to-review", path))
    return str(page)


def browsed(what, *pages):
    done = subprocess.run(["node", readers.HERE / "review.mjs", what, *pages], stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout)


def check_quiet(where, seen):
    for name in ("errors", "requests", "violations"):
        check(f"{where}: {name}", seen.get(name, []), [])


def lines_of(file):
    return [json.loads(line) for line in file["text"].split("\n")[:-1]]


def check_file(where, file, wanted):
    check(f"{where}: name", file["name"], "bread.corrections.jsonl")
    check(f"{where}: end", file["text"][-1:], "\n")
    got = lines_of(file)
    check(f"{where}: number of lines", len(got), len(wanted))
    for n, (one, other) in enumerate(zip(got, wanted), 1):
        check(f"{where}, line {n}", one, other)


def check_correcting(folder):
    page = written(folder, "bread", BREAD)
    seen = browsed("correct", page)[page]
    check_quiet("correcting", seen)
    check("doubtful first", seen["order"][0], "1. Rye Loaves")
    check("marked", seen["marked"], ["Hall, Edith"])
    check("a year that is none", seen["invalid"], 1)
    check("split", seen["split"], ["6. Two in One", "6. Millers of the Vale"])
    check("progress", seen["progress"], "2 of 7 checked")
    check("kept", seen["kept"], ["2 of 7 checked", "2004"])
    check("searched", seen["searched"], ["1. Rye Loaves of the North"])
    check("changed", sorted(seen["changed"]), sorted([
        "1. Rye Loaves of the North", "2. Sourdough", "4 + 5. Broken", "6. Two in One", "6. Millers of the Vale",
        "7. Advertisement", "Cakes"]))
    check("warned before leaving", seen["warned"], [True, False])
    check("where the file goes", f"{folder}/." in seen["file"]["told"], True)
    check_file("corrections", seen["file"], CORRECTIONS)
    check("forgotten", seen["forgotten"], ["0 of 7 checked", 7])


def shelved(identifier, text, places, kind="chapter", **fields):
    """A record of one line, whose fields come from stretches of it."""
    evidence = {name: [place(0, text.index(words), text.index(words) + len(words))] for name, words in places.items()}
    plain = {name: words for name, words in places.items() if name not in fields}
    return record(identifier, plain.pop("title"), [text], evidence, type=kind, **plain, **fields)


OVENS_PAGE = [
    shelved("one", "Marlowe, E.: Oven and Hearth. A history of the village oven. Lower Town 72003.", {
        "author": "Marlowe, E.", "title": "Oven and Hearth", "container-title": "A history of the village oven",
        "publisher": "Lower Town 72003"}, author=[{"family": "Marlowe", "given": "E."}]),
    shelved("two", "Hall Ann/Reed, Tom: Ovens: Of the south. From clay. Lower Town 2004.", {
        "author": "Hall Ann/Reed, Tom", "title": "Ovens: Of the south", "container-title": "From clay",
        "publisher-place": "Lower Town"}, author=[{"literal": "Hall Ann/Reed, Tom"}]),
    shelved("three", "Reed, Tom: Ovens: Of the north. From brick. Upper Town 2005.", {
        "author": "Reed, Tom", "title": "Ovens: Of the north", "container-title": "From brick",
        "publisher-place": "Upper Town"}, author=[{"family": "Reed", "given": "Tom"}]),
    shelved("four", "Ash, a letter, Lower Town 22. Januar 1898. In: The Baker. Link. Smoke, by the same.", {
        "title": "Ash, a letter", "container-title": "The Baker", "publisher": "Link"})]


def set_line(one, **changes):
    return {"entry": identity(one), **{side: {name: value[n] for name, value in changes.items()} for n, side in enumerate(("was", "set"))}}


WORDS_LINES = [
    HEAD,
    set_line(OVENS_PAGE[0], **{
        "type": ("chapter", "book"), "title": ("Oven and Hearth", "Oven and Hearth. A history of the village oven"),
        "issued": (None, {"date-parts": [[2003]]}), "publisher-place": (None, "Lower Town"), "edition": (None, "7"),
        "container-title": ("A history of the village oven", None), "publisher": ("Lower Town 72003", None)}),
    set_line(OVENS_PAGE[1], **{
        "type": ("chapter", "book"), "title": ("Ovens: Of the south", "Ovens: Of the south. From clay"),
        "author": ([{"literal": "Hall Ann/Reed, Tom"}], [{"family": "Hall", "given": "Ann"}, {"family": "Reed", "given": "Tom"}]),
        "container-title": ("From clay", None)}),
    set_line(OVENS_PAGE[2], **{
        "type": ("chapter", "book"), "title": ("Ovens: Of the north", "Ovens: Of the north. From brick"),
        "container-title": ("From brick", None)}),
    {"entry": identity(OVENS_PAGE[3]), "split": [
        {"type": "article-newspaper", "title": "Ash, a letter", "container-title": "The Baker",
         "event-date": {"date-parts": [[1898, 1, 22]]}},
        {"type": "article-newspaper", "title": "Smoke, by the same."}]}]


def check_words(folder):
    page = written(folder, "bread", OVENS_PAGE)
    seen = browsed("words", page)[page]
    check_quiet("words", seen)
    check("drawn", seen["drawn"], "Oven and Hearth. A history of the village oven")
    check("said", seen["said"], "Title: Oven and Hearth. A history of the village oven. Taken out: Published in. Kind: Book.")
    check("marked by keys", [seen[name] for name in ("grown", "shrunk", "stretch")], ["Hall Ann/Reed", "Hall Ann", "Ovens: Of the south"])
    check("offered", seen["offered"].startswith("1 more entry has a “Published in” directly behind the title: join them there too?"), True)
    check("done in all", seen["done"], ["Done in 1 more: they are shown as changed. Undo takes all back.", 2])
    check("undone", seen["undone"], ["3. Ovens: Of the north"])
    check("a word", seen["word"].strip(), "Januar")
    check("split before words", seen["split"], ["4. Ash, a letter", "4. Smoke, by the same."])
    check("on to the next", seen["on"][0], "lines words")
    check_file("words", seen["file"], WORDS_LINES)


def corrected():
    """The records as corrections have made them, by a file that holds one that no longer applies, too."""
    lost = {"entry": {"id": "gone", "title": "Gone"}, "was": {"title": "Gone"}, "set": {"title": "There"}, "note": "ask Ann"}
    earlier = [{**RYE_LINE, "applied": True, "note": "by hand"}, {**SPLIT_LINE, "applied": True},
               {**DROP_LINE, "applied": True}, {**lost, "applied": False}]
    custom = {**RYE["custom"], "corrected": {"lines": [2], "was": RYE_LINE["was"]}, "corrections": earlier}
    rye = {**RYE, **RYE_LINE["set"], "custom": custom}
    parts = [{"id": f"part{n}", **part, "custom": {"text": TWO["custom"]["text"], "schema": "1", "corrected": {"lines": [3], "was": {}}}}
             for n, part in enumerate(SPLIT_LINE["split"])]
    return [rye, SOUR, OVENS, BROKEN, HALF, *parts], [{name: value for name, value in one.items() if name != "applied"} for one in earlier]


def check_correcting_again(folder):
    records, earlier = corrected()
    page = written(folder, "bread", records)
    seen = browsed("again", page)[page]
    check_quiet("again", seen)
    check_file("nothing touched", seen["untouched"], [HEAD, *earlier])
    check("earlier", [text.split(" Take")[0].split(" Remove")[0] for text in seen["earlier"]],
          ["Left out: Advertisement", "No longer applies (Title): Gone"])
    check("was", [text.split(" Put")[0] for text in seen["was"]],
          ["Corrected earlier. Read from the page: Rye Loaves", "Corrected earlier. Read from the page: Edith Hall",
           "Corrected earlier. Read from the page: 2003"])
    first, second = SPLIT_LINE["split"]
    check_file("again", seen["file"], [
        HEAD, {**RYE_LINE, "set": {**RYE_LINE["set"], "title": "Rye"}, "note": "by hand"},
        {"entry": SPLIT_LINE["entry"], "split": [first, {**second, "title": "All Millers"}]}, earlier[3]])


TRICKS = ("</script><script>window.hacked=1;alert(1)</script>", "<img src=x onerror=\"window.hacked=1;alert(1)\">",
          "<!--<script>", "]]></script><svg onload=alert(1)>", "\u2028alert(1)\u2029window.hacked=1//", "'\"><iframe src=javascript:alert(1)>",
          "\u202egnp.live\u2066x", "${alert(1)}", "{{constructor.constructor('alert(1)')()}}", "javascript:alert(1)", "__proto__",
          "</title></style></textarea></noscript><base href=//example.org><meta http-equiv=refresh content=0;url=//example.org>",
          "&lt;script&gt;alert(1)&lt;/script&gt;&#x3c;b&#x3e;", "\ufeff\ufffe\u0085\u0000 x", "\ud83d\ude00" * 40, "@RECORDS@ @SCRIPT@", "<style>*{display:none}</style>")


def check_hostile(folder):
    records = []
    for n in range(HOSTILE):
        trick = TRICKS[n % len(TRICKS)]
        text = [trick, f"a{trick}b{n}", trick * (1 + n % 3), f"{trick}\U0001f956{trick}"][n // len(TRICKS) % 4].encode("utf-16", "surrogatepass").decode("utf-16")
        links = [{"label": text, "href": f"javascript:alert(1)//{text}", "lead": text}]
        records.append({"id": f"{n}", "type": text, "title": f"{n} {text}".strip(), "author": [{"family": text, "given": text}, {"literal": text}],
                        "issued": {"literal": text}, "URL": f"javascript:alert(1)//{text}", "abstract": f"{text}\n\n{text}", text: text,
                        "custom": {"text": [text, text], "links": links, "section": text, "data": [{text: text}], "schema": "1",
                                   "evidence": {"title": [{"line": 0, "from": 0, "to": 9999, "rule": text, "confidence": 0.1}],
                                                text: [{"line": 0, "from": -1, "to": 5, "rule": text, "confidence": 0.5}, {"line": 99}]}}})
    records[0]["custom"]["source"] = {"title": TRICKS[0], "url": TRICKS[1], "introduction": TRICKS[2]}
    long = [{"id": "long", "type": "book", "title": "<b>" + "x" * LONG, "custom": {"text": ["<i>" + "word " * (LONG // 5)], "schema": "1"}}]
    pages = [written(folder, "hostile", records), written(folder, "long", long)]
    for page, seen in browsed("hostile", *pages).items():
        check_quiet(pathlib.Path(page).stem, seen)
        check(f"{page}: dialogs", seen["dialogs"], [])
        check(f"{page}: texts that are not shown", seen["lost"], [])
        check(f"{page}: elements, scripts, links, and what ran", seen["strange"], [0, 3, 0, "undefined"])
    return pages


def check_faults(folder, pages):
    check("validator", readers.validated(pages, HARMLESS), [])
    if effort.ALL:
        for page, faults in browsed("faults", *pages[:2]).items():
            check(f"{pathlib.Path(page).stem}: faults", faults, [])


def sample():
    entries = subprocess.run([readers.BIN / "refmill-scrape", ROOT / "samples/resources.html"], capture_output=True).stdout
    read = subprocess.run([readers.BIN / "refmill-normalise", "--evidence"], input=entries, capture_output=True).stdout
    return [json.loads(line) for line in read.decode().split("\n") if line]


def check_many(folder):
    records = sample()
    many = [{**records[n % len(records)], "id": f"n{n}"} for n in range(MANY)]
    page = written(folder, "many", many)
    seen = browsed("many", page)[page]
    check_quiet("many", seen)
    check("many: entries in the page at once", max(seen["inPage"]) < 30, True)
    check("many: the last one's place", seen["ends"], [MANY, MANY])
    check("many: where the keyboard is", seen["places"], [MANY, MANY, MANY - 1, MANY - 2, MANY - 1])
    check("many: stands still", seen["still"], True)
    check("many: found", seen["found"], [f"1 of {MANY} entries have these words.", 1])
    print(f"{MANY} entries: " + ", ".join(f"{what} {wait:.0f} ms" for what, wait in seen["waits"].items()))


readers.need("java", "node", "chromium")
readers.need_javascript()
with tempfile.TemporaryDirectory() as folder:
    check_correcting(folder)
    check_words(folder)
    bread = written(folder, "bread", BREAD)
    sampled = written(folder, "resources", sample())
    tricky = check_hostile(folder)
    check_correcting_again(folder)
    check_faults(folder, [bread, sampled, *tricky])
    check_many(folder)
readers.finish()

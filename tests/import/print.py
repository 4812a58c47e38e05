#!/usr/bin/env python3
"""A page printed by a browser is a booklet: numbered pages with its title above them, no address cut off or beside the
sheet, no entry torn apart, and an outline of all headings."""

import json
import pathlib
import re
import subprocess
import tempfile
import xml.etree.ElementTree as ET

import readers
from readers import check

TITLE = 'Lamps, "buoys" & <b>\\ {beacons}'
WIDTH, MARGIN = 595, 70  # A4 in points; the margins are wider
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", "--generate-pdf-document-outline")


def entry(number):
    """Addresses of all lengths, some without any place to break."""
    record = {"id": f"key{number}", "type": "report", "title": f"Entry {number} of the list of lights, revised",
              "author": [{"family": "Okafor", "given": "Ada"}], "issued": {"date-parts": [[1990 + number]]},
              "URL": f"https://www.example.org/{number}/" + "lamps-of-the-north/" * (number % 5) + "x" * (number * 9),
              "abstract": f"Begins {number}. " + "The list has every light between two capes. " * (number % 9) + f"Ends {number}.",
              "custom": {"section": f"Shore {number // 12}"}}
    if number % 3 == 0:
        record["custom"]["links"] = [{"label": f"Plan {number}", "href": f"https://www.example.org/plan?{'y' * 200}={number}"}]
    return record


def sheets(pdf):
    """The pages as lists of lines, each with where it ends to the left and right."""
    out, _ = readers.read(["mutool", "draw", "-q", "-F", "stext", pdf], b"")
    for page in ET.fromstring(out).iter("page"):
        yield [("".join(char.get("c") for char in line.iter("char")), *map(float, line.get("bbox").split()[0:3:2]))
               for line in page.iter("line")]


def squeezed(text):
    return re.sub(r"\s", "", text)


def check_sheets(lines):
    for number, page in enumerate(lines, 1):
        texts = [text.strip() for text, _, _ in page]
        check(f"page {number}: its number", texts.count(f"{number} / {len(lines)}"), 1)
        check(f"page {number}: its head", texts.count(TITLE), 1)
        outside = [text for text, left, right in page if left < MARGIN or right > WIDTH - MARGIN]
        check(f"page {number}: beside the sheet", outside, [])


def check_entries(pages, given):
    """What belongs together stands on one page."""
    for record in given:
        number = record["id"].removeprefix("key")
        wanted = [record["title"], record["URL"], *record["abstract"].split(". ")[::2], f"Ends {number}.",
                  *(link["href"] for link in record["custom"].get("links", []))]
        best = max(pages, key=lambda page: sum(squeezed(text) in page for text in wanted))
        check(f"{record['id']}: not on its page", [text for text in wanted if squeezed(text) not in best], [])


readers.need("chromium", "mutool")
given = [entry(number) for number in range(36)]
with tempfile.TemporaryDirectory() as folder:
    page, pdf = pathlib.Path(folder, "page.html"), pathlib.Path(folder, "page.pdf")
    done = subprocess.run([readers.BIN / "refmill-to-html", "--title", TITLE],
                          input="".join(json.dumps(record) + "\n" for record in given).encode(), capture_output=True)
    page.write_bytes(done.stdout)
    readers.read(["chromium", *FLAGS, f"--user-data-dir={folder}/profile", f"--print-to-pdf={pdf}", page.as_uri()], b"")
    lines = list(sheets(pdf))
    check("several pages", len(lines) > 4, True)
    check_sheets(lines)
    check_entries([squeezed("".join(text for text, _, _ in page)) for page in lines], given)
    outline, _ = readers.read(["mutool", "show", pdf, "outline"], b"")
    wanted = [TITLE, *(text for number, record in enumerate(given) for text in (
        ([record["custom"]["section"]] if number % 12 == 0 else []) + [record["title"]]))]
    found = [json.loads(re.search('".*"', line)[0]) for line in outline.splitlines()]
    check("outline", list(map(squeezed, found)), list(map(squeezed, wanted)))
readers.finish()

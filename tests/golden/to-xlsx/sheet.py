"""Checks a workbook against the table that to-csv makes of the same records: sheet.py WORKBOOK TABLE.csv"""

import csv
import re
import sys
import xml.etree.ElementTree as tree
import zipfile

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
PARTS = ["[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml",
         "xl/worksheets/sheet1.xml"]


def column(place):
    number = 0
    for letter in place.rstrip("0123456789"):
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def value_of(cell):
    assert cell.get("t") == "inlineStr" and [part.tag for part in cell] == [MAIN + "is"], "a cell is no text"
    text = cell.find(f"{MAIN}is/{MAIN}t").text or ""
    return re.sub("_x([0-9A-F]{4})_", lambda escape: chr(int(escape[1], 16)), text)


def is_formula(text):
    bare = text.lstrip("'")
    return bare != "" and bare[0] in "=+-@\t\r\n"


def unguarded(cell):
    """A cell of the CSV file as a workbook has it: only behind an apostrophe of its own stands one more."""
    guarded = cell.startswith("'") and is_formula(cell) and not cell.startswith("''")
    return cell[1:] if guarded else cell


with zipfile.ZipFile(sys.argv[1]) as book:
    assert book.namelist() == PARTS and not book.testzip(), book.namelist()
    assert {part.date_time for part in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    sheet = [tree.fromstring(book.read(name)) for name in PARTS][-1]
with open(sys.argv[2], encoding="utf-8-sig", newline="") as file:
    wanted = list(csv.reader(file, strict=True))
rows = sheet.findall(f"{MAIN}sheetData/{MAIN}row")
assert len(rows) == len(wanted), (len(rows), len(wanted))
assert len(sheet.findall(f"{MAIN}cols/{MAIN}col")) == len(wanted[0])
for number, (row, values) in enumerate(zip(rows, wanted), 1):
    assert row.get("r") == str(number)
    cells = {column(cell.get("r")): cell for cell in row}
    assert {cell.get("s") for cell in row} == {"2" if number == 1 else "1"}
    for i, value in enumerate(values):
        got = value_of(cells[i]) if i in cells else ""
        assert got == unguarded(value), (number, wanted[0][i], value, got)

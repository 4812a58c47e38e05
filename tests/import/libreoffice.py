#!/usr/bin/env python3
# packages: libreoffice-calc
"""LibreOffice opens what to-csv and to-xlsx write, saves it again in other forms, and every value comes back.

No cell is a formula there, no date or leading zero is damaged; a CSV file is opened with its quoted cells as text.
"""

import json
import os
import pathlib
import subprocess
import tempfile
import xml.etree.ElementTree as tree
import zipfile

import readers
from readers import BIN, HERE, check

import effort
import made

readers.need("soffice")
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
DELICATE = [
    {"id": "0886260508", "type": "book", "title": "=1+1", "author": [{"family": "Weir", "given": "Tom"}],
     "issued": {"date-parts": [[2003, 4, 5]]}, "ISBN": "0886260508", "page": "0075", "issue": "3/4", "volume": "1-2",
     "number": "1.10", "edition": "TRUE", "note": "@SUM(A1:A9)", "keyword": "+49 30", "genre": "-1",
     "abstract": "One.\n\n=HYPERLINK(\"http://example.org\";\"x\")\n\nTwo \"quoted\"; three, four\tfive"},
    {"id": "b", "type": "treaty", "title": "'=1+1", "author": [{"literal": "Soil, Seed and Co."}, {"family": "Plato"}],
     "issued": {"date-parts": [[2001], [2003]], "circa": True}, "accessed": {"date-parts": [[2024, 5]]},
     "original-date": {"date-parts": [[1999]], "season": 2}, "event-date": {"literal": "4/5/2003"},
     "number-of-pages": "1e5", "PMID": "00123", "language": "שלום עולם", "publisher": "Núñez, e\u0301 𝒜 漢字 _x0041_",
     "custom": {"section": "A > B", "etal": True, "links": [{"label": "see [1]", "href": "https://example.org/;x"}]}},
]
LATIN = [{"id": "l", "type": "book", "title": "Über «Flüsse» – 5 €", "author": [{"family": "Núñez", "given": "José"}],
          "page": "0075", "issued": {"date-parts": [[2003, 4]]}}]
# CSV as LibreOffice reads and writes it: separator, quote, encoding, first line, columns, language, quoted cells as text
UTF_8, WINDOWS_1252, COMMA, SEMICOLON, TAB = 76, 1, 44, 59, 9
AS_TEXT = f"CSV:{COMMA},34,{UTF_8},1,,0,true"


def own(record):
    """Without what says only where the record comes from."""
    custom = {key: value for key, value in record.pop("custom", {}).items() if key in ("section", "lead", "links", "etal")}
    return record | ({"custom": custom} if custom else {})


def convert(path, kind, folder, filter_in=""):
    """Opens a file in LibreOffice and saves it as another; gives the new one."""
    out = folder / "saved"
    command = ["soffice", "--headless", "--norestore", f"-env:UserInstallation=file://{folder}/profile"]
    command += [f"--infilter={filter_in}"] if filter_in else []
    subprocess.run(command + ["--convert-to", kind, "--outdir", out, path], capture_output=True, check=True, timeout=300,
                   env={**os.environ, "HOME": str(folder)})
    return out / f"{path.stem}.{kind.partition(':')[0]}"


def back(where, path, given, *options):
    done = subprocess.run([BIN / f"refmill-from-{path.suffix[1:]}", *options, path], capture_output=True, check=False)
    said = [line for line in done.stderr.decode().splitlines() if "and is rounded" not in line]
    check(f"{where}: status", (done.returncode, said), (0, []))
    got = [own(json.loads(line)) for line in done.stdout.split(b"\n") if line]
    check(f"{where}: count", len(got), len(given))
    for one, other in zip(given, got):
        for field in sorted(one.keys() | other.keys()):
            check(f"{where}, {one['id']}: {field}", other.get(field), one.get(field))


def no_formulas(where, path):
    """As LibreOffice itself holds the table: every cell with a value is a text."""
    with zipfile.ZipFile(path) as book:
        content = tree.fromstring(book.read("content.xml"))
    cells = content.iter(f"{{{TABLE}}}table-cell")
    odd = [(cell.get(f"{{{TABLE}}}formula"), kind, "".join(cell.itertext())) for cell in cells
           for kind in [cell.get(f"{{{OFFICE}}}value-type")]
           if cell.get(f"{{{TABLE}}}formula") or kind not in (None, "string")]
    check(f"{where}: cells that are no text", odd, [])


def written(kind, records, folder, name):
    path = folder / f"{name}.{kind}"
    lines = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in records).encode()
    path.write_bytes(subprocess.run([BIN / f"refmill-to-{kind}"], input=lines, capture_output=True, check=True).stdout)
    return path


def saved_as_csv(path, folder, separator, encoding=UTF_8):
    return convert(path, f"csv:Text - txt - csv (StarCalc):{separator},34,{encoding}", folder,
                   AS_TEXT if path.suffix == ".csv" else "")


def check_all(given, folder):
    table, book = (written(kind, given, folder, "all") for kind in ("csv", "xlsx"))
    given = [own(made.wanted(one)) for one in given]
    no_formulas("xlsx", convert(book, "ods", folder))
    no_formulas("csv", convert(table, "ods", folder, AS_TEXT))
    back("xlsx again", convert(book, "xlsx", folder), given)
    back("csv as xlsx", convert(table, "xlsx", folder, AS_TEXT), given)
    for separator in effort.amount((SEMICOLON,), (COMMA, SEMICOLON, TAB)):
        for path in (book, table):
            back(f"{path.suffix} as csv with {chr(separator)!r}", saved_as_csv(path, folder, separator), given)


def check_latin(given, folder):
    """In windows-1252, which is said to be a guess unless it is given."""
    path = saved_as_csv(written("xlsx", given, folder, "latin"), folder, SEMICOLON, WINDOWS_1252)
    back("in windows-1252", path, given, "--encoding", "windows-1252")
    said = readers.read([BIN / "refmill-from-csv"], path.read_bytes())[1]
    check("in windows-1252: messages", said.count("[guessed-encoding]"), 1)


def check_damage(given, folder):
    """Opened as LibreOffice likes, cells of CSV become numbers and dates; it runs nothing, and what we see we say."""
    table = written("csv", given, folder, "damaged")
    with zipfile.ZipFile(convert(table, "ods", folder)) as book:
        check("opened without care: formulas", b"table:formula" in book.read("content.xml"), False)
    done = subprocess.run([BIN / "refmill-from-xlsx", convert(table, "xlsx", folder)], capture_output=True, check=True)
    got = [json.loads(line) for line in done.stdout.splitlines()]
    said = done.stderr.decode()
    check("opened without care: dates", [one.get("issued") for one in got], [one.get("issued") for one in given])
    check("opened without care: the encoding", "did not take the table for UTF-8" in said, True)
    check("opened without care: a long number", 'column "Number" of row 2: "9.78000000001912E+18" was' in said, True)


with tempfile.TemporaryDirectory() as temporary:
    folder = pathlib.Path(temporary)
    fixtures = [one | {"id": f"{path.stem}-{one['id']}"} for path in readers.FIXTURES for one in readers.records(path)]
    check_all(DELICATE + fixtures + made.records(effort.amount(100, 300)), folder)
    check_latin(LATIN, folder)
    check_damage([LATIN[0] | {"number": "9780000000019123456", "title": "=1+1"}], folder)
readers.finish()

#!/usr/bin/env -S python3 -B
"""A sheet of a workbook has 1,048,576 rows: records beyond them are said to be missing, once, and the workbook is whole."""
import io
import zipfile

from common import *

ROWS = 1048576
program = quick(BIN / "refmill-to-xlsx")
for beyond, status in amount([(2, INPUT)], [(0, DONE), (2, INPUT)]):
    done = run(program, given=b'{"id":"a"}\n' * (ROWS - 1 + beyond))
    expect_status(program, done, status, f"with {beyond} records more than rows")
    with zipfile.ZipFile(io.BytesIO(done.stdout)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml")
    expect(sheet.count(b"<row ") == ROWS, f"{sheet.count(b'<row ')} rows are written")
    expect(sheet.endswith(b"</sheetData></worksheet>\n"), "the sheet is cut short")
    said = [line for line in done.stderr.splitlines() if "[limit]" in line]
    expect(len(said) == (1 if beyond else 0), f"with {beyond} records too many it says {said}")
    expect(all(f"last {beyond} of {ROWS - 1 + beyond} records" in line for line in said), f"it says {said}")
finish()

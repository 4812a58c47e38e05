#!/usr/bin/env -S python3 -B
"""The same bytes in every time zone, locale and folder, on every day, from a file or a pipe."""
import os
import pathlib
import shutil
import tempfile

from common import *

ELSEWHERE = (
    {"TZ": "Asia/Tokyo", "LC_ALL": "tr_TR.UTF-8"},
    {"TZ": "America/St_Johns", "LC_ALL": "C"},
    {"TZ": "UTC", "LC_ALL": "de_DE.UTF-8", "LANG": "ar_EG.UTF-8", "COLUMNS": "20"},
)

faketime = shutil.which("faketime")
for program in filters():
    given = sample(program)
    if not given:
        continue
    usual = run(program, given=given)
    for place in ELSEWHERE:
        done = run(program, given=given, env={**os.environ, **place})
        expect(done.stdout == usual.stdout, f"{program.name}: another output with {place}")
        expect(done.stderr == usual.stderr, f"{program.name}: other messages with {place}")
    with tempfile.TemporaryDirectory() as folder:
        done = run(program, given=given, cwd=folder)
        expect(done.stdout == usual.stdout, f"{program.name}: another output in another folder")
        path = pathlib.Path(folder, "standard input")
        path.write_bytes(given)
        done = run(program, *operands(program, str(path)))
        expect(done.stdout == usual.stdout, f"{program.name}: another output from a file")
    # The sanitisers bear no library before their own, so another day comes to the released ones.
    released = RELEASE / program.name
    if faketime and released.exists():
        done = run(faketime, "2031-07-04 12:00:00", str(released), *operands(program, "-"), given=given)
        expect(done.stdout == usual.stdout, f"{program.name}: another output on another day")
if not faketime:
    print("another day was not tried: faketime is not installed")
    if ALL:
        expect(False, "faketime is missing")
finish()

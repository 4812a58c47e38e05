#!/usr/bin/env -S python3 -B
"""An input that cannot be opened: 2, its name is said, nothing is written."""
import tempfile

from common import *

for program in filters():
    for where in ("no-such-file.html", "no such folder/ä.html", tempfile.gettempdir()):
        done = run(program, where)
        expect_status(program, done, USAGE, f"with the input {where}")
        expect_quiet(program, done, f"with the input {where}")
        expect(where in done.stderr, f"{program.name}: does not name {where}: {done.stderr}")
finish()

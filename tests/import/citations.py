#!/usr/bin/env -S python3 -B
"""Citations in common styles, as citeproc writes them from made-up records, are read back: the table by style.

packages: citation-style-language-styles citation-style-language-locales
"""
import readers
from readers import *

import effort

LEAST = 93  # F1 of each field; with ten times the records it stands in tests/measure/RESULTS.md
FIELDS = ("author", "title", "issued", "container-title", "volume", "issue", "page", "publisher")

if not effort.ALL:
    readers.skip("scripts/test all runs citeproc")
measure = HERE.parent.parent / "scripts" / "measure"
done = subprocess.run([measure, "citations", "-r", "200"], capture_output=True, text=True, check=False)
print(done.stdout)
readers.check("scripts/measure", (done.returncode, done.stderr if done.returncode else ""), (0, ""))
found = dict(re.findall(r"^(\S+) +[\d.]+ +[\d.]+ +([\d.]+) +\d+ +\d+ +\d+$", done.stdout, re.M))
for field in FIELDS:
    readers.check(f"{field}: F1 {found.get(field)}, {LEAST} at least", float(found.get(field, 0)) >= LEAST, True)
readers.finish()

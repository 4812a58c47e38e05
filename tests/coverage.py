"""Sums up what gcov says (JSON, a line a file of counts) as lines and branches a source file, and in all."""

import collections
import json
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
lines = collections.defaultdict(int)
branches = collections.defaultdict(int)
for told in sys.stdin:
    for file in json.loads(told)["files"]:
        path = pathlib.Path(told and file["file"]).resolve()
        if not path.is_relative_to(ROOT) or path.relative_to(ROOT).parts[0] not in ("src", "filters"):
            continue
        name = str(path.relative_to(ROOT))
        for line in file["lines"]:
            lines[name, line["line_number"]] += line["count"]
            for number, branch in enumerate(line["branches"]):
                branches[name, line["line_number"], number] += branch["count"]


def share(counts):
    return f"{sum(map(bool, counts)):6} of {len(counts):6} {sum(map(bool, counts)) / max(len(counts), 1):7.1%}"


for name in sorted({key[0] for key in lines}) + [""]:
    of_file = [[count for key, count in counts.items() if not name or key[0] == name] for counts in (lines, branches)]
    print(f"lines {share(of_file[0])}   branches {share(of_file[1])}   {name or 'all'}")

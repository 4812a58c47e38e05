#!/usr/bin/env -S python3 -B
"""What `refmill convert` promises of files: whole or not at all, and never over another's work."""

import gzip
import json
import os
import pathlib
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from common import BIN, DRIVER as REFMILL, quick

RELEASED = quick(REFMILL)  # for what is run dozens of times
RECORDS = "page.records.jsonl"

HEAD = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Reading on slow rivers</title></head><body>
<h1>Reading on slow rivers</h1>
<p>A list for people who measure water.</p>
"""
ENTRY = """<p><strong>{title}</strong><br>
{author} ({year})<br>
{annotation}<br>
Web page: <a href="https://rivers.example.org/{slug}">click here</a></p>
"""
TAIL = "</body></html>\n"
ENTRIES = (
    ("Gauges at low water", "Ada Brook", 1998, "How to read a staff when the river hardly moves."),
    ("Silt and patience", "Tom Weir", 2001, "Twelve years beside one bend, told by its surveyor."),
    ("The ford in winter", "Ines Lake", 1987, "Why crossings freeze from the bank and not from below."),
    ("Maps of standing water", "Olaf Strand", 2004, "A catalogue of ponds with their depths and owners."),
    ("Counting eels", "Rosa Mill", 1993, "A method that needs a bucket, a lamp and a quiet night."),
)
MAIL = b"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n"
NO_ENTRY = "<!DOCTYPE html>\n<html><head><title>Moved</title></head><body><p>We moved.</p></body></html>\n"


def page(rounds=1, word=""):
    """The page as bytes; with more rounds it is longer, with another word it is another one."""
    parts = [HEAD]
    for turn in range(rounds):
        for title, author, year, annotation in ENTRIES:
            number = f", part {turn + 1}" if rounds > 1 else ""
            slug = title.lower().replace(" ", "-") + f"-{turn}"
            parts.append(ENTRY.format(title=title + number, author=author, year=year, slug=slug,
                                      annotation=f"{annotation} {word}".strip()))
    return "".join(parts + [TAIL]).encode()


def require(truth, sentence):
    if not truth:
        raise AssertionError(sentence)


def convert(folder, *words, program=REFMILL, **more):
    """Runs `refmill convert` in a folder; gives status, output and messages."""
    more = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL} | more
    done = subprocess.run([program, "convert", *words], cwd=folder, timeout=120, **more)
    return done.returncode, done.stdout, (done.stderr or b"").decode("utf-8", "replace")


def contents(folder):
    return {path.name: path.read_bytes() for path in sorted(pathlib.Path(folder).iterdir())
            if path.is_file()}


def outputs(folder):
    return {name: data for name, data in contents(folder).items() if not name.endswith(".html")}


def converted(folder, *words, program=REFMILL):
    """Converts page.html, which must succeed; gives the files that came of it."""
    status, _, said = convert(folder, "page.html", *words, program=program)
    require(status == 0, f"ended with {status}: {said}")
    return outputs(folder)


def no_temporary(folder):
    left = [name for name in os.listdir(folder) if name.startswith(".")]
    require(not left, f"left behind: {left}")


def refused(result, *words):
    status, out, said = result
    require(status == 2, f"ended with {status}, not with 2: {said}")
    require(not out, f"printed {out!r}")
    for word in words:
        require(word in said, f"does not name {word}: {said}")


def keeps_attributes(folder):
    probe = folder / "probe"
    probe.touch()
    try:
        os.setxattr(probe, "user.refmill.probe", b"x")
        return True
    except OSError:
        return False
    finally:
        probe.unlink()


def in_the_pages_own_folder(folder):
    (folder / "page.html").write_bytes(page())
    before = os.stat(folder / "page.html")
    files = converted(folder)
    after = os.stat(folder / "page.html")
    require((folder / "page.html").read_bytes() == page(), "the page has other bytes now")
    require((before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns),
            "the page was written again")
    require(RECORDS in files and len(files) > 1, f"wrote only {sorted(files)}")
    no_temporary(folder)


def records_are_five(folder):
    (folder / "page.html").write_bytes(page())
    status, out, _ = convert(folder, "page.html")
    lines = (folder / RECORDS).read_bytes().splitlines()
    titles = [json.loads(line).get("title") for line in lines]
    require(status == 0 and titles == [entry[0] for entry in ENTRIES], f"found {titles}")
    require(b"page.records.jsonl: 5 records, refmill's own form" in out, f"the summary: {out!r}")
    for name in outputs(folder):
        require(f"{name}: 5 records".encode() in out, f"the summary does not name {name}")


def more_files_when_asked(folder):
    """Those that --help lists, each named in the summary with its program and what to click."""
    (folder / "page.html").write_bytes(page())
    _, told, _ = convert(folder, "--help")
    names = re.findall(r"^  --also (to-\w+)", told.decode(), re.M)
    require("to-enw" in names and "to-ris" not in names, f"--help lists {names}")
    before = set(converted(folder))
    status, out, said = convert(folder, "page.html", *[f"--also={name}" for name in names])
    require(status == 0, f"ended with {status}: {said}")
    new = set(outputs(folder)) - before
    require(len(new) == len(names), f"{names} made {new}")
    for name in new:
        require(re.search(rf"^{re.escape(name)}: 5 records, for [^:]+: .+", out.decode(), re.M), f"{name} in {out!r}")
    for wrong in ("enw", "scrape", "from-csv"):
        refused(convert(folder, "page.html", "--also", wrong), wrong, "--help")
    refused(convert(folder, "page.html", "--also", "enw"), "the nearest: to-enw;")
    refused(convert(folder, "page.html", "--output", "out"), "the nearest: -o,")


def pages_go_together(folder):
    """One set of files, the keys in them unique; a page without entries keeps no other out."""
    (folder / "one.html").write_bytes(page())
    (folder / "two.html").write_bytes(page(word="Again."))
    (folder / "none.html").write_text(NO_ENTRY)
    status, out, said = convert(folder, "one.html", "none.html", "two.html", "--together", "both")
    require(status == 1 and "none.html" in said, f"ended with {status}: {said}")
    require(all(name.startswith("both.") for name in outputs(folder)), f"{outputs(folder)}")
    lines = (folder / "both.records.jsonl").read_bytes().splitlines()
    records = [json.loads(line) for line in lines]
    require(len({record["id"] for record in records}) == len(records) == 10, f"{len(records)} records")
    sources = [i for i, record in enumerate(records) if "source" in record["custom"]]
    require(sources == [0, 5], f"the pages begin at {sources}")
    require(b"both.ris: 10 records" in out, f"{out!r}")
    for wrong in ("", "a/b", ".hidden", "-x"):
        refused(convert(folder, "one.html", f"--together={wrong}"), "--together")


def folders_are_made(folder):
    (folder / "page.html").write_bytes(page())
    status, _, said = convert(folder, "page.html", "-o", "some/where/else")
    require(status == 0, f"ended with {status}: {said}")
    require(RECORDS in contents(folder / "some/where/else"), "the files are not there")
    require(not outputs(folder), "there are files outside of the folder")


def a_second_run_gives_the_same(folder):
    (folder / "page.html").write_bytes(page())
    first = converted(folder)
    require(converted(folder) == first, "the second run wrote other bytes or other names")


def citation_keys_stay(folder):
    """An entry that would clash with another, added above it, takes the next word of its title alone."""
    (folder / "page.html").write_bytes(page())
    before = [json.loads(line)["id"] for line in converted(folder)[RECORDS].splitlines()]
    more = ENTRY.format(title="Gauges in spate", author="Ada Brook", year=1998, slug="spate", annotation="Brown water.")
    (folder / "page.html").write_bytes(page().replace(HEAD.encode(), (HEAD + more).encode()))
    after = [json.loads(line)["id"] for line in converted(folder, "-o", ".")[RECORDS].splitlines()]
    require(after[1:] == before and before[0] == "brook1998gauges", f"{before} became {after[1:]}")
    require(after[0] == "brook1998gaugesspate", f"the new entry is {after[0]}")
    converted(folder, "-o", "elsewhere")
    keys = [json.loads(line)["id"] for line in (folder / "elsewhere" / RECORDS).read_bytes().splitlines()]
    require(keys[1] == "brook1998gaugeslow", f"without an earlier run the key is {keys[1]}")


def corrections_are_applied(folder):
    """Those beside the files, also after the page has changed; their file stays as it is."""
    (folder / "page.html").write_bytes(page())
    first = json.loads(converted(folder)[RECORDS].splitlines()[0])
    entry = {key: first[key] for key in ("id", "title", "URL")} | {"text": first["custom"]["text"]}
    lines = [{"refmill": "corrections", "version": 1, "page": "page.html"},
             {"entry": entry, "was": {"title": first["title"], "publisher": None},
              "set": {"title": "Gauges when it is dry", "publisher": "Staff Press"}}]
    kept = folder / "page.corrections.jsonl"
    kept.write_text("".join(json.dumps(line) + "\n" for line in lines))
    before = kept.read_bytes()
    more = ENTRY.format(title="Locks", author="Ada Brook", year=1999, slug="locks", annotation="How to open one.")
    for data in (page(), page(), page().replace(HEAD.encode(), (HEAD + more).encode()), page(word="Again.")):
        (folder / "page.html").write_bytes(data)
        status, out, said = convert(folder, "page.html")
        require(status == 0 and b"page.corrections.jsonl: corrections applied: 1, already so: 0, no longer" in out,
                f"ended with {status}: {out} {said}")
        found = [json.loads(line) for line in (folder / RECORDS).read_bytes().splitlines()]
        changed = [record for record in found if "corrected" in record["custom"]]
        require([record["title"] for record in changed] == ["Gauges when it is dry"], f"{changed}")
        require(changed[0]["id"] == first["id"], f"its key is {changed[0]['id']} now")
        for name in ("page.ris", "page.bib", "page.csv"):
            require(b"Gauges when it is dry" in (folder / name).read_bytes(), f"{name} lacks it")
    (folder / "page.html").write_bytes(page().replace(b"Gauges at low water", b"Dry rivers").replace(b"Ada Brook (1998)", b"X. Y (2020)")
                                       .replace(b"How to read a staff when the river hardly moves.", b"Other words altogether."))
    status, out, said = convert(folder, "page.html")
    require(status == 0 and "[correction-lost]" in said and b"no longer applying: 1" in out, f"{status}: {out} {said}")
    require(kept.read_bytes() == before and not list(folder.glob("*corrections*~*")), "the corrections were touched")
    kept.unlink()
    kept.mkdir()
    status, out, said = convert(folder, "page.html")
    require(status == 2 and not out and "page.corrections.jsonl" in said, f"ended with {status}: {said}")


def quiet_prints_nothing(folder):
    (folder / "page.html").write_bytes(page())
    status, out, _ = convert(folder, "page.html", "-q")
    require(status == 0 and out == b"", f"ended with {status}, printed {out!r}")


def children(pid):
    try:
        return [int(word) for word in
                pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def is_gone(pid):
    try:
        return pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] in "ZX"
    except OSError:
        return True


def kill_after(folder, seconds):
    """Kills the driver alone and waits, not for long, until what it had started is gone."""
    driver = subprocess.Popen([RELEASED, "convert", "-q", "page.html"], cwd=folder,
                              stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(seconds)
    driver.send_signal(signal.SIGSTOP)
    started = children(driver.pid)
    driver.kill()
    driver.wait()
    until = time.monotonic() + 5
    while not all(map(is_gone, started)):
        require(time.monotonic() < until, "a program lives on after the driver was killed")
        time.sleep(0.005)


def killed_at_any_moment(folder):
    attributes = keeps_attributes(folder)
    pages = [page(40, "Old."), page(40, "New.")]
    whole, spans = [], []
    for data in pages + pages[:1]:
        (folder / "page.html").write_bytes(data)
        start = time.monotonic()
        whole.append(converted(folder, program=RELEASED))
        spans.append(time.monotonic() - start)
    for moment in range(20):
        (folder / "page.html").write_bytes(pages[moment % 2])
        kill_after(folder, min(spans) * (moment + 0.5) / 19)
        now = outputs(folder)
        if not attributes:
            now = {name: data for name, data in now.items() if not name.endswith("~")}
        require(now in whole[:2], f"killed at moment {moment}: neither the old files nor the new "
                f"ones: { {name: len(data) for name, data in now.items()} }")


def killed_before_any_file(folder):
    (folder / "page.html").write_bytes(page(40))
    start = time.monotonic()
    whole = converted(folder, program=RELEASED)
    span = time.monotonic() - start
    for moment in range(10):
        for name in outputs(folder):
            (folder / name).unlink()
        kill_after(folder, span * (moment + 0.5) / 10)
        require(outputs(folder) in ({}, whole), f"killed at moment {moment}: {os.listdir(folder)}")


def leftovers_are_removed(folder):
    (folder / "page.html").write_bytes(page())
    ended = subprocess.Popen(["true"])
    ended.wait()
    old, living = f".refmill-{ended.pid}-0.tmp", f".refmill-{os.getpid()}-0.tmp"
    other = ".refmill-notes"
    for name in (old, living, other):
        (folder / name).write_bytes(b"half")
    converted(folder)
    names = os.listdir(folder)
    require(old not in names, "the temporary of a dead process is still there")
    require(living in names, "the temporary of a living process was removed")
    require(other in names, "a file of another name was removed")


def the_same_stem_is_refused(folder):
    for name in ("one", "two"):
        (folder / name).mkdir()
        (folder / name / "page.html").write_bytes(page())
    refused(convert(folder, "one/page.html", "two/page.html"), "one/page.html", "two/page.html", "-o")
    (folder / "one" / "page.htm").write_bytes(page())
    refused(convert(folder, "one/page.html", "one/page.htm"), "one/page.htm")
    require(not contents(folder), f"wrote {sorted(contents(folder))}")


def output_over_input_is_refused(folder):
    (folder / "page.html").write_bytes(page())
    (folder / RECORDS).write_bytes(page())
    refused(convert(folder, "page.html", RECORDS), RECORDS)
    require((folder / RECORDS).read_bytes() == page(), "the page was written over")
    (folder / RECORDS).unlink()
    os.link(folder / "page.html", folder / RECORDS)
    refused(convert(folder, "page.html"), RECORDS)
    (folder / RECORDS).unlink()
    os.symlink("page.html", folder / RECORDS)
    refused(convert(folder, "page.html", "-o", str(folder)), RECORDS)
    require((folder / "page.html").read_bytes() == page(), "the page was written over")


def no_page_is_refused(folder):
    (folder / "page.html").write_bytes(page())
    (folder / "shelf").mkdir()
    refused(convert(folder, "page.html", "missing.html", "-o", "out"), "missing.html")
    refused(convert(folder, "page.html", "shelf", "-o", "out"), "shelf", "folder")
    refused(convert(folder, "http://example.org/a.html", "-o", "out"), "address", "Save Page As")
    refused(convert(folder, "page.html", "out/"), "out/", "-o")
    refused(convert(folder, "-", "-o", "out"), "file")
    refused(convert(folder, "-o", "out"), "PAGE")
    refused(convert(folder, "page.html", "-o", "page.html"), "page.html")
    require(not (folder / "out").exists(), "the folder was made")


def options_are_checked(folder):
    (folder / "page.html").write_bytes(page())
    refused(convert(folder, "page.html", "--colour"), "--colour")
    refused(convert(folder, "page.html", "-x"), "-x")
    refused(convert(folder, "page.html", "-o"), "-o")
    refused(convert(folder, "page.html", "--url"), "--url")
    require(not outputs(folder), "wrote something")


def others_work_is_kept(folder):
    (folder / "page.html").write_bytes(page())
    first = converted(folder)
    target = folder / RECORDS
    for number, kept in enumerate((RECORDS + "~", RECORDS + ".~2~", RECORDS + ".~3~")):
        edited = first[RECORDS] + b"edit %d\n" % number
        target.write_bytes(edited)
        status, out, said = convert(folder, "page.html")
        require(status == 0, f"ended with {status}: {said}")
        require((folder / kept).read_bytes() == edited, f"{kept} does not hold what was there")
        require(kept.encode() in out, f"the summary does not name {kept}: {out!r}")
        require(target.read_bytes() == first[RECORDS], "the file was not written anew")
    target.write_bytes(b"edit 4\n")
    _, out, said = convert(folder, "page.html", "-q")
    require(out == b"" and RECORDS + ".~4~" in said, f"-q does not name what was kept: {said}")
    target.write_bytes(edited)
    converted(folder)
    require(not (folder / (RECORDS + ".~5~")).exists(), "the same bytes were kept twice")
    no_temporary(folder)


def the_same_bytes_are_not_kept(folder):
    (folder / "page.html").write_bytes(page())
    first = converted(folder)
    for name, data in first.items():
        (folder / name).unlink()
        (folder / name).write_bytes(data)
    require(converted(folder) == first, "other files are there now")


def the_last_runs_work_is_replaced(folder):
    if not keeps_attributes(folder):
        return "this file system has no extended attributes"
    (folder / "page.html").write_bytes(page(1, "Old."))
    old = converted(folder)
    (folder / "page.html").write_bytes(page(1, "New."))
    new = converted(folder)
    require(sorted(new) == sorted(old), f"more files: {sorted(new)}")
    require(new[RECORDS] != old[RECORDS], "the records are the old ones")


def links_are_kept(folder):
    (folder / "page.html").write_bytes(page())
    (folder / "mine").mkdir()
    (folder / "mine" / "notes").write_bytes(b"my notes\n")
    os.symlink("mine/notes", folder / RECORDS)
    converted(folder)
    require((folder / "mine" / "notes").read_bytes() == b"my notes\n", "written through a link")
    require(os.readlink(folder / (RECORDS + "~")) == "mine/notes", "the link was not kept")


def permissions_stay(folder):
    (folder / "page.html").write_bytes(page(1, "Old."))
    converted(folder)
    os.chmod(folder / RECORDS, 0o600)
    (folder / "page.html").write_bytes(page(1, "New."))
    converted(folder)
    require(os.stat(folder / RECORDS).st_mode & 0o777 == 0o600, "others may read it now")


def nothing_changed(folder, old, result):
    status, out, said = result
    require(status == 3, f"ended with {status}, not with 3: {said}")
    require("nothing was written" in said, f"does not say so: {said}")
    require(not out, f"a summary of nothing: {out!r}")
    require(outputs(folder) == old, f"the old files were touched: {sorted(outputs(folder))}")
    no_temporary(folder)


def a_file_may_not_grow(folder):
    (folder / "page.html").write_bytes(page())
    old = converted(folder)
    (folder / "page.html").write_bytes(page(20))
    small = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
    nothing_changed(folder, old, convert(folder, "page.html", preexec_fn=small))


def the_disk_is_full(folder):
    disk = folder / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=384k", "tmpfs", disk],
                             capture_output=True, check=False)
    if mounted.returncode:
        return "no small disk can be mounted here"
    try:
        (folder / "page.html").write_bytes(page())
        status, _, said = convert(folder, "page.html", "-o", "disk")
        require(status == 0, f"ended with {status}: {said}")
        old = outputs(disk)
        (folder / "page.html").write_bytes(page(400))
        nothing_changed(disk, old, convert(folder, "page.html", "-o", "disk"))
    finally:
        subprocess.run(["umount", disk], check=True)
    return None


def standard_output_fails(folder):
    (folder / "page.html").write_bytes(page())
    whole = converted(folder)
    shut = lambda: os.close(1)
    status, _, said = convert(folder, "page.html", "-o", "shut", preexec_fn=shut)
    require(status == 3, f"closed: ended with {status}: {said}")
    require(outputs(folder / "shut") == whole, "closed: the files are not whole")
    with open("/dev/full", "wb") as full:
        status, _, said = convert(folder, "page.html", "-o", "full", stdout=full)
    require(status == 3, f"full: ended with {status}: {said}")
    require(outputs(folder / "full") == whole, "full: the files are not whole")
    read, write = os.pipe()
    os.close(read)
    status, _, said = convert(folder, "page.html", "-o", "pipe", stdout=write)
    os.close(write)
    require(status == -signal.SIGPIPE, f"a closed pipe: ended with {status}: {said}")
    require(outputs(folder / "pipe") == whole, "a closed pipe: the files are not whole")


def a_page_without_entries(folder):
    (folder / "page.html").write_bytes(page())
    old = converted(folder)
    (folder / "page.html").write_text(NO_ENTRY)
    status, out, said = convert(folder, "page.html")
    require(status == 1, f"ended with {status}, not with 1: {said}")
    require("nothing was written" in said and not out, f"does not say so: {said}")
    require("refmill-to-" not in said, f"the makers speak of what they did not get: {said}")
    require(outputs(folder) == old, "the old files were touched")
    status, _, _ = convert(folder, "page.html", "-o", "new")
    require(status == 1 and not contents(folder / "new"), "something was written")
    no_temporary(folder)


def one_failure_does_not_stop_the_rest(folder):
    (folder / "empty.html").write_text(NO_ENTRY)
    (folder / "page.html").write_bytes(page())
    status, _, said = convert(folder, "empty.html", "page.html")
    require(status == 1, f"ended with {status}: {said}")
    require(RECORDS in contents(folder), "the second page was not converted")
    require(not any(name.startswith("empty.") for name in outputs(folder)), "the first one was")


def names_of_all_kinds(folder):
    (folder / "page.html").write_bytes(page())
    converted(folder, "-o", "plain", program=RELEASED)
    whole = outputs(folder / "plain")
    for stem in ("two words", "quote\"'s $HOME `x` *", "-x", "\u00dcb\u00e9r \u2013 \u7814\u7a76", ".hidden",
                 "percent %s %n", "two.dots", "page.records"):
        (folder / f"{stem}.html").write_bytes(page())
        status, _, said = convert(folder, "-o", "out", "--", f"{stem}.html", program=RELEASED)
        require(status == 0, f"{stem}: ended with {status}: {said}")
        names = {stem + name.removeprefix("page") for name in whole}
        require(names == set(outputs(folder / "out")), f"{stem}: {sorted(outputs(folder / 'out'))}")
        shutil.rmtree(folder / "out")
    for kept, given in (("page.html.gz", gzip.compress(page())), ("page.mhtml", MAIL + page())):
        (folder / kept).write_bytes(given)
        status, _, said = convert(folder, kept, "-o", "kept", program=RELEASED)
        require(status == 0, f"{kept}: ended with {status}: {said}")
        require(set(outputs(folder / "kept")) == set(whole), f"{kept}: {sorted(outputs(folder / 'kept'))}")
        shutil.rmtree(folder / "kept")
    status, _, said = convert(folder, "./-x.html", "-oout", program=RELEASED)
    require(status == 0, f"./-x.html: ended with {status}: {said}")
    require("-x.records.jsonl" in contents(folder / "out"), "./-x.html: no records")


def with_programs(folder, **scripts):
    """A copy of the driver with the programs beside it, and makers written here."""
    bin_ = folder / "bin"
    bin_.mkdir()
    shutil.copy(REFMILL, bin_ / "refmill")
    for path in BIN.glob("refmill-*"):
        (bin_ / path.name).symlink_to(path)
    for name, body in scripts.items():
        card = {"name": f"to-{name}", "purpose": "for a test", "reads": "records",
                "writes": "format", "suffix": f".{name}", "unasked": True,
                "for_program": "tests", "click": "Here"}
        script = bin_ / f"refmill-to-{name}"
        script.write_text(f"#!/bin/sh\n[ \"$1\" = --card ] && echo '{json.dumps(card)}' && exit\n{body}\n")
        script.chmod(0o755)
    return bin_ / "refmill"


def a_maker_dropped_in(folder):
    program = with_programs(folder, lines="wc -l", early="exec echo done")
    (folder / "page.html").write_bytes(page(100))
    status, out, said = convert(folder, "page.html", program=program)
    require(status == 0, f"ended with {status}: {said}")
    require((folder / "page.lines").read_bytes().strip() == b"500", "it was not fed all records")
    require((folder / "page.early").read_bytes() == b"done\n", "what ended early is missing")
    require(b"page.lines: 500 records, for tests: Here\n" in out, f"the summary: {out!r}")


def a_maker_that_fails(folder):
    (folder / "page.html").write_bytes(page())
    old = converted(folder)
    (folder / "page.html").write_bytes(page(2))
    for number, (body, why) in enumerate((("cat; exit 3", "status 3"), ("kill -9 $$", "signal"))):
        where = folder / str(number)
        where.mkdir()
        program = with_programs(where, bad=body)
        result = convert(folder, "page.html", program=program)
        require("refmill-to-bad" in result[2] and why in result[2], f"does not tell why: {result[2]}")
        nothing_changed(folder, old, result)


def messages_are_sorted(folder):
    say = 'for l in note error warning note; do echo "refmill-to-%s: a: $l: %s [y]" >&2; done; echo "%s: b [c]" >&2; cat'
    program = with_programs(folder, zza=say % ("zza", "x", "refmill-to-zza"), zzb=say % ("zzb", "z", "refmill-to-zzb"))
    (folder / "page.html").write_bytes(page())
    _, _, said = convert(folder, "page.html", program=program)
    lines = [line for line in said.splitlines() if "to-zz" in line]
    wanted = [f"refmill-to-{name}: a: {level}: {what} [y]" for level in ("error", "warning", "note")
              for name, what in (("zza", "x"), ("zzb", "z"))]
    wanted.insert(1, "refmill-to-zza: b [c]")  # said by both, without a level
    require(lines == wanted, f"not in order: {lines}")


def names_are_guessed(folder):
    done = subprocess.run([REFMILL, "scrap"], cwd=folder, capture_output=True, check=False)
    refused((done.returncode, done.stdout, done.stderr.decode()), "scrape")
    done = subprocess.run([REFMILL, "convrt"], cwd=folder, capture_output=True, check=False)
    refused((done.returncode, done.stdout, done.stderr.decode()), "convert")
    done = subprocess.run([REFMILL, "rules"], cwd=folder, capture_output=True, check=False)
    refused((done.returncode, done.stdout, done.stderr.decode()), "refmill help rules")
    done = subprocess.run([REFMILL, "../../bin/sh"], cwd=folder, capture_output=True, check=False)
    refused((done.returncode, done.stdout, done.stderr.decode()))


def programs_are_run_and_listed(folder):
    done = subprocess.run([REFMILL, "normalise", "--version"], capture_output=True, check=False)
    direct = subprocess.run([BIN / "refmill-normalise", "--version"], capture_output=True, check=False)
    require((done.returncode, done.stdout) == (0, direct.stdout), f"{done}")
    listed = subprocess.run([REFMILL], cwd=folder, capture_output=True, check=False).stdout
    for path in BIN.glob("refmill-*"):
        require(f"  {path.name.removeprefix('refmill-')} ".encode() in listed, f"no {path.name}")


def a_middle_that_fails(folder):
    program = with_programs(folder)
    (program.parent / "refmill-normalise").unlink()
    (program.parent / "refmill-normalise").write_text("#!/bin/sh\nexit 2\n")
    (program.parent / "refmill-normalise").chmod(0o755)
    (folder / "page.html").write_bytes(page(400))
    status, _, said = convert(folder, "page.html", program=program)
    require(status == 2, f"ended with {status}, not with the status of what failed: {said}")
    require("refmill-normalise ended with status 2" in said, f"does not tell why: {said}")
    require(not outputs(folder), "wrote something")


CHECKS = (
    in_the_pages_own_folder, records_are_five, more_files_when_asked, pages_go_together, folders_are_made, a_second_run_gives_the_same,
    citation_keys_stay, corrections_are_applied, quiet_prints_nothing, killed_at_any_moment, killed_before_any_file, leftovers_are_removed,
    the_same_stem_is_refused, output_over_input_is_refused, no_page_is_refused, options_are_checked,
    others_work_is_kept, the_same_bytes_are_not_kept, the_last_runs_work_is_replaced, links_are_kept,
    permissions_stay, a_file_may_not_grow, the_disk_is_full, standard_output_fails,
    a_page_without_entries, one_failure_does_not_stop_the_rest, names_of_all_kinds,
    a_maker_dropped_in, a_maker_that_fails, a_middle_that_fails, messages_are_sorted, names_are_guessed,
    programs_are_run_and_listed,
)


def main():
    failed = 0
    for check in CHECKS:
        name = check.__name__.replace("_", " ")
        with tempfile.TemporaryDirectory() as folder:
            try:
                skipped = check(pathlib.Path(folder).resolve())
                print(f"ok {name}" + (f" (not tried: {skipped})" if skipped else ""))
            except (AssertionError, OSError, ValueError, subprocess.SubprocessError) as why:
                print(f"FAIL {name}: {why}")
                failed += 1
    sys.exit(1 if failed else 0)


main()

#!/usr/bin/env -S python3 -B
"""Lines that drive searches to their worst: one mark or word over and over costs no more than a few seconds."""
import concurrent.futures
import html
import resource

from common import *

SIZE, SECONDS = 50_000, 10  # bytes of a line, and of processor time
LINES = (", ", "; ", ". ", ".", ": ", "/", "(", "[", "“", "« ", "1", "12-34, ", "pp. 1 ", "vol. 1, no. 2, ", "10.1/a ",
         "http://a.b/ ", "and ", "A, B; ", "Smith, J., ", ", Jr.", "et al. ", "(ed.) ", "In: ", "“a” ", '"a" ', "ABC ",
         "a ", "a", "1999 ", "(1999) ", "A. B. ", "- ")
AROUND = ("{}", "Smith, J. (1999). {}. Journal, 1(2), 3-4.")


def limited():
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def run_limited(program, *args, given):
    return run(quick(BIN / f"refmill-{program}"), *args, given=given, seconds=600, preexec_fn=limited)


def check(program, given, where, words):
    done = run_limited(program, given=given)
    expect(done.returncode == DONE, f"{program} with {where}: ended with {done.returncode}; {SECONDS} s are allowed")
    expect(words in done.stdout, f"{program} with {where}: the words around it are missing")


def try_unit(unit):
    for around in AROUND:
        text = around.format(unit * (SIZE // len(unit)))
        where = f"{SIZE} bytes of {unit!r} in {around!r}"
        usual = {"place": {"page": "p", "line": 1}, "section": []}
        lines = ("Dunn, E. (2001). Garden walls. Leeds: Press.", text)
        entries = "".join(json.dumps({**usual, "lines": [{"text": line}]}) + "\n" for line in lines)
        check("normalise", entries.encode(), where, b"Garden walls")
        items = [f"Dunn, E. ({year}). <i>Garden walls of {year}</i>. Leeds: Press." for year in range(1990, 1996)]
        page = "<ul>" + "".join(f"<li>{item}</li>\n" for item in (*items, html.escape(text))) + "</ul>"
        check("scrape", page.encode(), where, b"Garden walls of 1995")


with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
    list(pool.map(try_unit, LINES[:: amount(4, 1)]))
# A search that is given up is told as a limit, and every entry is still a record.
entries = run_limited("scrape", given=sample(BIN / "refmill-scrape")).stdout
done = run_limited("normalise", "--max-steps", "3", given=entries)
given_up = done.returncode == INPUT and "[limit]" in done.stderr
expect(given_up, f"normalise --max-steps 3: {done.returncode}\n{done.stderr}")
expect(done.stdout.count(b"\n") == entries.count(b"\n"), "normalise --max-steps 3: not every entry is a record")
finish()

#!/usr/bin/env -S python3 -B
"""Times scrape and normalise on pages of up to 100,000 entries; the seconds are those of this machine."""

import argparse
import os
import subprocess
import tempfile

import pages
import programs

LAYOUTS = {"ol": "year-behind-names", "annotated-paragraphs": "own"}


def timed(name, given):
    """What a program writes and the seconds of processor time it took."""
    with tempfile.TemporaryFile() as page, tempfile.TemporaryFile() as out:
        page.write(given)
        page.seek(0)
        path = programs.folder() / f"refmill-{name}"
        program = subprocess.Popen([path], stdin=page, stdout=out, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(program.pid, 0)
        program.returncode = os.waitstatus_to_exitcode(status)
        assert program.returncode in (0, 1), f"{name} ended with {program.returncode}"
        out.seek(0)
        return out.read(), usage.ru_utime + usage.ru_stime


def main():
    parser = argparse.ArgumentParser(prog="scripts/measure time", description=__doc__)
    parser.add_argument("-m", metavar="N", type=int, default=100_000, help="entries of the largest page [100000]")
    most = parser.parse_args().m
    print(f"{'layout':24}{'entries':>9}{'program':>11}{'seconds':>9}{'ms/entry':>10}")
    for layout, style in LAYOUTS.items():
        for count in (size for size in (1_000, 10_000, 100_000) if size <= most):
            page = pages.Page(f"long {layout}", "", layout, style, "en")
            page.add_entries(pages.cited_here, count)
            flow = page.write().bytes
            for name in ("scrape", "normalise"):
                flow, seconds = timed(name, flow)
                each = 1000 * seconds / count
                print(f"{layout:24}{count:9}{name:>11}{seconds:9.2f}{each:10.3f}", flush=True)


if __name__ == "__main__":
    main()

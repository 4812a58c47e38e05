"""Runs the programs that are measured."""

import contextlib
import json
import os
import pathlib
import shutil
import subprocess
import tempfile

BUILT = pathlib.Path(__file__).resolve().parent.parent.parent / "build" / "bin"
# The folder of programs: what users have, where the caller does not say another one.
_folder = pathlib.Path(os.environ.get("REFMILL_RELEASE_BIN", BUILT))


@contextlib.contextmanager
def copied():
    """The programs are copied meanwhile, so that a build does not disturb."""
    global _folder
    before = _folder
    with tempfile.TemporaryDirectory() as copies:
        for name in ("refmill-scrape", "refmill-normalise"):
            shutil.copy(before / name, copies)
        _folder = pathlib.Path(copies)
        try:
            yield
        finally:
            _folder = before


def folder():
    return _folder


def run(name, given, *options):
    """What a program writes; a status other than 0 and 1 is an error."""
    done = subprocess.run([_folder / f"refmill-{name}", *options], input=given, capture_output=True, check=False)
    if done.returncode not in (0, 1):
        raise RuntimeError(f"{name} ended with {done.returncode}: {done.stderr.decode()}")
    return done.stdout


def read(page, *options):
    """The records that refmill reads in a page, given in bytes; options are normalise's."""
    flow = run("normalise", run("scrape", page), *options)
    return [json.loads(line) for line in flow.decode().splitlines()]

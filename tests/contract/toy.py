#!/usr/bin/env -S python3 -B
"""A new output costs its own files alone: a toy filter is dropped in, works, and leaves no trace."""
import os
import pathlib
import shutil
import tempfile

from common import *

SOURCE = r"""/* Writes a line a record: its key, a tab, its title. */
#include "frame/filter.h"

static void put(struct job *job, struct record *record) {
    buf_put(job->out, record_take(record, FIELD_ID));
    buf_char(job->out, '\t');
    buf_put(job->out, record_take(record, FIELD_TITLE));
    buf_char(job->out, '\n');
}

static void run(struct job *job) {
    struct record record;
    while (read_record(job, &record))
        put(job, &record);
}

static const struct card card = {
    .name = "to-toy",
    .purpose = "write keys and titles",
    .reads = FLOW_RECORDS,
    .writes = FLOW_FORMAT,
    .suffix = ".toy",
    .media_type = "text/plain",
};

int main(int argc, char **argv) {
    return filter_main(&card, run, argc, argv);
}
"""
MANUAL = """.Dd January 1, 2026
.Dt REFMILL-TO-TOY 1
.Os
.Sh NAME
.Nm refmill-to-toy
.Nd write keys and titles
.Sh SYNOPSIS
.Nm
.Op Ar file
.Sh DESCRIPTION
Writes a line a record.
"""
GIVEN = '{"id":"a","title":"One"}\n{"id":"b","title":"Zwei"}\n'
WANTED = "a\tOne\nb\tZwei\n"
FILES = {
    "filters/to-toy.c": SOURCE,
    "filters/to-toy.1": MANUAL,
    "tests/golden/to-toy/two.in": GIVEN,
    "tests/golden/to-toy/two.out": WANTED,
}


def copy_of_the_tree(folder):
    """The tree without what was built; only the golden cases of the tests."""
    tree = pathlib.Path(folder, "tree")
    ignore = shutil.ignore_patterns("build*", ".git", "node_modules", "__pycache__", "samples", "unit", "import")
    shutil.copytree(ROOT, tree, ignore=ignore, symlinks=True)
    return tree


def state(tree):
    """Every file outside the build folder with its bytes."""
    return {str(path.relative_to(tree)): path.read_bytes() for path in sorted(tree.rglob("*"))
            if path.is_file() and "build" not in path.relative_to(tree).parts[0]}


def build(tree):
    done = run("cmake", "--build", "build", "-j", str(os.cpu_count() or 2), cwd=tree)
    return expect(done.returncode == 0, f"the tree does not build: {done.stdout.decode()[-3000:]}")


with tempfile.TemporaryDirectory() as folder:
    tree = copy_of_the_tree(folder)
    toy = tree / "build" / "bin" / "refmill-to-toy"
    ninja = ["-G", "Ninja"] if shutil.which("ninja") else []
    configured = run("cmake", "-S", ".", "-B", "build", *ninja, "-DCMAKE_BUILD_TYPE=Debug", cwd=tree)
    expect(configured.returncode == 0, configured.stderr)
    build(tree)
    before = state(tree)
    for path, text in FILES.items():
        (tree / path).parent.mkdir(parents=True, exist_ok=True)
        (tree / path).write_text(text, encoding="utf-8")
    if build(tree):
        done = run(tree / "build" / "bin" / "refmill", "to-toy", given=GIVEN.encode())
        expect(done.stdout.decode() == WANTED, f"refmill to-toy: {done.stdout!r} {done.stderr}")
        expect(done.returncode == 0, f"refmill to-toy: ended with {done.returncode}")
        golden = run("python3", "-B", str(tree / "tests" / "run.py"), "golden", "to-toy",
                     env={**os.environ, "REFMILL_BIN": str(tree / "build" / "bin")})
        expect(golden.stdout.endswith(b"\n1 passed, 0 failed\n"), golden.stdout.decode())
        told = run(tree / "build" / "bin" / "refmill", "--help").stdout
        expect(b"to-toy" in told, "refmill --help does not list it")
        after = state(tree)
        changed = {path for path in after if after[path] != before.get(path)}
        expect(changed == set(FILES), f"other files changed: {sorted(changed ^ set(FILES))}")
    for path in FILES:
        (tree / path).unlink()
    build(tree)
    expect(not toy.exists(), "the program is still there after its source is gone")
    done = run(tree / "build" / "bin" / "refmill", "to-toy", given=GIVEN.encode())
    expect(done.returncode == USAGE, f"refmill to-toy without its program: {done.returncode}")
finish()

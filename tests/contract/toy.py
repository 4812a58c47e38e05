#!/usr/bin/env -S python3 -B
"""A new output costs its own files alone: a toy filter is dropped in, works, and leaves no trace."""
import os
import pathlib
import re
import shutil
import tempfile

from common import *

if not ALL:
    skip("scripts/test all builds the programs with one more")
README = (ROOT / "filters" / "README.md").read_text(encoding="utf-8")


def example(language):
    """The example in filters/README.md, which is thereby kept true."""
    block = re.search(rf"^( *)```{language}\n(.*?)^ *```$", README, re.M | re.S)
    return re.sub(rf"^{block[1]}", "", block[2], flags=re.M)


GIVEN = '{"id":"a","title":"One"}\n{"id":"b","title":"Zwei"}\n'
WANTED = "a\tOne\nb\tZwei\n"
FILES = {
    "filters/to-toy.c": example("c"),
    "filters/to-toy.1": example("roff"),
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
    for path in FILES:  # whoever tries the example may have written them
        (tree / path).unlink(missing_ok=True)
    toy = tree / "build" / "bin" / "refmill-to-toy"
    ninja = ["-G", "Ninja"] if shutil.which("ninja") else []
    configured = run("cmake", "-S", ".", "-B", "build", *ninja, "-DCMAKE_BUILD_TYPE=Debug", cwd=tree)
    expect(configured.returncode == 0, configured.stderr)
    if not build(tree):
        finish()
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
        manuals = run(tree / "tests" / "contract" / "manual.py",
                      env={**os.environ, "REFMILL_BIN": str(tree / "build" / "bin")})
        expect(b"to-toy" not in manuals.stdout, manuals.stdout.decode())
        layout = run("clang-format", "--dry-run", "--Werror", "filters/to-toy.c", cwd=tree) \
            if shutil.which("clang-format") else None
        expect(not layout or layout.returncode == 0, layout and layout.stderr)
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

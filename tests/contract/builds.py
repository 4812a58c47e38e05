#!/usr/bin/env -S python3 -B
"""The programs build with either compiler and either build tool, outside the tree; scripts/build takes gcc and Ninja."""
# packages: clang gcc make ninja-build
import os
import tempfile

from common import *

if not ALL:
    skip("scripts/test all builds with every compiler")
for compiler, generator in (("gcc", "Unix Makefiles"), ("clang", "Ninja")):
    with tempfile.TemporaryDirectory() as folder:
        way = f"{compiler}, {generator}"
        done = run("cmake", "-S", str(ROOT), "-B", folder, "-G", generator, f"-DCMAKE_C_COMPILER={compiler}",
                   "-DCMAKE_BUILD_TYPE=None", "-DCMAKE_C_FLAGS=-O0")
        expect(done.returncode == 0, f"{way}: {done.stderr[-2000:]}")
        done = run("cmake", "--build", folder, "-j", str(os.cpu_count() or 2), seconds=500)
        expect(done.returncode == 0, f"{way}: {done.stdout.decode()[-3000:]}")
        done = run(pathlib.Path(folder) / "bin" / "refmill", "scrape", given=(HERE / "page.html").read_bytes())
        expect(done.returncode == 0 and done.stdout.count(b"\n") > 3, f"{way}: scrape ended with {done.returncode}")
finish()

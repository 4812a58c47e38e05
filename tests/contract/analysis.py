#!/usr/bin/env -S python3 -B
"""clang-tidy and cppcheck find nothing in the code."""
# packages: clang-tidy cppcheck
import shutil

from common import *

if not ALL or not shutil.which("clang-tidy") or not shutil.which("cppcheck"):
    skip("scripts/test all runs clang-tidy and cppcheck")
done = run(ROOT / "scripts" / "analyse", seconds=580)
expect(done.returncode == 0, done.stdout.decode()[-6000:] + done.stderr[-2000:])
finish()

#!/usr/bin/env -S python3 -B
"""The layout of the code is clang-format's, version 14."""
import shutil

from common import *

if not shutil.which("clang-format") or b" 14." not in run("clang-format", "--version").stdout:
    skip("clang-format 14 is not installed")
done = run(ROOT / "scripts" / "format", "--check")
expect(done.returncode == 0, done.stderr[:4000])
finish()

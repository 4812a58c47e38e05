#!/usr/bin/env -S python3 -B
"""The shape of the code: layers, sizes, and what must not be left in."""
from common import *

done = run(ROOT / "scripts" / "layers")
expect(done.returncode == 0, done.stdout.decode() + done.stderr)
finish()

#!/usr/bin/env -S python3 -B
"""A reading pack costs at most twice what reading its records and deflating its files cost, counted in instructions, and
little more memory than it is long.

# packages: valgrind
"""
import marshal
import re
import shutil
import tempfile

from common import *

if not ALL:
    skip("scripts/test all counts the instructions of packs")

import made
import packs

PROGRAM = RELEASE / "refmill-to-epub"
DEFLATES = """
import marshal, sys, zlib
for content in marshal.load(sys.stdin.buffer):
    one = zlib.compressobj(6, zlib.DEFLATED, -15)
    one.compress(content)
    one.flush()
"""
# Run from a small process: what it held before it became the program counts as the program's.
MEASURES = """
import resource, subprocess, sys
status = subprocess.run(sys.argv[1:2], stdin=open(sys.argv[2], "rb"), stdout=open(sys.argv[3], "wb"), stderr=subprocess.DEVNULL)
print(status.returncode, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
BESIDE = 32 * 1024  # KiB that a program may hold beside its pack


def counted(*command, given, options=("--callgrind-out-file=/dev/null",)):
    """What a program writes, and its instructions."""
    done = run("valgrind", "--tool=callgrind", *options, *map(str, command), given=given)
    expect(done.returncode in (DONE, INPUT), f"{command[0]}: ended with {done.returncode} under valgrind\n{done.stderr[-2000:]}")
    return done.stdout, int(re.search(r"Collected : (\d+)", done.stderr)[1])


def check_instructions(folder):
    profile = pathlib.Path(folder, "profile")
    pack, whole = counted(PROGRAM, given=made.lines(made.records(1000)), options=(f"--callgrind-out-file={profile}",))
    costs = run("callgrind_annotate", "--inclusive=yes", "--auto=no", str(profile)).stdout.decode()
    reading = int(re.search(r"^ *([\d,]+) .*:read_record\b", costs, re.M)[1].replace(",", ""))
    contents = marshal.dumps(list(packs.Pack(pack).files.values()))
    _, deflating = counted(sys.executable, "-SIBc", DEFLATES, given=contents,
                           options=("--callgrind-out-file=/dev/null", "--toggle-collect=deflate"))
    expect(deflating > len(contents), "nobody saw zlib deflate")
    ratio = whole / (reading + deflating)
    print(f"{whole / 1e6:.0f} million instructions: {reading / 1e6:.0f} read, and deflating takes {deflating / 1e6:.0f}; "
          f"{ratio:.2f} times these")
    expect(ratio <= 2, "to-epub takes more than twice the instructions of reading and deflating")


def check_memory(folder):
    records, pack = pathlib.Path(folder, "records.jsonl"), pathlib.Path(folder, "pack.epub")
    records.write_bytes(made.lines(made.records(10000)))
    status, held = map(int, run(sys.executable, "-SIBc", MEASURES, str(PROGRAM), str(records), str(pack)).stdout.split())
    length = pack.stat().st_size // 1024
    print(f"a pack of {length} KiB takes {held} KiB of memory")
    expect(status in (DONE, INPUT) and length > 1000, f"to-epub ended with {status} and a pack of {length} KiB")
    expect(held <= 2 * length + BESIDE, f"to-epub holds more than twice its pack and {BESIDE} KiB")


if not shutil.which("valgrind"):
    skip("valgrind, which counts instructions, is not installed")
with tempfile.TemporaryDirectory() as folder:
    check_instructions(folder)
    check_memory(folder)
finish()

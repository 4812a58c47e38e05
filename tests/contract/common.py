"""What the contract tests share: the programs, their cards, inputs that suit each, and a tally."""

import functools
import json
import os
import pathlib
import signal
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "measure")]

from effort import ALL, amount, asked

BIN = pathlib.Path(os.environ.get("REFMILL_BIN", ROOT / "build-test" / "bin")).resolve()
RELEASE = pathlib.Path(os.environ.get("REFMILL_RELEASE_BIN", ROOT / "build" / "bin")).resolve()
DRIVER = BIN / "refmill"
if not DRIVER.exists():
    sys.exit(f"{BIN} holds no programs; scripts/build --test builds them")
DONE, INPUT, USAGE, MACHINE = 0, 1, 2, 3
SKIPPED = 77

_faults = []


def run(program, *args, given=None, seconds=240, **kwargs):
    """Runs a program on these bytes as standard input; .returncode, .stdout and .stderr (text).

    A program that needs a second input gets it with them.
    """
    if given is not None and pathlib.Path(program).name.startswith("refmill-"):
        args += operands(program, "-")[not card(program).get("second"):]
    done = subprocess.run([str(program), *args], input=given or b"", timeout=seconds,
                          stdout=kwargs.pop("stdout", subprocess.PIPE), stderr=subprocess.PIPE, **kwargs)
    done.stderr = done.stderr.decode("utf-8", "replace")
    return done


def filters():
    """Every program but the driver, as found in the folder of programs."""
    found = sorted(path for path in BIN.glob("refmill-*") if os.access(path, os.X_OK))
    if not found:
        expect(False, f"no program was found in {BIN.name}")
    return found


def programs():
    """Every program, the driver too."""
    return filters() + ([DRIVER] if DRIVER.exists() else [])


def quick(program):
    """The program as users have it, where it is built: the sanitised one takes ten times as long for the same promise."""
    built = RELEASE / program.name
    return built if built.exists() else program


def name(program):
    """The name of a program without the project's: its card's, its manual's, its golden folder's."""
    return program.name.removeprefix("refmill-")


@functools.lru_cache(None)
def card(program):
    return json.loads(run(program, "--card").stdout)


def operands(program, path):
    """What is to be named for the program to read a file: this one, and a second where it needs two."""
    return (path, str(HERE / "second" / name(program)))[:2 if card(program).get("second") else 1]


def reading(*flows):
    """The filters that read one of these alone: "page", "entries", "records" or "format"."""
    return [program for program in filters()
            if card(program)["reads"] in flows and not card(program).get("second")]


@functools.lru_cache(None)
def sample(program):
    """An input that the program reads without an error, or None where nobody has written one."""
    flow = card(program)["reads"]
    if flow == "page":
        return (HERE / "page.html").read_bytes()
    if flow == "records":
        return (HERE / "records.jsonl").read_bytes()
    if flow == "entries":
        return run(BIN / "refmill-scrape", str(HERE / "page.html")).stdout
    for path in sorted((ROOT / "tests" / "golden" / name(program)).glob("*.in")):
        if not any(path.with_suffix(suffix).exists() for suffix in (".status", ".args")):
            return path.read_bytes()
    return None


def lines_of(program):
    """The lines of JSON that suit a program that reads entries or records."""
    return sample(program).splitlines(keepends=True)


def expect(holds, sentence):
    """Notes a fault where something does not hold, and goes on."""
    if not holds:
        _faults.append(sentence)
        print(sentence)
    return holds


def expect_status(program, done, status, where):
    """The program ended so; a crash is told with its messages."""
    return expect(done.returncode == status,
                  f"{program.name} {where}: ended with {done.returncode}, not with {status}\n"
                  f"{done.stderr[:2000]}".rstrip())


def expect_quiet(program, done, where):
    return expect(done.stdout == b"", f"{program.name} {where}: wrote {len(done.stdout)} bytes")


def expect_message(program, done, message, where):
    return expect(f"[{message}]" in done.stderr,
                  f"{program.name} {where}: says no [{message}]\n{done.stderr[:2000]}".rstrip())


def expect_sound(program, done, where):
    """No crash, no fault of memory: one of the four statuses."""
    return expect(done.returncode in (DONE, INPUT, USAGE, MACHINE),
                  f"{program.name} {where}: crashed with {done.returncode}\n{done.stderr[:2000]}".rstrip())


def unpacked(output):
    """The bytes of an output; those of an archive as the bytes of all its files."""
    if not output.startswith(b"PK"):
        return output
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(output)) as archive:
        return b"\n".join(archive.read(entry) for entry in archive.namelist())


def skip(reason):
    print(reason)
    sys.exit(SKIPPED)


def finish():
    sys.exit(1 if _faults else 0)


BROKEN_PIPE = -signal.SIGPIPE

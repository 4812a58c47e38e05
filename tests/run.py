"""Finds and runs the tests of one part or of all, and closes with one line of counts."""

import argparse
import concurrent.futures
import difflib
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
TESTS = ROOT / "tests"
SANITISED = ROOT / "build-test"
RELEASE = ROOT / "build"
# The programs that golden and contract tests run, other ones where the caller says so.
BIN = pathlib.Path(os.environ.get("REFMILL_BIN", SANITISED / "bin")).resolve()
UNITS = pathlib.Path(os.environ.get("REFMILL_UNITS", SANITISED / "tests")).resolve()
PARTS = ("unit", "golden", "contract", "import")
SKIPPED = 77  # the exit status of a test whose program is not installed
SLOWEST = 8  # tests of a part that --verbose names with their times
OUTSIDE = "outside the repository"  # a test that says so may be skipped even by `all`


def environment(part, options):
    """The same for every test, whatever the caller's locale and time zone are.

    Where all parts are run in a hurry, the promises of contract/ are asked of the programs as users have them.
    """
    as_users_have_them = part == "import" or (part == "contract" and not options.part and "REFMILL_BIN" not in os.environ)
    env = dict(os.environ)
    for name in list(env):
        if name.startswith(("LC_", "LANG", "REFMILL_")) or name in ("TZ", "SOURCE_DATE_EPOCH"):
            del env[name]
    env.update(
        LC_ALL="C.UTF-8",
        TZ="UTC",
        PYTHONDONTWRITEBYTECODE="1",
        PYTHONIOENCODING="utf-8",
        ASAN_OPTIONS="exitcode=99",
        LSAN_OPTIONS="exitcode=99",
        UBSAN_OPTIONS="halt_on_error=1:exitcode=99:print_stacktrace=1",
        REFMILL_ROOT=str(ROOT),
        REFMILL_BIN=str(RELEASE / "bin" if as_users_have_them else BIN),
        REFMILL_RELEASE_BIN=str(RELEASE / "bin"),
    )
    if options.all:
        env["REFMILL_ALL"] = "1"
    return env


class Result:
    """What came of one test: how many passed and failed, or why it was skipped."""

    def __init__(self, name, passed=0, failed=0, skipped="", report=""):
        self.name, self.passed, self.failed = name, passed, failed
        self.skipped, self.report, self.seconds = skipped, report, 0.0


def run(command, seconds, **kwargs):
    """Runs a command; gives its status, its output and its messages as bytes."""
    try:
        done = subprocess.run(command, capture_output=True, timeout=seconds, **kwargs)
        return done.returncode, done.stdout, done.stderr
    except subprocess.TimeoutExpired as late:
        return None, late.stdout or b"", (late.stderr or b"") + b"\nstopped after %d seconds" % seconds
    except OSError as error:
        return None, b"", str(error).encode()


def text(data, most=6000):
    shown = data.decode("utf-8", "replace")
    return shown if len(shown) <= most else shown[:most] + "\n…"


def counted(output, what):
    """How many tests cmocka says it PASSED or FAILED."""
    found = re.findall(rb"\[  %s  \] (\d+) test" % what, output)
    return int(found[-1]) if found else 0


def run_unit(path, env, options):
    program = UNITS / f"unit-{path.stem}"
    if not program.exists() and not options.all:
        return Result(f"unit/{path.stem}", skipped="cmocka is not installed")
    status, out, err = run([program], 120, env=env, cwd=ROOT)
    said = out + err
    result = Result(f"unit/{path.stem}", counted(said, b"PASSED"))
    if status != 0 or not result.passed:
        result.failed = counted(said, b"FAILED") or 1
        passed = (b"[ RUN  ", b"[       OK", b"[==========")
        result.report = text(b"\n".join(line for line in said.splitlines() if not line.startswith(passed)))
    return result


def run_script(path, env, options):
    name = f"{path.parent.name}/{path.name}"
    status, out, err = run([path], 600, env=env, cwd=ROOT)
    said = text(out + err).strip()
    if status == 0:
        return Result(name, passed=1, report=said if options.verbose or options.all else "")
    if status == SKIPPED and (not options.all or OUTSIDE in said):
        return Result(name, skipped=said.splitlines()[-1] if said else "gives no reason")
    return Result(name, failed=1, report=said or f"ended with {status}")


class Case:
    """A golden case: tests/golden/PROGRAM/CASE.in and the files beside it."""

    def __init__(self, path):
        self.input = path
        self.name = f"golden/{path.parent.name}/{path.stem}"

    def file(self, suffix):
        return self.input.with_name(self.input.stem + suffix)

    def read(self, suffix, default=None):
        path = self.file(suffix)
        return path.read_bytes() if path.exists() else default

    def command(self):
        folder = self.input.parent.name
        program = BIN / (folder if folder == "refmill" else f"refmill-{folder}")
        args = self.read(".args", b"").decode().splitlines()
        from_stdin = not any("{in}" in arg for arg in args)
        return [program] + [arg.replace("{in}", self.input.name) for arg in args], from_stdin

    def run(self, env):
        command, from_stdin = self.command()
        given = self.input.read_bytes() if from_stdin else b""
        return run(command, 120, input=given, env=env, cwd=self.input.parent)


def difference(what, wanted, got):
    """The lines that differ, as diff shows them."""
    lines = difflib.unified_diff(
        text(wanted, 10**6).splitlines(), text(got, 10**6).splitlines(),
        f"{what} (expected)", f"{what} (printed)", lineterm="", n=1)
    shown = list(lines)[:60]
    return "\n".join(shown) or f"{what}: the same but for line ends or bytes that are no text"


def checked(case, out, env):
    """Runs the case's own check on what was printed; gives its complaint or nothing."""
    with tempfile.NamedTemporaryFile(suffix=".out") as file:
        file.write(out)
        file.flush()
        check = case.file(".check")
        command = [check] if os.access(check, os.X_OK) else ["sh", check]
        status, said, err = run(command + [file.name], 120, env=env, cwd=case.input.parent)
    return "" if status == 0 else f"{check.name} ended with {status}\n{text(said + err)}"


def run_golden(path, env, options):
    case = Case(path)
    status, out, err = case.run(env)
    if options.write:
        return write_golden(case, status, out, err)
    faults = []
    wanted_status = int(case.read(".status", b"0"))
    if status != wanted_status:
        faults.append(f"ended with {status}, not with {wanted_status}\n{text(err)}")
    if case.file(".check").exists():
        faults.append(checked(case, out, env))
    elif case.read(".out") is None:
        faults.append(f"has neither {case.input.stem}.out nor {case.input.stem}.check")
    elif out != case.read(".out"):
        faults.append(difference(case.input.stem + ".out", case.read(".out"), out))
    if case.file(".err").exists() and err != case.read(".err"):
        faults.append(difference(case.input.stem + ".err", case.read(".err"), err))
    report = "\n".join(fault for fault in faults if fault)
    return Result(case.name, failed=1, report=report) if report else Result(case.name, passed=1)


def write_golden(case, status, out, err):
    """Keeps what was printed as what is expected. A crash is never expected."""
    if status is None or status < 0 or status > 3:
        return Result(case.name, failed=1, report=f"ended with {status}\n{text(err)}")
    is_new = not case.file(".out").exists() and not case.file(".check").exists()
    if not case.file(".check").exists():
        case.file(".out").write_bytes(out)
    if case.file(".err").exists() or (err and (is_new or status)):
        case.file(".err").write_bytes(err)
    if status:
        case.file(".status").write_text(f"{status}\n")
    else:
        case.file(".status").unlink(missing_ok=True)
    return Result(case.name, passed=1)


def executables(folder):
    """The scripts of a folder, the long ones first: they take long as a rule, and none shall be left alone at the end."""
    found = [path for path in folder.glob("*") if path.is_file() and os.access(path, os.X_OK)]
    return sorted(found, key=lambda path: (-path.stat().st_size, path))


FIND = {
    "unit": lambda: sorted((TESTS / "unit").glob("*.c")),
    "golden": lambda: sorted((TESTS / "golden").glob("*/*.in")),
    "contract": lambda: executables(TESTS / "contract"),
    "import": lambda: executables(TESTS / "import"),
}
RUN = {"unit": run_unit, "golden": run_golden, "contract": run_script, "import": run_script}


def timed(part, path, env, options):
    started = time.monotonic()
    result = RUN[part](path, env, options)
    result.seconds = time.monotonic() - started
    return result


def run_part(part, options, pool):
    """Runs the tests of a part side by side and tells of each that did not pass, in their order."""
    env = environment(part, options)
    started = time.monotonic()
    paths = [p for p in FIND[part]() if not options.names or any(n in str(p) for n in options.names)]
    results = []
    for result in pool.map(lambda path: timed(part, path, env, options), paths):
        if result.failed:
            print(f"FAILED {result.name}\n{result.report}\n", flush=True)
        elif result.skipped:
            print(f"skipped {result.name}: {result.skipped}", flush=True)
        elif result.report:
            print(f"passed {result.name}\n{result.report}", flush=True)
        results.append(result)
    passed = sum(result.passed for result in results)
    print(f"{part}: {passed} passed in {time.monotonic() - started:.1f} s", flush=True)
    if options.verbose:
        for result in sorted(results, key=lambda result: -result.seconds)[:SLOWEST]:
            print(f"  {result.seconds:6.1f} s  {result.name}", flush=True)
    return results


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part", nargs="?", default="", choices=("", "all") + PARTS)
    parser.add_argument("names", nargs="*", help="run only tests whose path holds one of these")
    parser.add_argument("--write", action="store_true", help="golden: keep what is printed now")
    parser.add_argument("--verbose", action="store_true", help="show what passing scripts say, as `all` does, and the slowest tests")
    options = parser.parse_args()
    options.all = options.part == "all"
    parts = PARTS if options.part in ("", "all") else (options.part,)
    results = []
    # One more than the machine has processors: tests with browsers wait now and then.
    with concurrent.futures.ThreadPoolExecutor((os.cpu_count() or 2) + 1) as pool:
        for part in parts:
            results += run_part(part, options, pool)
    passed = sum(result.passed for result in results)
    failed = sum(result.failed for result in results)
    skipped = sum(1 for result in results if result.skipped)
    if not passed and not failed:
        print("no test was found", flush=True)
        failed = 1
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""), flush=True)
    sys.exit(1 if failed else 0)


main()

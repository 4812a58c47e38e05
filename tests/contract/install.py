#!/usr/bin/env -S python3 -B
"""cmake --install puts all in its place, and the completions that come with it know what --help knows."""
import re
import shutil
import tempfile

from common import *

SHELLS = {"bash": "bash-completion/completions/refmill", "zsh": "zsh/site-functions/_refmill",
          "fish": "fish/vendor_completions.d/refmill.fish"}
# Each shell is asked what can stand behind these words, the last of which is not complete.
ASK = {
    "bash": 'source "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _refmill; printf "%s\\n" "${COMPREPLY[@]}"',
    "zsh": '_describe() { print -rl -- ${found%%:*} }; _files() { }; words=("$@"); CURRENT=$#; source "$0"',
    "fish": 'source $argv[1]; complete -C (string join " " -- $argv[2..]) | string replace -r "\\t.*" ""; true',
}
CASES = {
    ("to-r",): {"to-ris", "to-review"},
    ("to-ris", "--re"): {"--report"},
    ("convert", "--also", "to-e"): {"to-endnote", "to-enw"},
    ("help", "mess"): {"messages"},
    ("completions", "z"): {"zsh"},
}


def asked(shell, file, *words):
    script = {"bash": ("bash", "--norc", "-c"), "zsh": ("zsh", "-f", "-c"), "fish": ("fish", "--no-config", "-c")}[shell]
    done = run(*script, ASK[shell], str(file), "refmill", *words)
    expect(done.returncode == 0 and not done.stderr, f"{shell} {words}: {done.stderr}")
    return set(done.stdout.decode().split())


def options_told(*words):
    return set(re.findall(r"^  (-o|--?[a-z][a-z-]*)", run(RELEASE / "refmill", *words, "--help").stdout.decode(), re.M))


def check_shell(shell, file):
    text = run(RELEASE / "refmill", "completions", shell).stdout
    expect(text == file.read_bytes(), f"{file.name} is not what refmill completions {shell} prints")
    rows = re.findall(r"^_refmill_word '([^']*)' '(-[^']*)'", text.decode(), re.M)
    for path in RELEASE.glob("refmill-*"):
        expect({word for before, word in rows if before == name(path)} == options_told(name(path)),
               f"{shell}: the options of {path.name} are not those of --help")
    convert = {word for before, word in rows if before == "convert"}
    expect(convert == options_told("convert") - {"--also to"}, f"{shell}: convert has {convert}")
    if not shutil.which(shell):
        expect(not ALL, f"{shell} is not installed")
        return
    for words, wanted in CASES.items():
        found = asked(shell, file, *words)
        found = {word for word in found if word.startswith(words[-1])}
        expect(found == wanted, f"{shell} completes {words} by {found}")


# packages: bash zsh fish
if not (RELEASE / "refmill").exists():
    skip("the release build is missing")
with tempfile.TemporaryDirectory() as folder:
    prefix = pathlib.Path(folder)
    done = run("cmake", "--install", str(RELEASE.parent), "--prefix", folder)
    expect(done.returncode == 0, f"cmake --install: {done.stderr}")
    for path in RELEASE.iterdir():
        expect(os.access(prefix / "bin" / path.name, os.X_OK), f"bin/{path.name} is not installed")
    for path in list((ROOT / "filters").glob("*.1")) + list((ROOT / "src").rglob("*.[57]")):
        page = path.name if path.name.startswith("refmill") else "refmill-" + path.name
        there = prefix / "share/man" / f"man{path.suffix[1]}" / page
        expect(there.exists() and there.read_bytes() == path.read_bytes(), f"{page} is not installed")
    documents = prefix / "share/doc/refmill"
    for path in [ROOT / "LICENSE"] + [path for path in (ROOT / "samples").rglob("*") if path.is_file()]:
        there = documents / path.relative_to(ROOT)
        expect(there.exists() and there.read_bytes() == path.read_bytes(), f"{path.name} is not installed")
    for shell, place in SHELLS.items():
        if expect((prefix / "share" / place).exists(), f"no completions for {shell}"):
            check_shell(shell, prefix / "share" / place)
    refmill = prefix / "bin" / "refmill"
    done = run(refmill, "convert", str(documents / "samples/resources.html"), "-o", str(prefix / "out"))
    expect(done.returncode == 0 and b"\nNext:\n  1. " in done.stdout, f"the installed refmill: {done.stderr}")
    tools = prefix / "tools"
    tools.mkdir()
    for tool in ("gzip", "sed", "cat"):
        (tools / tool).symlink_to(shutil.which(tool))
    for topic, words in (("to-ris", "refmill-to-ris"), ("rules", "refmill-rules"), ("convert", "--together")):
        for path in (os.environ["PATH"], str(tools)):
            done = run(refmill, "help", topic, env={**os.environ, "PATH": path})
            expect(done.returncode == 0 and words in done.stdout.decode(), f"help {topic}: {done.stderr}")
    done = run(refmill, "help", "recrods")
    expect(done.returncode == USAGE and "record" in done.stderr, f"help recrods: {done.stderr}")
    version = run(refmill, "--version").stdout.decode()
    expect(re.fullmatch(r"refmill [\d.]+ \((no )?sandbox: .+\)\nbuilt with libxml-2.0 [\d.]+, .*zlib [\d.]+\n", version),
           f"--version: {version}")
finish()

#!/usr/bin/env -S python3 -B
"""The Debian package: made by CPack, looked through by lintian, installed and purged in a fresh system.

The fresh system is made by debootstrap, or copied from the folder that an argument names.
"""
# packages: debootstrap lintian dpkg-dev

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import readers
from readers import check, skip

import effort

ROOT = readers.HERE.parent.parent
BUILD = ROOT / "build"
SAMPLE = "usr/share/doc/refmill/samples/resources.html"
# What lintian may say, each with its reason.
ALLOWED = {
    "initial-upload-closes-no-bugs": "nobody has asked Debian for the package",
    "bogus-mail-host": "who gives the package away writes an address of theirs into it",
}


def run(*words, **more):
    done = subprocess.run([str(word) for word in words], text=True, stdin=subprocess.DEVNULL, check=False,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **more)
    return done.returncode, done.stdout


def packed(folder):
    status, said = run("cpack", "-G", "DEB", "--config", BUILD / "CPackConfig.cmake", "-B", folder, cwd=BUILD)
    found = list(pathlib.Path(folder).glob("*.deb"))
    if not check(f"cpack: {said}", (status, len(found)), (0, 1)):
        sys.exit(1)
    return found[0]


def look_through(package):
    _, said = run("lintian", "--allow-root", package)
    for line in said.splitlines():
        tag = re.match(r"[EWI]: refmill: (\S+)", line)
        check(f"lintian: {line}", not tag or any(tag[1].startswith(allowed) for allowed in ALLOWED), True)
    depends = run("dpkg-deb", "-f", package, "Depends")[1]
    names = {re.sub(r"[\d-]+$", "", re.sub(r" .*", "", name.strip())) for name in depends.split(",")}
    check("depends", names, {"libc", "libjson-c", "libpcre", "libutf8proc", "libxml", "libzip", "zlib1g"})


def fresh_system(folder):
    """A minimal system in a folder; skips the test where the machine gives none."""
    if len(sys.argv) > 1:
        shutil.copytree(sys.argv[1], folder, symlinks=True, dirs_exist_ok=True,
                        ignore=lambda path, names: names if path.endswith("/dev") else [])
        return
    suite = re.search(r"^VERSION_CODENAME=(\w+)", pathlib.Path("/etc/os-release").read_text(), re.M)
    _, said = run("apt-get", "indextargets", "--format", "$(REPO_URI)", "Created-By: Packages")
    mirror = said.split()[:1]
    status, said = run("debootstrap", "--variant=minbase", suite[1] if suite else "stable", folder, *mirror)
    if status:
        skip(f"a fresh system lies outside the repository and could not be fetched: {said[-300:]}".replace("\n", " "))


def files(system):
    """All files of a system but for what packages keep of themselves by nature: lists, logs, caches."""
    found = set()
    for path, folders, names in os.walk(system):
        inside = os.path.relpath(path, system)
        inside = "" if inside == "." else inside
        folders[:] = [name for name in folders
                      if os.path.join(inside, name) not in ("proc", "sys", "dev", "tmp", "var/cache", "var/log", "var/lib")]
        found |= {os.path.join(inside, name) for name in names + folders}
    return found


def inside(system, *words):
    return run("chroot", system, "/usr/bin/env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C.UTF-8",
               "DEBIAN_FRONTEND=noninteractive", *words)


def convert_there(system):
    status, said = inside(system, "refmill", "convert", "/" + SAMPLE, "-o", "/tmp/out")
    check(f"refmill convert ended with {status}: {said}", (status, "Next:" in said), (0, True))
    with tempfile.TemporaryDirectory() as here:
        run(readers.BIN / "refmill", "convert", ROOT / "samples" / "resources.html", "-o", here)
        for path in pathlib.Path(here).iterdir():
            there = system / "tmp" / "out" / path.name
            check(f"{path.name} is another one there", there.exists() and there.read_bytes() == path.read_bytes(), True)


def ask_there(system):
    for name, words in (("to-ris", "refmill-to-ris"), ("record", "refmill-record"), ("convert", "page.records.jsonl")):
        status, said = inside(system, "refmill", "help", name)
        check(f"help {name}: {said[:300]}", (status, words in said, "\nDESCRIPTION\n" in said), (0, True, True))
    for shell in ("bash-completion/completions/refmill", "zsh/vendor-completions/_refmill",
                  "fish/vendor_completions.d/refmill.fish"):
        check(f"{shell} is there", (system / "usr/share" / shell).exists(), True)


def main():
    if os.getuid() or not shutil.which("debootstrap") or not shutil.which("lintian"):
        skip("a fresh system lies outside the repository, and making one needs debootstrap, lintian and the rights of root")
    if not effort.ALL and len(sys.argv) < 2:
        skip("scripts/test all installs the package in a fresh system")
    with tempfile.TemporaryDirectory() as folder:
        package, system = packed(os.path.join(folder, "made")), pathlib.Path(folder, "system")
        look_through(package)
        fresh_system(system)
        run("cp", "/etc/resolv.conf", system / "etc" / "resolv.conf")
        inside(system, "apt-get", "-q", "update")
        before = files(system)
        shutil.copy(package, system / "tmp" / "refmill.deb")
        status, said = inside(system, "apt-get", "-q", "-y", "--no-install-recommends", "install", "/tmp/refmill.deb")
        if check(f"apt-get install: {said[-2000:]}", status, 0):
            convert_there(system)
            ask_there(system)
            status, said = inside(system, "apt-get", "-q", "-y", "purge", "refmill")
            check(f"apt-get purge: {said[-2000:]}", status, 0)
            inside(system, "apt-get", "-q", "-y", "autoremove", "--purge")
            check("left behind by purge", sorted(files(system) - before)[:20], [])
    readers.finish()


main()

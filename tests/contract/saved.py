#!/usr/bin/env -S python3 -B
"""A page gives the same entries whichever way it was saved; hostile archives end soon, with a message."""
import base64
import gzip
import quopri

from common import *

HEAD = b"From: <Saved by a browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n"
MANY = amount(100_000, 1_000_000)


def archive(encoding, body, end=b"--b--\r\n"):
    part = b"--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: " + encoding
    return HEAD + b"\r\n" + part + b"\r\n\r\n" + body + b"\r\n" + end


def entries(program, given, where, status=DONE):
    """What stands on the page, without the lines on which it stands in the file."""
    done = run(program, "--url", "http://www.example.org/", given=given)
    expect_status(program, done, status, where)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    for entry in found:
        del entry["place"]["line"]
        for line in entry["lines"]:
            del line["line"]
    return found


def deep(levels):
    """A mail in a mail, and so on."""
    given = b"MIME-Version: 1.0\r\n"
    for level in range(levels):
        given += b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (level, level)
    return given


HOSTILE = {
    "equals signs": archive(b"quoted-printable", b"=" * 20 * MANY),
    "blanks behind equals signs": archive(b"quoted-printable", b"=" + b" =\t" * 5 * MANY),
    "soft breaks": archive(b"quoted-printable", b"=\r\n" * 5 * MANY),
    "boundaries": HEAD + b"\r\n" + b"--b\r\n" * 2 * MANY,
    "nearly boundaries": HEAD + b"\r\n" + b"--bb\r\n" * 2 * MANY,
    "a header of many lines": HEAD + b" x;\r\n" * 2 * MANY,
    "many headers": HEAD + b"x: y\r\n" * 2 * MANY,
    "parts in parts": deep(20_000),
    "no page": HEAD + b"\r\n--b\r\n\r\n--b--\r\n",
    "nothing behind the headers": HEAD,
    "base64 that is none": archive(b"base64", b"!" * 20 * MANY),
}

for program in reading("page"):
    page = sample(program)
    wanted = entries(program, page, "plain")
    expect(wanted, f"{program.name}: the page has no entries")
    ways = {
        "gzip": gzip.compress(page),
        "gzip in two members": gzip.compress(page[:500]) + gzip.compress(page[500:]),
        "quoted-printable": archive(b"quoted-printable", quopri.encodestring(page).replace(b"\n", b"\r\n")),
        "base64": archive(b"base64", base64.encodebytes(page)),
        "8bit": archive(b"8bit", page),
        "gzip of an archive": gzip.compress(archive(b"base64", base64.encodebytes(page))),
    }
    for way, given in ways.items():
        expect(entries(program, given, way) == wanted, f"{program.name}: other entries from {way}")
    cut = gzip.compress(page + b" " * 99)[:-12]
    expect(entries(program, cut, "a cut file", INPUT) == wanted, f"{program.name}: other entries from a cut file")
    for what, given in HOSTILE.items():
        done = run(quick(program), given=given, seconds=60)
        expect_status(program, done, INPUT, f"with {what}")
        expect("[no-entries]" in done.stderr, f"{program.name} with {what}: says {done.stderr[:200]}")
    done = run(program, "--max-input", "100000", given=gzip.compress(page + b" " * 50 * MANY))
    expect_status(program, done, INPUT, "with more than --max-input in a small file")
    expect_message(program, done, "limit", "with more than --max-input in a small file")
finish()

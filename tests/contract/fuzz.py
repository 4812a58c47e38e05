#!/usr/bin/env -S python3 -B
"""Broken pages, entries and records: no program crashes on them, and what is written is well formed.

What is tried is the same each time. `fuzz.py ROUNDS [FIRST]` tries more rounds, or others.
"""
import base64
import concurrent.futures
import copy
import gzip
import io
import quopri
import random
import tempfile
import xml.etree.ElementTree
import zipfile

from common import *

ROUNDS = asked(8, 16)
FIRST = int(sys.argv[2]) if len(sys.argv) > 2 else 0
PAGES, LINES = 6, 40  # of one round
SCRAPE, NORMALISE = BIN / "refmill-scrape", BIN / "refmill-normalise"
EMITTERS = [program for program in reading("records") if card(program)["writes"] == "format"]

BITS = [b"<", b">", b"</", b"<!--", b"-->", b"&", b"&#0;", b"&#x110000;", b"&#xD800;", b"&nbsp;", b"\0", b"\xff",
        b"\xc3", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\r", b"\n\n", b"<br>", b"<p>", b"</p>", b"<a href='#'>",
        b"<a href='http://[::1'>", b"</a>", b"<table><tr><td>", b"</table>", b"<b><i>", b"</b>", b"<li>", b"<dd>",
        b"<base href='//'>", b"<pre>", b"<script>", b"<textarea>", b"<svg>", b"<h1>", b"<div>" * 300,
        b"<meta charset=utf-16>", b"<meta charset=big5>", b"et al.", b"(2001)", b"2001-99", b" and ", b", Jr.",
        b"---", "“".encode(), "Ⅷ\u0301\u200f".encode(), "漢".encode() * 40, b"(" * 200, b"9" * 400, b", A." * 300,
        b"\n--b\n", b"\n--b--", b"=\n", b"=3D", b"/web/2012/http:/"]
MAIL = (b"From: <Saved by a browser>\nSnapshot-Content-Location: http://www.example.org/\nMIME-Version: 1.0\n"
        b"Content-Type: multipart/related;\n\tboundary=\"b\"\n\n--b\nContent-Type: text/html\n"
        b"Content-Transfer-Encoding: ")
VALUES = [None, True, False, 0, -1, 1e300, 10**30, "", " ", "\0", "\u2028", "a\nb", "\ud800", "]]>", "\\", "{", "}",
          "%", "@", "\t", "TY  - BOOK", "=1+1", "x" * 5000, "é" * 300, "\u202e\u0301", "http://", "javascript:x",
          [], {}, [[]], [None], [{}], ["", ""], {"": ""}, {"a": {"b": []}}, [[2001, 13, 45]], [[-5]], [["2001", "5"]],
          {"date-parts": [[2001], [2000]]}, {"date-parts": [[]]}, {"literal": ""}, {"family": "", "given": "A"}]


def broken_bytes(chance, data):
    """The same text with a few parts lost, doubled, moved or strange."""
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(data) + 1)
        end = min(len(data), at + chance.choice((1, 1, 2, 8, 60, 400)))
        kind = chance.randrange(5)
        if kind == 0:
            data = data[:at] + data[end:]
        elif kind == 1:
            data = data[:end] + data[at:end] * chance.choice((1, 2, 30)) + data[end:]
        elif kind == 2 and data:
            data = data[:at] + bytes([chance.randrange(256)]) + data[at + 1:]
        elif kind == 3:
            to = chance.randrange(len(data) + 1)
            data = data[:to] + data[at:end] + data[to:]
        else:
            data = data[:at] + chance.choice(BITS) + data[at:]
    return data


def kept(chance, page):
    """The page, or a file in which it was kept, which may be broken too."""
    kind = chance.randrange(8)
    if kind == 0:
        head, body = b"quoted-printable", quopri.encodestring(page)
    elif kind == 1:
        head, body = b"base64", base64.encodebytes(page)
    elif kind == 2:
        page = gzip.compress(page, mtime=0)
        return page[:chance.randint(1, 2 * len(page))]
    else:
        return page
    mail = MAIL + head + b"\n\n" + body + b"\n--b--\n"
    return broken_bytes(chance, mail) if chance.random() < 0.5 else mail


def spots(value, found):
    """Every place inside a value that can be changed: (object or array, name or number)."""
    for key in value if isinstance(value, dict) else range(len(value)):
        found.append((value, key))
        if isinstance(value[key], (dict, list)):
            spots(value[key], found)
    return found


def broken_object(chance, line, others):
    """The same object with some values replaced, by strange ones or by those of another."""
    value = json.loads(line)
    for _ in range(chance.randint(1, 4)):
        found = spots(value, [])
        if not found:
            break
        inside, key = chance.choice(found)
        kind = chance.randrange(4)
        if kind == 0:
            del inside[key]
        elif kind == 1:
            other, name = chance.choice(spots(json.loads(chance.choice(others)), []))
            inside[key] = other[name]
        else:
            inside[key] = copy.deepcopy(chance.choice(VALUES))
    text = json.dumps(value, ensure_ascii=chance.random() < 0.5)
    return text.encode("utf-8", "surrogatepass") + b"\n"


def broken_lines(chance, lines):
    """Lines of JSON, most of them still JSON."""
    made = []
    for _ in range(LINES):
        line = chance.choice(lines)
        made.append(broken_object(chance, line, lines) if chance.random() < 0.8 else broken_bytes(chance, line))
    return b"".join(made)


def well_formed(program, out):
    """Why the output cannot be read, or an empty text."""
    try:
        if card(program)["writes"] in ("entries", "records"):
            for line in out.split(b"\n")[:-1]:
                json.loads(line)
            return "" if out.endswith(b"\n") or not out else "the last line has no end"
        if not out.startswith(b"PK"):
            out.decode("utf-8")
            return "a NUL" if b"\0" in out else ""
        with zipfile.ZipFile(io.BytesIO(out)) as archive:
            for name in archive.namelist():
                if name.endswith((".xhtml", ".opf", ".xml", ".ncx")):
                    xml.etree.ElementTree.fromstring(archive.read(name))
        return ""
    except (ValueError, zipfile.BadZipFile, xml.etree.ElementTree.ParseError) as error:
        return str(error)


def attempt(program, given, where, *args):
    """Runs the program; keeps the input where it does not do what it promises."""
    out = b""
    try:
        done = run(program, *args, given=given, seconds=60)
        out, fault = done.stdout, well_formed(program, done.stdout)
        if done.returncode not in (DONE, INPUT):
            fault = f"ended with {done.returncode}\n{done.stderr[-3000:]}"
    except subprocess.TimeoutExpired:
        fault = "does not end within a minute"
    if fault:
        kept = pathlib.Path(tempfile.gettempdir(), f"refmill-fuzz-{name(program)}-{where.replace(' ', '-')}")
        kept.write_bytes(given)
        expect(False, f"{program.name}, {where}: {fault}\nthe input is {kept}")
    return out


def try_round(number):
    """Pages through the chain, broken entries and broken records into what reads them."""
    chance = random.Random(number)
    records = b""
    for page in range(PAGES):
        where = f"round {number} page {page}"
        given = kept(chance, broken_bytes(chance, chance.choice(SEEDS)))
        entries = attempt(SCRAPE, given, where)
        records += attempt(NORMALISE, entries, where, "--evidence")
    where = f"round {number}"
    records += attempt(NORMALISE, broken_lines(chance, ENTRIES), where)
    broken = broken_lines(chance, RECORDS + records.splitlines(keepends=True)[:20])
    for program in EMITTERS:
        attempt(program, records, where + " records")
        attempt(program, broken, where + " broken records")


SEEDS = [(HERE / "page.html").read_bytes()]
SEEDS += [case.read_bytes() for case in sorted((ROOT / "tests" / "golden" / "scrape").glob("*.in"))]
ENTRIES, RECORDS = lines_of(NORMALISE), lines_of(EMITTERS[0])
for program in filters():
    card(program)
with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
    list(pool.map(try_round, range(FIRST, FIRST + ROUNDS)))
finish()

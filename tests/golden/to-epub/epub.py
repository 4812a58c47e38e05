"""What the checks of reading packs share: opens a pack and proves all that holds for every one."""

import re
import struct
import sys
import unicodedata
import xml.etree.ElementTree as ET
import zipfile

XHTML = "{http://www.w3.org/1999/xhtml}"
OPS = "{http://www.idpf.org/2007/ops}"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
SCHEMES = re.compile(r"(https?|ftp|mailto|tel):[\x21-\x7e]+$")


def expect(holds, what):
    if not holds:
        sys.exit(f"does not hold: {what}")


class Pack:
    def __init__(self, path=None):
        path = path or sys.argv[1]
        self.bytes = open(path, "rb").read()
        self.zip = zipfile.ZipFile(path)
        self.names = self.zip.namelist()
        self.xml = {n: ET.fromstring(self.zip.read(n)) for n in self.names
                    if n.endswith(("ml", ".opf", ".ncx"))}
        self.package = self.xml["EPUB/package.opf"]
        self.check_bytes()
        self.check_text()
        self.check_package()
        self.check_links()
        self.check_contents()

    def check_bytes(self):
        b = self.bytes
        expect(b[:4] == b"PK\3\4" and b[8:10] == b"\0\0" and b[28:30] == b"\0\0", "stored mimetype")
        expect(b[30:58] == b"mimetypeapplication/epub+zip" and b[58:60] == b"PK", "mimetype first")
        for info in self.zip.infolist():
            expect(info.extra == b"" and info.date_time == (1980, 1, 1, 0, 0, 0), info.filename)
            expect(info.external_attr >> 16 == 0o100644, f"{info.filename}: mode")
            extra = struct.unpack("<H", b[info.header_offset + 28:info.header_offset + 30])[0]
            expect(extra == 0, f"{info.filename}: no extra field")
        expect(self.zip.testzip() is None, "checksums")

    def check_text(self):
        for name in self.xml:
            text = self.zip.read(name).decode()
            expect(text.startswith('<?xml version="1.0" encoding="UTF-8"?>\n'), f"{name}: head")
            expect(not CONTROL.search(text), f"{name}: control character")
            expect(len(text.encode()) <= 250000, f"{name}: size")
            ids = [e.get("id") for e in self.xml[name].iter() if e.get("id")]
            expect(len(ids) == len(set(ids)), f"{name}: identifiers are unique")

    def check_package(self):
        items = {i.get("id"): i.get("href") for i in self.package.iter(OPF + "item")}
        files = sorted("EPUB/" + href for href in items.values())
        expect(files == sorted(n for n in self.names
                               if n.startswith("EPUB/") and n != "EPUB/package.opf"), "manifest")
        self.spine = [items[i.get("idref")] for i in self.package.iter(OPF + "itemref")]
        uid = self.package.find(f".//{DC}identifier").text
        heads = {m.get("name"): m.get("content") for m in self.xml["EPUB/toc.ncx"].iter(NCX + "meta")}
        expect(heads["dtb:uid"] == uid, "the identifier of the NCX")

    def check_links(self):
        for name, tree in self.xml.items():
            for link in tree.iter(XHTML + "a"):
                href = link.get("href")
                if re.match("[a-z]+:", href):
                    expect(SCHEMES.match(href), f"{name}: {href}")
                    continue
                path, _, fragment = href.partition("#")
                target = "/".join(name.split("/")[:-1] + [path])
                expect(target in self.xml, f"{name}: {href} exists")
                found = [e for e in self.xml[target].iter() if e.get("id") == fragment]
                expect(not fragment or found, f"{name}: {href} leads somewhere")

    def check_contents(self):
        nav = self.xml["EPUB/nav.xhtml"].find(f".//{XHTML}nav[@{OPS}type='toc']")
        self.contents = [(a.get("href"), "".join(a.itertext())) for a in nav.iter(XHTML + "a")]
        files = list(dict.fromkeys(href.split("#")[0] for href, _ in self.contents))
        expect(files == [f for f in self.spine if f != "nav.xhtml"], "contents as in the spine")
        points = [(p.find(NCX + "content").get("src"), p.find(f"{NCX}navLabel/{NCX}text").text)
                  for p in self.xml["EPUB/toc.ncx"].iter(NCX + "navPoint")]
        expect(points == self.contents, "the NCX says the same as the contents")

    def metadata(self, name):
        if ":" in name:
            return [m.text for m in self.package.iter(OPF + "meta") if m.get("property") == name]
        return [m.text for m in self.package.iter(DC + name)]

    def text(self, name):
        """The text of a document, blanks squeezed, parts of the line joined."""
        return " ".join("".join(self.xml[f"EPUB/text/{name}.xhtml"].itertext()).split())

    def paragraphs(self, name, kind):
        """The texts of the paragraphs of a class."""
        return [unicodedata.normalize("NFC", "".join(p.itertext()))
                for p in self.xml[f"EPUB/text/{name}.xhtml"].iter(XHTML + "p")
                if p.get("class") == kind]

    def links(self, name):
        return [a.get("href") for a in self.xml[f"EPUB/text/{name}.xhtml"].iter(XHTML + "a")
                if a.get("class") == "url"]

"""A reading pack byte by byte: reads the ZIP with struct alone and lists what is wrong in it, in its files and links."""

import collections
import posixpath
import re
import struct
import xml.etree.ElementTree as ElementTree
import zlib

XHTML = "{http://www.w3.org/1999/xhtml}"
OPS = "{http://www.idpf.org/2007/ops}"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
LONGEST = 250 * 1000  # bytes of an XHTML file; old readers open no more
DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'
PACKAGE = "EPUB/package.opf"
NAME = re.compile(r"EPUB/([a-z0-9-]+/)*[a-z0-9-]+\.[a-z0-9]+")
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
# An address as RFC 3986 has it, of the kinds that reading systems open, with a host that names one.
HEX = "%[0-9A-Fa-f]{2}"
REST = rf"([A-Za-z0-9._~!$&'()*+,;=:@/?-]|{HEX})*(#([A-Za-z0-9._~!$&'()*+,;=:@/?-]|{HEX})*)?"
ADDRESS = re.compile(rf"(https?|ftp)://([A-Za-z0-9._~:-]*@)?[A-Za-z0-9._-]+(:\d+)?(?=[/?#]|$){REST}|(mailto|tel):(?=.){REST}")
# The order of a pack's files; those of one class in the order of reading, or by name where nobody reads them.
CLASSES = [re.compile(pattern) for pattern in (
    "mimetype", "META-INF/container.xml", PACKAGE, "EPUB/nav.xhtml", "EPUB/toc.ncx", "EPUB/css/.*", "EPUB/img/.*",
    "EPUB/text/cover.*", "EPUB/text/title.*", "EPUB/text/about.*", r"EPUB/text/(part-|s\d).*", "EPUB/text/bibliography.*",
    "EPUB/text/ix-.*", "EPUB/text/links.*", "EPUB/text/records.*", "EPUB/data/.*", "EPUB/docs/.*", "EPUB/attach/.*",
    "EPUB/text/colophon.*")]
TYPES = {
    "xhtml": "application/xhtml+xml", "ncx": "application/x-dtbncx+xml", "css": "text/css", "png": "image/png",
    "jpg": "image/jpeg", "svg": "image/svg+xml", "ris": "application/x-research-info-systems",
    "bib": "application/x-bibtex", "json": "application/vnd.citationstyles.csl+json"}
INLINE = [XHTML + tag for tag in "a abbr b bdi bdo cite code em h1 h2 h3 h4 h5 h6 i p pre q small span strong sub sup".split()]
BLOCKS = {XHTML + tag for tag in "article aside blockquote div dl figure h1 h2 h3 h4 h5 h6 nav ol p pre section table ul".split()}
LOCAL = "<4s5H3I2H"
CENTRAL = "<4s6H3I5H2I"
END = "<4s4H2IH"


def text_of(element):
    return "".join(element.itertext())


class Pack:
    """`faults` are sentences; `files` the contents by name in the order of the ZIP; `trees` those that are XML."""

    def __init__(self, data):
        self.data, self.faults, self.files, self.trees, self.times = data, [], {}, {}, set()
        self.read()
        self.parse()
        if PACKAGE not in self.trees:
            self.expect(False, "there is no package")
            return
        self.package = self.trees[PACKAGE]
        self.items = {item.get("id"): item for item in self.package.iter(OPF + "item")}
        self.named = {posixpath.join("EPUB", item.get("href")): item for item in self.items.values()}
        refs = [ref.get("idref") for ref in self.package.iter(OPF + "itemref")]
        self.spine = [posixpath.join("EPUB", self.items[ref].get("href")) for ref in refs if ref in self.items]
        self.expect(len(self.spine) == len(refs) == len(set(refs)), "the spine names files that are not in the manifest, or twice")
        self.ids = {name: [element.get("id") for element in tree.iter() if element.get("id") is not None]
                    for name, tree in self.trees.items()}
        for check in (self.check_times, self.check_manifest, self.check_order, self.check_metadata, self.check_ids,
                      self.check_models, self.check_links, self.check_contents):
            check()

    def expect(self, holds, fault):
        if not holds:
            self.faults.append(fault)

    def read(self):
        """Walks the central directory; the entries must lie side by side from the first byte on."""
        end = struct.unpack(END, self.data[-22:])
        if end[0] != b"PK\5\6" or any(end[1:3]) or end[3] != end[4] or end[7]:
            self.expect(False, "the ZIP does not end where the bytes do")
            return
        at, behind = end[6], 0
        for _ in range(end[4]):
            head = struct.unpack(CENTRAL, self.data[at:at + 46])
            name = self.data[at + 46:at + 46 + head[10]].decode("latin-1")
            self.expect(head[16] == behind, f"{name}: does not begin where the file before it ends")
            behind = self.read_file(name, head)
            at += 46 + sum(head[10:13])
        self.expect(behind == end[6] and at == len(self.data) - 22 == end[5] + end[6], "bytes between the parts of the ZIP")
        first = self.data[:58]
        self.expect(first[8:10] == b"\0\0" and first[28:] == b"\0\0mimetypeapplication/epub+zip", "mimetype is not first and stored")

    def read_file(self, name, head):
        """Checks both headers of a file and keeps what it holds; gives the offset behind it."""
        _, made, need, flags, method, time, date, crc, packed, size, length, extra, comment, disk, inner, outer, at = head
        local = struct.unpack(LOCAL, self.data[at:at + 30])
        self.expect(head[0] == b"PK\1\2" and local[0] == b"PK\3\4", f"{name}: signatures")
        self.expect(local[1:10] == head[2:11], f"{name}: the two headers differ")
        self.expect(self.data[at + 30:at + 30 + length] == name.encode("latin-1"), f"{name}: another name in its own header")
        self.expect((extra, local[10], comment) == (0, 0, 0), f"{name}: an extra field or a comment")
        self.expect(flags == 0, f"{name}: flags {flags:#x}, 8 is a data descriptor")
        self.expect((made >> 8, disk, inner, outer) == (3, 0, 0, 0o100644 << 16), f"{name}: attributes {outer:#o} of system {made >> 8}")
        self.expect((method, need) in ((0, 10), (8, 20)), f"{name}: method {method} needs version {need}")
        self.expect(method == 8 or name == "mimetype" or name.startswith("EPUB/img/"), f"{name}: is not deflated")
        self.expect(name in ("mimetype", "META-INF/container.xml") or NAME.fullmatch(name), f"{name}: the name")
        self.expect(name not in self.files, f"{name}: stands there twice")
        self.times.add((date, time))
        start = at + 30 + length + local[10]
        content = self.data[start:start + packed]
        if method == 8:
            inflater = zlib.decompressobj(-15)
            content = inflater.decompress(content)
            self.expect(inflater.eof and not inflater.unused_data, f"{name}: the deflated bytes do not end where they should")
        self.expect((len(content), zlib.crc32(content)) == (size, crc), f"{name}: size or checksum")
        self.files[name] = content
        return start + packed

    def parse(self):
        for name, content in self.files.items():
            if not name.endswith((".xml", ".opf", ".ncx", ".xhtml", ".svg")):
                continue
            self.expect(content.startswith(DECLARATION), f"{name}: does not begin with the XML declaration")
            self.expect(not CONTROL.search(content.decode("utf-8", "replace")), f"{name}: a control character")
            self.expect(len(content) <= LONGEST or not name.endswith(".xhtml"), f"{name}: {len(content)} bytes")
            try:
                self.trees[name] = ElementTree.fromstring(content)
            except ElementTree.ParseError as error:
                self.expect(False, f"{name}: {error}")

    def meta(self, name):
        return [meta.text for meta in self.package.iter(OPF + "meta") if meta.get("property") == name]

    def check_times(self):
        """1980, the beginning of time in a ZIP, or the time of which the package is."""
        allowed = {(0x21, 0)}
        for moment in self.meta("dcterms:modified"):
            year, month, day, hour, minute, second = map(int, re.findall(r"\d+", moment))
            allowed.add(((year - 1980) << 9 | month << 5 | day, hour << 11 | minute << 5 | second // 2))
        self.expect(self.times <= allowed, f"times of files that nobody stated: {sorted(self.times - allowed)}")

    def check_manifest(self):
        here = {name for name in self.files if name.startswith("EPUB/")} - {PACKAGE}
        self.expect(here == set(self.named), f"in the pack or in its manifest alone: {sorted(here ^ set(self.named))}")
        for name, item in self.named.items():
            wanted = TYPES.get(name.rpartition(".")[2])
            self.expect(item.get("media-type") == wanted, f"{name}: the type {item.get('media-type')}")
        unread = [name for name in self.named if name.endswith(".xhtml") and name not in self.spine]
        self.expect(not unread, f"not in the order of reading: {unread}")
        self.expect(all(ref.get("linear") is None for ref in self.package.iter(OPF + "itemref")), "a document is not linear")

    def check_order(self):
        def place(name):
            kind = next((n for n, pattern in enumerate(CLASSES) if pattern.fullmatch(name)), -1)
            return kind, self.spine.index(name) if name in self.spine else 0, name
        self.expect(all(place(name)[0] >= 0 for name in self.files), "a file that belongs to no class")
        self.expect(list(self.files) == sorted(self.files, key=place), f"the order of the files: {list(self.files)}")

    def check_metadata(self):
        metadata = self.package.find(OPF + "metadata")
        empty = [element.tag for element in metadata if element.get("name") is None and not (element.text or "").strip()]
        self.expect(not empty, f"metadata without a value: {empty}")
        counts = collections.Counter(element.tag for element in metadata)
        self.expect(counts[DC + "title"] == counts[DC + "identifier"] == 1 and counts[DC + "date"] <= 1, f"metadata: {counts}")
        self.expect(len(self.meta("dcterms:modified")) == 1, "the moment of the last change")
        for name in ("accessMode", "accessModeSufficient", "accessibilityFeature", "accessibilityHazard", "accessibilitySummary"):
            self.expect(self.meta("schema:" + name), f"schema:{name} is missing")
        cover = [item.get("id") for item in self.items.values() if "cover-image" in item.get("properties", "").split()]
        named = [meta.get("content") for meta in metadata.iter(OPF + "meta") if meta.get("name") == "cover"]
        self.expect(cover == named and len(cover) <= 1, f"the cover is {cover} for new readers and {named} for old ones")

    def check_ids(self):
        for name, ids in self.ids.items():
            self.expect(len(ids) == len(set(ids)), f"{name}: an identifier stands there twice")
            odd = [one for one in ids if not re.fullmatch("[A-Za-z0-9._-]+", one)]
            self.expect(not odd, f"{name}: identifiers {odd}")
            wanted = {word for element in self.trees[name].iter() for key in ("aria-labelledby", "aria-describedby")
                      for word in element.get(key, "").split()}
            self.expect(wanted <= set(ids), f"{name}: labelled by {sorted(wanted - set(ids))}, which is not there")

    def check_models(self):
        """Paragraphs in lines, and links in links, which not every checker sees."""
        for name, tree in self.trees.items():
            for outer in tree.iter():
                if outer.tag in INLINE:
                    inside = {inner.tag for inner in outer.iter() if inner is not outer}
                    wrong = inside & (BLOCKS | ({outer.tag} if outer.tag == XHTML + "a" else set()))
                    self.expect(not wrong, f"{name}: {wrong} in {outer.tag}")

    def check_links(self):
        for name, tree in self.trees.items():
            for element in tree.iter():
                for key in ("href", "src", "full-path"):
                    if element.get(key) is not None and name.startswith("EPUB/"):
                        self.check_target(name, element, element.get(key))
                if element.tag == XHTML + "a":
                    shown = " ".join(text_of(element).split()).lower()
                    self.expect(shown and shown != "click here", f"{name}: a link that says {shown!r}")

    def check_target(self, name, element, address):
        if element.tag == XHTML + "a" and re.match("[A-Za-z][A-Za-z0-9+.-]*:", address):
            port = re.match(r"\w+://[^/?#]*:(\d+)([/?#]|$)", address)
            good = ADDRESS.fullmatch(address) and (not port or int(port[1]) < 65536)
            self.expect(good, f"{name}: the address {address}")
            return
        path, _, fragment = address.partition("#")
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
        self.expect(target in self.files, f"{name}: {address} is not in the pack")
        self.expect(element.tag != XHTML + "a" or target in self.spine, f"{name}: {address} leads to what nobody can read")
        self.expect("#" not in address or fragment in self.ids.get(target, ()), f"{name}: {address} leads nowhere")

    def check_contents(self):
        """The two tables of contents say the same, in the order of reading."""
        nav = next(name for name, item in self.named.items() if "nav" in item.get("properties", "").split())
        toc = [part for part in self.trees[nav].iter(XHTML + "nav") if part.get(OPS + "type") == "toc"]
        self.contents = [(next(item.iter(XHTML + "a")).get("href"), text_of(item[0])) for part in toc for item in part.iter(XHTML + "li")]
        files = list(dict.fromkeys("EPUB/" + href.partition("#")[0] for href, _ in self.contents))
        self.expect(files == [name for name in self.spine if name in files], "the contents are in another order than the pack")
        left = [name for name in self.spine if re.match(r"EPUB/text/(?!cover)", name) and name not in files]
        self.expect(not left, f"not in the contents: {left}")
        ncx = self.trees["EPUB/toc.ncx"]
        points = list(ncx.iter(NCX + "navPoint"))
        told = [(point.find(NCX + "content").get("src"), point.find(f"{NCX}navLabel/{NCX}text").text or "") for point in points]
        self.expect(told == self.contents, "the NCX and the contents differ")
        places = {src: n for n, src in enumerate(dict.fromkeys(src for src, _ in told))}
        orders = [int(point.get("playOrder")) for point in points]
        self.expect(orders == [places[src] + 1 for src, _ in told], "playOrder does not count the places")
        heads = {meta.get("name"): meta.get("content") for meta in ncx.iter(NCX + "meta")}
        self.expect(heads.get("dtb:uid") == self.package.find(f".//{DC}identifier").text, "the NCX has another identifier")
        depth = next(n for n in range(9) if not ncx.findall("/".join(["."] + [f"{NCX}navMap"] + [f"{NCX}navPoint"] * (n + 1))))
        self.expect(heads.get("dtb:depth") == str(depth), f"the NCX is {depth} deep, not {heads.get('dtb:depth')}")

    def cover(self):
        """The name of the cover image, or None."""
        return next((name for name, item in self.named.items() if "cover-image" in item.get("properties", "").split()), None)

"""What the checks of reading packs share: opens a pack, asks packs.py for its faults, and shows what is in it."""

import io
import pathlib
import sys
import unicodedata
import zipfile

sys.path.append(str(pathlib.Path(__file__).resolve().parents[2]))
import packs
from packs import DC, OPF, XHTML


def expect(holds, what):
    if not holds:
        sys.exit(f"does not hold: {what}")


class Pack:
    def __init__(self, path=None):
        data = pathlib.Path(path or sys.argv[1]).read_bytes()
        pack = packs.Pack(data)
        expect(not pack.faults, pack.faults)
        self.zip, self.names = zipfile.ZipFile(io.BytesIO(data)), list(pack.files)
        self.xml, self.package, self.contents = pack.trees, pack.package, pack.contents
        self.spine = [name.removeprefix("EPUB/") for name in pack.spine]
        expect(pack.times == {(0x21, 0)}, "the files are of 1980")
        for name in pack.trees:
            expect(len(pack.files[name]) <= packs.LONGEST, f"{name}: size")
        files = list(dict.fromkeys(href.split("#")[0] for href, _ in self.contents))
        expect(files == [f for f in self.spine if f != "nav.xhtml"], "contents as in the spine")

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

"""Real bibliographies: the BibTeX files that Debian's packages carry, as CSL-JSON records."""

import concurrent.futures
import gzip
import json
import re
import subprocess

PACKAGES = ("texlive-bibtex-extra", "texlive-publishers-doc", "texlive-lang-german", "texlive-lang-cyrillic", "texlive-latex-base-doc",
            "python-pybtex-doc", "r-base-core", "r-cran-bibtex", "r-cran-hsaur3", "r-cran-plm", "r-cran-rbibutils", "libgudhi-dev", "lyx-common")
MOST_OF_ONE_FILE = 400
TYPES = {"": "article-journal", "pamphlet": "book", "review": "article-journal", "entry-encyclopedia": "chapter", "webpage": "webpage"}
KEPT = {"article-journal", "article-magazine", "article-newspaper", "book", "chapter", "paper-conference", "report", "thesis", "webpage"}
TEXTS = ("title", "container-title", "publisher", "publisher-place", "volume", "issue", "page", "edition", "genre", "number",
         "collection-title", "collection-number", "URL")


def fetch(folder):
    """The .bib files of the packages, below `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for package in PACKAGES:
        target = folder / package
        if target.exists():
            continue
        subprocess.run(["apt-get", "download", "-q", package], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        archive = next(folder.glob(f"{package}_*.deb"))
        target.mkdir()
        files = subprocess.Popen(["dpkg-deb", "--fsys-tarfile", archive], stdout=subprocess.PIPE)
        subprocess.run(["tar", "-x", "-C", target, "--wildcards", "*.bib", "*.bib.gz"], stdin=files.stdout, stderr=subprocess.DEVNULL, check=False)
        files.wait()
        archive.unlink()
    return sorted(path for path in folder.glob("*/**/*.bib*") if path.suffix in (".bib", ".gz") and path.is_file())


def read(path):
    """The records of one file; pandoc knows LaTeX."""
    kept = path.with_name(path.name + ".json")
    if not kept.exists():
        data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            text = data.decode("latin-1")
        # Titles of other languages than English keep their capitals.
        text = re.sub(r"(@\w+\s*\{[^,\s]+,)", r"\1 langid = {ngerman},", text)
        try:
            made = subprocess.run(["pandoc", "-f", "biblatex", "-t", "csljson"], input=text.encode(), capture_output=True, check=False,
                                  timeout=30).stdout
        except subprocess.TimeoutExpired:
            made = b""
        kept.write_bytes(made or b"[]")
    return json.loads(kept.read_bytes())


def person(name):
    """A name whose members are texts, or None."""
    kept = {key: re.sub(r"\s+", " ", str(value)).strip() for key, value in name.items() if isinstance(value, str)}
    whole = kept.get("literal") or kept.get("family")
    return kept if whole and len(whole) < 60 and whole.lower() not in ("others", "unknown", "anonymous", "n.n.") else None


def clean(record):
    """The record with what can be rendered, or None where it is none worth learning from."""
    kind = TYPES.get(record.get("type"), record.get("type"))
    made = {"type": kind if kind in KEPT else "book"}
    for name in TEXTS:
        value = re.sub(r"<[^>]*>|\s+", " ", str(record.get(name, ""))).strip()
        if value and "??" not in value and "\\" not in value and "{" not in value and len(value) < 250:
            made[name] = re.sub(r" {2,}", " ", value).strip(",;:/ ")
    if "publisher" in made:
        made["publisher"] = made["publisher"].replace("; ", " & ")  # pandoc's mark between several
    for role in ("author", "editor"):
        people = [person(name) for name in record.get(role, [])][:12]
        if people and all(people):
            made[role] = people
    parts = record.get("issued", {}).get("date-parts", [[]])
    if parts and parts[0] and 1000 <= parts[0][0] < 2100:
        made["issued"] = {"date-parts": parts[:1]}
    if "title" not in made or not re.match(r"[\w“\"„«‘¿(]{2}", made["title"]) or not ("author" in made or "editor" in made or "publisher" in made):
        return None
    if made["type"].startswith("article") or made["type"] in ("chapter", "paper-conference"):
        if "container-title" not in made:
            made["type"] = "book"
    elif made["type"] == "book":
        made.pop("container-title", None)
        made.pop("page", None)
    return made


def records(folder):
    """All records, each once."""
    files, found, seen = fetch(folder), [], set()
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for made in pool.map(read, files):
            of_file = []
            for record in filter(None, map(clean, made)):
                key = re.sub(r"\W+", "", record["title"]).lower()
                if key not in seen:
                    seen.add(key)
                    of_file.append(record)
            found += of_file[:: max(1, len(of_file) // MOST_OF_ONE_FILE)]
    return found


class Library:
    """Gives records by chance, the kinds in the shares that people cite them in."""

    SHARES = {"book": 45, "article-journal": 25, "part": 22, "paper-conference": 3, "report": 2, "thesis": 2, "webpage": 1}

    def __init__(self, folder):
        self.kinds = {}
        for record in records(folder):
            self.kinds.setdefault(record["type"], []).append(record)
        self.people = [name for books in self.kinds.values() for record in books for name in record.get("author", [])
                       if "given" in name]

    def one(self, chance, kind):
        return dict(self.kinds[kind][chance.randrange(len(self.kinds[kind]))])

    def part(self, chance):
        """A chapter: what one article is called stands in what one book is called."""
        made, book = self.one(chance, "article-journal"), self.one(chance, "book")
        for name in ("volume", "issue", "number", "URL"):
            made.pop(name, None)
        made.update({"type": "chapter", "container-title": book["title"]})
        for name in ("publisher", "publisher-place", "issued", "edition", "collection-title", "collection-number"):
            made.pop(name, None)
            if name in book:
                made[name] = book[name]
        editors = book.get("editor") or book.get("author")
        if editors and chance.random() < 0.75:
            made["editor"] = editors[:3]
        if "page" not in made or chance.random() < 0.3:
            first = chance.randrange(1, 500)
            made["page"] = f"{first}-{first + chance.randrange(2, 40)}"
        return made

    def record(self, chance, number):
        kind = chance.choices(list(self.SHARES), list(self.SHARES.values()))[0]
        made = self.part(chance) if kind == "part" else self.one(chance, kind)
        if chance.random() < 0.35:
            for role in ("author", "editor"):
                if role in made:
                    made[role] = [self.people[chance.randrange(len(self.people))] for _ in made[role]]
        return {**made, "id": f"r{number}"}

"""Full records: a value in every field of fields.def, for every item type of types.def and one beyond."""

import pathlib
import re

SRC = pathlib.Path(__file__).resolve().parent.parent / "src"
TABLE = (SRC / "formats" / "types.def").read_text(encoding="utf-8")
TYPES = [*re.findall(r'^TYPE\("([^"]+)"', TABLE, re.M), "document"]
FIELDS = re.findall(r'^(?:FIELD|CUSTOM)\(\w+, "([^"]+)"', (SRC / "flows" / "fields.def").read_text(encoding="utf-8"), re.M)


def record(kind):
    """No value stands in another, so that each can be looked for."""
    return {
        "id": "okafor2008" + kind.replace("-", "").replace("_", ""),
        "type": kind,
        "title": "Harbour lamps of the north",
        "title-short": "Northern lamps",
        "author": [{"family": "Okafor", "given": "Ada"}, {"literal": "Office of Wrecks"}],
        "editor": [{"family": "Lindqvist", "given": "Bo"}],
        "translator": [{"family": "Moreau", "given": "Claire"}],
        "container-title": "Annals of quays",
        "container-title-short": "Ann. Qu.",
        "collection-title": "Studies in tides",
        "collection-number": "531",
        "event-title": "Meeting of pilots",
        "event-place": "Bergen",
        "event-date": {"date-parts": [[2007, 9, 12], [2007, 9, 14]]},
        "issued": {"date-parts": [[2008, 4, 5]]},
        "original-date": {"date-parts": [[1911, 2, 3]]},
        "accessed": {"date-parts": [[2024, 5, 6]]},
        "status": "advance copy",
        "publisher": "Quayside Press",
        "publisher-place": "Ostend",
        "volume": "617",
        "issue": "74",
        "page": "233-259",
        "number-of-pages": "411",
        "number": "QN88",
        "edition": "38",
        "genre": "Field survey",
        "medium": "Vellum",
        "DOI": "10.5555/lamps.77",
        "ISBN": "978-0-306-40615-7",
        "ISSN": "0378-5955",
        "PMID": "12345678",
        "PMCID": "PMC7654321",
        "URL": "https://www.example.org/lamps?a=1&b=2",
        "language": "fr",
        "keyword": "beacons; buoys",
        "abstract": "The list has every light between two capes.",
        "note": "Held in the reading room.",
        "custom": {
            "section": "Sources > Ports",
            "lead": "Read on:",
            "links": [{"label": "Plan", "href": "https://www.example.org/plan", "lead": "See the"}],
            "etal": True,
        },
    }

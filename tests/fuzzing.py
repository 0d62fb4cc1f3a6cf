"""Texts and files made at random from what readers look for, given to every reader of the house."""

import io
import random
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import cycle

from django.core.exceptions import ValidationError

from maillage.core import days, folded, french, tables_out
from maillage.foundation.documents.files.rules import DocumentRefusedError, media_of, safe_name
from maillage.foundation.documents.writing.office import checked_template
from maillage.foundation.documents.writing.pictures import drawn_picture
from maillage.foundation.exchange.cells.problems import UnreadableFileError
from maillage.foundation.exchange.cells.text import MAX_TEXT
from maillage.foundation.exchange.reading.opening import open_content
from maillage.foundation.search.query import Query
from maillage.ground.actors.reading_tables.table.reading import plain
from maillage.ground.directory.competence_matrix.forms import typed_domain
from maillage.ground.directory.contact_files.table.plan import plan_workbook
from maillage.ground.directory.records.rules import written_phone
from maillage.ground.territories.atlas.geojson import UnreadableOutlineError, read_geojson
from maillage.trade.context.history.forms import read_moment
from maillage.trade.governance.date_polls.forms import typed_slots
from maillage.trade.governance.meetings.table.cells import ReversedHoursError
from tests.foundation.documents import sample_files
from tests.foundation.documents.templates import FIELDS, VALUES, docx_of, odt_words
from tests.foundation.exchange.spreadsheets import csv_bytes, ods_bytes, xlsx_bytes
from tests.pumping import of_a_cell, readers_in

SLOWEST_S = 1.0
Reader = Callable[[str], object]
FileReader = Callable[[bytes], object]
REFUSALS = (
    ValidationError,
    UnreadableFileError,
    DocumentRefusedError,
    UnreadableOutlineError,
    ReversedHoursError,
)
CELLS = (
    "maillage.foundation.exchange.cells.",
    "maillage.foundation.exchange.cleaning.",
    "maillage.foundation.exchange.tables.",
    "maillage.foundation.exchange.vocabulary.",
    "maillage.ground.directory.contact_files.table.",
    "maillage.trade.governance.",
)
# What reads the references of cells inside files, which tell it alone.
OF_FILES = frozenset({"maillage.foundation.exchange.cells.references.cell_position"})
WORDS = (
    "M. ", "Mme", "Dr", "Le Goff", "Anne-Marie", "d’", "l'", "DE LA ", "É", "œ", "ß", "İ", "ﬁ",
    "e\u0301",
    "Maire", "adjointe", "à pourvoir", "suppléant", "ou son représentant", "vice-président", "et",
    "CC du ",
    "a@b.fr", "@", "<", ">", "mailto:", "02 40 12 34 56", "+33", "0", "1", "44", "2026",
    "31/12/2026",
    "01.02.03", "29 février 2027", "lundi", "18 h 30", "18:30", "de", "à ", "jusqu’au", "T1", "€",
    "12,5 %",
    "-", "–", "/", "\\", "(", ")", "[", "]", "{{", "}}", "{%", "%}", " si ",
    " pour p dans points", "fin",
    '"', "'", "*", "NEAR", "AND", "OR NOT", "nom:", "^", "%", "_", "?", ";", ",", ":", "=", "+",
    "|", "#",
    "http://", "javascript:", "//", "..", "\x00", "\t", "\n", "\r", "\x0b", "\x1c", "\x85", " ",
    "\u00a0",
    "\u2028", "\u2029", "\u200b", "\u202e", "\ufeff", "\u3000", "\ufdfa", "𝟙", "٣", "²", "½", "Ⅻ",
    "🌳", "\ud800",
    "9" * 5_000, "a" * 300, " " * 300, "1e999", "nan", "-0", "null", "true",
)  # fmt: skip
BYTES = (
    b"", b"\x00", b"\xff", b"\xfe\xff", b"PK\x03\x04", b"PK\x01\x02", b"<", b">", b"&", b"&#0;",
    b"&#x110000;",
    b"<!DOCTYPE x>", b"]]>", b"<!--", b"<a>", b"</a>", b'"', b"'", b"[", b"{", b"}", b",", b":",
    b"1e999", b"-1", b"NaN", b"9", b"Infinity", b"null", b"\r\n", b";", b'""""', b"\xc3", b"\x80",
    b"{{ lieu }}", b"{% si lieu %}", b"{% fin %}", b'r="0"', b'r="ZZZZ99999999"', b't="s"',
    b't="d"', b"s=\"99\"",
    b"<v>99999999999</v>", b"<v>-1</v>", b"<v>1e308</v>", b"\\u0000", b"\\ud800",
)  # fmt: skip
GEOJSON = (
    b'{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":{"type":'
    b'"Polygon","coordinates":[[[-1.5,47.2],[-1.4,47.2],[-1.4,47.3],[-1.5,47.2]]]}},{"type":"Feature",'
    b'"geometry":{"type":"MultiPolygon","coordinates":[[[[2,48],[2.1,48],[2.1,48.1],[2,48]]]]}}]}'
)
ROWS: list[list[object]] = [
    ["Structure", "Civilité", "Nom", "Prénom", "Fonction", "Courriel", "Téléphone", "Depuis"],
    ["Commune de Pornic", "Mme", "Le Goff", "Anne", "Maire", "a@b.fr", "02 40 12 34 56", 45_000],
    ["CC du Bocage", "M.", "Durand", "Paul", "2e adjoint", "p@b.fr ; q@b.fr", "06", "31/12/2026"],
]
ROW_OF_ODS = "".join(
    f'<table:table-cell office:value-type="string"><text:p>{word}</text:p></table:table-cell>'
    for word in ("Structure", "Nom", "Commune de Pornic")
)


def text_readers() -> dict[str, Reader]:
    """What reads a text that somebody typed, or a cell: each as it is called."""
    cells = {
        name: _cell(read)
        for package in CELLS
        for name, read in readers_in(package).items()
        if name not in OF_FILES
    }
    typed: dict[str, Reader] = {
        "fold": folded.fold,
        "as_glob": folded.as_glob,
        "holds_words": folded.holds_words,
        "with_french_spaces": french.with_french_spaces,
        "breakable": french.breakable,
        "neutralised": tables_out.neutralised,
        "restored": tables_out.restored,
        "read_day": days.read_day,
        "words": lambda text: Query(text).words,
        "safe_name": safe_name,
        "plain": plain,
        "typed_domain": typed_domain,
        "written_phone": written_phone,
        "read_moment": read_moment,
        "typed_slots": typed_slots,
    }
    return cells | typed


def _cell(read: Reader) -> Reader:
    return lambda text: read(of_a_cell(text))


def file_readers() -> list[tuple[str, FileReader, bytes]]:
    """What reads a file that somebody gives, with one that it takes."""
    sheet = ods_bytes(f'<table:table table:name="a"><table:table-row>{ROW_OF_ODS}'
                      "</table:table-row></table:table>")  # fmt: skip
    tagged = ("{% pour p dans points %}{{ p }}{% fin %}", "{{ lieu }} {% si lieu %}a{% fin %}")
    return [
        ("xlsx", _planned, xlsx_bytes({"Élus": ROWS, "Deux": ROWS})),
        ("ods", _planned, sheet),
        ("csv", _planned, csv_bytes(ROWS)),
        ("docx", lambda given: checked_template(given, "docx", FIELDS, VALUES), docx_of(*tagged)),
        ("odt", lambda given: checked_template(given, "odt", FIELDS, VALUES), odt_words(*tagged)),
        ("geojson", read_geojson, GEOJSON),
        *(
            (f"attached {name}", _attached(name), given)
            for name, given in sample_files.accepted().items()
        ),
        ("png", drawn_picture, sample_files.PNG),
        ("jpg", drawn_picture, sample_files.PHOTO),
    ]


def _planned(content: bytes) -> object:
    return plan_workbook(open_content(content))


def _attached(name: str) -> FileReader:
    return lambda content: media_of(name, io.BytesIO(content))


@dataclass(slots=True)
class Seen:
    """What came of the calls: how many, the slowest, and what was raised that refuses nothing."""

    calls: Counter[str] = field(default_factory=Counter)
    slowest: tuple[float, str, int] = (0.0, "", 0)
    faults: dict[str, str] = field(default_factory=dict)

    def call(self, name: str, read: Callable[[], object], size: int) -> None:
        """Calls once, and notes how it went."""
        began = time.process_time()
        try:
            read()
        except REFUSALS:
            pass
        except Exception as error:  # whatever it raises is what is looked for
            self.faults.setdefault(f"{name}: {type(error).__name__}", repr(error)[:300])
        self.calls[name] += 1
        self.slowest = max(self.slowest, (time.process_time() - began, name, size))


def fuzz(seed: int, seconds: float) -> Seen:
    """What came of so many seconds of processor, on what this seed makes."""
    chance, seen = random.Random(seed), Seen()
    texts, end = cycle(text_readers().items()), time.process_time() + seconds
    files = cycle(file_readers())
    while time.process_time() < end:
        for _turn in range(20):
            (name, read), text = next(texts), some_text(chance)
            seen.call(name, partial(read, text), len(text))
        name, read_file, sample = next(files)
        content = damaged(chance, sample)
        seen.call(name, partial(read_file, content), len(content))
    return seen


def some_text(chance: random.Random) -> str:
    """A text of words that readers look for, some of them again and again."""
    parts = []
    for _part in range(chance.randint(1, 12)):
        few = "".join(chance.choices(WORDS, k=chance.randint(1, 3)))
        parts.append(few * (chance.choice((50, 2_000)) if chance.random() < 0.05 else 1))
    return "".join(parts)[:MAX_TEXT]


def damaged(chance: random.Random, content: bytes) -> bytes:
    """The file with a few of its bytes changed; of an archive, most often those of a part."""
    if chance.random() < 0.8 and zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        name = chance.choice(list(parts))
        return _archive(parts | {name: _changed(chance, parts[name])})
    return _changed(chance, content)


def _archive(parts: Mapping[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return written.getvalue()


def _changed(chance: random.Random, content: bytes) -> bytes:
    for start, length in _places(chance, content):
        piece = content[start : start + length]
        content = content[:start] + _instead(chance, piece) + content[start + length :]
    return content


def _places(chance: random.Random, content: bytes) -> Iterator[tuple[int, int]]:
    for _place in range(chance.choice((1, 1, 2, 5))):
        yield chance.randrange(len(content) + 1), chance.choice((0, 0, 1, 4, 40))


def _instead(chance: random.Random, piece: bytes) -> bytes:
    match chance.randrange(4):
        case 0:
            return chance.randbytes(len(piece) or 1)
        case 1:
            return piece * chance.choice((2, 100, 500))
        case 2:
            return some_text(chance).encode(errors="surrogatepass")
        case _:
            return chance.choice(BYTES)

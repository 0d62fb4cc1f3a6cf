"""What do the cards of a telephone or of a mail program hold? A row each (vCard 2.1 to 4.0).

What a card says of a home, a birth date, notes and pictures is not read.
"""

import codecs
import quopri
from collections.abc import Iterator
from dataclasses import dataclass

from maillage.foundation.exchange.cells.problems import UnreadableFileError
from maillage.foundation.exchange.cells.workbook import Sheet, Workbook
from maillage.foundation.exchange.reading.delimited import decoded
from maillage.foundation.exchange.reading.limits import CellCount

BEGINNING = "BEGIN:VCARD"
SHEET_NAME = "contacts"
HEADERS = (
    *("Structure", "Service", "Civilité", "Nom", "Prénom", "Fonction", "Courriel", "Téléphone"),
    *("Adresse", "Code postal", "Ville", "Site internet"),
)
_PLAIN = {"TITLE": "Fonction", "EMAIL": "Courriel", "TEL": "Téléphone", "URL": "Site internet"}
_LETTERS = {"n": "\n", "N": "\n"}


@dataclass(frozen=True, slots=True)
class _Line:
    """One property: its name without its group, its parameters in capitals, its value."""

    name: str
    parameters: frozenset[str]
    value: str

    @property
    def is_of_a_home(self) -> bool:
        return bool(self.parameters & {"HOME", "TYPE=HOME"})

    def parts(self) -> list[str]:
        """The value cut at its semicolons, what stands behind a backslash being text."""
        pieces, piece, letters = [], "", iter(self.value)
        for letter in letters:
            if letter == "\\":
                following = next(letters, "")
                piece += _LETTERS.get(following, following)
            elif letter == ";":
                pieces.append(piece)
                piece = ""
            else:
                piece += letter
        return [*pieces, piece]


def holds_cards(content: bytes) -> bool:
    """Whether these bytes begin as cards do."""
    start = content[:200].removeprefix(codecs.BOM_UTF8)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        start = start.replace(b"\x00", b"")[2:]
    return start.lstrip().upper().startswith(BEGINNING.encode())


def read_vcards(content: bytes) -> Workbook:
    """One sheet: a row of headers, then a row for each card that names somebody or something."""
    text, encoding = decoded(content)
    sheet, count = Sheet(SHEET_NAME), CellCount()
    for column, header in enumerate(HEADERS, 1):
        sheet.put(1, column, header)
    row = 1
    for card in _cards(text):
        row += 1
        for column, header in enumerate(HEADERS, 1):
            if value := card.get(header):
                count.add(row, column)
                sheet.put(row, column, value)
    if row == 1:
        raise UnreadableFileError(
            "Ces cartes de visite ne nomment personne. Exportez-les à nouveau depuis votre carnet "
            "d’adresses, au format vCard."
        )
    return Workbook("vcf", [sheet], encoding=encoding)


def _cards(text: str) -> Iterator[dict[str, str]]:
    card: dict[str, str] = {}
    for line in _lines(text):
        if line.name == "END":
            if any(card.get(header) for header in ("Nom", "Prénom", "Structure")):
                yield card
            card = {}
        elif not line.is_of_a_home:
            _add(card, line)


def _add(card: dict[str, str], line: _Line) -> None:
    parts = [" ".join(part.split()) for part in line.parts()]
    if line.name == "N":
        family, given, middle, civility, *_rest = [*parts, "", "", "", ""]
        card |= {"Nom": family, "Prénom": " ".join(filter(None, (given, middle)))}
        card["Civilité"] = civility
    elif line.name == "FN" and not card.get("Nom"):
        card.setdefault("Nom", parts[0])
    elif line.name == "ORG":
        card["Structure"], card["Service"] = parts[0], " – ".join(filter(None, parts[1:]))
    elif line.name == "ADR":
        box, more, street, city, _region, postcode, *_rest = [*parts, *[""] * 6]
        card["Adresse"] = ", ".join(filter(None, (street, more, box)))
        card |= {"Code postal": postcode, "Ville": city}
    elif header := _PLAIN.get(line.name):
        value = parts[0].removeprefix("tel:").removeprefix("mailto:")
        card[header] = " ; ".join(filter(None, (card.get(header, ""), value)))


def _lines(text: str) -> Iterator[_Line]:
    for written in _unfolded(text):
        head, colon, value = written.partition(":")
        name, *parameters = head.upper().split(";")
        if colon:
            names = frozenset(part for one in parameters for part in _values(one))
            if names & {"QUOTED-PRINTABLE", "ENCODING=QUOTED-PRINTABLE"}:
                value = quopri.decodestring(value.encode()).decode("utf-8", "replace")
            yield _Line(name.rpartition(".")[2], names, value)


def _values(parameter: str) -> Iterator[str]:
    """« TYPE=HOME,VOICE » is TYPE=HOME and TYPE=VOICE."""
    name, equal, values = parameter.partition("=")
    for value in values.replace('"', "").split(","):
        yield f"{name}={value.strip()}" if equal else name


def _unfolded(text: str) -> Iterator[str]:
    """The lines, those that were cut to fit in 75 octets put together again."""
    pieces: list[str] = []
    for line in text.splitlines():
        soft = bool(pieces) and pieces[-1].endswith("=") and "QUOTED-PRINTABLE" in pieces[0].upper()
        if soft:
            pieces[-1] = pieces[-1][:-1]
            pieces.append(line)
        elif line[:1] in {" ", "\t"} and pieces:
            pieces.append(line[1:])
        else:
            yield "".join(pieces)
            pieces = [line]
    yield "".join(pieces)

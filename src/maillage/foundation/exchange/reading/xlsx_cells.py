"""What do the cells of one XLSX sheet hold?"""

import datetime

from maillage.foundation.exchange.cells.problems import UnreadableFileError
from maillage.foundation.exchange.cells.references import cell_position
from maillage.foundation.exchange.cells.text import MAX_TEXT
from maillage.foundation.exchange.cells.workbook import Area, CellValue, Sheet
from maillage.foundation.exchange.reading.limits import MAX_COLUMNS, CellCount
from maillage.foundation.exchange.reading.markup import local_name, read_markup
from maillage.foundation.exchange.reading.xlsx_styles import PLAIN, CellStyle

_READ = frozenset({"v", "t", "f"})
_TRUE = frozenset({"1", "true"})
_EPOCH = datetime.date(1899, 12, 30)
_EPOCH_1904 = datetime.date(1904, 1, 1)


class SharedStrings:
    """The texts of sharedStrings.xml, phonetic readings left out."""

    def __init__(self, content: bytes) -> None:
        self.texts: list[str] = []
        self._parts: list[str] = []
        self._reading = False
        self._phonetic = False
        if content:
            read_markup(content, self._start, self._end, self._text)

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        tag = local_name(name)
        if tag == "si":
            self._parts = []
        elif tag == "rPh":
            self._phonetic = True
        elif tag == "t":
            self._reading = not self._phonetic

    def _end(self, name: str) -> None:
        tag = local_name(name)
        if tag == "si":
            self.texts.append("".join(self._parts)[:MAX_TEXT])
        elif tag == "rPh":
            self._phonetic = False
        elif tag == "t":
            self._reading = False

    def _text(self, text: str) -> None:
        if self._reading:
            self._parts.append(text)


class SheetCells:
    """Fills a sheet from its XML part."""

    def __init__(
        self, sheet: Sheet, styles: list[CellStyle], strings: list[str], *, from_1904: bool
    ) -> None:
        self._sheet = sheet
        self._styles = styles
        self._strings = strings
        self._epoch = _EPOCH_1904 if from_1904 else _EPOCH
        self._count = CellCount()
        self._row = 0
        self._column = 0
        self._kind = "n"
        self._style = PLAIN
        self._value: list[str] = []
        self._formula: list[str] = []
        self._into: list[str] | None = None

    def read(self, content: bytes) -> None:
        read_markup(content, self._start, self._end, self._text)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = local_name(name) if ":" in name else name
        if tag == "c":
            self._open_cell(attributes)
        elif tag in _READ:
            self._into = self._formula if tag == "f" else self._value
        elif tag == "row":
            self._row = int(attributes["r"]) if "r" in attributes else self._row + 1
            self._column = 0
            if attributes.get("hidden") in _TRUE:
                self._sheet.hidden_rows.add(self._row)
        elif tag == "col" and attributes.get("hidden") in _TRUE:
            first, last = int(attributes["min"]), int(attributes["max"])
            self._sheet.hidden_columns |= set(range(first, min(last, MAX_COLUMNS) + 1))
        elif tag == "mergeCell" and "ref" in attributes:
            self._sheet.merges.append(self._count.merge(_area(attributes["ref"])))

    def _open_cell(self, attributes: dict[str, str]) -> None:
        place = attributes.get("r")
        if place:
            self._row, self._column = _position(place)
        else:
            self._column += 1
        self._kind = attributes.get("t", "n")
        style = int(attributes.get("s", "0"))
        self._style = self._styles[style] if style < len(self._styles) else PLAIN
        self._value.clear()
        self._formula.clear()

    def _text(self, text: str) -> None:
        if self._into is not None:
            self._into.append(text)

    def _end(self, name: str) -> None:
        tag = local_name(name) if ":" in name else name
        if tag in _READ:
            self._into = None
        elif tag == "c":
            self._close_cell()

    def _close_cell(self) -> None:
        row, column, style = self._row, self._column, self._style
        if style.fill or self._value or self._formula:
            self._count.add(row, column)
        if style.fill:
            self._sheet.fills[row, column] = style.fill
        if self._formula:
            self._sheet.formulas.add((row, column))
        value = self._cell_value()
        if value is None:
            return
        self._sheet.put(row, column, value)
        if style.struck:
            self._sheet.struck.add((row, column))
        if style.bold:
            self._sheet.bold.add((row, column))

    def _cell_value(self) -> CellValue | None:
        text = "".join(self._value)
        if not text:
            formula = "".join(self._formula)
            return f"={formula}" if formula else None
        if self._kind == "s":
            number = int(text)
            return self._strings[number] if number < len(self._strings) else None
        if self._kind == "b":
            return text == "1"
        if self._kind == "n":
            return self._number(text)
        return text[:MAX_TEXT]

    def _number(self, text: str) -> CellValue:
        try:
            number = float(text)
        except ValueError:
            return text
        if self._style.is_date and 1 <= number < 2_958_466:
            return self._epoch + datetime.timedelta(days=int(number))
        return int(number) if number.is_integer() else number


def _position(place: str) -> tuple[int, int]:
    try:
        return cell_position(place)
    except ValueError as error:
        raise UnreadableFileError(
            "Ce classeur est abîmé : une cellule n’a pas de place. "
            "Ouvrez-le dans votre tableur et enregistrez-le à nouveau."
        ) from error


def _area(reference: str) -> Area:
    first, _, last = reference.partition(":")
    top, left = _position(first)
    bottom, right = _position(last or first)
    return Area(top, left, bottom, right)

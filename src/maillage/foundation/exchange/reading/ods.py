"""What does an ODS file hold? Repeated cells are unrolled only where they hold something."""

import datetime

from maillage.foundation.exchange.cells.problems import UnreadableFileError
from maillage.foundation.exchange.cells.text import MAX_TEXT
from maillage.foundation.exchange.cells.workbook import Area, CellValue, Sheet, Workbook
from maillage.foundation.exchange.reading.archive import Archive
from maillage.foundation.exchange.reading.limits import MAX_COLUMNS, MAX_ROWS, CellCount
from maillage.foundation.exchange.reading.markup import local_name, read_markup

_GAPS = {"line-break": "\n", "tab": "\t"}
_UNSEEN = frozenset({"collapse", "filter"})
_CELLS = frozenset({"table-cell", "covered-table-cell"})


def read_ods(archive: Archive) -> Workbook:
    """The workbook of an archive already measured."""
    content = archive.read("content.xml")
    reader = _ContentReader()
    if content:
        read_markup(content, reader.start, reader.end, reader.text)
    if not reader.sheets:
        raise UnreadableFileError(
            "Ce classeur ne contient aucune feuille de calcul. Vérifiez le fichier choisi."
        )
    return Workbook("ods", reader.sheets)


class _ContentReader:
    """Walks content.xml and fills its sheets."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self._count = CellCount()
        self._row = 0
        self._rows_more = 1
        self._column = 0
        self._columns = 0
        self._cell: dict[str, str] = {}
        self._paragraphs: list[str] = []
        self._comment: list[str] | None = None
        self._in_paragraph = False
        self._in_author = False
        self._style = ""
        self._struck: set[str] = set()
        self._bold: set[str] = set()
        self._hidden: set[str] = set()
        self._fills: dict[str, str] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = local_name(name)
        if tag in _CELLS:
            self._cell = {local_name(key): value for key, value in attributes.items()}
            self._paragraphs = []
        elif tag == "p":
            self._open_paragraph()
        elif tag == "s" and self._in_paragraph:
            self.text(" " * min(int(attributes.get("text:c", "1")), 100))
        elif tag in _GAPS and self._in_paragraph:
            self.text(_GAPS[tag])
        elif tag == "annotation":
            self._comment = []
        elif tag in {"creator", "date"}:
            self._in_author = True
        elif tag == "table-row":
            self._open_row(attributes)
        else:
            self._start_other(tag, attributes)

    def _start_other(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table":
            hidden = attributes.get("table:style-name") in self._hidden
            self.sheets.append(Sheet(attributes.get("table:name", "Feuille"), hidden=hidden))
            self._row = 0
            self._rows_more = 1
            self._columns = 0
        elif tag == "table-column":
            self._open_column(attributes)
        elif tag == "style":
            self._style = attributes.get("style:name", "")
        elif tag == "table-properties":
            if attributes.get("table:display") == "false":
                self._hidden.add(self._style)
        elif tag == "text-properties":
            self._open_text_style(attributes)
        elif tag == "table-cell-properties":
            colour = attributes.get("fo:background-color", "transparent")
            if colour != "transparent":
                self._fills[self._style] = colour.upper()

    def _open_text_style(self, attributes: dict[str, str]) -> None:
        if attributes.get("style:text-line-through-style", "none") != "none":
            self._struck.add(self._style)
        if attributes.get("fo:font-weight") == "bold":
            self._bold.add(self._style)

    def _open_row(self, attributes: dict[str, str]) -> None:
        self._row += self._rows_more
        self._rows_more = int(attributes.get("table:number-rows-repeated", "1"))
        self._column = 1
        if attributes.get("table:visibility") in _UNSEEN and self.sheets:
            last = min(self._row + self._rows_more, MAX_ROWS)
            self.sheets[-1].hidden_rows |= set(range(self._row, last))

    def _open_column(self, attributes: dict[str, str]) -> None:
        first = self._columns + 1
        self._columns += int(attributes.get("table:number-columns-repeated", "1"))
        if attributes.get("table:visibility") in _UNSEEN and self.sheets:
            last = min(self._columns, MAX_COLUMNS)
            self.sheets[-1].hidden_columns |= set(range(first, last + 1))

    def _open_paragraph(self) -> None:
        self._in_paragraph = True
        target = self._paragraphs if self._comment is None else self._comment
        target.append("")

    def text(self, text: str) -> None:
        if not self._in_paragraph or self._in_author:
            return
        target = self._paragraphs if self._comment is None else self._comment
        if target:
            target[-1] = (target[-1] + text)[:MAX_TEXT]

    def end(self, name: str) -> None:
        tag = local_name(name)
        if tag == "p":
            self._in_paragraph = False
        elif tag in {"creator", "date"}:
            self._in_author = False
        elif tag == "annotation":
            self._keep_comment()
        elif tag in _CELLS:
            self._close_cell()

    def _keep_comment(self) -> None:
        text = "\n".join(self._comment or []).strip()
        self._comment = None
        if text and self.sheets:
            self.sheets[-1].comments[(self._row, self._column)] = text

    def _close_cell(self) -> None:
        repeated = int(self._cell.get("number-columns-repeated", "1"))
        value = self._value()
        style = self._cell.get("style-name", "")
        if self.sheets and (value is not None or style in self._fills):
            for row in range(self._row, self._row + self._rows_more):
                for column in range(self._column, self._column + repeated):
                    self._keep(row, column, value, style)
                    if value is None:
                        break
                if value is None:
                    break
        self._keep_merge()
        self._column += repeated

    def _keep(self, row: int, column: int, value: CellValue | None, style: str) -> None:
        self._count.add(row, column)
        sheet = self.sheets[-1]
        if style in self._fills:
            sheet.fills[(row, column)] = self._fills[style]
        if value is None:
            return
        sheet.put(row, column, value)
        if style in self._struck:
            sheet.struck.add((row, column))
        if style in self._bold:
            sheet.bold.add((row, column))
        if "formula" in self._cell:
            sheet.formulas.add((row, column))

    def _keep_merge(self) -> None:
        wide = int(self._cell.get("number-columns-spanned", "1"))
        high = int(self._cell.get("number-rows-spanned", "1"))
        if self.sheets and (wide > 1 or high > 1):
            area = Area(self._row, self._column, self._row + high - 1, self._column + wide - 1)
            self.sheets[-1].merges.append(self._count.merge(area))

    def _value(self) -> CellValue | None:
        kind = self._cell.get("value-type", "")
        if kind in {"float", "currency", "percentage"}:
            return _number(self._cell.get("value", ""))
        if kind == "date":
            return _date(self._cell.get("date-value", ""))
        if kind == "boolean":
            return self._cell.get("boolean-value") == "true"
        text = "\n".join(self._paragraphs)
        if text:
            return text
        formula = self._cell.get("formula", "")
        return formula.partition(":")[2] or formula or None


def _number(text: str) -> CellValue | None:
    try:
        number = float(text)
    except ValueError:
        return text or None
    return int(number) if number.is_integer() else number


def _date(text: str) -> CellValue | None:
    try:
        return datetime.date.fromisoformat(text[:10])
    except ValueError:
        return text or None

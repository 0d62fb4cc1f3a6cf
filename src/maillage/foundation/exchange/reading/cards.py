"""Are the contacts of this sheet written as cards, one label a line? Then a card is a row."""

from maillage.foundation.exchange.cells.workbook import CellValue, Sheet, as_text
from maillage.foundation.exchange.tables.headers import match_header
from maillage.foundation.exchange.vocabulary.words import header_key

_SCANNED = 60
_HEADING = "En haut de la fiche"
_NAMES = frozenset({"organisation_name", "commune", "person_name", "family_name", "elected_name"})
_REACHES = frozenset({"email", "phone", "mobile", "contact_details"})


def cards_as_rows(sheet: Sheet) -> Sheet:
    """A sheet with one row for each card, under the labels; the same sheet when it has no cards.

    Cards stand one under the other, the first label or a heading opening each, or side by side.
    """
    rows = [row for row in sorted(sheet.rows)[:_SCANNED] if len(sheet.rows[row]) > 1]
    labels = min((min(sheet.rows[row]) for row in rows), default=0)
    return _Turning(sheet, labels).turned() if _holds_cards(sheet, rows, labels) else sheet


def _holds_cards(sheet: Sheet, rows: list[int], labels: int) -> bool:
    fields = _announced(sheet, rows, labels)
    beside = _announced(sheet, rows, labels + 1)
    lines = _NAMES & set(fields) and _REACHES & set(fields)
    return bool(lines) and len(fields) * 2 >= len(rows) and len(beside) * 2 < len(fields)


def _announced(sheet: Sheet, rows: list[int], column: int) -> list[str]:
    fields = (_field_of(sheet.text(row, column)) for row in rows)
    return [field for field in fields if field]


def _field_of(label: str) -> str | None:
    match = match_header(label)
    return match.field if match and match.exact else None


class _Turning:
    """Walks the labels from top to bottom and fills a row for each card."""

    def __init__(self, sheet: Sheet, labels: int) -> None:
        self._sheet = sheet
        self._labels = labels
        self._into = Sheet(sheet.name, hidden=sheet.hidden, turned=True)
        self._columns: dict[str, int] = {}
        self._met: set[str] = set()
        self._above = 1
        self._last = 0
        self._opening = ""
        self._heading = ""

    def turned(self) -> Sheet:
        key = ""
        for row in sorted(self._sheet.rows):
            label = self._sheet.text(row, self._labels)
            values = {n: v for n, v in self._sheet.rows[row].items() if n != self._labels}
            key = header_key(label) or key
            if key and values:
                self._keep(row, key, label, values)
            elif label and not _field_of(label):
                self._heading = label
        return self._into

    def _keep(self, row: int, key: str, label: str, values: dict[int, CellValue]) -> None:
        opens = self._heading or key == self._opening or row - self._last > 1
        if label and key in self._met and opens:
            self._above = self._into.last_row
            self._met = set()
        self._opening = self._opening or key
        self._met.add(key)
        self._last = row
        for number, value in values.items():
            card = self._above + number - self._labels
            if self._heading:
                self._add(card, _HEADING, self._heading)
            self._add(card, label or key, value)
        self._heading = ""

    def _add(self, row: int, label: str, value: CellValue) -> None:
        column = self._columns.setdefault(header_key(label), len(self._columns) + 1)
        self._into.rows.setdefault(1, {}).setdefault(column, label)
        record = self._into.value(row, column)
        self._into.put(row, column, f"{as_text(record)}\n{as_text(value)}" if record else value)

"""What does each record of a table say, once repetitions and merged cells are followed?"""

import re
from bisect import bisect_right
from typing import NamedTuple

from django.utils.translation import gettext as _

from maillage.foundation.exchange.cells.problems import Problems, Remark, Severity
from maillage.foundation.exchange.cells.text import LONGEST_NAME, folded
from maillage.foundation.exchange.cells.workbook import CellValue, Sheet, as_text
from maillage.foundation.exchange.tables.column_context import IGNORED
from maillage.foundation.exchange.tables.sheets import MappedTable
from maillage.foundation.exchange.tables.slots import WHOLE_NAMES
from maillage.foundation.exchange.vocabulary.words import is_word, value_words

_KINDS = (
    frozenset({"email", "email_secondary", "email_organisation"}),
    frozenset({"phone", "mobile", "phone_organisation"}),
)
_LONGEST_MARKER = 40
_FREE_TEXTS = frozenset({"notes", "skills", "availability", "theme", "reservations"})
_REPEATS = {
    True: (Severity.WARNING, "« idem » : même personne que la ligne du dessus."),
    False: (Severity.INFO, "« idem » remplacé par la valeur de la ligne du dessus."),
}
_STRUCTURES = frozenset({"organisation_name", "commune"})
_MERGED = Remark(
    "merged_filled", Severity.INFO, "Cellule fusionnée vers le bas : la structure est reprise."
)
_NEVER_EMPTY = frozenset({"insee_code", "siren", "siret", "attendance", "excused", "absent"})
_REPEATED = re.compile(r"(?:idem|id\.|meme que)[\s(:/,]+([^\s():].*)")
_DASHES = frozenset("-–—/.…?")


class RecordCell(NamedTuple):
    """One cell of a record: what it says and where; `repeated` when it was « idem ».

    `whole` is all that the cell holds, where the record is one of those that it lists.
    """

    place: str
    text: str
    value: CellValue | None
    repeated: bool = False
    whole: str = ""

    @property
    def is_blank(self) -> bool:
        return not self.text


def cell_at(sheet: Sheet, place: tuple[int, int]) -> RecordCell:
    """One cell of a sheet, by its row and column, as it is written."""
    return RecordCell(sheet.reference(*place), sheet.text(*place), sheet.value(*place))


class Records:
    """The cells of a table, row by row, with repetitions resolved as they are met.

    Who is repeated in a column of `people`, of whom the rows are, is to be looked at.
    `goes_on` is the field that a row leaves blank to go on with the record above.
    """

    def __init__(
        self,
        sheet: Sheet,
        mapped: MappedTable,
        problems: Problems,
        people: frozenset[str] = WHOLE_NAMES,
        goes_on: str = "",
    ) -> None:
        self.sheet = sheet
        self.mapped = mapped
        self.problems = problems
        self.people = people
        self._fields = {
            column.number: column.field
            for column in mapped.columns
            if column.field != IGNORED and not column.is_refused
        }
        self._prefixes = {c.number: f"{sheet.name}!{c.letters}" for c in mapped.columns}
        self._markers = value_words()["idem"] | value_words()["empty"]
        self._origins = _vertical_origins(sheet, set(mapped.table.records))
        self._heads = [number for number, name in self._fields.items() if name == goes_on]
        self._row: dict[int, RecordCell] = {}

    def read(self, row: int) -> dict[int, RecordCell]:
        """Cells of the mapped columns of one record; rows must be asked in order."""
        previous = self._row
        cells = {
            number: self._cell(row, number, field, previous.get(number))
            for number, field in self._fields.items()
        }
        self._row = self._with_head(cells)
        return cells

    def read_section(self, row: int) -> dict[int, RecordCell]:
        """Cells of a row that heads others: « idem » under it repeats what stands above it."""
        above = self._row
        cells = self.read(row)
        self._row = {n: above.get(n, one) if one.is_blank else one for n, one in cells.items()}
        return cells

    def _with_head(self, cells: dict[int, RecordCell]) -> dict[int, RecordCell]:
        """What « idem » repeats under a row: its cells, and those above where it goes on."""
        if not self._heads or not all(cells[number].is_blank for number in self._heads):
            return cells
        return {n: self._row.get(n, one) if one.is_blank else one for n, one in cells.items()}

    def _cell(self, row: int, number: int, field: str, above: RecordCell | None) -> RecordCell:
        origin = self._origins.get((row, number), row) if self._origins else row
        value = self.sheet.rows[origin].get(number)
        place = f"{self._prefixes[number]}{row}"
        if origin != row and field in _STRUCTURES:
            self._remark(row, number, _MERGED)
        if not isinstance(value, str):
            return RecordCell(place, as_text(value), value, origin != row)
        text = value.strip()
        if len(text) > LONGEST_NAME and field not in _FREE_TEXTS:
            self.problems.add(too_long(LONGEST_NAME).at(place, text[:LONGEST_NAME]))
            return RecordCell(place, "", None)
        mark = folded(text).strip("()[] ")
        if len(text) > _LONGEST_MARKER or mark not in self._markers:
            return RecordCell(place, text, value, origin != row)
        if is_word("idem", mark):
            return self._repeat(row, number, field, above)
        if self._is_blank_word(field, text):
            self._remark_empty(row, number, field, text)
            return RecordCell(place, "", None)
        return RecordCell(place, text, value, repeated=origin != row)

    def _is_blank_word(self, field: str, text: str) -> bool:
        if field in _NEVER_EMPTY or (field == "body" and len(text) == 1):
            return False
        if field == "civility" and "?" in text:  # a doubt, not a blank
            return False
        return not (field in {"phone", "mobile"} and len(text) > 8)

    def _remark_empty(self, row: int, number: int, field: str, text: str) -> None:
        if field == "successor":
            return
        kind = "Tiret" if set(text) <= _DASHES else f"« {text} »"
        message = f"{kind} : cellule considérée vide."
        self._remark(row, number, Remark("empty_marker", Severity.INFO, message))

    def _repeat(self, row: int, number: int, field: str, above: RecordCell | None) -> RecordCell:
        place = self.sheet.reference(row, number)
        if above is None or above.is_blank:
            twin = self._twin(row, number, field)
            suggestion = f"Laisser vide ou reprendre {twin} (même ligne)." if twin else None
            message = "« idem » sous une cellule vide : rien à reprendre. Écrivez la valeur."
            remark = Remark("idem_unresolved", Severity.WARNING, message, suggestion)
            self._remark(row, number, remark)
            return RecordCell(place, "", None)
        severity, message = _REPEATS[field in self.people]
        self._remark(row, number, Remark("idem_resolved", severity, message, above.text))
        return RecordCell(place, above.text, above.value, repeated=True)

    def _twin(self, row: int, number: int, field: str) -> str | None:
        """What a column of the same kind says on the same row."""
        kind = next((kind for kind in _KINDS if field in kind), frozenset())
        others = (n for n, f in self._fields.items() if f in kind and n != number)
        texts = (self.sheet.text(row, other) for other in others)
        return next((text for text in texts if text and not is_word("idem", text)), None)

    def _remark(self, row: int, number: int, remark: Remark) -> None:
        sheet = self.sheet
        self.problems.add(remark.at(sheet.reference(row, number), sheet.raw(row, number)))


def _vertical_origins(sheet: Sheet, records: set[int]) -> dict[tuple[int, int], int]:
    """Row that holds the value of each cell merged downwards."""
    origins: dict[tuple[int, int], int] = {}
    rows = sorted(records)
    for area in sheet.merges:
        if area.top not in records or area.bottom == area.top:
            continue
        for row in rows[bisect_right(rows, area.top) : bisect_right(rows, area.bottom)]:
            origins[(row, area.left)] = area.top
    return origins


def too_long(longest: int) -> Remark:
    """What is said of a cell that is not read, for it holds more letters than a name or a reach."""
    sentence = _("Plus de %(n)s signes : raccourcissez ce texte.") % {"n": longest}
    return Remark("too_long", Severity.ERROR, sentence)


def repeated_words(first: int) -> str:
    """Why a row that tells what row `first` tells is left aside."""
    return _("Déjà dit à la ligne %(n)s : gardez l’une des deux.") % {"n": first}


def repeated_label(text: str) -> str | None:
    """What « idem maire » or « Idem (Arbonne) » repeats; None when the text repeats nothing.

    >>> repeated_label("Idem (Arbonne)"), repeated_label("Idem")
    ('arbonne', None)
    """
    match = _REPEATED.fullmatch(folded(text).rstrip(" )"))
    return match[1] if match else None

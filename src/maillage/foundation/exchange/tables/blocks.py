"""What is written once and stands for the rows under it: a title, a section, a first row?"""

from collections.abc import Callable, Iterable, Mapping

from maillage.foundation.exchange.cells.text import one_line
from maillage.foundation.exchange.cells.workbook import Sheet
from maillage.foundation.exchange.tables.headers import match_header
from maillage.foundation.exchange.tables.parsed_rows import TableSpec
from maillage.foundation.exchange.tables.records import RecordCell, cell_at
from maillage.foundation.exchange.tables.sheets import MappedTable, SheetReading
from maillage.foundation.exchange.vocabulary.words import is_word

Cells = dict[str, RecordCell]
# Over a table, a structure is whoever keeps it, and not the one that its rows are about.
NOT_BY_A_TITLE = frozenset({"organisation_name"})
# What a section that says the other says too, or ends: the voice of a college, the objective of
# an axis.
SAID_WITH = {"voice": "college", "objective": "axis"}
STANDS_OVER_SECTIONS = frozenset({"body", "meeting_on"})
Heads = Mapping[str, Callable[[str], str]]
# What the label of a row of one cell may name, in any table: « Porteur : CC du Lac ».
LABELLED = frozenset(
    {"organisation_name", "pilot_organisation", "managing_body", "commune", "territory", "funder",
     "axis", "objective", "theme", "schemes", "service_kind"}
)  # fmt: skip
MOST_OF_A_LABEL = 4
_WIDE = 4


def no_column(_name: str) -> bool:
    """False: no column gives a field, where labels alone are looked at."""
    return False


def labelled(
    spec: TableSpec, words: str, has: Callable[[str], bool] = no_column
) -> tuple[str, str]:
    """The field that the words before a colon name, and what follows them; nothing otherwise.

    One that a column gives is not told by a label; a label with a number heads, as « Axe 1 : ».
    """
    label, _colon, value = (one.strip() for one in words.partition(":"))
    is_label = len(label.split()) <= MOST_OF_A_LABEL and not any(map(str.isdigit, label))
    if not value or not is_label:
        return "", ""
    match = match_header(label)
    field = match.field if match and match.exact else ""
    for one in spec.fields:
        signs = spec.signs.get(one.name)
        is_called = field in (one.name, *one.others) or (not field and signs and signs.heads(label))
        if is_called and one.name in LABELLED and not has(one.name):
            return one.name, value
    return "", ""


def section_meanings(
    spec: TableSpec, heads: Heads, has: Callable[[str], bool] = no_column
) -> dict[str, Callable[[str], str]]:
    """What the words of a section give to each field that no column gives, by its name."""
    names = (one.name for one in spec.fields if one.name not in heads and not has(one.name))
    given = (name for name in names if name in LABELLED or name in spec.sections)
    return {name: _after_label(spec, name, spec.sections.get(name), has) for name in given}


def _after_label(
    spec: TableSpec, name: str, meaning: Callable[[str], str] | None, has: Callable[[str], bool]
) -> Callable[[str], str]:
    """What words give to a field: what follows its label, and nothing after that of another."""

    def value(words: str) -> str:
        called, rest = labelled(spec, words, has)
        if called:
            return (meaning and meaning(rest)) or rest if called == name else ""
        return meaning(words) if meaning else ""

    return value


def looks_like_section(sheet: Sheet, row: int, words: str, first: int) -> bool:
    """Whether a row of one cell parts the rows of a table whose first column is `first`."""
    is_wide = any(area.right > area.left for area in sheet.merged_at(row))
    is_first = min(sheet.rows[row]) == first
    is_title = words.isupper() or words.endswith(":") or is_word("circle", words)
    return is_wide or (is_first and is_title)


class Blocks:
    """The values in force, as the rows of a table are met from top to bottom.

    A column at the left heads those at its right: once it says something else, what they said
    above stands no more. What a title or a section says stands under whatever the rows say.
    `given` are the fields that the name of the sheet gives.
    """

    def __init__(self, mapped: MappedTable, spec: TableSpec, heads: Heads) -> None:
        of_row = mapped.of_row.items()
        self._place = {name: min(numbers) for name, numbers in of_row if name in spec.carried}
        self._heads = {
            name: _after_label(spec, name, meaning, mapped.has)
            for name, meaning in heads.items()
            if name in spec.headed
        }
        self._sections = section_meanings(spec, heads, mapped.has)
        self.required = {one.name for one in spec.fields if one.required is not None}
        self._is_wide = len(mapped.of_row) >= _WIDE
        self._called = spec.called
        self._record = self._place.get(spec.goes_on, 0)
        self._group_rows = mapped.table.group_rows
        self._over: Cells = {}
        self.given: frozenset[str] = frozenset()
        self._above: Cells = {}

    def begin(self, reading: SheetReading, words: str = "") -> None:
        """Takes what the sheet's name says, then its titles, then the words over the columns."""
        sheet = reading.sheet
        first = min(sheet.rows, default=0)
        if first:
            self._head(sheet.reference(first, min(sheet.rows[first])), sheet.name)
        self.given = frozenset(self._over)
        for row in reading.rows.title_rows:
            for column in sorted(sheet.rows[row]):
                place, title = sheet.reference(row, column), one_line(sheet.text(row, column))
                self._head(place, title, NOT_BY_A_TITLE)
            self._label(sheet, row)
        for row in self._group_rows:
            if any(sheet.text(row, column).endswith(":") for column in sheet.rows[row]):
                self._label(sheet, row)
        if words:
            self._head(sheet.reference(first, min(sheet.rows[first])), words)

    @property
    def standing(self) -> frozenset[str]:
        """The fields that what stands over the table gives to its rows."""
        return frozenset(self._over)

    def _label(self, sheet: Sheet, row: int) -> None:
        """Takes what a label says of the whole table: « Lieu : », its value in the next cell."""
        columns = sorted(sheet.rows[row])
        for column, following in zip(columns, [*columns[1:], 0], strict=True):
            label, colon, words = one_line(sheet.text(row, column)).partition(":")
            name = self._called(label)
            if name and colon and words.strip():
                place = sheet.reference(row, column)
                self._over[name] = RecordCell(place, words.strip(), words.strip(), repeated=True)
            elif name and following and not words and len(columns) == len("ab"):
                cell = cell_at(sheet, (row, following))
                self._over[name] = cell._replace(repeated=True)

    def open_under_title(self, reading: SheetReading) -> None:
        """Takes the last title as the first of the sections, where these give the structure."""
        for row in reading.rows.title_rows[-1:]:
            sheet = reading.sheet
            column = min(sheet.rows[row])
            self._head(sheet.reference(row, column), one_line(sheet.text(row, column)))

    def given_by(self, sections: Iterable[str]) -> frozenset[str]:
        """The fields that sections give to the rows under them."""
        texts = list(sections)
        heads = self._heads | self._sections
        return frozenset(name for name, meaning in heads.items() if any(map(meaning, texts)))

    def section_in(self, cells: Cells) -> str:
        """The words of a row that are a section in the column of something else, or nothing."""
        filled = [(name, cell.text) for name, cell in cells.items() if not cell.is_blank]
        if len(filled) != 1:
            return ""
        ((name, words),) = filled
        values = (meaning(words) for meaning in self._sections.values())
        if any(value not in {"", words} for value in values):  # « Commune de Brou »
            return words
        others = (meaning for other, meaning in self._heads.items() if other != name)
        return words if any(meaning(words) for meaning in others) else ""

    def names_own(self, cells: Cells) -> bool:
        """Whether a row of one cell names what its own column holds: no section, then."""
        filled = [(name, cell.text) for name, cell in cells.items() if not cell.is_blank]
        return len(filled) == 1 and any(
            self._heads[name](words) for name, words in filled if name in self._heads
        )

    def open_section(self, sheet: Sheet, row: int, words: str) -> None:
        """Takes what a section says of the rows under it; a body or a day above it still stands."""
        for name in set(self._above) - STANDS_OVER_SECTIONS:
            del self._above[name]
        read = {name for name, of in SAID_WITH.items() if self._heads_field(of, words)}
        for name in (read | NOT_BY_A_TITLE) & set(self._over):
            del self._over[name]
        place = sheet.reference(row, min(sheet.rows[row]))
        self._head(place, words)
        values = {name: meaning(words) for name, meaning in self._sections.items()}
        for name, value in values.items():
            if value or not any(values.values()):
                self._over.pop(name, None)
            if value:
                self._over[name] = RecordCell(place, value, value, repeated=True)

    def parts(self, cells: Cells, words: str) -> bool:
        """Whether words alone on a row, which cannot be a record, head the rows under it.

        Those of a column that is not read say what a title says.
        """
        filled = {name for name, cell in cells.items() if not cell.is_blank}
        if any(meaning(words) not in {"", words} for meaning in self._sections.values()):
            return True
        if not filled and any(meaning(words) for meaning in self._heads.values()):
            return True
        is_short = bool(self.required - filled) or (self._is_wide and len(filled) == 1)
        return is_short and any(meaning(words) for meaning in self._sections.values())

    def _heads_field(self, name: str, words: str) -> bool:
        return name in self._heads and bool(self._heads[name](words))

    def _head(self, place: str, words: str, but: frozenset[str] = frozenset()) -> None:
        for name, meaning in self._heads.items():
            if name not in but and (value := meaning(words)):
                self._over[name] = RecordCell(place, value, value, repeated=True)

    def completed(self, cells: Cells) -> Cells:
        """The cells of a row, its blanks filled with what stands above."""
        for name, place in sorted(self._place.items(), key=lambda pair: pair[1]):
            if not cells[name].is_blank:
                self._put(place, name, cells[name])
        blank = {
            name for name in self._over | self._above if name not in cells or cells[name].is_blank
        }
        standing = self._over | self._above
        return cells | {name: standing[name] for name in blank}

    def _put(self, place: int, name: str, cell: RecordCell) -> None:
        """Puts a value in force and ends those that it headed; what a record says heads none."""
        if not self._record or place <= self._record:
            over = self._above.items()
            self._above = {other: one for other, one in over if self._place[other] < place}
        self._above[name] = cell._replace(repeated=True)

    def is_head(self, cells: Cells, following: Cells | None) -> bool:
        """Whether a row is only the head of the rows under it, which leave its column blank."""
        filled = [name for name, cell in cells.items() if not cell.is_blank]
        if following is None or len(filled) != 1 or filled[0] not in self._place:
            return False
        if filled[0] in STANDS_OVER_SECTIONS and self.section_in(following):
            return True
        return following[filled[0]].is_blank and any(
            not cell.is_blank for cell in following.values()
        )

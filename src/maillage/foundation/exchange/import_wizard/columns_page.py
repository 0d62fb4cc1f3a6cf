"""The page of columns: what each sheet is, what each of its columns becomes, a row read aloud."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext

from maillage.core.french import in_words, number
from maillage.core.numbers import read_number
from maillage.foundation.exchange.cells.workbook import Sheet
from maillage.foundation.exchange.import_wizard.models import Import
from maillage.foundation.exchange.import_wizard.words import (
    KindWords,
    kinds_in_words,
    takes_nothing,
)
from maillage.foundation.exchange.tables.column_context import IGNORED
from maillage.foundation.exchange.tables.columns import CHOICE, Column
from maillage.foundation.exchange.tables.field_columns import group_shown
from maillage.foundation.exchange.tables.parsed_rows import COLUMN_LACKS
from maillage.foundation.exchange.tables.remarks import refusal_reason
from maillage.foundation.exchange.tables.sheets import SheetReading, choice_of
from maillage.foundation.exchange.targets.targets import (
    Alternative,
    Becoming,
    PlannedImport,
    TableRead,
    Target,
    target_by_word,
)

Option = tuple[str, str]
OptionGroup = tuple[str, list[Option]]
_WITH_SHEETS = (".xlsx", ".xlsm", ".ods")
_SHOWN_ROWS = 8
_SHOWN_COLUMNS = 6
_SHOWN_TEXT = 40
_LAST_TIME = "votre choix, la dernière fois"
_REMARKS = (
    "Les dates et les départs en sont lus ; le texte ne va sur la fiche d’une personne que si vous "
    "le cochez à la vérification."
)


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """One column with its field and the reason of the guess."""

    letters: str
    header: str
    group: str
    name: str
    samples: str
    choice: str
    options: list[OptionGroup]
    reason: str
    doubt: str = ""
    is_refused: bool = False
    asks: bool = False
    is_guess: bool = False
    is_second: bool = False

    @property
    def is_read(self) -> bool:
        """Whether what the column says goes somewhere."""
        return self.choice != IGNORED and not self.is_refused


@dataclass(frozen=True, slots=True)
class SheetChoice:
    """One sheet, kept or not, with the choices of its columns.

    `header_row` is where its headers are read, 0 when it is said to have none; `first_rows` are
    what stands there when none are read. One `is_folded` that is of a kind read elsewhere.
    """

    number: int
    name: str
    is_used: bool
    reason: str
    columns: list[ColumnChoice]
    header_row: int | None
    first_rows: list[tuple[int, list[str]]]
    is_refused: bool
    is_folded: bool
    is_empty: bool


@dataclass(frozen=True, slots=True)
class RowPreview:
    """One row and what it becomes, with the rows before and after."""

    row: int
    sheet: str
    records: list[Becoming]
    previous: str
    following: str

    @property
    def words(self) -> str:
        """How many records, in words."""
        return in_words(len(self.records), feminine=True)


@dataclass(frozen=True, slots=True)
class ColumnsPage:
    """The whole page.

    `lacking` asks for the columns without which no row comes in; `questions` how some are read,
    and it `is_waiting` for an answer.
    `sheet_name` is that of the only sheet of a file that names its sheets. Answers are remembered
    by the headers of a sheet. A file `is_over` of which nothing is read, being of a kind that no
    tool receives.
    """

    sheets: list[SheetChoice]
    sheet_name: str
    recognised: int
    total: int
    asking: int
    guessed: int
    refused: int
    words: dict[str, str]
    preview: RowPreview | None
    header_lines: list[str]
    kinds: list[KindWords]
    is_over: bool
    is_remembered: bool
    tables: list[TableRead]
    lacking: list[str]
    questions: list[Alternative]
    is_waiting: bool

    @property
    def is_alone(self) -> bool:
        """Whether the file is one list, which there is no need to tick or to name."""
        return len(self.sheets) == 1

    @property
    def is_settled(self) -> bool:
        """Whether rows are read and nothing is asked."""
        asks = self.asking or self.lacking or self.is_read_elsewhere or self.is_waiting
        return self.preview is not None and not asks

    @property
    def is_read_elsewhere(self) -> bool:
        """Whether a sheet comes in by another table."""
        return any(kind.target for kind in self.kinds)

    @property
    def is_any_read(self) -> bool:
        """Whether a sheet is read, or may be."""
        return any(not sheet.is_refused for sheet in self.sheets)


def columns_page(run: Import, planned: PlannedImport, place: str) -> ColumnsPage:
    """The page of an import, reading aloud the row named `sheet!row` or the fullest one."""
    target = target_by_word(run.target)
    sheets = [
        _sheet_choice(target, place, reading, is_new=not run.sent)
        for place, reading in enumerate(planned.readings)
    ]
    counts = _counts([one for sheet in sheets if sheet.is_used for one in sheet.columns])
    every = planned.alternatives(run.cooperation.workspace_id)
    questions = [one for one in every if one.is_of_columns]
    has_names = run.file_name.lower().endswith(_WITH_SHEETS)
    return ColumnsPage(
        sheets,
        sheets[0].name if len(sheets) == 1 and has_names else "",
        **counts,
        words=_words_of(counts),
        preview=_row_preview(planned, place),
        header_lines=_lines_of(planned.readings),
        kinds=kinds_in_words(target, planned.readings),
        is_over=takes_nothing(planned.readings),
        is_remembered=any(r.is_used and r.has_headers for r in planned.readings),
        tables=planned.tables(),
        lacking=[one.message for one in planned.problems if one.code == COLUMN_LACKS],
        questions=questions,
        is_waiting=any(one.waits(frozenset(run.refused)) for one in questions),
    )


def _counts(shown: Sequence[ColumnChoice]) -> dict[str, int]:
    """How many columns are read, asked about, to be checked and refused, of how many."""
    return {
        "recognised": sum(c.is_read for c in shown),
        "total": len(shown),
        "asking": sum(c.asks for c in shown),
        "guessed": sum(c.is_guess and not c.asks for c in shown),
        "refused": sum(c.is_refused for c in shown),
    }


def _words_of(counts: dict[str, int]) -> dict[str, str]:
    """The counts of one sentence, all in words or all in figures."""
    words = {name: in_words(count, feminine=True) for name, count in counts.items()}
    if words["total"].isalpha():
        return words
    return {name: number(count) for name, count in counts.items()}


def _sheet_choice(
    target: Target, place: int, reading: SheetReading, *, is_new: bool
) -> SheetChoice:
    options = _options(target, reading.columns)
    columns = [
        _column_choice(place, one, options, group_shown(one, reading.columns), is_new=is_new)
        for one in reading.columns
    ]
    columns = [
        replace(one, reason=f"{one.reason.rstrip('.')}. {gettext(_REMARKS)}")
        if one.choice.partition(":")[0] in target.remarks
        else one
        for one in columns
    ]
    header = reading.tables[0].table.header_row or None if reading.tables else None
    shown = [] if header or reading.is_refused else _first_rows(reading.sheet)
    is_elsewhere = reading.kind is not None and target.word not in reading.kind.targets
    return SheetChoice(
        place, reading.sheet.name, reading.is_used, gettext(reading.reason or ""), columns,
        0 if reading.pointed == 0 else header, shown, reading.is_refused,
        is_folded=is_elsewhere and not reading.is_used, is_empty=not reading.sheet.rows,
    )  # fmt: skip


def _first_rows(sheet: Sheet) -> list[tuple[int, list[str]]]:
    """The first rows of a sheet in which no header is read, for the officer to point at one."""
    columns = range(1, min(sheet.last_column, _SHOWN_COLUMNS) + 1)
    return [
        (row, [sheet.text(row, column)[:_SHOWN_TEXT] for column in columns])
        for row in sorted(sheet.rows)[:_SHOWN_ROWS]
    ]


def _column_choice(
    place: int, column: Column, options: list[OptionGroup], over: str, *, is_new: bool
) -> ColumnChoice:
    """A column; in a file that is new, what was chosen was so the last time."""
    reason = _LAST_TIME if is_new and column.reason == CHOICE else column.reason
    group = column.group.text.capitalize() if column.group and column.slot else over
    return ColumnChoice(
        column.letters,
        column.header or "sans en-tête",
        group,
        f"column-{place}-{column.letters}",
        " · ".join(sample[:60] for sample in column.samples) or "vide",
        choice_of(column),
        options,
        _reason(column, reason),
        gettext(column.doubt) if column.doubt else "",
        is_refused=column.is_refused,
        asks=column.waits,
        is_guess=column.is_guess,
        is_second=column.slot > 1,
    )


def _reason(column: Column, reason: str) -> str:
    """Why the column is read so; one that its values tell is to be checked."""
    if column.is_refused:
        return gettext(refusal_reason(column))
    words = gettext(reason)
    return gettext("%(reason)s : à vérifier") % {"reason": words} if column.is_guess else words


def _options(target: Target, columns: list[Column]) -> list[OptionGroup]:
    """« Ne pas importer », then each field under its group, repeated for each person of a row."""
    people = max([column.slot for column in columns], default=0)
    groups: list[OptionGroup] = [("", [(IGNORED, "Ne pas importer")])]
    for group, names in (target.groups or {"": tuple(target.fields)}).items():
        groups.append((gettext(group), [_option(target, name, people) for name in names]))
    others = [name for name in target.fields if name in target.person_fields]
    for slot in range(2, max(people, 2) + 1 if others else 0):
        pairs = [(f"{name}:{slot}", _extra_label(target, f"{name}:{slot}")) for name in others]
        groups.append((f"Contact {slot}", pairs))
    values = {value for _group, options in groups for value, _label in options}
    chosen = dict.fromkeys(choice_of(column) for column in columns if not column.is_refused)
    extra = [(choice, _extra_label(target, choice)) for choice in chosen if choice not in values]
    return [*groups, ("", extra)] if extra else groups


def _option(target: Target, name: str, people: int) -> Option:
    is_of_somebody = people and name in target.person_fields
    return f"{name}:1" if is_of_somebody else name, gettext(target.fields[name])


def _extra_label(target: Target, choice: str) -> str:
    name, _, slot = choice.partition(":")
    label = gettext(target.fields.get(name, name))
    return f"Contact {slot} : {label.lower()}" if slot not in {"", "1"} else label


def _row_preview(planned: PlannedImport, place: str) -> RowPreview | None:
    rows = list(
        dict.fromkeys(
            (reading.sheet.name, row)
            for reading in planned.readings
            if reading.is_used
            for mapped in reading.tables
            for row in mapped.table.records
        )
    )
    if not rows:
        return None
    name, _, line = place.rpartition("!")
    number = read_number(line)
    wanted = rows[0] if number is None else (name, number)
    index = rows.index(wanted) if wanted in rows else 0
    sheet, row = rows[index]
    return RowPreview(
        row, sheet, planned.becomes(sheet, row),
        previous="{}!{}".format(*rows[index - 1]) if index else "",
        following="{}!{}".format(*rows[index + 1]) if index + 1 < len(rows) else "",
    )  # fmt: skip


def _lines_of(readings: Sequence[SheetReading]) -> list[str]:
    is_alone = len(readings) == 1
    return [line for r in readings if r.is_used for line in _header_lines(r, is_alone=is_alone)]


def _header_lines(reading: SheetReading, *, is_alone: bool) -> list[str]:
    """Where the headers were read and how many rows follow; a sheet that is alone is not named."""
    lines: list[str] = []
    for mapped in reading.tables[:1]:
        rows, count = mapped.table.header_rows, len(mapped.table.records)
        where = f"en-tête lu ligne{'s' * (len(rows) > 1)} {' et '.join(map(str, rows))}"
        if not rows:
            where = "pas de ligne de titres"
        line = f"{where}, {number(count)} ligne{'s' * (count > 1)} à lire."
        alone = f"{line[0].upper()}{line[1:]}"
        lines.append(alone if is_alone else f"{reading.sheet.name} : {line}")
    for mapped in reading.tables:
        lines += [f"Total reconnu ligne {row} et laissé." for row in mapped.table.totals]
    return lines

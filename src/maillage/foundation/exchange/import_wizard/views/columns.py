"""What the page of columns shows: a choice for each, its reason, and one row read aloud."""

from dataclasses import dataclass

from django.utils.translation import gettext

from maillage.core.french import in_words
from maillage.foundation.exchange.import_wizard.models import Import
from maillage.foundation.exchange.tables.columns import IGNORED, Column
from maillage.foundation.exchange.tables.remarks import refusal_reason
from maillage.foundation.exchange.tables.sheets import SheetReading, choice_of
from maillage.foundation.exchange.targets.targets import (
    Becoming,
    PlannedImport,
    Target,
    target_named,
)

Option = tuple[str, str]


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """One column with its field and the reason of the guess."""

    letters: str
    header: str
    group: str
    name: str
    samples: str
    choice: str
    options: list[Option]
    reason: str
    is_refused: bool = False
    asks: bool = False
    is_second: bool = False


@dataclass(frozen=True, slots=True)
class SheetChoice:
    """One sheet, kept or not, with the choices of its columns."""

    name: str
    is_used: bool
    reason: str
    columns: list[ColumnChoice]


@dataclass(frozen=True, slots=True)
class ReadAloud:
    """One row and what it becomes, with the rows before and after."""

    row: int
    sheet: str
    becomings: list[Becoming]
    previous: str
    following: str

    @property
    def words(self) -> str:
        """How many records, in words."""
        return in_words(len(self.becomings), feminine=True)


@dataclass(frozen=True, slots=True)
class ColumnsPage:
    """The whole page."""

    sheets: list[SheetChoice]
    recognised: int
    total: int
    asking: int
    refused: int
    words: dict[str, str]
    aloud: ReadAloud | None
    header_lines: list[str]


def columns_page(run: Import, planned: PlannedImport, place: str) -> ColumnsPage:
    """The page of an import, reading aloud the row named `sheet!row` or the fullest one."""
    target = target_named(run.target)
    sheets = [
        _sheet_choice(target, number, reading) for number, reading in enumerate(planned.readings)
    ]
    shown = [column for sheet in sheets if sheet.is_used for column in sheet.columns]
    counts = {
        "recognised": sum(not c.asks and not c.is_refused for c in shown),
        "total": len(shown),
        "asking": sum(c.asks for c in shown),
        "refused": sum(c.is_refused for c in shown),
    }
    return ColumnsPage(
        sheets,
        **counts,
        words={name: in_words(count, feminine=True) for name, count in counts.items()},
        aloud=_read_aloud(planned, place),
        header_lines=[line for r in planned.readings if r.is_used for line in _header_lines(r)],
    )


def _sheet_choice(target: Target, number: int, reading: SheetReading) -> SheetChoice:
    options = _options(target, reading.columns)
    columns = [_column_choice(number, column, options) for column in reading.columns]
    return SheetChoice(reading.sheet.name, reading.is_used, gettext(reading.reason or ""), columns)


def _column_choice(number: int, column: Column, options: list[Option]) -> ColumnChoice:
    asks = column.field == IGNORED and "à vous de dire" in column.reason
    group = column.group.text.capitalize() if column.group and column.slot else ""
    return ColumnChoice(
        column.letters,
        column.header or "sans en-tête",
        group,
        f"column-{number}-{column.letters}",
        " · ".join(sample[:60] for sample in column.samples) or "vide",
        choice_of(column),
        options,
        gettext(refusal_reason(column) if column.is_refused else column.reason),
        is_refused=column.is_refused,
        asks=asks,
        is_second=column.slot > 1,
    )


def _options(target: Target, columns: list[Column]) -> list[Option]:
    """« Ne pas importer », then each field, repeated for each person of a row."""
    people = max([column.slot for column in columns], default=0)
    chosen = [choice_of(column) for column in columns if not column.is_refused]
    options: list[Option] = [(IGNORED, "Ne pas importer")]
    for name, label in ((name, gettext(text)) for name, text in target.fields.items()):
        if name in target.person_fields:
            options.append((f"{name}:1" if people else name, label))
            options += [
                (f"{name}:{slot}", f"Contact {slot} : {label.lower()}")
                for slot in range(2, max(people, 2) + 1)
            ]
        else:
            options.append((name, label))
    known = {value for value, _ in options}
    extra = [choice for choice in dict.fromkeys(chosen) if choice not in known]
    return options + [(choice, _extra_label(target, choice)) for choice in extra]


def _extra_label(target: Target, choice: str) -> str:
    name, _, slot = choice.partition(":")
    label = gettext(target.fields.get(name, name))
    return f"Contact {slot} : {label.lower()}" if slot not in {"", "1"} else label


def _read_aloud(planned: PlannedImport, place: str) -> ReadAloud | None:
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
    name, _, number = place.rpartition("!")
    wanted = (name, int(number)) if number.isdecimal() and len(number) < 8 else rows[0]
    index = rows.index(wanted) if wanted in rows else 0
    sheet, row = rows[index]
    return ReadAloud(
        row, sheet, planned.becomes(sheet, row),
        previous="{}!{}".format(*rows[index - 1]) if index else "",
        following="{}!{}".format(*rows[index + 1]) if index + 1 < len(rows) else "",
    )  # fmt: skip


def _header_lines(reading: SheetReading) -> list[str]:
    lines: list[str] = []
    for mapped in reading.tables[:1]:
        rows = mapped.table.header_rows
        where = " et ".join(str(row) for row in rows)
        lines.append(
            f"{reading.sheet.name} : en-tête lu ligne{'s' * (len(rows) > 1)} {where}, "
            f"{len(mapped.table.records)} lignes à lire."
        )
    for mapped in reading.tables:
        lines += [f"Total reconnu ligne {row} et laissé." for row in mapped.table.totals]
    return lines

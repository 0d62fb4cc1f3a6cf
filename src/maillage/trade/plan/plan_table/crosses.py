"""From when to when do crosses under years, quarters or months say that something is done?"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from maillage.foundation.exchange.cells.problems import Problems, Remark, Severity
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.cleaning.dates import read_date
from maillage.foundation.exchange.tables.column_context import IGNORED
from maillage.foundation.exchange.tables.columns import Column
from maillage.foundation.exchange.tables.sheets import MappedTable, SheetReading
from maillage.foundation.exchange.vocabulary.words import is_word
from maillage.trade.plan.periods import PlanPeriod, Side, read_period

CROSSES = frozenset({"x", "✓", "✔", "●", "•", "■"})
_YEAR = re.compile(r"(?<![\d/.-])20\d\d(?![\d/.-])")
_OF_THE_PLAN = re.compile(
    r"\b(?:annee|exercice|calendrier|planning|programme|programmation|actions?)\W{1,3}(20\d\d)$"
)
_ANY_YEAR = " 2000"


@dataclass(frozen=True, slots=True)
class Crossed:
    """What the crosses of a row say: its days, or the words over them for months of no year.

    Those `apart` from each other are also told one by one.
    """

    period: PlanPeriod = field(default_factory=PlanPeriod)
    words: str = ""
    apart: str = ""


def crossed(reading: SheetReading, row: int) -> Crossed:
    """From the first column crossed in this row to the last one; nothing without a cross."""
    mapped = next((one for one in reading.tables if row in one.table.records), None)
    columns = _crossed_columns(reading, mapped, row) if mapped else []
    if mapped is None or not columns:
        return Crossed()
    year = _title_year(reading, mapped)
    periods = [read_period(_over(one, year), Side.BOTH) for one in columns]
    days = [day for one in periods for day in (one.first, one.last) if isinstance(day, date)]
    is_dated = len(days) == 2 * len(columns)
    if not is_dated:
        return Crossed(words=", ".join(one.header for one in columns))
    numbers = [one.number for one in columns]
    is_whole = numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    apart = "" if is_whole else ", ".join(_over(one, year) for one in columns)
    return Crossed(PlanPeriod(min(days), max(days)), apart=apart)


def _crossed_columns(reading: SheetReading, mapped: MappedTable, row: int) -> list[Column]:
    """The columns of days that a cross marks, or over which the cell of one is merged."""
    spread = {
        number: area.left
        for area in reading.sheet.merged_at(row)
        for number in range(area.left, area.right + 1)
    }
    texts = {
        one.number: reading.sheet.text(row, spread.get(one.number, one.number))
        for one in mapped.columns
    }
    return [one for one in mapped.columns if is_cross(one, texts[one.number])]


def is_cross(column: Column, text: str) -> bool:
    """Whether a cell is a cross under a year, a quarter or a month."""
    if column.field not in {IGNORED, "schedule"} or not text:
        return False
    is_ticked = text.strip().lower() in CROSSES or is_word("yes", text)
    return is_ticked and (_is_dated(column) or _is_of_any_year(column))


def warn_no_year(reading: SheetReading, problems: Problems) -> None:
    """Says once of each table that its months have no year, or that its title gave it."""
    for mapped in reading.tables:
        bare = [one for one in mapped.columns if _is_of_any_year(one) and not _is_dated(one)]
        ticked = [one for one in bare if _has_cross(reading, mapped, one)]
        if not ticked:
            continue
        year = _title_year(reading, mapped)
        words = _("Ces mois n’ont pas d’année : ils restent en mots dans le calendrier.")
        if year:
            words = _("Mois lus en %(year)s, l’année du titre.") % {"year": year}
        severity = Severity.INFO if year else Severity.WARNING
        place = mapped.table.header_row, ticked[0].number
        remark = Remark("months_and_year", severity, words)
        problems.add_sentence(remark.at(reading.sheet.reference(*place), ticked[0].header))


def has_cross_in(reading: SheetReading) -> Callable[[Column], bool]:
    """Whether a column of this sheet holds crosses that are read as days."""
    return lambda column: any(_has_cross(reading, one, column) for one in reading.tables)


def _has_cross(reading: SheetReading, mapped: MappedTable, column: Column) -> bool:
    texts = (reading.sheet.text(row, column.number) for row in mapped.table.records)
    return any(is_cross(column, text) for text in texts)


def _is_dated(column: Column) -> bool:
    return read_period(_over(column), Side.BOTH).last is not None


def _is_of_any_year(column: Column) -> bool:
    """« janv. », « T1 »: part of a year that is not said."""
    header = folded(column.header)
    is_part = not _YEAR.search(header) and len(header) > 1 and not header.isdigit()
    return is_part and read_date(header + _ANY_YEAR).precision == "month"


def _title_year(reading: SheetReading, mapped: MappedTable) -> str:
    """The one year that the titles over a table say that it is of; nothing where they say two."""
    first = min(mapped.table.header_rows, default=0)
    titles = [
        folded(reading.sheet.text(row, column))
        for row, cells in reading.sheet.rows.items()
        if row < first
        for column in cells
    ]
    years = {match[1] for match in map(_OF_THE_PLAN.search, titles) if match}
    return years.pop() if len(years) == 1 else ""


def _over(column: Column, year: str = "") -> str:
    """« T1 » under « 2026 » is « T1 2026 », as « janv. » under « Calendrier 2026 »."""
    header = column.header
    if any(map(str.isdigit, header[-4:])) and len(header) > 3:
        return header
    group = column.group.text if column.group else ""
    years = set(_YEAR.findall(group))
    return f"{header} {years.pop() if len(years) == 1 else group if years else year}".strip()

"""From when to when do crosses under years, quarters or months say that something is done?"""

from datetime import date

from maillage.foundation.exchange.tables.column_context import IGNORED
from maillage.foundation.exchange.tables.columns import Column
from maillage.foundation.exchange.tables.sheets import SheetReading
from maillage.foundation.exchange.vocabulary.words import is_word
from maillage.trade.plan.periods import PlanPeriod, Side, read_period

CROSSES = frozenset({"x", "✓", "✔", "●", "•", "■"})


def crossed_period(reading: SheetReading, row: int) -> PlanPeriod:
    """From the first column crossed in this row to the last one; nothing without a cross."""
    mapped = next((one for one in reading.tables if row in one.table.records), None)
    periods = [
        read_period(_over(column.header, column.group.text if column.group else ""), Side.BOTH)
        for column in (mapped.columns if mapped else ())
        if is_cross(column, reading.sheet.text(row, column.number))
    ]
    days = [day for one in periods for day in (one.first, one.last) if isinstance(day, date)]
    return PlanPeriod(min(days), max(days)) if len(days) > 1 else PlanPeriod()


def is_cross(column: Column, text: str) -> bool:
    """Whether a cell is a cross under a year, a quarter or a month."""
    if column.field not in {IGNORED, "schedule"} or not text:
        return False
    over = _over(column.header, column.group.text if column.group else "")
    is_ticked = text.strip().lower() in CROSSES or is_word("yes", text)
    return is_ticked and read_period(over, Side.BOTH).last is not None


def _over(header: str, group: str) -> str:
    """« T1 » under « 2026 » is « T1 2026 »."""
    return header if any(map(str.isdigit, header[-4:])) and len(header) > 3 else f"{header} {group}"

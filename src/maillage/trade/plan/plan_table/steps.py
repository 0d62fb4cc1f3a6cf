"""Which steps does a row of a plan write, and for when is each of them due?"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import zip_longest

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.foundation.exchange.cells.problems import Remark, Severity
from maillage.foundation.exchange.cells.text import one_line
from maillage.foundation.exchange.tables.columns import Column
from maillage.foundation.exchange.tables.sheets import SheetReading
from maillage.trade.plan.periods import Doubt, PlanPeriod, Side, read_period
from maillage.trade.plan.plan_table.columns import LONGEST_TITLE, NEXT, STEP, STEP_DUE, is_step
from maillage.trade.plan.plan_table.rows import ActionRow, PlannedStep

_DATED = re.compile(r"^(?P<title>.+?)\s?\((?P<day>[^()]*\d{4})\)$")
_OF_A_STEP = frozenset({NEXT.name, STEP_DUE.name})
Shown = Callable[[str, str], str]
StepColumns = tuple[Column, Column | None]


def columns_of_steps(reading: SheetReading, row: int) -> list[StepColumns]:
    """The columns of a row that each hold a step, with that of its day; none where one has all."""
    mapped = next((one for one in reading.tables if row in one.table.records), None)
    columns = mapped.columns if mapped else []
    pairs = [
        (one, day if day and day.field == STEP_DUE.name else None)
        for one, day in zip_longest(columns, columns[1:])
        if is_step(one)
    ]
    return pairs if len(pairs) > 1 or any(day for _step, day in pairs) else []


def put_steps(
    one: ActionRow,
    reading: SheetReading,
    pairs: Sequence[tuple[Column, Column | None]],
    shown: Shown,
) -> None:
    """Gives a row the steps of each column; `shown` gives the text of a cell as it may be read."""
    for column, day in pairs:
        text = reading.sheet.text(one.row.row, column.number)
        place = f"{one.row.sheet}!{column.letters}{one.row.row}"
        due = _day_of_step(one, reading, day) if text and day else None
        steps = cut(shown(place, text))
        one.steps += [replace(step, due_on=step.due_on or due) for step in steps]


def is_read_as_step(reading: SheetReading, row: int, column: Column) -> bool:
    """Whether a cell is read as a step of its own or as its day, and so is no remark."""
    if column.field == STEP_DUE.name:
        value = reading.sheet.value(row, column.number)
        return value is not None and read_period(value, Side.END).last is not None
    return is_step(column) and bool(columns_of_steps(reading, row))


def _day_of_step(one: ActionRow, reading: SheetReading, column: Column) -> date | None:
    """The last day that the cell of a step says; what cannot be read of it is said there."""
    value = reading.sheet.value(one.row.row, column.number)
    if value is None:
        return None
    period = read_period(value, Side.END)
    if period.last is None:
        words = _("Le jour de cette étape ne se lit pas : écrivez par exemple 30/04/2026.")
        _remark(one, reading, column, Severity.ERROR, words)
    elif period.doubt is Doubt.VAGUE:
        words = _("Lu %(day)s, à vérifier.") % {"day": french.long_date(period.last)}
        _remark(one, reading, column, Severity.WARNING, words)
    return period.last


def _remark(
    one: ActionRow, reading: SheetReading, column: Column, severity: Severity, words: str
) -> None:
    code = "value_left_out" if severity is Severity.ERROR else "row_looked_at"
    place = f"{one.row.sheet}!{column.letters}{one.row.row}"
    text = reading.sheet.text(one.row.row, column.number)
    one.row.problems.add_sentence(Remark(code, severity, words).at(place, text))


def cut(text: str) -> list[PlannedStep]:
    """The steps of a cell, cut at its lines and its semicolons."""
    parts = (one_line(part).strip(" -–—•*") for part in text.replace(";", "\n").split("\n"))
    return [_step(part) for part in parts if part]


def _step(text: str) -> PlannedStep:
    """A step, with the day that it bears in brackets: « Étude (30 juin 2027) »."""
    match = _DATED.match(text)
    period = read_period(match["day"], Side.END) if match else PlanPeriod()
    title = match["title"] if match and period.last else text
    return PlannedStep(title[:LONGEST_TITLE], period.last)


def is_step_alone(one: ActionRow) -> bool:
    """Whether a row writes steps and nothing else of its own."""
    own = {name for name, cell in one.row.cells.items() if not (cell.is_blank or cell.repeated)}
    return bool(one.steps) and not one.title and own <= _OF_A_STEP


def with_sub_actions(rows: Iterable[ActionRow]) -> list[ActionRow]:
    """The actions; a row of a sub-action or of a step alone is a step of the action over it."""
    actions: list[ActionRow] = []
    for one in rows:
        if actions and is_step_alone(one):
            actions[-1].steps += one.steps
            continue
        steps = cut(one.row.read(STEP))
        is_same = bool(actions) and actions[-1].key == one.key
        if not steps or (one.title and not is_same):
            actions.append(one)
        if steps and actions:
            day = one.due_on if is_same or not one.title else None
            actions[-1].steps += [replace(step, due_on=step.due_on or day) for step in steps]
    return actions

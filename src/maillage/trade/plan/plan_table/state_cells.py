"""What do the cells of a row say of where its action stands, and of its priority?"""

from django.utils.translation import gettext as _

from maillage.foundation.exchange.cells.workbook import CellValue, as_text
from maillage.foundation.exchange.cleaning.phones import without_phones
from maillage.foundation.exchange.tables.parsed_rows import TableRow
from maillage.foundation.exchange.tables.sheets import SheetReading
from maillage.foundation.exchange.vocabulary.words import is_word
from maillage.trade.plan.choices import EXPLAINED_STATES, ActionState
from maillage.trade.plan.periods import is_waited
from maillage.trade.plan.plan_table.columns import PRIORITY, PROGRESS, STATUS
from maillage.trade.plan.plan_table.rows import ActionRow
from maillage.trade.plan.plan_table.states import (
    WHOLE,
    percent_in,
    percent_of,
    priority_of,
    state_at,
    state_of,
)

LONGEST_WHY = 300


def is_progress(value: CellValue | None) -> bool:
    """Whether a cell of progress says a percentage, or nothing in words."""
    text = as_text(value) if value is not None else ""
    has_words = any(map(str.isalpha, text)) and not is_waited(text) and not is_word("empty", text)
    return not has_words or percent_of(value or "") is not None


def _progress_in(row: TableRow, name: str, reading: SheetReading) -> int | None:
    """The percentage of a cell, 1 being the whole where no number of its column is beyond."""
    cell = row.cells.get(name)
    mapped = next((one for one in reading.tables if row.row in one.table.records), None)
    if cell is None or cell.value is None or mapped is None:
        return None
    numbers = (
        reading.sheet.rows[under].get(column)
        for column in mapped.of_row.get(name, [])
        for under in mapped.table.records
    )
    shares = (percent_of(number, of_one=False) for number in numbers if number is not None)
    return percent_of(cell.value, of_one=all(one is None or one <= 1 for one in shares))


def put_state(one: ActionRow, reading: SheetReading) -> None:
    """Puts where an action stands, and its priority, as the cells of its row say them."""
    row, text, name = one.row, one.row.text(STATUS.name), STATUS.name
    cell = row.cells.get(PROGRESS.name)
    one.progress = _progress_in(row, name=PROGRESS.name, reading=reading)
    if cell and not text and not is_progress(cell.value):
        text, name = row.text(PROGRESS.name), PROGRESS.name
    one.state = state_of(text) if text else None
    written = percent_in(text) if one.state else _progress_in(row, name, reading)
    one.progress = written if one.progress is None else one.progress
    if text and one.state is None and written is None:
        row.warn(name, _("État non compris : ces mots restent dans les observations."))
    elif one.state is None and one.progress is not None:
        one.state = state_at(one.progress)
    if one.state and written is not None and 0 < written < WHOLE:
        words = _("Lu « %(state)s » ; %(n)s %% reste écrit dans les nouvelles.")
        values = {"state": ActionState(one.state).label, "n": written}
        row.inform(name, words % values)
    if one.state in EXPLAINED_STATES:
        reasons = (text, without_phones(row.text("difficulties") or row.text("notes"))[0])
        one.why = " : ".join(filter(None, reasons))[:LONGEST_WHY]
    one.priority = priority_of(row.read(PRIORITY))
    if row.text(PRIORITY.name) and not one.priority and not is_waited(row.text(PRIORITY.name)):
        row.warn(PRIORITY.name, _("Priorité non comprise : haute, moyenne ou basse ?"))

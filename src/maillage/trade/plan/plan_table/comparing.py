"""What does a row say otherwise than the action of the plan that it tells of?"""

from django.utils.translation import gettext as _
from rapidfuzz import fuzz

from maillage.core import french
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.tables.parsed_rows import TableRow
from maillage.trade.plan.actions.rules import SAY_WHY
from maillage.trade.plan.choices import EXPLAINED_STATES, ActionState, ShareRole
from maillage.trade.plan.plan_table.columns import COPILOT, PARTNERS, PILOT, SCHEDULE, STATUS, TITLE
from maillage.trade.plan.plan_table.rows import ActionRow, ExistingAction, Part
from maillage.trade.plan.plan_table.states import is_whole_state

ALIKE = 92
COLUMNS = {
    ShareRole.PILOT: PILOT.name,
    ShareRole.COPILOT: COPILOT.name,
    ShareRole.CONTRIBUTOR: PARTNERS.name,
}


def column_of(row: TableRow, part: Part) -> str:
    """Where the row names this part; one that another row of its action names is asked here."""
    column = COLUMNS[ShareRole(part.role)]
    return column if row.text(column) else row.column(PILOT.name, column, TITLE.name)


def titled_alike(one: ActionRow, other: ExistingAction) -> bool:
    """Whether the two titles are nearly the same."""
    return fuzz.ratio(folded(one.title), folded(other.title)) >= ALIKE


def compare(one: ActionRow, taken: frozenset[str]) -> None:
    """Says what is planned already and stays, where the file says another thing.

    An action that enters the plan paused or dropped says why, as in the form.
    """
    if one.existing is None:
        if one.state is None and STATUS.name in one.row.cells and not one.row.text(STATUS.name):
            one.row.inform(STATUS.name, _("Rien n’est écrit : lu « à venir »."))
        if one.state in EXPLAINED_STATES and is_whole_state(one.why):
            one.row.warn(STATUS.name, str(SAY_WHY))
        return
    if titled_alike(one, one.existing):
        one.row.compare(TITLE.name, one.title, one.existing.title)
    one.row.compare(STATUS.name, _label(one.state), _label(one.existing.state))
    _compare_parts(one, one.existing)
    one.moves = frozenset(
        name for name in ("start_on", "due_on") if _is_moved(one, one.existing, name, taken)
    )


def _compare_parts(one: ActionRow, existing: ExistingAction) -> None:
    """Says the parts of the plan that stay where the file has another pilot, or another role."""
    roles = {part.organisation: part for part in existing.parts}
    pilots = [part.organisation for part in existing.pilots]
    for part in one.parts:
        same = roles.get(part.place.pk) if part.place else None
        role = str(ShareRole(same.role).label).lower() if same else ""
        if same and same.role != part.role:
            one.row.keep(column_of(one.row, part), f"{same.name}, {role}")
        elif part.role == ShareRole.PILOT and pilots and same is None:
            names = french.listed([each.name for each in existing.pilots])
            one.row.keep(column_of(one.row, part), names)


def _is_moved(one: ActionRow, existing: ExistingAction, name: str, taken: frozenset[str]) -> bool:
    """Whether a day of the plan becomes that of the file: it is asked, and stays without answer."""
    read, planned = getattr(one, name), getattr(existing, name)
    if not read or not planned or read == planned:
        return False
    column = next((each for each in (name, SCHEDULE.name) if one.row.text(each)), "")
    if not column:
        one.row.compare(name, read, planned)
        return False
    words = _("Le plan dit « %(day)s » : sans réponse, ce jour est gardé.")
    one.row.suggest(column, "planned_day", words % {"day": french.long_date(planned)})
    return one.row.cells[column].place in taken


def _label(state: str | None) -> str:
    return str(ActionState(state).label) if state else ""

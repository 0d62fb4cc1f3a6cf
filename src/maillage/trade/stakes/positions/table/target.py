"""A table of positions, as the import wizard and the export read it."""

from collections.abc import Iterable, Sequence

from maillage.core.tables_out import Value
from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.cells.workbook import Workbook
from maillage.foundation.exchange.targets.progress import Progress
from maillage.foundation.exchange.targets.targets import Answers, Target, leads_to_page
from maillage.foundation.journal.services import record_opening
from maillage.ground.actors.models import Position
from maillage.ground.actors.reading_tables.services import RecordSpec
from maillage.ground.actors.reading_tables.table.importing import ReadingsImport, plan_readings
from maillage.ground.actors.reading_tables.table.reading import Place
from maillage.ground.actors.readings.rules import NARROW
from maillage.trade.stakes.permissions import can_open_stakes
from maillage.trade.stakes.positions.queries.table import (
    cells_for,
    current_for,
    position_rows,
    positions,
)
from maillage.trade.stakes.positions.table.spec import FIELD_LABELS, POSITIONS_READ


def _position(place: Place, value: int) -> Position:
    return Position(subject_id=place[1], value=value)


KEPT = RecordSpec(Position, _position, cells_for)


def plan_positions(workbook: Workbook, answers: Answers, report: Progress) -> ReadingsImport:
    """A workbook understood as a table of positions, a row each or a matrix."""
    return plan_readings(workbook, answers, report, (POSITIONS_READ, KEPT), current_for)


def positions_out(access: Access, fields: Sequence[str]) -> Iterable[Sequence[Value]]:
    """The positions that this reader sees; taking confidential ones out is recorded."""
    if can_open_stakes(access) and positions(access).filter(visibility__in=NARROW).exists():
        record_opening(access.user, access.cooperation, cooperation_id=access.cooperation_id)
    return position_rows(access, fields)


POSITIONS = Target(
    "positions",
    "Positions sur les enjeux",
    FIELD_LABELS,
    frozenset(),
    plan_positions,
    positions_out,
    rank=5,
    brings="vos positions sur les enjeux",
    purpose="ce que chaque structure pense de chaque enjeu : pour, contre, réservée",
    leads_to=leads_to_page("Ouvrir les positions", "stakes:positions"),
    leaf="emergence.stakes.common-ground",
)

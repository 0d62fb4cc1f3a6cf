"""The table of a cooperation, and what its rows show."""

from datetime import date

from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.ground.directory.models import Organisation
from maillage.trade.funding.maquette.chosen import Chosen
from maillage.trade.funding.maquette.queries import entries
from maillage.trade.funding.maquette.table import Table, table_of
from maillage.trade.funding.maquette.words import maquette_sentence
from maillage.trade.funding.models import FundingPlan
from tests.ground.directory.makers import make_organisation
from tests.ground.directory.reading import plain
from tests.trade.funding.makers import make_cost_line, make_funding_line, make_funding_plan
from tests.trade.plan.makers import make_action

YEAR = 2026


STAGES = ("expected", "requested", "granted", "paid")


def body(place: Cooperation, name: str, kind: str = "state") -> Organisation:
    return make_organisation(workspace=place.workspace, name=name, kind=kind)


def table(access: Access, **chosen: object) -> Table:
    return table_of(
        entries(access),
        Chosen(**chosen),  # type: ignore[arg-type]  # what a test asks
        this_year=YEAR,
        reads_all=access.is_in_team,
        plan_urls={},
    )


def shown(read: Table) -> list[tuple[str, int, list[str]]]:
    """Each sum, and the states of its parts."""
    return [
        (
            column.full,
            cell.cents // 100,
            [one for one in STAGES if getattr(cell.parts, one)],
        )
        for column, cell in zip(read.columns, read.cells(read.rows), strict=True)
        if cell
    ]


def sentence(read: Table) -> str:
    return plain(maquette_sentence(read.rows, reads_all=read.reads_all))


def balanced_plan(place: Cooperation, title: str) -> FundingPlan:
    """A plan that nobody has displayed since its works began."""
    action = make_action(cooperation=place, title=title)
    plan = make_funding_plan(action=action, begun_on=date(2025, 3, 3))
    make_cost_line(plan=plan)
    make_funding_line(plan=plan, euros=60_000, state="granted")
    make_funding_line(plan=plan, funder=plan.owner, kind="own", euros=40_000, state="granted")
    return plan

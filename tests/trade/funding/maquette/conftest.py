"""Fixtures: The table of a cooperation, and what its rows show."""

import pytest

from maillage.foundation.cooperations.models import Cooperation
from maillage.trade.funding.models import FundingPlan
from tests.trade.funding.makers import (
    make_cost_line,
    make_funding_line,
    make_funding_plan,
    make_line_step,
)
from tests.trade.funding.maquette.tables import body
from tests.trade.plan.makers import make_action, make_objective


@pytest.fixture
def legumerie(cooperation: Cooperation) -> FundingPlan:
    """An operation of 250 000 € that lacks 28 000: granted, half paid, requested, own."""
    axis = make_objective(cooperation=cooperation, title="Produire ici")
    action = make_action(cooperation=cooperation, title="Légumerie", objective=axis)
    plan = make_funding_plan(action=action, owner=body(cooperation, "Trois Étangs", "epci"))
    make_cost_line(plan=plan, euros=250_000, year=2027)
    feader = body(cooperation, "FEADER", "other")
    granted = make_funding_line(
        plan=plan, funder=feader, label="LEADER", euros=34_000, state="granted", year=2026
    )
    make_line_step(line=granted, kind="paid", euros=10_000)
    make_funding_line(
        plan=plan, funder=feader, label="LEADER", euros=100_000, state="requested", year=2027
    )
    make_funding_line(
        plan=plan,
        funder=body(cooperation, "Département", "departement"),
        label="",
        euros=42_000,
        state="requested",
        year=2027,
    )
    make_funding_line(
        plan=plan, funder=plan.owner, kind="own", label="", euros=46_000, state="granted", year=2026
    )
    return plan

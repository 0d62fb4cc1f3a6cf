"""A plan that is there, its owner and who pays it."""

from functools import partial

import pytest

from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.models import Organisation
from maillage.trade.funding.models import FundingPlan
from tests.ground.directory.makers import make_organisation
from tests.trade.funding.makers import make_cost_line, make_funding_line, make_funding_plan
from tests.trade.plan.makers import make_action


@pytest.fixture
def owner(access: Access) -> Organisation:
    """The owner of every plan."""
    return make_organisation(workspace=access.cooperation.workspace, name="CC du Lac", kind="epci")


@pytest.fixture
def region(access: Access) -> Organisation:
    """The only region."""
    place = access.cooperation.workspace
    return make_organisation(workspace=place, name="Région des Ormelles", kind="region")


@pytest.fixture
def hedges(access: Access, owner: Organisation, region: Organisation) -> FundingPlan:
    """Running costs of 42 000 € in two years, half of them the region's, half the owner's."""
    plan = make_funding_plan(
        action=make_action(cooperation=access.cooperation, title="Haies"), owner=owner
    )
    for year, euros, state in ((2026, 18_000, "paid"), (2027, 24_000, "requested")):
        half = partial(
            make_funding_line, plan=plan, year=year, section="operating", euros=euros // 2
        )
        make_cost_line(plan=plan, year=year, section="operating", label="Plants", euros=euros)
        half(funder=region, label="Contrat", state=state)
        half(funder=owner, kind="own", label="", state="granted")
    return plan

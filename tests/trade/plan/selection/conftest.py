"""A call that three members vote on, its criterion and one of its projects."""

import pytest

from maillage.foundation.cooperations.models import Cooperation
from maillage.trade.plan.models import CallVoice, Candidacy, Criterion, ProjectCall
from tests.ground.directory.holdings import member_with_name
from tests.trade.plan.selection.makers import make_call_voice, make_candidacy, make_project_call


@pytest.fixture
def call(cooperation: Cooperation) -> ProjectCall:
    """A call of 180 000 €, marked on one criterion."""
    return make_project_call(cooperation=cooperation, envelope_cents=180_000_00)


@pytest.fixture
def reach(call: ProjectCall) -> Criterion:
    """The criterion of its grid."""
    return call.grid.criteria.get()


@pytest.fixture
def voices(call: ProjectCall) -> list[CallVoice]:
    """Three members vote."""
    names = "Brolles", "Mareil", "Valmorin"
    members = [member_with_name(call.cooperation, name) for name in names]
    return [make_call_voice(call=call, organisation=one) for one in members]


@pytest.fixture
def garage(call: ProjectCall) -> Candidacy:
    """A project that somebody else carries."""
    return make_candidacy(call=call)

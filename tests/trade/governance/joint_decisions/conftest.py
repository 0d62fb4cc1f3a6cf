"""The questions put to councils on which several tests play."""

from datetime import date

import pytest

from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.trade.governance.models import Deliberation
from tests.ground.directory.holdings import member_with_name
from tests.trade.governance.joint_decisions.makers import (
    make_deliberation,
    make_joint_decision,
    make_prepared_deliberation,
)


@pytest.fixture
def bouin(cooperation: Cooperation) -> Deliberation:
    """The question, sent to the council of Bouin in September."""
    return make_deliberation(
        decision=make_joint_decision(cooperation=cooperation),
        organisation=member_with_name(cooperation, "Bouin"),
        sent_on=date(2026, 9, 14),
    )


@pytest.fixture
def deliberation(access: Access) -> Deliberation:
    """A commune asked with another one."""
    return make_prepared_deliberation(access.cooperation)

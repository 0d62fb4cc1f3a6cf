"""A report to the Caf, of which one piece came in."""

from datetime import date

import pytest

from maillage.foundation.cooperations.models import Cooperation
from maillage.trade.context.models import Duty
from tests.ground.directory.holdings import member_with_name
from tests.trade.context.makers import make_duty, make_duty_piece


@pytest.fixture
def report(cooperation: Cooperation) -> Duty:
    """A report to the Caf, of which two structures owe a piece; one gave it."""
    caf = member_with_name(cooperation, "Caf")
    duty = make_duty(
        cooperation=cooperation, funder=caf, source_act="convention", label="Bilan 2025"
    )
    make_duty_piece(duty=duty, organisation=member_with_name(cooperation, "Brolles"))
    mareil = member_with_name(cooperation, "Mareil")
    make_duty_piece(duty=duty, organisation=mareil, received_on=date(2026, 5, 4))
    return duty

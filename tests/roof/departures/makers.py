"""Makes departures for tests."""

from datetime import date

from maillage.foundation.cooperations.models import Cooperation
from maillage.roof.departures.models import Deletion
from tests.foundation.accounts.makers import make_user
from tests.foundation.cooperations.makers import make_cooperation


def make_deletion(
    *, cooperation: Cooperation | None = None, due_on: date = date(2027, 1, 4)
) -> Deletion:
    """A deletion asked for."""
    return Deletion.objects.create(
        cooperation=cooperation or make_cooperation(), asked_by=make_user(), due_on=due_on
    )

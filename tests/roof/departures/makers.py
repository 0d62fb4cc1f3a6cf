"""Makes departures for tests."""

from datetime import date

from maillage.foundation.cooperations.models import Cooperation
from maillage.roof.departures.models import Archive, Deletion
from tests.foundation.accounts.makers import make_user
from tests.foundation.cooperations.makers import make_cooperation
from tests.registry import Argument


def make_deletion(
    *, cooperation: Cooperation | None = None, due_on: date = date(2027, 1, 4)
) -> Deletion:
    """A deletion asked for."""
    return Deletion.objects.create(
        cooperation=cooperation or make_cooperation(), asked_by=make_user(), due_on=due_on
    )


def make_archive(*, cooperation: Cooperation | None = None) -> Archive:
    """An archive that somebody asked for, not ready yet."""
    return Archive.objects.create(
        cooperation=cooperation or make_cooperation(), asked_by=make_user()
    )


URL_ARGUMENTS = {"archive": Argument(lambda cooperation: make_archive(cooperation=cooperation).pk)}

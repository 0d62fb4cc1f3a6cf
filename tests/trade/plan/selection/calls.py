"""What a voice of a call is, and a call whose last day is past."""

from datetime import timedelta

from django.utils import timezone

from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.models import Organisation
from maillage.trade.plan.models import ProjectCall
from tests.ground.directory.makers import make_spokesperson

TODAY = timezone.localdate()
PHONED = {"means": "phone", "told_by": "Lise Aubert", "told_on": f"{TODAY:%d/%m/%Y}"}


def close(call: ProjectCall) -> None:
    """The last day to mark is past."""
    ProjectCall.objects.filter(pk=call.pk).update(scores_until=TODAY - timedelta(days=1))
    call.refresh_from_db()


def speaks(access: Access, organisation: Organisation | None) -> Access:
    """This access, that speaks for the structure."""
    assert organisation is not None
    make_spokesperson(access=access, organisation=organisation)
    return access

"""Who was not told that they are in the file, whose record is past its day?"""

from datetime import date, timedelta

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.models import Availability, Mandate, Person, Spokesperson
from maillage.ground.directory.models.periods import in_force
from maillage.ground.directory.queries.people import people, with_mandate
from maillage.ground.directory.retention import YEARS_AFTER_LAST_MANDATE, later

MONTH_TO_INFORM = timedelta(days=30)


def uninformed_people(access: Access) -> QuerySet[Person]:
    """The people in office who were not told, those known for longest first."""
    return with_mandate(people(access)).filter(informed_on__isnull=True).order_by("recorded_at")


def late_notices(access: Access, today: date) -> QuerySet[Person]:
    """Those of them who have been in the file for over a month."""
    return uninformed_people(access).filter(recorded_at__date__lt=today - MONTH_TO_INFORM)


def past_retention(access: Access, today: date) -> QuerySet[Person]:
    """The people whose record is past its day: the day written, or the default without one."""
    living = Mandate.objects.filter(in_force(), person=OuterRef("pk"))
    limit = later(today, -YEARS_AFTER_LAST_MANDATE)
    without = Q(retained_until__isnull=True) & ~Q(Exists(living))
    ended = Q(last__lt=limit) | Q(last__isnull=True, recorded_at__date__lt=limit)
    return (
        people(access)
        .annotate(last=Max("mandates__until"))
        .filter(Q(retained_until__lt=today) | without & ended)
        .order_by("folded")
    )


def unconfirmed_times(access: Access) -> QuerySet[Availability]:
    """The times promised that wait for a structure for which the reader speaks."""
    spoken = Spokesperson.objects.filter(access=access).values("organisation")
    return (
        Availability.objects.visible_to(access)
        .filter(
            in_force(),
            confirmed_on__isnull=True,
            person__in=Mandate.objects.filter(in_force(), organisation__in=spoken).values("person"),
        )
        .select_related("person")
    )

"""Who was not told that they are in the file, whose record is past its day?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillage.core.days import later
from maillage.foundation.cooperations.models import Access
from maillage.foundation.journal.remembered import Remembered
from maillage.ground.directory.notices.rules import (
    YEARS_AFTER_LAST_MANDATE,
    first_in_time,
    notice_due,
)
from maillage.ground.directory.records.models.members import Spokesperson
from maillage.ground.directory.records.models.people import Availability, Mandate, Person
from maillage.ground.directory.records.models.periods import in_force
from maillage.ground.directory.records.queries.organisations import reach
from maillage.ground.directory.records.queries.people import (
    by_freshness,
    concerned_people,
    mandates,
    people,
)


def uninformed_people(access: Access) -> QuerySet[Person]:
    """The people, in office or not, who were not told; those known for longest first."""
    return concerned_people(access).filter(informed_on__isnull=True).order_by("recorded_at", "pk")


class NoticeState(TextChoices):
    """Whether a person was told that they are in the file."""

    INFORMED = "informees", _("informée")
    WAITING = "a-informer", _("à informer")
    LATE = "en-retard", _("en retard")


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """What the register of notices says of a person."""

    pk: int
    name: str
    organisation: str
    state: NoticeState
    informed_on: date | None
    informed_how: str
    recorded_on: date
    due_on: date | None
    source: str


def notice_rows(access: Access, today: date, page: QuerySet[Person]) -> list[NoticeRow]:
    """The rows of one page, in two queries."""
    shown = page.prefetch_related(
        Prefetch("mandates", by_freshness(mandates(access)), to_attr="seen_mandates")
    )
    return [_notice(person, today) for person in shown]


def _notice(person: Person, today: date) -> NoticeRow:
    recorded_on = timezone.localdate(person.recorded_at)
    due_on = notice_due(recorded_on)
    acted: Sequence[Mandate] = getattr(person, "seen_mandates", [])
    state = NoticeState.LATE if due_on < today else NoticeState.WAITING
    return NoticeRow(
        pk=person.pk,
        name=person.sorted_name,
        organisation=str(acted[0].organisation) if acted else "",
        state=NoticeState.INFORMED if person.informed_on else state,
        informed_on=person.informed_on,
        informed_how=person.informed_how,
        recorded_on=recorded_on,
        due_on=None if person.informed_on else due_on,
        source=person.source,
    )


def in_notice_state(today: date, rows: QuerySet[Person], state: str) -> QuerySet[Person]:
    """The people who were told, who were not, or who should have been by now."""
    if state == NoticeState.INFORMED:
        return rows.filter(informed_on__isnull=False)
    waiting = rows.filter(informed_on__isnull=True)
    if state == NoticeState.LATE:
        waiting = waiting.filter(recorded_at__lt=_morning(first_in_time(today)))
    return waiting


def notice_counts(access: Access, today: date) -> tuple[int, int, int]:
    """How many people are to be told, how many of them here, how many late; in one query."""
    waiting = Q(informed_on__isnull=True)
    late = waiting & Q(recorded_at__lt=_morning(first_in_time(today)))
    here = waiting & Q(pk__in=concerned_people(access).values("pk"))
    values = people(access).aggregate(
        waiting=Count("pk", filter=waiting, distinct=True),
        here=Count("pk", filter=here, distinct=True),
        late=Count("pk", filter=late, distinct=True),
    )
    return values["waiting"], values["here"], values["late"]


def informed_between(
    rows: QuerySet[Person], first: date | None, last: date | None
) -> QuerySet[Person]:
    """The people told between these days, both included."""
    if first:
        rows = rows.filter(informed_on__gte=first)
    return rows.filter(informed_on__lte=last) if last else rows


def late_notices(access: Access, today: date) -> QuerySet[Person]:
    """Those of them who have been in the file for over a month."""
    return uninformed_people(access).filter(recorded_at__lt=_morning(first_in_time(today)))


def past_retention(access: Access, today: date) -> QuerySet[Person]:
    """The people whose record is past its day: the day written, or the default without one."""
    limit = later(today, -YEARS_AFTER_LAST_MANDATE)
    mandates = Mandate.objects.filter(person=OuterRef("pk"))
    recent = mandates.filter(Q(until__isnull=True) | Q(until__gte=limit))
    ended = ~Exists(recent) & (Q(Exists(mandates)) | Q(recorded_at__lt=_morning(limit)))
    return (
        concerned_people(access)
        .filter(Q(retained_until__lt=today) | Q(retained_until__isnull=True) & ended)
        .order_by("folded", "pk")
    )


def _morning(day: date) -> datetime:
    """The first moment of the day here: a plain comparison, that an index may serve."""
    return timezone.make_aware(datetime.combine(day, time.min))


_due: Remembered[tuple[int, int, int]] = Remembered()


def due_counts(access: Access, today: date) -> tuple[int, int, int]:
    """How many people are to be told, how many of them are late, how many records to review."""
    workspace = access.cooperation.workspace_id
    return _due.of(reach(access), workspace, lambda: _count_due(access, today))


def _count_due(access: Access, today: date) -> tuple[int, int, int]:
    late = Q(recorded_at__lt=_morning(first_in_time(today)))
    values = uninformed_people(access).aggregate(all=Count("pk"), late=Count("pk", filter=late))
    return values["all"], values["late"], past_retention(access, today).count()


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

"""Does each body meet, and how long ago?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Min, Q

from maillage.ground.directory.records.models.periods import in_force
from maillage.trade.governance.bodies.models import Body
from maillage.trade.governance.meetings.models.meetings import Meeting


@dataclass(frozen=True)
class BodyPace:
    """A body at work: its seats, its last meeting held, its next one, those left unsaid."""

    name: str
    seats: int
    last_on: date | None
    next_on: date | None
    unsaid: int


def paces(cooperation_id: int, today: date) -> Sequence[BodyPace]:
    """The bodies at work of one cooperation, in two queries."""
    bodies = Body.objects.filter(in_force(), cooperation=cooperation_id)
    seated = bodies.annotate(held=Count("seats", filter=in_force("seats__"))).order_by(
        "folded", "pk"
    )
    is_open = Q(concluded_on__isnull=True, cancelled_on__isnull=True)
    rows = (
        Meeting.objects.filter(body__in=bodies)
        .order_by()
        .values("body")
        .annotate(
            last=Max("held_on", filter=Q(concluded_on__isnull=False)),
            next=Min("held_on", filter=is_open & Q(held_on__gte=today)),
            unsaid=Count("pk", filter=is_open & Q(held_on__lt=today)),
        )
        .values_list("body", "last", "next", "unsaid")
    )
    met = {body: (last, coming, unsaid) for body, last, coming, unsaid in rows}
    return [BodyPace(body.name, body.held, *met.get(body.pk, (None, None, 0))) for body in seated]

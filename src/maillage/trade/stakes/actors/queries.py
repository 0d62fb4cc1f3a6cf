"""Which actors may have a position on a day?"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from maillage.foundation.cooperations.models import Access
from maillage.ground.actors.players.queries import actor_name, with_numbers
from maillage.ground.directory.choices import OrganisationKind
from maillage.ground.directory.models import Actor, Member
from maillage.ground.directory.records.models.periods import begun, in_force


@dataclass(frozen=True, slots=True)
class ActorHead:
    """An actor of the table: its name, told apart from the others', and what it is.

    On a past day it `is_to_come` when it became a member since.
    """

    pk: int
    name: str
    kind: str
    organisation_id: int | None
    person_id: int | None
    is_to_come: bool = False


def reads_as(access: Access) -> tuple[object, ...]:
    """What a reading depends on besides the records: the cooperation and who reads."""
    return (access.cooperation_id, access.user_id, access.role)


def actor_heads(cooperation_id: int, day: date | None = None) -> list[ActorHead]:
    """Who may have a position on a day: those who left or were merged into another are apart."""
    rows = present_actors(cooperation_id, day)
    if past := past_day(day):
        rows = rows.annotate(is_to_come=_is_to_come(cooperation_id, past))
    actors = list(rows)
    return [
        ActorHead(
            pk=one.pk,
            name=name,
            kind=_kind(one),
            organisation_id=one.organisation_id,
            person_id=one.person_id,
            is_to_come=getattr(one, "is_to_come", False),
        )
        for one, name in zip(actors, with_numbers([actor_name(one) for one in actors]), strict=True)
    ]


def present_actors(cooperation_id: int, day: date | None = None) -> QuerySet[Actor]:
    """Actors of the cooperation but structures that have ended, and members that left.

    On a day, today by default; a structure that another one follows ended on a day that is not
    known is left out of all of them.
    """
    places = _places(cooperation_id)
    left = Exists(places) & ~Exists(places.filter(in_force(day=day)))
    followed = Q(organisation__successor__isnull=False, organisation__ended_on__isnull=True)
    ended = followed | Q(organisation__ended_on__lte=day or timezone.localdate())
    rows = Actor.objects.filter(cooperation=cooperation_id).exclude(ended).exclude(left)
    return rows.select_related("organisation", "person").order_by(
        "group", "person__folded", "organisation__folded", "pk"
    )


def past_day(day: date | None) -> date | None:
    """The day when it is past: what is to come today is shown already."""
    return day if day and day < timezone.localdate() else None


def _is_to_come(cooperation_id: int, day: date) -> Q:
    places = _places(cooperation_id)
    return Exists(places) & ~Exists(places.filter(begun(day)))


def _places(cooperation_id: int) -> QuerySet[Member]:
    """The memberships, past ones too, of the structure of an actor."""
    return Member.objects.filter(cooperation=cooperation_id, organisation=OuterRef("organisation"))


def _kind(actor: Actor) -> str:
    return str(OrganisationKind(actor.organisation.kind).label) if actor.organisation else ""

"""What was put to an actor by link, and what is it shown of its own positions?"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access, AnswerLink
from maillage.ground.actors.choices import SourceKind
from maillage.ground.actors.models import Position, ReadingQuerySet
from maillage.ground.directory.models.periods import in_force
from maillage.ground.directory.queries.organisations import spoken_for
from maillage.trade.stakes.models import PositionAsk, Stake
from maillage.trade.stakes.queries.positions import present_actors

PURPOSE = "positions"


@dataclass(frozen=True)
class Asked:
    """A stake put to the actor, and its own last position there, if it is shown."""

    stake: Stake
    own: Position | None
    last: int

    @property
    def is_its_own(self) -> bool:
        """Whether the actor gave it itself, by link or from an account."""
        return self.own is not None and self.own.source.kind == SourceKind.LINK


def ask_of(link: AnswerLink) -> QuerySet[PositionAsk]:
    """What the link asks, in its cooperation, while the actor takes part in it."""
    return PositionAsk.objects.filter(
        pk=link.target,
        cooperation=link.cooperation_id,
        actor__in=present_actors(link.cooperation_id),
    ).select_related("actor__organisation", "actor__person", "cooperation")


def links_of(ask: PositionAsk) -> QuerySet[AnswerLink]:
    """The link that puts the ask, in its cooperation."""
    rows = AnswerLink.objects.filter(purpose=PURPOSE, target=ask.pk)
    return rows.filter(cooperation=ask.cooperation_id).select_related("cooperation")


def waiting_asks(cooperation_id: int) -> QuerySet[PositionAsk]:
    """What was put and may still be answered: nobody did, its day has not come, a stake is open."""
    is_waiting = Q(used_at__isnull=True, expires_at__gt=timezone.now())
    living = Stake.objects.filter(in_force(), cooperation=cooperation_id)
    return _asks(cooperation_id, is_waiting).filter(stakes__in=living).distinct()


def asks_to_answer(access: Access) -> QuerySet[PositionAsk]:
    """What is put to the structures for which this reader speaks, to all for an officer.

    The last first. An answer may be corrected from an account; what was withdrawn, or is over, is
    not asked.
    """
    is_asked = Q(used_at__isnull=False) | Q(expires_at__gt=timezone.now())
    rows = _asks(access.cooperation_id, is_asked).order_by("-pk")
    if not access.is_officer:
        rows = rows.filter(actor__organisation__in=spoken_for(access))
    return rows.select_related("actor__organisation", "actor__person", "cooperation")


def _asks(cooperation_id: int, is_asked: Q) -> QuerySet[PositionAsk]:
    links = AnswerLink.objects.filter(
        is_asked,
        purpose=PURPOSE,
        target=OuterRef("pk"),
        cooperation=OuterRef("cooperation"),
        revoked_at__isnull=True,
    )
    present = present_actors(cooperation_id)
    return PositionAsk.objects.filter(Exists(links), cooperation=cooperation_id, actor__in=present)


def own_positions(ask: PositionAsk) -> ReadingQuerySet[Position]:
    """What the actor said itself: what others, or the officer alone, read of it is left out."""
    rows = Position.objects.filter(cooperation=ask.cooperation_id, actor=ask.actor_id)
    if not ask.shows_collected:
        return rows.filter(source__kind=SourceKind.LINK)
    first_hand = rows.exclude(source__kind__in=SourceKind.second_hand())
    return first_hand.exclude(visibility=Visibility.ME)


def stakes_asked(ask: PositionAsk) -> Sequence[Asked]:
    """The open stakes of the ask, in two queries."""
    stakes = list(ask.stakes.filter(in_force()).select_related("subject").order_by("label", "pk"))
    rows = own_positions(ask).filter(subject__in=[one.subject_id for one in stakes])
    standing = rows.standing_on(timezone.localdate()).select_related("source")
    own = {one.subject_id: one for one in standing}
    return [
        Asked(one, own.get(one.subject_id), own[one.subject_id].pk if one.subject_id in own else 0)
        for one in stakes
    ]

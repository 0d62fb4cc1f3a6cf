"""What was put to an actor by link, and what is it shown of its own positions?"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.links.queries import put_links, waiting_links
from maillage.foundation.cooperations.models import Access, AnswerLink
from maillage.ground.actors.choices import SourceKind
from maillage.ground.actors.models import Position, ReadingQuerySet
from maillage.ground.directory.records.models.periods import in_force
from maillage.ground.directory.records.queries.organisations import spoken_for
from maillage.trade.stakes.actors.queries import present_actors
from maillage.trade.stakes.position_asks.models import PositionAsk
from maillage.trade.stakes.stakes.models import Stake

PURPOSE = "positions"


@dataclass(frozen=True)
class StakeQuestion:
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


def waiting_asks(cooperation_id: int) -> QuerySet[PositionAsk]:
    """What was put and may still be answered: nobody did, its day has not come, a stake is open."""
    living = Stake.objects.filter(in_force(), cooperation=cooperation_id)
    links = waiting_links(cooperation_id, PURPOSE)
    return _asks(cooperation_id, links).filter(stakes__in=living).distinct()


def asks_to_answer(access: Access) -> QuerySet[PositionAsk]:
    """What is put to the structures for which this reader speaks, to all for an officer.

    The last first. An answer may be corrected from an account; what was withdrawn, or is over, is
    not asked.
    """
    links = put_links(access.cooperation_id, PURPOSE)
    rows = _asks(access.cooperation_id, links).order_by("-pk")
    if not access.is_officer:
        rows = rows.filter(actor__organisation__in=spoken_for(access))
    return rows.select_related("actor__organisation", "actor__person", "cooperation")


def _asks(cooperation_id: int, links: QuerySet[AnswerLink]) -> QuerySet[PositionAsk]:
    return PositionAsk.objects.filter(
        pk__in=links.values("target"),
        cooperation=cooperation_id,
        actor__in=present_actors(cooperation_id),
    )


def own_positions(ask: PositionAsk) -> ReadingQuerySet[Position]:
    """What the actor said itself: what others, or the officer alone, read of it is left out."""
    rows = Position.objects.filter(cooperation=ask.cooperation_id, actor=ask.actor_id)
    if not ask.shows_collected:
        return rows.filter(source__kind=SourceKind.LINK)
    first_hand = rows.exclude(source__kind__in=SourceKind.second_hand())
    return first_hand.exclude(visibility=Visibility.ME)


def stake_questions(ask: PositionAsk) -> Sequence[StakeQuestion]:
    """The open stakes of the ask, in two queries."""
    stakes = list(
        ask.stakes.filter(in_force()).select_related("subject").order_by("label__plain", "pk")
    )
    rows = own_positions(ask).filter(subject__in=[one.subject_id for one in stakes])
    standing = rows.standing_on(timezone.localdate()).select_related("source")
    own = {one.subject_id: one for one in standing}
    return [
        StakeQuestion(
            one, own.get(one.subject_id), own[one.subject_id].pk if one.subject_id in own else 0
        )
        for one in stakes
    ]

"""An actor says what it wants on the stakes that are put to it: by link, or from its account."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core.days import later
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.links.services import (
    LinkDraft,
    make_answer_link,
    mark_answered_signed_in,
)
from maillage.foundation.cooperations.models import Access, AnswerLink
from maillage.foundation.cooperations.questions.answering import answering
from maillage.ground.actors.choices import Confidence, SourceKind
from maillage.ground.actors.models import Position, Source
from maillage.ground.actors.readings.services import Seen, keep_reading, write_readings
from maillage.ground.directory.models import Actor
from maillage.trade.stakes.position_asks.models import PositionAsk
from maillage.trade.stakes.position_asks.queries import PURPOSE, own_positions
from maillage.trade.stakes.stakes.models import Stake
from maillage.trade.stakes.writing import POSITIONS, write

DAYS = 60
KEPT_YEARS = 2


@dataclass(frozen=True)
class OwnPosition:
    """A position that the actor gives: on which stake, in which words, after which one."""

    stake: Stake
    value: int
    words: str
    last: int


@dataclass(frozen=True)
class Reply:
    """What an actor sends: its positions, who says it, who may read it."""

    positions: Sequence[OwnPosition]
    said_by: str
    visibility: str


def ask_positions(
    *,
    access: Access,
    actor: Actor,
    stakes: Sequence[Stake],
    shows_collected: bool,
    recipient: str,
    email: str,
) -> AnswerLink:
    """A link by which the actor answers for these stakes."""
    with write(access):
        ask = PositionAsk.objects.create(
            cooperation=access.cooperation, actor=actor, shows_collected=shows_collected
        )
        ask.stakes.set(stakes)
        return make_answer_link(
            author=access.user,
            cooperation=access.cooperation,
            draft=LinkDraft(
                purpose=PURPOSE,
                target=ask.pk,
                recipient=recipient,
                email=email,
                about=_("Ce que vous en attendez"),
                days=DAYS,
            ),
        )


def answer_by_link(*, link: AnswerLink, ask: PositionAsk, reply: Reply) -> None:
    """The positions that the actor gives, each after its own former one; the link then closes.

    Raises LinkClosedError when another answer came first, RivalReadingError when something of its
    own was noted meanwhile; nothing is kept then.
    """
    with answering(link, reply.said_by, POSITIONS):
        _keep(link.author, ask, reply)


def answer_signed_in(*, access: Access, ask: PositionAsk, reply: Reply) -> None:
    """The same from an account: the link of the ask closes if it was still open.

    Raises LinkClosedError when the ask was withdrawn or is over, RivalReadingError as above.
    """
    with write_readings(access.user, ask.cooperation, POSITIONS):
        mark_answered_signed_in(cooperation_id=ask.cooperation_id, purpose=PURPOSE, target=ask.pk)
        _keep(access.user, ask, reply)


def _keep(author: User, ask: PositionAsk, reply: Reply) -> None:
    today = timezone.localdate()
    source = Source(kind=SourceKind.LINK, on=today, who=reply.said_by, visibility=reply.visibility)
    for own_position in reply.positions:
        position = Position(
            cooperation=ask.cooperation,
            actor=ask.actor,
            subject=own_position.stake.subject,
            value=own_position.value,
            said=own_position.words,
            on=today,
            confidence=Confidence.SURE,
            visibility=reply.visibility,
            expires_on=later(today, KEPT_YEARS) if ask.actor.person_id else None,
        )
        seen = Seen(own_positions(ask), own_position.last)
        keep_reading(author=author, reading=position, source=source, seen=seen)

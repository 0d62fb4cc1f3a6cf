"""A structure answers the options of a compromise by link, without account."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.links.services import (
    LinkDraft,
    make_answer_link,
    mark_answered_signed_in,
)
from maillage.foundation.cooperations.models import Access, AnswerLink
from maillage.foundation.cooperations.questions.answering import answering
from maillage.ground.actors.choices import Confidence, SourceKind
from maillage.ground.actors.models import Source
from maillage.ground.actors.readings.services import Seen, keep_reading, write_readings
from maillage.trade.dialogue.compromises.models import (
    CompromiseOption,
    CompromiseParty,
    OptionAnswer,
)
from maillage.trade.dialogue.compromises.services import TOPIC
from maillage.trade.dialogue.option_asks.queries import PURPOSE, own_answers

DAYS = 60


@dataclass(frozen=True)
class OptionReply:
    """What a structure says of an option, after which answer."""

    option: CompromiseOption
    stance: str
    conditions: str
    last: int


def make_options_link(
    *, author: User, party: CompromiseParty, recipient: str, email: str
) -> AnswerLink:
    """A link by which the structure answers for this compromise, and no other."""
    return make_answer_link(
        author=author,
        cooperation=party.compromise.cooperation,
        draft=LinkDraft(
            purpose=PURPOSE,
            target=party.pk,
            recipient=recipient,
            email=email,
            about=party.compromise.title,
            days=DAYS,
        ),
    )


def answer_options_by_link(
    *, link: AnswerLink, party: CompromiseParty, replies: Sequence[OptionReply], said_by: str
) -> None:
    """What the structure says, read by whoever reads the compromise; the link then closes.

    Raises LinkClosedError when another answer came first, RivalReadingError when it answered
    otherwise meanwhile; nothing is kept then.
    """
    with answering(link, said_by, TOPIC):
        _keep(link.author, party, replies, said_by)


def answer_options_signed_in(
    *, access: Access, party: CompromiseParty, replies: Sequence[OptionReply]
) -> None:
    """The same from an account: what puts the question closes if it was still open.

    Raises LinkClosedError when it was withdrawn or is over, RivalReadingError as above.
    """
    with write_readings(access.user, access.cooperation, TOPIC):
        mark_answered_signed_in(
            cooperation_id=access.cooperation_id, purpose=PURPOSE, target=party.pk
        )
        _keep(access.user, party, replies, access.user.name)


def _keep(
    author: User, party: CompromiseParty, replies: Sequence[OptionReply], said_by: str
) -> None:
    place, today = party.compromise, timezone.localdate()
    # What is for its author alone stays theirs: the officer who asked reads the answer.
    owner = place.author if place.visibility == Visibility.ME else author
    source = Source(kind=SourceKind.LINK, on=today, who=said_by, visibility=place.visibility)
    for one in replies:
        answer = OptionAnswer(
            cooperation=place.cooperation,
            actor=party.actor,
            option=one.option,
            stance=one.stance,
            conditions=one.conditions,
            on=today,
            confidence=Confidence.SURE,
            visibility=place.visibility,
        )
        seen = Seen(own_answers(party), one.last)
        keep_reading(author=owner, reading=answer, source=source, seen=seen)

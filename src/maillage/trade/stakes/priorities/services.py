"""What the themes touch for a structure is added to what was known, all in one gesture."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.links.services import (
    LinkDraft,
    make_answer_link,
    mark_answered_signed_in,
)
from maillage.foundation.cooperations.models import Access, AnswerLink
from maillage.foundation.cooperations.questions.answering import answering
from maillage.ground.actors.models import Position, ReadingQuerySet, Source
from maillage.ground.actors.readings.services import Seen, keep_reading, write_readings
from maillage.ground.directory.models import Actor
from maillage.trade.stakes.priorities.queries import PURPOSE, own_priorities, theme_positions
from maillage.trade.stakes.themes.models import Theme
from maillage.trade.stakes.writing import POSITIONS

DAYS = 60


@dataclass(frozen=True)
class ThemePosition:
    """What a structure says of a theme, after which position."""

    theme: Theme
    value: int
    last: int


@dataclass(frozen=True)
class Hearing:
    """Where all that is said comes from, in which words, how surely, and for whom."""

    source: Source
    words: str
    confidence: str
    visibility: str


def record_priorities(
    *, access: Access, actor: Actor, positions: Sequence[ThemePosition], hearing: Hearing
) -> list[Position]:
    """The positions on these themes.

    Raises RivalReadingError when one of them was noted otherwise meanwhile, SecondHandError and
    PersonReadingError; nothing is kept then.
    """
    with write_readings(access.user, access.cooperation, POSITIONS):
        return _keep(access.user, actor, positions, hearing, theme_positions(access))


def make_priorities_link(*, author: User, actor: Actor, recipient: str, email: str) -> AnswerLink:
    """A link by which the structure says what the themes touch for it."""
    return make_answer_link(
        author=author,
        cooperation=actor.cooperation,
        draft=LinkDraft(
            purpose=PURPOSE,
            target=actor.pk,
            recipient=recipient,
            email=email,
            about=_("Par quoi commencer, pour vous"),
            days=DAYS,
        ),
    )


def priorities_by_link(
    *, link: AnswerLink, actor: Actor, positions: Sequence[ThemePosition], hearing: Hearing
) -> None:
    """What the structure says itself, after its own former answers; the link then closes.

    Raises LinkClosedError when another answer came first, RivalReadingError when it answered
    otherwise meanwhile; nothing is kept then.
    """
    with answering(link, hearing.source.who, POSITIONS):
        _keep(link.author, actor, positions, hearing, own_priorities(actor))


def priorities_signed_in(
    *, access: Access, actor: Actor, positions: Sequence[ThemePosition], hearing: Hearing
) -> None:
    """The same from an account: what puts the question closes if it was still open.

    Raises LinkClosedError when it was withdrawn or is over, RivalReadingError as above.
    """
    with write_readings(access.user, access.cooperation, POSITIONS):
        mark_answered_signed_in(
            cooperation_id=access.cooperation_id, purpose=PURPOSE, target=actor.pk
        )
        _keep(access.user, actor, positions, hearing, own_priorities(actor))


def _keep(
    author: User,
    actor: Actor,
    positions: Sequence[ThemePosition],
    hearing: Hearing,
    seen: ReadingQuerySet[Position],
) -> list[Position]:
    return [
        keep_reading(
            author=author,
            reading=Position(
                cooperation=actor.cooperation,
                actor=actor,
                subject=one.theme.subject,
                value=one.value,
                on=hearing.source.on,
                said=hearing.words,
                confidence=hearing.confidence,
                visibility=hearing.visibility,
            ),
            source=hearing.source,
            seen=Seen(seen, one.last),
        )
        for one in positions
    ]

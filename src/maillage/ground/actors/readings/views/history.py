"""How is what was read of a place told, line by line, with its source and its gesture?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest
from maillage.ground.actors import permissions
from maillage.ground.actors.addresses import page_url
from maillage.ground.actors.readings.models import Reading
from maillage.ground.actors.readings.words import erased_words, reading_words, sure_words

Read = TypeVar("Read", bound=Reading)


@dataclass(frozen=True, slots=True)
class ShownReading:
    """A reading of the history: its word, its fact, where it comes from, and how to withdraw it."""

    word: str
    said: str
    source: str
    is_withdrawn: bool
    withdraw_url: str


def shown_readings(
    request: CooperationRequest,
    history: Sequence[Read],
    withdraw: str,
    word: Callable[[Read], str],
) -> list[ShownReading]:
    """The readings of a place as the page tells them; `withdraw` names the page of the gesture."""
    may_keep = permissions.can_keep_game(request.access)
    return [
        ShownReading(
            word=word(one),
            said=one.said,
            source=_source(request.access, one),
            is_withdrawn=one.withdrawn_at is not None,
            withdraw_url=(
                page_url(request, withdraw, one.pk) if may_keep and one.withdrawn_at is None else ""
            ),
        )
        for one in history
    ]


def _source(access: Access, reading: Reading) -> str:
    parts = [
        reading_words(access, reading),
        sure_words(reading),
        _("noté par %(name)s") % {"name": reading.author},
        _("visible de vous et de personne d’autre") if reading.visibility == "me" else "",
        erased_words(reading.expires_on),
    ]
    if reading.withdrawn_at is not None:
        day = french.long_date(reading.withdrawn_at.date())
        parts.append(_("retirée le %(day)s") % {"day": day})
    return ", ".join(part for part in parts if part)

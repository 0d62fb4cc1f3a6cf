"""Who stands on which side of a stake, how strongly, and who is still to be asked?"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.agenda import Waiting
from maillage.core.matrix.html import stance_bar
from maillage.foundation.cooperations.models import Access
from maillage.trade.stakes import permissions
from maillage.trade.stakes.actors.queries import ActorHead
from maillage.trade.stakes.positions.queries.readings import Readings
from maillage.trade.stakes.positions.queries.table import Spoken
from maillage.trade.stakes.positions.words import day_words
from maillage.trade.stakes.stakes.models import Stake
from maillage.trade.stakes.words import numbered_stance


@dataclass(frozen=True, slots=True)
class Stand:
    """An actor on a stake: what it wants, since when, and its cell."""

    actor: ActorHead
    stance: str
    day: str
    url: str
    bar: str = ""
    force: int = 0
    ask_url: str = ""


@dataclass(frozen=True, slots=True)
class Camp:
    """Those who stand on one side of a stake."""

    title: str
    stands: Sequence[Stand]


def camps(access: Access, stake: Stake, read: Readings) -> list[Camp]:
    """The camps of a stake, those who want most first."""
    actors = read.table.actors
    values = [read.table.spoken.get((one.pk, stake.subject_id)) for one in actors]
    stands = [
        _stand(access, stake, one, value, is_whole=read.is_whole)
        for one, value in zip(actors, values, strict=True)
    ]
    unspoken = _("Silencieuses") if read.is_whole else _("Rien d’ouvert à votre lecture")
    sides = (
        (_("Pour"), lambda value: value is not None and value.value > 0),
        (_("Contre"), lambda value: value is not None and value.value < 0),
        (_("Neutres"), lambda value: value is not None and value.value == 0),
        (unspoken, lambda value: value is None),
    )
    return [
        Camp(
            title,
            sorted(
                [one for one, value in zip(stands, values, strict=True) if stands_here(value)],
                key=lambda one: -one.force,
            ),
        )
        for title, stands_here in sides
    ]


def next_to_ask(sides: Sequence[Camp]) -> Waiting | None:
    """Whose position is not known, and the first of them to ask; None for who asks nobody."""
    silent = [one for camp in sides for one in camp.stands if one.ask_url]
    if not silent:
        return None
    names = french.listed([french.with_article(one.actor.name) for one in silent])
    return Waiting(
        ngettext("Une position à demander", "%(n)s positions à demander", len(silent))
        % {"n": french.in_words(len(silent)).capitalize()},
        f"{french.capital(names)}.",
        silent[0].ask_url,
        verb=_("Demander %(to)s") % {"to": french.to_body(silent[0].actor.name)},
    )


def _stand(
    access: Access, stake: Stake, actor: ActorHead, spoken: Spoken | None, *, is_whole: bool
) -> Stand:
    url = reverse("stakes:position_cell", args=[access.cooperation.slug, stake.pk, actor.pk])
    if spoken is None:
        may_ask = permissions.can_keep_positions(access) and stake.until is None
        ask = [access.cooperation.slug, actor.pk]
        return Stand(
            actor,
            "",
            "",
            url,
            ask_url=reverse("stakes:position_ask", args=ask) if may_ask else "",
        )
    return Stand(
        actor,
        numbered_stance(spoken.value),
        day_words(spoken.on, is_whole=is_whole),
        url,
        stance_bar(spoken.value),
        abs(spoken.value),
    )

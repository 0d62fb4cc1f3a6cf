"""Which actions could a source serve, and why?"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.foundation.cooperations.models import Access
from maillage.trade.funding.choices import Stance
from maillage.trade.funding.funding_sources.models import FundingSource
from maillage.trade.plan.actions.queries.actions import actions
from maillage.trade.plan.choices import ActionState
from maillage.trade.plan.models import Action

MOST_OFFERS = 5
OVER = (ActionState.DONE, ActionState.DROPPED)


@dataclass(frozen=True, slots=True)
class Offer:
    """An action that a source could serve: its number, its name, why."""

    number: int
    name: str
    why: str


def offers(access: Access, source: FundingSource) -> list[Offer]:
    """The open actions of its themes or its territories that nobody tied to it; four queries.

    An action of another theme, or elsewhere, is none of them; a source that says neither has none.
    """
    themes = {one.pk: str(one) for one in source.themes.all()}
    places = {one.pk: str(one) for one in source.territories.all()}
    if source.stance == Stance.NOT_OURS or not (themes or places):
        return []
    rows = actions(access).exclude(state__in=OVER).exclude(sources__source=source)
    read = rows.prefetch_related("themes", "territories").order_by("pk").distinct()
    result = []
    for one in read:
        why = _why(one, themes, places)
        if why:
            result.append(Offer(one.pk, str(one), why))
    return result[:MOST_OFFERS]


def _why(one: Action, themes: dict[int, str], places: dict[int, str]) -> str:
    """What ties them, each of what the source says; nothing when one of it ties nothing."""
    shared = _shared(themes, (theme.pk for theme in one.themes.all()))
    near = _shared(places, (place.pk for place in one.territories.all()))
    if (themes and not shared) or (places and not near):
        return ""
    pieces = (
        (shared, _("même thème : %(names)s"), _("mêmes thèmes : %(names)s")),
        (near, _("même territoire : %(names)s"), _("mêmes territoires : %(names)s")),
    )
    words = [
        (alone if len(names) == 1 else several) % {"names": french.listed(names)}
        for names, alone, several in pieces
        if names
    ]
    return french.capital(" ; ".join(words)) + "."


def _shared(names: dict[int, str], numbers: Iterable[int]) -> list[str]:
    return sorted(names[one] for one in numbers if one in names)

"""For whom does one work, and which of them may this reader correct?"""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from maillage.core.folded import fold
from maillage.core.points import Point
from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.models import Organisation
from maillage.ground.directory.records.queries.organisations import spoken_for
from maillage.ground.territories.models import Territory
from maillage.ground.territories.perimeters.queries import communes_in
from maillage.trade.context.choosing import territories_to_offer
from maillage.trade.context.permissions import can_edit_context
from maillage.trade.context.publics.models import Public


def publics(access: Access) -> QuerySet[Public]:
    """Every public of the reader's cooperation: whoever reads it reads them all."""
    rows = Public.objects.filter(cooperation=access.cooperation_id)
    return rows.select_related("theme").order_by("folded", "pk")


@dataclass(frozen=True, slots=True)
class PublicAction:
    """An open action that a room above writes for a public."""

    public: int
    label: str
    url: str


# Without an answer, no room writes actions for publics: their column is not there.
public_actions: Point[[Access], PublicAction] = Point("public_actions")


def actions_by_public(access: Access) -> dict[int, list[PublicAction]]:
    """The open actions that this reader may read, by public, as the rooms above know them."""
    by_public: dict[int, list[PublicAction]] = {}
    for one in public_actions.ask(access):
        by_public.setdefault(one.public, []).append(one)
    return by_public


def with_communes(rows: QuerySet[Public]) -> QuerySet[Public]:
    """These publics with where they live; one query more."""
    return rows.prefetch_related("territories")


def is_twice(public: Public, label: str, theme: int | None) -> bool:
    """Whether another public has this name in this theme, whatever its accents and capitals."""
    rows = Public.objects.filter(cooperation=public.cooperation_id, theme=theme)
    labels = rows.exclude(pk=public.pk).values_list("label", flat=True)
    return fold(label) in {fold(one) for one in labels}


def own_ground(access: Access) -> QuerySet[Territory]:
    """Where this reader may place a public: everywhere, or on the land of its structures."""
    if access.is_officer:
        return territories_to_offer(access)
    own = Organisation.objects.filter(pk__in=spoken_for(access)).values("territory")
    areas = list(Territory.objects.filter(pk__in=own))
    inside = Q(pk__in=communes_in(areas).values("pk")) | Q(pk__in=[one.pk for one in areas])
    return Territory.objects.filter(inside).order_by("name", "pk")


def editable_publics(access: Access) -> QuerySet[Public]:
    """Those that this reader may correct: officers all, the team those of its own communes."""
    rows = publics(access)
    if not can_edit_context(access):
        return rows.none()
    if access.is_officer:
        return rows
    elsewhere = Territory.objects.exclude(pk__in=own_ground(access).values("pk"))
    return rows.filter(territories__isnull=False).exclude(territories__in=elsewhere).distinct()

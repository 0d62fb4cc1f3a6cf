"""What do positions tell on the pages of the other rooms?"""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.analysis.wording import counted
from maillage.core import french
from maillage.core.excerpts import Excerpt, excerpts
from maillage.core.panels import Panel, panels
from maillage.core.points import Reader
from maillage.core.probes import probe
from maillage.core.sheet import Line
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.foundation.exchange.targets.targets import imports
from maillage.trade.stakes.actors.queries import ActorHead
from maillage.trade.stakes.permissions import can_keep_positions, can_open_stakes
from maillage.trade.stakes.positions import states
from maillage.trade.stakes.positions.queries.table import Table, position_table
from maillage.trade.stakes.positions.table.target import POSITIONS
from maillage.trade.stakes.words import numbered_stance

KINDS = {"organisation": "organisation_id", "person": "person_id"}


@panels.answer
def positions_of_sheet(reader: Reader, kind: str, number: int) -> Sequence[Panel]:
    """What the actor is for, then against, on the stakes that this reader may read."""
    access = as_access(reader)
    if kind not in KINDS or not can_open_stakes(access):
        return ()
    table = position_table(access)
    actor_heads = [one for one in table.actors if getattr(one, KINDS[kind]) == number]
    if not actor_heads or not table.stakes:
        return ()
    wants, fears = _lines(access, table, actor_heads[0])
    silent = len(table.stakes) - sum(
        (actor_heads[0].pk, one.subject_id) in table.spoken for one in table.stakes
    )
    if not wants and not fears and not access.is_officer:
        return ()
    context: dict[str, object] = {
        "wants": wants,
        "fears": fears,
        "silent": _("%(count)s sur %(all)s enjeux.")
        % {"count": counted(silent, "silence"), "all": len(table.stakes)}
        if access.is_officer
        else "",
        "url": reverse("stakes:positions", args=[access.cooperation.slug]),
    }
    title = _("Ce qu’elle veut, ce qu’elle craint")
    return (Panel(title, "stakes/parts/wants.html", context, on_paper=False),)


def _lines(access: Access, table: Table, actor: ActorHead) -> tuple[list[Line], list[Line]]:
    """What it is for or neutral on, and what it is against; the strongest first."""
    wants: list[tuple[int, Line]] = []
    fears: list[tuple[int, Line]] = []
    slug = access.cooperation.slug
    for stake in table.stakes:
        spoken = table.spoken.get((actor.pk, stake.subject_id))
        if spoken is None:
            continue
        line = Line(
            stake.label,
            f"{numbered_stance(spoken.value)}, {french.long_date(spoken.on)}",
            reverse("stakes:position_cell", args=[slug, stake.pk, actor.pk]),
        )
        (fears if spoken.value < 0 else wants).append((-abs(spoken.value), line))
    return [line for _rank, line in _first(wants)], [line for _rank, line in _first(fears)]


def _first(pairs: list[tuple[int, Line]]) -> list[tuple[int, Line]]:
    return sorted(pairs, key=lambda one: one[0])


@excerpts.answer
def position_of_excerpt(reader: Reader) -> Sequence[Excerpt]:
    """The form of a position, for whoever may record one."""
    access = as_access(reader)
    if not can_keep_positions(access):
        return ()
    url = reverse("stakes:position_choose", args=[access.cooperation.slug])
    return (Excerpt(_("En faire une position"), url),)


imports.answer(lambda: (POSITIONS,))


probe(
    "emergence.stakes.common-ground",
    load=states.load,
    reads="officers",
    topics={"positions", "stakes", "actors", "members", "organisations"},
)(states.common_ground_state)

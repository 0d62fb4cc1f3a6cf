"""What do positions tell on the pages of the other rooms?"""

from collections.abc import Sequence

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.analysis.wording import counted
from maillage.core import french
from maillage.core.excerpts import Excerpt, excerpts
from maillage.core.links import address
from maillage.core.panels import Panel, Slot, panels
from maillage.core.points import Reader
from maillage.core.probes import probe
from maillage.core.sheet import Line
from maillage.core.strands import Strand, StrandMark, strands
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.foundation.exchange.targets.targets import imports
from maillage.trade.stakes.actors.queries import ActorHead
from maillage.trade.stakes.permissions import can_keep_positions, can_open_stakes
from maillage.trade.stakes.positions import states
from maillage.trade.stakes.positions.queries.table import Table, position_table
from maillage.trade.stakes.positions.queries.words import Word, unanswered_of, words_of_structures
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
    note = _("pour ou sans avis : %(wants)s ; contre : %(fears)s") % {
        "wants": len(wants),
        "fears": len(fears),
    }
    slot: Slot = "folded" if kind == "organisation" else "body"
    template = "stakes/parts/wants.html"
    return (Panel(title, template, context, slot=slot, on_paper=False, note=note),)


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


@strands.answer
def positions_of_structures(reader: Reader, numbers: tuple[int, ...]) -> Sequence[Strand]:
    """What structures said that they want, as far as the reader may know; one query, two at most.

    What a third party, or the officer alone, read of them is no word of theirs. An officer finds
    too the stakes that were put to them and are not answered.
    """
    access = as_access(reader)
    if not can_open_stakes(access):
        return ()
    by_structure: dict[int, list[StrandMark]] = {}
    for row in words_of_structures(access, numbers, timezone.localdate()):
        by_structure.setdefault(row.organisation_id, []).append(_word(access, row))
    for number in unanswered_of(access, numbers) if access.is_officer else ():
        by_structure.setdefault(number, []).append(_unanswered(access))
    return (
        Strand(
            "words",
            _("Ce qu’elle dit"),
            by_structure,
            is_locked=access.is_in_team,
            is_partial=not access.is_officer,
        ),
    )


def _word(access: Access, row: Word) -> StrandMark:
    slug = access.cooperation.slug
    return StrandMark(
        fact="position",
        on=row.on,
        title=row.label,
        note=f"{numbered_stance(row.value)}, {french.long_date(row.on)}",
        url=address("stakes:position_cell", slug, row.stake_id, row.actor_id),
        text=f"{row.value:+d}".replace("-", "−") if row.value else "0",
    )


def _unanswered(access: Access) -> StrandMark:
    return StrandMark(
        fact="put",
        on=None,
        title=_("Des enjeux lui sont soumis"),
        note=_("sa réponse est attendue"),
        url=address("stakes:positions", access.cooperation.slug),
        family="answer",
        value="ask",
        is_open=True,
    )


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

"""Of which members is nothing, nothing sure or nothing recent known?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from maillage.foundation.cooperations.models import Access
from maillage.ground.actors.choices import Confidence
from maillage.ground.actors.postures.queries import standing_postures
from maillage.ground.actors.postures.states import AGES_AFTER
from maillage.ground.directory.models import Member
from maillage.ground.directory.records.models.periods import in_force
from maillage.trade.stakes.actors.queries import ActorHead
from maillage.trade.stakes.positions.queries.table import Table, position_table
from maillage.trade.stakes.who_to_meet.rules import MeetingCell, Visit, by_need, visit


@dataclass(frozen=True)
class Visits:
    """Of how many members it was looked whether they are to be met, those who are, on any stake."""

    members: int
    called: Sequence[Visit]
    has_stakes: bool


def visits(access: Access, today: date) -> Visits:
    """The members of this cooperation to meet, in two queries beside the table of positions."""
    table = position_table(access)
    rows = Member.objects.filter(in_force(), cooperation=access.cooperation_id)
    members = set(rows.values_list("organisation_id", flat=True))
    postures = _postures(access, today)
    shown = [one for one in table.actors if one.organisation_id in members]
    called = by_need(
        visit(
            one.name,
            reverse("directory:organisation", args=[access.cooperation.slug, one.organisation_id]),
            [*_positions(access, table, one), *postures.get(one.pk, ())],
            today,
            AGES_AFTER,
            call_url=reverse(
                "directory:organisation_call", args=[access.cooperation.slug, one.organisation_id]
            ),
        )
        for one in shown
    )
    return Visits(len(shown), called, bool(table.stakes))


def _positions(access: Access, table: Table, actor: ActorHead) -> list[MeetingCell]:
    cells = []
    for stake in table.stakes:
        spoken = table.spoken.get((actor.pk, stake.subject_id))
        cells.append(
            MeetingCell(
                stake.label,
                reverse("stakes:position_cell", args=[access.cooperation.slug, stake.pk, actor.pk]),
                spoken.on if spoken else None,
                is_doubtful=spoken is not None and spoken.is_doubtful,
            )
        )
    return cells


def _postures(access: Access, today: date) -> dict[int, list[MeetingCell]]:
    """The standing postures of each actor, by the name of their subject."""
    cells: dict[int, list[MeetingCell]] = {}
    for one in standing_postures(access, today).order_by("subject__label", "pk"):
        cells.setdefault(one.actor_id, []).append(
            MeetingCell(
                one.subject.label,
                reverse("actors:posture", args=[access.cooperation.slug, one.pk]),
                one.on,
                is_doubtful=one.confidence == Confidence.DOUBTFUL,
                is_posture=True,
            )
        )
    return cells

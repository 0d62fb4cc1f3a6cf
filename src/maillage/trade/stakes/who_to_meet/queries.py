"""Of which members is nothing, nothing sure or nothing recent known?"""

from datetime import date

from django.urls import reverse

from maillage.foundation.cooperations.models import Access
from maillage.ground.actors.choices import Confidence
from maillage.ground.actors.postures.queries import standing_postures
from maillage.ground.actors.postures.states import AGES_AFTER
from maillage.ground.directory.models import Member
from maillage.ground.directory.records.models.periods import in_force
from maillage.trade.stakes.actors.queries import ActorHead
from maillage.trade.stakes.positions.queries.table import Place, Table, position_table, positions
from maillage.trade.stakes.who_to_meet.rules import MeetingCell, Visit, by_need, visit


def visits(access: Access, today: date) -> list[Visit]:
    """The members of this cooperation to meet, in three queries beside the table of positions."""
    table = position_table(access)
    rows = Member.objects.filter(in_force(), cooperation=access.cooperation_id)
    members = set(rows.values_list("organisation_id", flat=True))
    doubtful = _doubtful(access, today)
    postures = _postures(access, today)
    return by_need(
        visit(
            one.name,
            reverse("directory:organisation", args=[access.cooperation.slug, one.organisation_id]),
            [*_positions(access, table, one, doubtful), *postures.get(one.pk, ())],
            today,
            AGES_AFTER,
        )
        for one in table.actors
        if one.organisation_id in members
    )


def _positions(
    access: Access, table: Table, actor: ActorHead, doubtful: set[Place]
) -> list[MeetingCell]:
    cells = []
    for stake in table.stakes:
        spoken = table.spoken.get((actor.pk, stake.subject_id))
        cells.append(
            MeetingCell(
                stake.label,
                reverse("stakes:position_cell", args=[access.cooperation.slug, stake.pk, actor.pk]),
                spoken.on if spoken else None,
                is_doubtful=(actor.pk, stake.subject_id) in doubtful,
            )
        )
    return cells


def _doubtful(access: Access, today: date) -> set[Place]:
    """The cells whose standing position is to be confirmed."""
    rows = positions(access).standing_on(today).order_by()
    return {
        (actor, subject)
        for actor, subject, confidence in rows.values_list("actor_id", "subject_id", "confidence")
        if confidence == Confidence.DOUBTFUL
    }


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

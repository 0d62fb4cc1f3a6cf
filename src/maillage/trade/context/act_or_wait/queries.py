"""Which gestures are planned, and what does each structure's calendar say of them?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch, QuerySet

from maillage.core.windows import Window, windows
from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.choices import OrganisationKind
from maillage.ground.directory.models import Member, Organisation
from maillage.ground.directory.records.models.periods import in_force
from maillage.trade.context.act_or_wait.models import Move, MoveParty
from maillage.trade.context.act_or_wait.rules import Advice, advise

BEFORE, AFTER, RECENT = timedelta(days=30), timedelta(days=180), timedelta(days=183)
Kind = OrganisationKind
DELIBERATE = frozenset({Kind.COMMUNE, Kind.EPCI, Kind.SYNDICATE, Kind.DEPARTEMENT, Kind.REGION})


def moves(access: Access) -> QuerySet[Move]:
    """The planned gestures that this reader may see, with the structures they are made towards."""
    parties = MoveParty.objects.select_related("organisation__successor")
    parties = parties.order_by("organisation__folded", "pk")
    rows = Move.objects.visible_to(access).select_related("cooperation")
    return rows.prefetch_related(Prefetch("parties", parties)).order_by("around_on", "pk")


def planned_moves(access: Access) -> tuple[int, Move | None]:
    """How many gestures this reader sees that are to be made, and the one that comes first."""
    rows = list(moves(access).filter(done_on=None)[:1])
    count = Move.objects.visible_to(access).filter(done_on=None).count()
    return count, rows[0] if rows else None


@dataclass(frozen=True)
class StructureTime:
    """A structure, its windows around the day, what they advise, and what is not known of it.

    `unknown` are the kinds of windows of which nothing is known.
    """

    organisation: Organisation
    is_member: bool
    windows: Sequence[Window]
    advice: Advice
    unknown: Sequence[str]


def first_and_last(around: date, today: date) -> tuple[date, date]:
    """The stretch of time that is looked at: from a month before to six months after."""
    return min(today, around) - BEFORE, max(today, around) + AFTER


def structure_times(access: Access, move: Move, today: date) -> list[StructureTime]:
    """Each structure of a gesture and its time, by name; what the rooms ask, and one query."""
    windows_by_number: dict[int, list[Window]] = {}
    for window in windows.ask(access, *first_and_last(move.around_on, today)):
        windows_by_number.setdefault(window.organisation_id, []).append(window)
    places = Member.objects.filter(in_force(), cooperation=access.cooperation_id)
    members = set(places.values_list("organisation", flat=True))
    return [
        _time(
            party.organisation,
            windows_by_number.get(party.organisation_id, []),
            move=move,
            members=members,
            today=today,
        )
        for party in move.parties.all()
    ]


def _time(
    organisation: Organisation,
    own: Sequence[Window],
    *,
    move: Move,
    members: set[int],
    today: date,
) -> StructureTime:
    own = sorted(own, key=lambda window: (window.first, window.reason))
    return StructureTime(
        organisation=organisation,
        is_member=organisation.pk in members,
        windows=own,
        advice=advise(own, move.around_on),
        unknown=unknown_kinds(organisation, own, today),
    )


def unknown_kinds(organisation: Organisation, own: Sequence[Window], today: date) -> list[str]:
    """Of which kinds nothing is known: the date of the next council, news, the posture of now."""
    names = {one.kind for one in own if one.kind != "council" or one.first >= today}
    postures = [one.first for one in own if one.kind == "posture"]
    values = ["council"] if organisation.kind in DELIBERATE else []
    old = ["old_posture"] if postures and max(postures) + RECENT < today else []
    return [kind for kind in [*values, "news", "posture"] if kind not in names] + old

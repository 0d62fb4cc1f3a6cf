"""Which of my cooperations calls, and why?"""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import Q

from maillage.core.agenda import gestures_of, waiting
from maillage.core.probes import Level, Probe, State, registered
from maillage.foundation.cooperations.choices import LEVELS_READ, Role, Visibility
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.cooperations.room_answers.asking import ask_rooms
from maillage.ground.missions.mission.models import Declaration
from maillage.ground.missions.mission.queries import leaves_read
from maillage.ground.missions.states.models import MissionState
from maillage.ground.missions.states.states import compute, state_of

LEADS = frozenset({Role.OFFICER, Role.TEAM})
ANSWERS = frozenset({Role.ELECTED, Role.PARTNER})
MOST = 12
Calls = dict[int, tuple[str, ...]]


def calls_of(accesses: Sequence[Access], today: date) -> Calls:
    """By access, why each of its missions is to be read again; two queries.

    What held until a day that has passed is read again, with the queries of its room.

    Only who works on a cooperation is called; nothing is said where a second factor is lacking.
    """
    leading = [
        access
        for access in accesses
        if access.role in LEADS and not getattr(access, "withheld", False)
    ]
    rows_by_cooperation = _declarations({access.cooperation_id for access in leading})
    states = _states(rows_by_cooperation, today)
    return {
        access.pk: tuple(
            read.reason
            for read in leaves_read(
                access,
                states[access.cooperation_id],
                _read_by(access, rows_by_cooperation[access.cooperation_id]),
                today,
            ).values()
            if read.mark == Level.AGED
        )
        for access in leading
    }


def waits_of(accesses: Sequence[Access], today: date) -> Calls:
    """By access, what waits for who answers for a structure, as on their day; the oldest dozen.

    Each cooperation is asked apart, and again only after a change.
    """
    answering = [
        access
        for access in accesses
        if access.role in ANSWERS and not getattr(access, "withheld", False)
    ]
    return {
        access.pk: tuple(one.label for one in gestures_of(ask_rooms(waiting, access, today)))
        for access in answering[:MOST]
    }


def _declarations(numbers: set[int]) -> Mapping[int, list[Declaration]]:
    rows = Declaration.objects.filter(cooperation__in=numbers, ended_at__isnull=True)
    rows_by_number: dict[int, list[Declaration]] = {number: [] for number in numbers}
    for row in rows:
        rows_by_number[row.cooperation_id].append(row)
    return rows_by_number


def _states(
    rows_by_number: Mapping[int, list[Declaration]], today: date
) -> Mapping[int, dict[str, State]]:
    """The states that can call: what has aged, or may have since, and what was declared."""
    declared = {row.leaf for rows in rows_by_number.values() for row in rows}
    rows = MissionState.objects.filter(
        Q(level=Level.AGED) | Q(leaf__in=declared) | Q(until__lt=today),
        cooperation__in=rows_by_number,
    ).select_related("cooperation")
    passed: dict[Cooperation, list[Probe[object]]] = {}
    state_by_leaf: dict[int, dict[str, State]] = {number: {} for number in rows_by_number}
    for row in rows:
        state_by_leaf[row.cooperation_id][row.leaf] = state_of(row)
        if row.until is not None and row.until < today and row.leaf in registered():
            passed.setdefault(row.cooperation, []).append(registered()[row.leaf])
    for cooperation, probes in passed.items():
        state_by_leaf[cooperation.pk] |= compute(cooperation, probes, today)
    return state_by_leaf


def _read_by(access: Access, rows: list[Declaration]) -> dict[str, Declaration]:
    """What was declared, by leaf, where this role reads it."""
    levels = LEVELS_READ[Role(access.role)]
    return {row.leaf: row for row in rows if Visibility(row.visibility) in levels}

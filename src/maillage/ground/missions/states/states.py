"""How is the state of every mission computed, stored and found stale?

States are stored with their topics; a later change of a topic, or a passed date, makes them
stale. A page recomputes stale ones in memory, once until the next change; the tick stores them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date, datetime
from itertools import groupby

from django.db.models import Max, Q
from django.utils import timezone
from django.utils.text import Truncator

from maillage.core.probes import Evidence, Level, Moment, Probe, State, registered
from maillage.foundation.cooperations.models import Cooperation
from maillage.foundation.cooperations.profiles.words import spoken
from maillage.foundation.journal.models import Change
from maillage.foundation.journal.remembered import Remembered
from maillage.ground.missions.states.models import LONGEST_REASON, LONGEST_STEP, MissionState

Probes = Iterable[Probe[object]]


def compute(cooperation: Cooperation, probes: Probes, today: date) -> dict[str, State]:
    """The state of each probe's leaf, in the words of the profile; every loader runs once."""
    moment = Moment(cooperation.pk, cooperation.slug, today)
    by_loader = sorted(probes, key=lambda probe: id(probe.load))
    states: dict[str, State] = {}
    with spoken(cooperation.profile):
        for load, judged in groupby(by_loader, key=lambda probe: probe.load):
            facts = load(moment)
            states |= {probe.leaf: probe.judge(facts) for probe in judged}
    return states


_states_cache: Remembered[Mapping[str, State]] = Remembered()


def current_states(cooperation: Cooperation, today: date) -> Mapping[str, State]:
    """The state of every leaf that has a probe, read again only after a change."""
    key, workspace = (cooperation.pk, today), cooperation.workspace_id
    return _states_cache.of(key, workspace, lambda: _read_states(cooperation, today))


def _read_states(cooperation: Cooperation, today: date) -> dict[str, State]:
    """The states stored where fresh, recomputed where stale."""
    stored = {row.leaf: row for row in cooperation.mission_states.all()}
    moved = _last_changes(cooperation)
    stale = [probe for probe in registered().values() if _is_stale(probe, stored, moved, today)]
    fresh = {
        leaf: state_of(row)
        for leaf, row in stored.items()
        if leaf in registered() and leaf not in {probe.leaf for probe in stale}
    }
    return fresh | (compute(cooperation, stale, today) if stale else {})


def store_stale(cooperation: Cooperation, today: date) -> int:
    """Stores the states found stale; returns how many. For the minute tick."""
    stored = {row.leaf: row for row in cooperation.mission_states.all()}
    moved = _last_changes(cooperation)
    stale = [probe for probe in registered().values() if _is_stale(probe, stored, moved, today)]
    now = timezone.now()
    states = compute(cooperation, stale, today) if stale else {}
    MissionState.objects.bulk_create(
        [_row(cooperation, leaf, state, now) for leaf, state in states.items()],
        update_conflicts=True,
        unique_fields=["cooperation", "leaf"],
        update_fields=[
            "level",
            "reason",
            "evidence",
            "since",
            "until",
            "next_step",
            "next_url",
            "computed_at",
        ],
    )
    return len(states)


def _last_changes(cooperation: Cooperation) -> dict[str, datetime]:
    mine = Q(cooperation_id=cooperation.pk)
    # An import is told under one cooperation, and writes in the directory that all share.
    for_all = Q(cooperation_id__isnull=True) | Q(topic="imports")
    shared = Q(workspace_id=cooperation.workspace_id) & for_all
    rows = Change.objects.filter(mine | shared).values_list("topic").annotate(at=Max("at"))
    return dict(rows)


def _is_stale(
    probe: Probe[object],
    stored: dict[str, MissionState],
    moved: dict[str, datetime],
    today: date,
) -> bool:
    row = stored.get(probe.leaf)
    if row is None or (row.until is not None and row.until < today):
        return True
    return any(moved[topic] >= row.computed_at for topic in probe.topics if topic in moved)


def state_of(row: MissionState) -> State:
    """The state that a row stores."""
    return State(
        level=Level(row.level),
        reason=row.reason,
        evidence=tuple(Evidence(**piece) for piece in row.evidence),
        since=row.since,
        until=row.until,
        next_step=row.next_step,
        next_url=row.next_url,
    )


def _row(cooperation: Cooperation, leaf: str, state: State, now: datetime) -> MissionState:
    return MissionState(
        cooperation=cooperation,
        leaf=leaf,
        level=state.level,
        reason=Truncator(state.reason).chars(LONGEST_REASON),
        evidence=[asdict(piece) for piece in state.evidence],
        since=state.since,
        until=state.until,
        next_step=Truncator(state.next_step).chars(LONGEST_STEP),
        next_url=state.next_url,
        computed_at=now,
    )

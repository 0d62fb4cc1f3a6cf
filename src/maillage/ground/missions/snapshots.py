"""Keeping, each day, how many missions of each phase stood at each state."""

from datetime import date

from maillage.core.probes import registered
from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.missions.models import Snapshot
from maillage.ground.missions.tree import tree

Counts = dict[str, dict[str, dict[str, int]]]


def take_snapshot(cooperation: Cooperation, today: date) -> Snapshot:
    """Today's photograph of the cooperation, made or brought up to date from its stored states."""
    levels = dict(cooperation.mission_states.values_list("leaf", "level"))
    made, _created = Snapshot.objects.update_or_create(
        cooperation=cooperation, on=today, defaults={"counts": counted(levels)}
    )
    return made


def counted(levels: dict[str, str]) -> Counts:
    """By phase, then by the visibility at which each leaf is read, how many at each state."""
    counts: Counts = {}
    for phase in tree().phases:
        for leaf in phase.leaves:
            if leaf.slug in levels and leaf.slug in registered:
                by_level = counts.setdefault(phase.slug, {})
                states = by_level.setdefault(registered[leaf.slug].reads, {})
                states[levels[leaf.slug]] = states.get(levels[leaf.slug], 0) + 1
    return counts

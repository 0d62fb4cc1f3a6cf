"""Keeping, each day, how many missions of each phase stood at each state."""

from collections.abc import Container
from datetime import date

from maillage.core.probes import Level, registered
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Cooperation
from maillage.foundation.cooperations.profiles import profile
from maillage.ground.missions.models import Declaration, Snapshot
from maillage.ground.missions.queries import aged_from
from maillage.ground.missions.tree import tree

Counts = dict[str, dict[str, dict[str, int]]]


def take_snapshot(cooperation: Cooperation, today: date) -> Snapshot:
    """Today's photograph of the cooperation, made or brought up to date.

    It holds the stored states, what officers declared, and the leaves without a tool.
    """
    said = Declaration.objects.filter(cooperation=cooperation, ended_at__isnull=True)
    told = counted(
        dict(cooperation.mission_states.values_list("leaf", "level")),
        {row.leaf: (row.visibility, _state_said(row, today)) for row in said},
        profile(cooperation.profile).aside,
    )
    made, _created = Snapshot.objects.update_or_create(
        cooperation=cooperation, on=today, defaults={"counts": told}
    )
    return made


def _state_said(row: Declaration, today: date) -> str:
    """What was declared, or that it has aged."""
    is_state = row.saying not in {Declaration.Saying.ASIDE, Declaration.Saying.BACK}
    return Level.AGED if is_state and aged_from(row) <= today else row.saying


def counted(
    levels: dict[str, str], said: dict[str, tuple[str, str]], aside: Container[str] = ()
) -> Counts:
    """By phase, then by the visibility at which each leaf is read, how many at each state.

    `levels` are the computed states, `said` the visibility and state of what was declared, `aside`
    the leaves that the profile puts aside.
    """
    counts: Counts = {}
    for phase in tree().phases:
        for leaf in phase.leaves:
            reads, state = _read_at(leaf.slug, levels, said, aside)
            states = counts.setdefault(phase.slug, {}).setdefault(reads, {})
            states[state] = states.get(state, 0) + 1
    return counts


def _read_at(
    slug: str,
    levels: dict[str, str],
    said: dict[str, tuple[str, str]],
    aside: Container[str],
) -> tuple[str, str]:
    if slug in said and said[slug][1] != Declaration.Saying.BACK:
        return said[slug]
    if slug in aside and slug not in said:
        return Visibility.MEMBERS, "aside"
    if slug in registered and slug in levels:
        return registered[slug].reads, levels[slug]
    return Visibility.MEMBERS, "untooled"

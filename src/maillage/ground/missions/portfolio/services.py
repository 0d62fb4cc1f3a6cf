"""Keeping, each day, how many missions of each phase stood at each state."""

from collections import Counter
from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date

from maillage.core.probes import Level, registered
from maillage.core.tools import Tool, tools
from maillage.foundation.cooperations.choices import LEVELS_READ, Role, Visibility
from maillage.foundation.cooperations.models import Cooperation
from maillage.foundation.cooperations.profiles.rules import profile
from maillage.ground.missions.mission.models import Declaration
from maillage.ground.missions.mission.queries import aged_from
from maillage.ground.missions.permissions import can_read_state
from maillage.ground.missions.portfolio.models import Snapshot
from maillage.ground.missions.tree import Leaf, tree

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
    """By phase, then by role, how many leaves are read at each state.

    `levels` are the computed states, `said` the visibility and state of what was declared, `aside`
    the leaves that the profile puts aside.
    """
    photographed = _Photographed(levels, said, aside, {tool.word: tool for tool in tools.ask()})
    return {
        phase.slug: {
            role.value: dict(Counter(filter(None, photographed.read_by(role, phase.leaves))))
            for role in Role
        }
        for phase in tree().phases
    }


@dataclass(frozen=True)
class _Photographed:
    """A map on one day: what was computed and declared, and the tools that exist."""

    levels: Mapping[str, str]
    said: Mapping[str, tuple[str, str]]
    aside: Container[str]
    built: Mapping[str, Tool]

    def read_by(self, role: Role, leaves: tuple[Leaf, ...]) -> list[str]:
        """The state at which this role reads each leaf; empty where it may not."""
        return [self._state(role, leaf) for leaf in leaves]

    def _state(self, role: Role, leaf: Leaf) -> str:
        visibility, saying = self.said.get(leaf.slug, (Visibility.ME, ""))
        told = saying if Visibility(visibility) in LEVELS_READ[role] else ""
        if told and told != Declaration.Saying.BACK:
            return told
        if leaf.slug in self.aside and not told:
            return "aside"
        if not can_read_state(role, leaf, self.built):
            return ""
        computed = self.levels.get(leaf.slug) if leaf.slug in registered() else None
        return computed or "untooled"

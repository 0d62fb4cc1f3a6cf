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
    declarations = Declaration.objects.filter(cooperation=cooperation, ended_at__isnull=True)
    values_by_name = counted(
        dict(cooperation.mission_states.values_list("leaf", "level")),
        {row.leaf: (row.visibility, _declared_state(row, today)) for row in declarations},
        profile(cooperation.profile).aside,
    )
    made, _created = Snapshot.objects.update_or_create(
        cooperation=cooperation, on=today, defaults={"counts": values_by_name}
    )
    return made


def _declared_state(row: Declaration, today: date) -> str:
    """What was declared, or that it has aged."""
    is_state = row.saying not in {Declaration.Saying.ASIDE, Declaration.Saying.BACK}
    return Level.AGED if is_state and aged_from(row) <= today else row.saying


def counted(
    levels: dict[str, str], pair_by_name: dict[str, tuple[str, str]], aside: Container[str] = ()
) -> Counts:
    """By phase, then by role, how many leaves are read at each state.

    `levels` are the computed states, `said` the visibility and state of what was declared, `aside`
    the leaves that the profile puts aside.
    """
    photographed = _Photographed(
        levels, pair_by_name, aside, {tool.word: tool for tool in tools.ask()}
    )
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
    declared: Mapping[str, tuple[str, str]]
    aside: Container[str]
    built: Mapping[str, Tool]

    def read_by(self, role: Role, leaves: tuple[Leaf, ...]) -> list[str]:
        """The state at which this role reads each leaf; empty where it may not."""
        return [self._state(role, leaf) for leaf in leaves]

    def _state(self, role: Role, leaf: Leaf) -> str:
        visibility, saying = self.declared.get(leaf.slug, (Visibility.ME, ""))
        text = saying if Visibility(visibility) in LEVELS_READ[role] else ""
        if text and text != Declaration.Saying.BACK:
            return text
        if leaf.slug in self.aside and not text:
            return "aside"
        if not can_read_state(role, leaf, self.built):
            return ""
        computed = self.levels.get(leaf.slug) if leaf.slug in registered() else None
        return computed or "untooled"

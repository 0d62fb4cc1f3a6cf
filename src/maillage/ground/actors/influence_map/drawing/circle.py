"""Where does each actor stand on the drawn network, and along which curves do influences go?

A circle, actors of one kind side by side: the same game gives the same drawing, on any machine.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos

from maillage.core.drawing.circle import AIRY, Node, angle_of, at, node, thread
from maillage.ground.actors.players.queries import Player

GROUPS = 340.0
MOST_NAMES = 60

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Placed:
    """An actor on the circle; its name is not written when they are too many."""

    node: Node
    is_chosen: bool
    is_faded: bool


@dataclass(frozen=True, slots=True)
class Curve:
    """All the influences of one strength, as one line; `way` is out, in, or empty for both."""

    strength: int
    way: str
    path: str


@dataclass(frozen=True, slots=True)
class Sector:
    """The name of a kind of actors, beside its part of the circle."""

    label: str
    x: str
    y: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Network:
    """The whole drawing."""

    actors: Sequence[Placed]
    curves: Sequence[Curve]
    sectors: Sequence[Sector]

    @property
    def radius(self) -> int:
        """The size of a point."""
        return 8 if len(self.actors) <= MOST_NAMES else 4

    @property
    def is_dense(self) -> bool:
        """Whether the names are written smaller."""
        return len(self.actors) > AIRY


def draw_network(
    players: Sequence[Player], strengths: Mapping[Pair, int], chosen: int | None
) -> Network:
    """The actors on a circle, and these influences; only those of one actor when it is chosen."""
    ordered = sorted(players, key=lambda one: (one.group, one.name.casefold(), one.pk))
    total = len(ordered)
    angles = {one.pk: angle_of(place, total) for place, one in enumerate(ordered)}
    kept = {
        pair: strength
        for pair, strength in strengths.items()
        if pair[0] in angles and pair[1] in angles and (chosen is None or chosen in pair)
    }
    linked = {number for pair in kept for number in pair}
    return Network(
        actors=[
            Placed(
                node(
                    one.name,
                    angles[one.pk],
                    total,
                    is_named=total <= MOST_NAMES or one.pk == chosen,
                ),
                is_chosen=one.pk == chosen,
                is_faded=chosen is not None and one.pk not in {chosen, *linked},
            )
            for one in ordered
        ],
        curves=_curves(kept, angles, chosen),
        sectors=_sectors(ordered, angles) if total > MOST_NAMES else [],
    )


def _curves(
    kept: Mapping[Pair, int], angles: Mapping[int, float], chosen: int | None
) -> list[Curve]:
    """One line for each strength and way: thousands of influences are a few shapes to draw."""
    parts: dict[tuple[int, str], list[str]] = {}
    for (actor, target), strength in sorted(kept.items()):
        if strength:
            way = "" if chosen is None else ("out" if actor == chosen else "in")
            parts.setdefault((strength, way), []).append(thread(angles[actor], angles[target]))
    return [Curve(strength, way, "".join(path)) for (strength, way), path in sorted(parts.items())]


def _sectors(ordered: Sequence[Player], angles: Mapping[int, float]) -> list[Sector]:
    groups: dict[str, list[float]] = {}
    for one in ordered:
        groups.setdefault(one.group, []).append(angles[one.pk])
    sectors = []
    for label, found in groups.items():
        middle = found[len(found) // 2]
        x, y = at(middle, GROUPS)
        across = cos(middle)
        anchor = "middle" if abs(across) < 0.3 else ("start" if across > 0 else "end")
        sectors.append(Sector(label, f"{x:.1f}", f"{y:.1f}", anchor))
    return sectors

"""Where does each actor stand on the drawn network, and along which curves do influences go?

A circle, actors of one kind side by side: the same game gives the same drawing, on any machine.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, degrees, pi, sin

from maillage.ground.actors.queries.players import Player

CENTRE, RADIUS, NAMES, GROUPS = 500.0, 300.0, 316.0, 340.0
MOST_NAMES = 60
LONGEST = 25
PULL = 0.3

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Node:
    """An actor on the circle, and its name written outwards; no name when they are too many."""

    x: str
    y: str
    r: str
    name: str
    label: str
    turned: str
    anchor: str
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

    nodes: Sequence[Node]
    curves: Sequence[Curve]
    sectors: Sequence[Sector]


def draw_network(
    players: Sequence[Player], strengths: Mapping[Pair, int], chosen: int | None
) -> Network:
    """The actors on a circle, and these influences; only those of one actor when it is chosen."""
    ordered = sorted(players, key=lambda one: (one.group, one.name.casefold(), one.pk))
    angles = {one.pk: _angle(place, len(ordered)) for place, one in enumerate(ordered)}
    kept = {
        pair: strength
        for pair, strength in strengths.items()
        if pair[0] in angles and pair[1] in angles and (chosen is None or chosen in pair)
    }
    linked = {number for pair in kept for number in pair}
    return Network(
        nodes=[_node(one, angles[one.pk], len(ordered), chosen, linked) for one in ordered],
        curves=_curves(kept, angles, chosen),
        sectors=_sectors(ordered, angles) if len(ordered) > MOST_NAMES else [],
    )


def _angle(place: int, total: int) -> float:
    return 2 * pi * place / total - pi / 2


def _at(angle: float, radius: float) -> tuple[float, float]:
    return CENTRE + radius * cos(angle), CENTRE + radius * sin(angle)


def _node(player: Player, angle: float, total: int, chosen: int | None, linked: set[int]) -> Node:
    x, y = _at(angle, RADIUS)
    name_x, name_y = _at(angle, NAMES)
    is_left = cos(angle) < -1e-9
    turn = degrees(angle) + (180 if is_left else 0)
    shown = total <= MOST_NAMES or player.pk == chosen
    return Node(
        x=f"{x:.1f}",
        y=f"{y:.1f}",
        r="8" if total <= MOST_NAMES else "4",
        name=player.name,
        label=_short(player.name) if shown else "",
        turned=f"translate({name_x:.1f} {name_y:.1f}) rotate({turn:.1f})",
        anchor="end" if is_left else "start",
        is_chosen=player.pk == chosen,
        is_faded=chosen is not None and player.pk != chosen and player.pk not in linked,
    )


def _short(name: str) -> str:
    """The name, cut where it would leave the drawing; the list has it whole."""
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1].rstrip()}…"


def _curves(
    kept: Mapping[Pair, int], angles: Mapping[int, float], chosen: int | None
) -> list[Curve]:
    """One line for each strength and way: thousands of influences are a few shapes to draw."""
    parts: dict[tuple[int, str], list[str]] = {}
    for (actor, target), strength in sorted(kept.items()):
        if strength:
            way = "" if chosen is None else ("out" if actor == chosen else "in")
            parts.setdefault((strength, way), []).append(_curve(angles[actor], angles[target]))
    return [Curve(strength, way, "".join(path)) for (strength, way), path in sorted(parts.items())]


def _curve(start: float, end: float) -> str:
    first, last = _at(start, RADIUS), _at(end, RADIUS)
    bend = [CENTRE + PULL * ((a + b) / 2 - CENTRE) for a, b in zip(first, last, strict=True)]
    return f"M{first[0]:.0f} {first[1]:.0f}Q{bend[0]:.0f} {bend[1]:.0f} {last[0]:.0f} {last[1]:.0f}"


def _sectors(ordered: Sequence[Player], angles: Mapping[int, float]) -> list[Sector]:
    groups: dict[str, list[float]] = {}
    for one in ordered:
        groups.setdefault(one.group, []).append(angles[one.pk])
    sectors = []
    for label, found in groups.items():
        middle = found[len(found) // 2]
        x, y = _at(middle, GROUPS)
        across = cos(middle)
        anchor = "middle" if abs(across) < 0.3 else ("start" if across > 0 else "end")
        sectors.append(Sector(label, f"{x:.1f}", f"{y:.1f}", anchor))
    return sectors

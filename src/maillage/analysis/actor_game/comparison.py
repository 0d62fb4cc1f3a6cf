"""Who moved since the last date, who came closer to whom?"""

from dataclasses import dataclass
from enum import StrEnum

from maillage.analysis.actor_game.game import ActorGame
from maillage.analysis.actor_game.influences import Quadrant
from maillage.analysis.actor_game.positions import convergences_and_divergences


class MoveKind(StrEnum):
    """How a position changed between two dates."""

    SPEAKS = "se prononce"
    FALLS_SILENT = "se tait"
    SWITCHES = "bascule"
    ENGAGES = "s’engage"
    WITHDRAWS = "devient neutre"
    STRENGTHENS = "se renforce"
    WEAKENS = "s’atténue"


@dataclass(frozen=True)
class Move:
    """One position that changed; `None` is a silence."""

    actor: str
    subject: str
    before: float | None
    after: float | None
    kind: MoveKind


@dataclass(frozen=True)
class ActorChange:
    """Power and place of an actor at both dates."""

    actor: str
    r_star_before: float
    r_star_after: float
    quadrant_before: Quadrant
    quadrant_after: Quadrant


@dataclass(frozen=True)
class PairChange:
    """Net distance (order 2, over subjects of both dates) of two actors; above 0 they agree."""

    first: str
    second: str
    before: float
    after: float


@dataclass(frozen=True)
class Comparison:
    """What changed between two dates.

    Actors and subjects are matched by name. `arrived` and `left` are actors. `pairs` lists the
    pairs whose net distance changed, those that came closest first.
    """

    arrived: tuple[str, ...]
    left: tuple[str, ...]
    actors: tuple[ActorChange, ...]
    moves: tuple[Move, ...]
    pairs: tuple[PairChange, ...]


def compare_games(before: ActorGame, after: ActorGame) -> Comparison:
    """What moved between two dates: powers, positions, and pairs of actors.

    A move is a position that differs on a subject known at both dates, for an actor known at both
    dates. Pairs compare CAA - DAA of order 2 over the positions known at both dates only, so that
    a subject that was added, or a silence that ended, does not pass for a rapprochement.

    En clair : « Qui a bougé depuis la dernière fois, et vers qui. »

    >>> from maillage.analysis.actor_game import actor_game
    >>> march = actor_game(["Commune", "EPCI"], [[0, 2], [1, 0]], ["Eau"], [[3], [-2]])
    >>> june = actor_game(["Commune", "EPCI"], [[0, 2], [1, 0]], ["Eau"], [[3], [1]])
    >>> compare_games(march, june).moves[0].kind
    <MoveKind.SWITCHES: 'bascule'>
    >>> compare_games(march, june).pairs
    (PairChange(first='Commune', second='EPCI', before=-2.5, after=2.0),)
    >>> compare_games(march, march).moves
    ()

    Reference: M. Godet, *Manuel de prospective stratégique*, tome 2, Dunod (MACTOR).
    """
    actors = tuple(name for name in before.actors if name in after.actors)
    subjects = tuple(name for name in before.subjects if name in after.subjects)
    return Comparison(
        arrived=tuple(name for name in after.actors if name not in before.actors),
        left=tuple(name for name in before.actors if name not in after.actors),
        actors=tuple(_actor_change(name, before, after) for name in actors),
        moves=tuple(_moves(before, after, actors, subjects)),
        pairs=_pair_changes(before, after, actors, subjects),
    )


def _actor_change(name: str, before: ActorGame, after: ActorGame) -> ActorChange:
    first, last = before.actors.index(name), after.actors.index(name)
    return ActorChange(
        actor=name,
        r_star_before=before.influences.r_star[first],
        r_star_after=after.influences.r_star[last],
        quadrant_before=before.influences.quadrants[first],
        quadrant_after=after.influences.quadrants[last],
    )


Positions = dict[tuple[str, str], float | None]


def _positions(game: ActorGame) -> Positions:
    return {
        (actor, subject): value
        for actor, row in zip(game.actors, game.order(2).positions, strict=True)
        for subject, value in zip(game.subjects, row, strict=True)
    }


def _moves(
    before: ActorGame, after: ActorGame, actors: tuple[str, ...], subjects: tuple[str, ...]
) -> list[Move]:
    was, became = _positions(before), _positions(after)
    cells = [(actor, subject) for actor in actors for subject in subjects]
    return [
        Move(*cell, was[cell], became[cell], move_kind(was[cell], became[cell]))
        for cell in cells
        if was[cell] != became[cell]
    ]


def move_kind(before: float | None, after: float | None) -> MoveKind:
    """The name of a change of position.

    En clair : « Elle se renforce, elle s’atténue, elle bascule. »

    >>> move_kind(None, 0).value, move_kind(-1, 2).value, move_kind(-1, -3).value
    ('se prononce', 'bascule', 'se renforce')
    """
    if before is None:
        return MoveKind.SPEAKS
    if after is None:
        return MoveKind.FALLS_SILENT
    if before * after < 0:
        return MoveKind.SWITCHES
    if before == 0:
        return MoveKind.ENGAGES
    if after == 0:
        return MoveKind.WITHDRAWS
    return MoveKind.STRENGTHENS if abs(after) > abs(before) else MoveKind.WEAKENS


def _pair_changes(
    before: ActorGame, after: ActorGame, actors: tuple[str, ...], subjects: tuple[str, ...]
) -> tuple[PairChange, ...]:
    then, now = _positions(before), _positions(after)
    common = {cell for cell, value in then.items() if None not in {value, now.get(cell)}}
    was = _net_distances(then, common, actors, subjects)
    became = _net_distances(now, common, actors, subjects)
    changes = [
        PairChange(first, second, was[i][j], became[i][j])
        for i, first in enumerate(actors)
        for j, second in enumerate(actors)
        if i < j and was[i][j] != became[i][j]
    ]
    return tuple(sorted(changes, key=lambda pair: pair.before - pair.after))


def _net_distances(
    positions: Positions,
    counted: set[tuple[str, str]],
    actors: tuple[str, ...],
    subjects: tuple[str, ...],
) -> list[list[float]]:
    import numpy as np

    cells = [[(actor, subject) for subject in subjects] for actor in actors]
    table = [[positions[cell] or 0.0 if cell in counted else 0.0 for cell in row] for row in cells]
    convergences, divergences = convergences_and_divergences(
        np.array(table, dtype=float).reshape(len(actors), len(subjects))
    )
    distances: list[list[float]] = (convergences - divergences).tolist()
    return distances

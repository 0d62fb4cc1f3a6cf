"""Around one actor: on whom it acts, who acts on it, and which of these the reading names."""

from collections.abc import Sequence
from dataclasses import dataclass

from maillage.ground.actors.influences.queries import Game
from maillage.ground.actors.players.queries import Player


@dataclass(frozen=True, slots=True)
class Tie:
    """Another actor, what one can touch of the other (1…4); `is_main`, the reading names it."""

    player: Player
    strength: int
    is_main: bool


@dataclass(frozen=True, slots=True)
class Around:
    """What is noted around an actor, the strongest first; on `spared` it can do nothing.

    `harmless` are those of whom it is noted that they can do nothing on it.
    """

    player: Player
    acts: Sequence[Tie]
    undergoes: Sequence[Tie]
    spared: Sequence[str]
    harmless: Sequence[str]

    @property
    def main_acts(self) -> list[Tie]:
        """Those on whom it can most; none when it can as much on each."""
        return [one for one in self.acts if one.is_main]

    @property
    def main_undergoes(self) -> list[Tie]:
        """Those who can most on it; none when each can as much."""
        return [one for one in self.undergoes if one.is_main]


def around(game: Game, player: Player) -> Around:
    """What is noted from this actor and on it."""
    number, strengths = player.pk, game.strengths
    acts = {target: value for (one, target), value in strengths.items() if one == number}
    undergoes = {one: value for (one, target), value in strengths.items() if target == number}
    players = {one.pk: one for one in game.cast.players if one.pk != player.pk}
    return Around(
        player,
        _ties(players, acts),
        _ties(players, undergoes),
        _powerless(players, acts),
        _powerless(players, undergoes),
    )


def _ties(players: dict[int, Player], strengths: dict[int, int]) -> list[Tie]:
    values = {number: value for number, value in strengths.items() if value and number in players}
    top = max(values.values(), default=0)
    has_main = len(values) == 1 or min(values.values(), default=0) < top
    ties = [
        Tie(players[number], value, has_main and value == top) for number, value in values.items()
    ]
    return sorted(ties, key=lambda one: (-one.strength, one.player.name.casefold()))


def _powerless(players: dict[int, Player], strengths: dict[int, int]) -> list[str]:
    names = [players[one].name for one, value in strengths.items() if not value and one in players]
    return sorted(names, key=str.casefold)


def noted(game: Game, player: Player) -> int:
    """How many influences above zero are noted from this actor and on it."""
    return game.acts[player.pk].strong + game.undergoes[player.pk].strong


def most_noted(game: Game) -> Player | None:
    """The structure or group of which most is noted; None when nothing is noted of any."""
    players = [one for one in game.cast.measured if noted(game, one)]
    return min(players, key=lambda one: (-noted(game, one), one.name.casefold()), default=None)

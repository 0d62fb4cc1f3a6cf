"""Games of three structures, made of influences alone."""

from collections.abc import Mapping, Sequence
from datetime import date

from maillage.ground.actors.choices import Confidence
from maillage.ground.actors.influences.queries import Game, read_game
from maillage.ground.actors.players.queries import Cast, Player

TODAY, BEFORE = date(2026, 11, 25), date(2026, 6, 1)
NAMES = ("Bouin", "Rouans", "Vue")
Pairs = Mapping[tuple[int, int], int]

CHAIN: Pairs = {(0, 1): 3, (1, 2): 2, (2, 0): 0, (1, 0): 0, (0, 2): 1, (2, 1): 0}
NOBODY: Pairs = dict.fromkeys(CHAIN, 0)
TURNED: Pairs = {**NOBODY, (2, 1): 3, (1, 0): 2, (2, 0): 1}
ONE: Pairs = {(0, 1): 3, (0, 2): 3, (1, 2): 1, (2, 1): 0, (1, 0): 0, (2, 0): 0}
TWO: Pairs = {**NOBODY, (0, 2): 3, (1, 2): 3}


def game_of(pairs: Pairs, *, doubtful: Sequence[tuple[int, int]] = ()) -> Game:
    """The game of three structures with these influences."""
    players = [Player(at, name, "", "", organisation_id=at) for at, name in enumerate(NAMES)]
    return read_game(
        TODAY,
        Cast(players, ()),
        [
            (*pair, strength, TODAY, Confidence.DOUBTFUL if pair in doubtful else Confidence.SURE)
            for pair, strength in pairs.items()
        ],
    )

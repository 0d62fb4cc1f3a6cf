"""Who could convince whom on this subject?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from maillage.analysis.actor_game.influences import INFLUENCES
from maillage.analysis.actor_game.positions import POSITIONS
from maillage.analysis.tables import Cells, distinct_names, read_cells
from maillage.analysis.wording import counted

if TYPE_CHECKING:
    from maillage.analysis.tables import Array


@dataclass(frozen=True)
class Persuasion:
    """A structure that holds the position wanted and has influence on one that does not.

    `strength` goes from 1 to 4; `relay` is the structure through which the influence passes, `None`
    when it is direct. `shared` and `opposed` count the other subjects on which both take the same
    side, or opposite sides. `reason` is a French sentence.
    """

    convincer: str
    target: str
    strength: int
    relay: str | None
    shared: int
    opposed: int
    reason: str


def who_could_convince(
    actors: Sequence[str],
    influences: Cells,
    subjects: Sequence[str],
    positions: Cells,
    subject: str,
) -> tuple[Persuasion, ...]:
    """Pairs (who holds the subject, who does not yet) with an influence, the strongest first.

    The strength of a pair is max(MDI(a,b), max_c min(MDI(a,c), MDI(c,b))), over relays c that are
    not against the subject; a direct influence is preferred when it is as strong. At equal
    strength come first direct influences, then pairs that agree most on other subjects, then the
    order of the structures. Targets are against, neutral or silent.

    En clair : « Pour rallier une structure, passer par celle qu’elle écoute et qui est déjà
    convaincue. »

    >>> persuasions = who_could_convince(
    ...     ["EPCI", "Pays", "Club"], [[0, 3, 0], [0, 0, 2], [0, 0, 0]], ["Eau"], [[3], [0], [-1]],
    ...     "Eau",
    ... )
    >>> [(one.convincer, one.target, one.strength, one.relay) for one in persuasions]
    [('EPCI', 'Pays', 3, None), ('EPCI', 'Club', 2, 'Pays')]
    >>> who_could_convince(["EPCI"], [[0]], ["Eau"], [[None]], "Eau")
    ()

    Raises ValueError naming the row, the column and the rule, or the unknown subject.

    Reference for the strength of a path: MMIDI in M. Godet, *Manuel de prospective stratégique*,
    tome 2, Dunod; the order of the pairs is ours.
    """
    names, titles = distinct_names(actors, "Structures"), distinct_names(subjects, "Sujets")
    strengths = read_cells(influences, INFLUENCES, names, names)
    stances = read_cells(positions, POSITIONS, names, titles)
    if subject not in titles:
        raise ValueError(
            f"Sujets : « {subject} » est inconnu. Règle : choisir un sujet du tableau."
        )
    stored = stances[:, titles.index(subject)].tolist()
    stances[:, titles.index(subject)] = 0
    convinced = [place for place, value in enumerate(stored) if value > 0]
    others = [place for place, value in enumerate(stored) if not value > 0]
    direct, indirect, relays = _paths(strengths, stored, convinced, others)
    shared, opposed = _sides(stances)
    persuasions = [
        _persuasion(
            (names[a], names[b]),
            (direct[row, column], indirect[row, column]),
            names[relays[row, column]],
            (int(shared[a, b]), int(opposed[a, b])),
        )
        for row, a in enumerate(convinced)
        for column, b in enumerate(others)
        if max(direct[row, column], indirect[row, column]) > 0
    ]
    return tuple(
        sorted(
            persuasions,
            key=lambda one: (-one.strength, one.relay is not None, one.opposed - one.shared),
        )
    )


def _paths(
    strengths: "Array", values: list[float], convinced: list[int], others: list[int]
) -> tuple["Array", "Array", "Array"]:
    """Direct influences of the convinced on the others, the best through one relay, and this relay.

    A relay is not against; at equal strength the first one is kept.
    """
    import numpy as np

    array = np.nan_to_num(strengths)
    towards, onwards = array[convinced], array[:, others]
    indirect = np.zeros((len(convinced), len(others)))
    relays = np.zeros(indirect.shape, dtype=int)
    for relay in np.flatnonzero(~(np.array(values) < 0)):
        through = np.minimum.outer(towards[:, relay], onwards[relay])
        better = through > indirect
        indirect[better], relays[better] = through[better], relay
    return array[np.ix_(convinced, others)], indirect, relays


def _sides(stances: "Array") -> tuple["Array", "Array"]:
    """For each pair, on how many subjects both take the same side, and opposite sides."""
    supports, opposes = (stances > 0).astype(float), (stances < 0).astype(float)
    across = supports @ opposes.T
    return supports @ supports.T + opposes @ opposes.T, across + across.T


def _persuasion(
    pair: tuple[str, str], path: tuple[float, float], relay: str, sides: tuple[int, int]
) -> Persuasion:
    direct, indirect = path
    passes_through = relay if indirect > direct else None
    strength, shared = int(max(path)), sides[0]
    return Persuasion(
        convincer=pair[0],
        target=pair[1],
        strength=strength,
        relay=passes_through,
        shared=shared,
        opposed=sides[1],
        reason=_reason(pair, strength, passes_through, shared),
    )


def _reason(pair: tuple[str, str], strength: int, relay: str | None, shared: int) -> str:
    way = f"par l’intermédiaire de {relay}" if relay else "directement"
    agreement = f" ; elles se rejoignent sur {counted(shared, 'sujet')}" if shared else ""
    return f"{pair[0]} influence {pair[1]} {way} ({strength} sur 4){agreement}."

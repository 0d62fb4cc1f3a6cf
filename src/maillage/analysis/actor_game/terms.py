"""Why this figure? What an actor's influence and dependence are made of, and through whom."""

from collections.abc import Sequence
from dataclasses import dataclass

from maillage.analysis.actor_game.influences import INFLUENCES
from maillage.analysis.tables import Cells, distinct_names, read_cells


@dataclass(frozen=True)
class Term:
    """What passes between an actor and another: directly, and through each third one."""

    other: str
    direct: float
    through: tuple[tuple[str, float], ...]

    @property
    def total(self) -> float:
        """The cell of MIDI: the direct influence and all that passes through others."""
        return self.direct + sum(strength for _name, strength in self.through)


@dataclass(frozen=True)
class Terms:
    """The terms above 0 of what an actor can do to each other one, and of what it undergoes."""

    acts: tuple[Term, ...]
    undergoes: tuple[Term, ...]


def influence_terms(actors: Sequence[str], influences: Cells, actor: str) -> Terms:
    """The terms of the influence and of the dependence of one actor, in the order of the actors.

    Between a and b: MDI(a,b), and min(MDI(a,c), MDI(c,b)) for each third c where it is above 0.
    Their totals add up to I_a and D_a of `influence_reading`.

    En clair : « Elle pèse sur celle-ci elle-même, et sur celle-là par ricochet. »

    >>> terms = influence_terms(["A", "B", "C"], [[0, 3, 0], [0, 0, 2], [0, None, 0]], "A")
    >>> terms.acts
    (Term(other='B', direct=3.0, through=()), Term(other='C', direct=0.0, through=(('B', 2.0),)))
    >>> terms.undergoes
    ()
    >>> influence_terms(["A"], [[0]], "A").acts
    ()

    Raises ValueError naming the row, the column and the rule, or the actor that is not there.

    Reference: M. Godet, *Manuel de prospective stratégique*, tome 2, Dunod (MACTOR).
    """
    import numpy as np

    names = distinct_names(actors, "Acteurs")
    direct = np.nan_to_num(read_cells(influences, INFLUENCES, names, names))
    here = names.index(actor)
    forward: list[list[float]] = direct.tolist()
    backward: list[list[float]] = direct.T.tolist()
    return Terms(_terms(names, forward, here), _terms(names, backward, here))


def _terms(names: tuple[str, ...], direct: list[list[float]], here: int) -> tuple[Term, ...]:
    own = direct[here]
    terms = []
    for there, name in enumerate(names):
        if there == here:
            continue
        through = tuple(
            (names[third], strength)
            for third, first in enumerate(own)
            if third not in (here, there) and (strength := min(first, direct[third][there]))
        )
        if own[there] or through:
            terms.append(Term(name, own[there], through))
    return tuple(terms)

"""Who has said nothing yet, and on what?"""

from collections.abc import Sequence
from dataclasses import dataclass

from maillage.analysis.actor_game.positions import POSITIONS
from maillage.analysis.tables import Cells, distinct_names, read_cells


@dataclass(frozen=True)
class SilentStructure:
    """A structure and the subjects on which its position is unknown.

    `share` is the part of the subjects on which it is silent, from just above 0 to 1.
    """

    actor: str
    subjects: tuple[str, ...]
    share: float


def silent_structures(
    actors: Sequence[str], subjects: Sequence[str], positions: Cells
) -> tuple[SilentStructure, ...]:
    """Structures that have not spoken on every subject, the most silent first.

    `positions` is n x m, whole numbers from -4 to +4, `None` for a silence (0 is a neutral
    position, not a silence).

    En clair : « Une structure qui ne dit rien n’est ni d’accord ni neutre : il faut l’écouter. »

    >>> silent_structures(["EPCI", "Pays"], ["Eau", "Bus"], [[0, 1], [None, None]])
    (SilentStructure(actor='Pays', subjects=('Eau', 'Bus'), share=1.0),)
    >>> silent_structures(["EPCI"], [], [[]])
    ()

    Raises ValueError naming the row, the column and the rule.
    """
    names, titles = distinct_names(actors, "Structures"), distinct_names(subjects, "Sujets")
    read_cells(positions, POSITIONS, names, titles)
    missing = {
        name: tuple(title for title, value in zip(titles, row, strict=True) if value is None)
        for name, row in zip(names, positions, strict=True)
    }
    results = [
        SilentStructure(name, silences, len(silences) / len(titles))
        for name, silences in missing.items()
        if silences
    ]
    return tuple(sorted(results, key=lambda silence: -silence.share))

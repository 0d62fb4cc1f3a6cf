"""Is this subject a common ground, a common rejection, a compromise or a conflict?"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from maillage.analysis.actor_game.positions import POSITIONS
from maillage.analysis.tables import Cells, Vector, distinct_names, read_cells, read_weights
from maillage.analysis.wording import counted, listed, percentage, signed

FIRM = 3
VITAL = 4
HEAVY_MINORITY = 1 / 3
FRAGILE_COVERAGE = 1 / 2


class Label(StrEnum):
    """What the positions known so far make of a subject."""

    COMMON_GROUND = "terrain d’entente"
    REJECTED = "rejet commun"
    NO_SIDE = "personne ne prend parti"
    COMPROMISE = "compromis possible"
    CONFLICT = "conflit potentiel"
    UNKNOWN = "à sonder"


@dataclass(frozen=True)
class SubjectReading:
    """The label of a subject, its reason in French, and who stands where.

    `weight_for` and `weight_against` sum weight × strength of each camp; `minority_share` is the
    part of the lighter camp, `None` when nobody takes sides. `coverage` is the share of structures
    that have spoken; a reading is fragile when they are fewer than half. `reason_of_the_spoken` is
    the reason without what it says of the silent.
    """

    subject: str
    label: Label
    reason: str
    reason_of_the_spoken: str
    supporters: tuple[str, ...]
    opponents: tuple[str, ...]
    neutral: tuple[str, ...]
    silent: tuple[str, ...]
    weight_for: float
    weight_against: float
    minority_share: float | None
    coverage: float
    fragile: bool


@dataclass(frozen=True)
class _Stances:
    """Positions of the structures that have spoken, as name → strength, by camp."""

    supporters: dict[str, float]
    opponents: dict[str, float]
    neutral: tuple[str, ...]
    silent: tuple[str, ...]
    weight_for: float
    weight_against: float

    @property
    def not_heavier(self) -> dict[str, float]:
        """The lighter camp, or both when they weigh the same."""
        opponents = self.opponents if self.weight_against <= self.weight_for else {}
        supporters = self.supporters if self.weight_for <= self.weight_against else {}
        return supporters | opponents

    @property
    def minority_share(self) -> float | None:
        total = self.weight_for + self.weight_against
        return min(self.weight_for, self.weight_against) / total if total else None


def common_ground(
    actors: Sequence[str],
    subjects: Sequence[str],
    positions: Cells,
    weights: Sequence[float] | None = None,
) -> tuple[SubjectReading, ...]:
    """The label of every subject, in their order, from a table of positions.

    `positions` is n x m, whole numbers from -4 to +4, `None` for a silence; `weights` has one
    number of at least 0 per structure (1 each by default; R* of the actor game is one choice).
    The rules are those of `subject_reading`: they are ours, not a published method.

    En clair : « Sujet par sujet, là où l’on s’entend, là où l’on peut s’affronter. »

    >>> for reading in common_ground(["EPCI", "Pays"], ["Eau", "Bus"], [[2, 3], [1, -3]]):
    ...     print(reading.subject, ":", reading.label)
    Eau : terrain d’entente
    Bus : conflit potentiel
    >>> common_ground([], [], [])
    ()

    Raises ValueError naming the row, the column and the rule.
    """
    names, titles = distinct_names(actors, "Structures"), distinct_names(subjects, "Sujets")
    read_cells(positions, POSITIONS, names, titles)
    values = _weights(names, weights)
    return tuple(
        _reading(title, _stances(names, [row[column] for row in positions], values), len(names))
        for column, title in enumerate(titles)
    )


def subject_reading(
    subject: str,
    actors: Sequence[str],
    positions: Sequence[float | None],
    weights: Sequence[float] | None = None,
) -> SubjectReading:
    """The label of one subject, with the reason of the label.

    These rules are ours. On the scale of the actor game, 4 engages the existence of a structure,
    3 its missions, 2 its projects, 1 its ways of working.

    1. Nobody has spoken: to be sounded out.
    2. All those who take sides are for: common ground. All are against: common rejection. Nobody
       takes sides: nobody's side.
    3. A structure of the lighter camp (of either, if they weigh the same) is at 4: potential
       conflict.
    4. The lighter camp weighs at least a third of what is engaged, and each camp has a position of
       3 or more: potential conflict.
    5. Otherwise: possible compromise.

    En clair : « On s’entend quand des structures sont pour et qu’aucune ne s’oppose ; on peut
    s’affronter quand chaque camp
    pèse et n’a pas de quoi céder. »

    >>> subject_reading("Eau", ["EPCI", "Pays", "Club"], [3, 0, None]).reason
    'Une seule structure prend parti, pour : EPCI. 1 structure sur 3 n’a rien dit.'
    >>> subject_reading("Eau", ["EPCI"], [None]).label.value
    'à sonder'
    >>> subject_reading("Eau", [], []).coverage
    0.0

    Raises ValueError naming the structure and the rule.

    Reference for the scale: M. Godet, *Manuel de prospective stratégique*, tome 2, Dunod (MACTOR).
    """
    names = tuple(actors)
    read_cells([[position] for position in positions], POSITIONS, names, [subject])
    return _reading(subject, _stances(names, positions, _weights(names, weights)), len(names))


def _reading(subject: str, stances: _Stances, count: int) -> SubjectReading:
    """What the stances of `count` structures say of the subject."""
    label, reason = _label(stances)
    coverage = 1 - len(stances.silent) / count if count else 0.0
    return SubjectReading(
        subject=subject,
        label=label,
        reason=" ".join([reason, *_silence_sentence(stances, count)]),
        reason_of_the_spoken=reason,
        supporters=tuple(stances.supporters),
        opponents=tuple(stances.opponents),
        neutral=stances.neutral,
        silent=stances.silent,
        weight_for=stances.weight_for,
        weight_against=stances.weight_against,
        minority_share=stances.minority_share,
        coverage=coverage,
        fragile=coverage < FRAGILE_COVERAGE,
    )


def _weights(names: tuple[str, ...], weights: Sequence[float] | None) -> Vector:
    return (1.0,) * len(names) if weights is None else read_weights(weights, "Poids", names)


def _stances(
    names: tuple[str, ...], positions: Sequence[float | None], weights: Vector
) -> _Stances:
    spoken = {
        name: (position, weight)
        for name, position, weight in zip(names, positions, weights, strict=True)
        if position is not None
    }
    return _Stances(
        supporters={name: position for name, (position, _w) in spoken.items() if position > 0},
        opponents={name: position for name, (position, _w) in spoken.items() if position < 0},
        neutral=tuple(name for name, (position, _w) in spoken.items() if position == 0),
        silent=tuple(name for name in names if name not in spoken),
        weight_for=float(sum(max(position, 0) * weight for position, weight in spoken.values())),
        weight_against=float(
            sum(max(-position, 0) * weight for position, weight in spoken.values())
        ),
    )


def _label(stances: _Stances) -> tuple[Label, str]:
    if stances.supporters and stances.opponents:
        return _label_of_two_camps(stances)
    if stances.supporters:
        return Label.COMMON_GROUND, _one_side("pour", stances.supporters)
    if stances.opponents:
        return Label.REJECTED, _one_side("contre", stances.opponents)
    if stances.neutral:
        return Label.NO_SIDE, f"Personne ne prend parti : {listed(stances.neutral)}."
    return Label.UNKNOWN, "Personne ne s’est prononcé."


def _one_side(side: str, camp: dict[str, float]) -> str:
    if len(camp) == 1:
        return f"Une seule structure prend parti, {side} : {listed(camp)}."
    return f"Toutes les structures qui prennent parti sont {side} : {listed(camp)}."


def _label_of_two_camps(stances: _Stances) -> tuple[Label, str]:
    vital = [f"{name} ({signed(p)})" for name, p in stances.not_heavier.items() if abs(p) >= VITAL]
    share = stances.minority_share or 0.0
    camps = (
        f"{len(stances.supporters)} pour, {len(stances.opponents)} contre, le camp le plus léger "
        f"portant {percentage(share)} du poids engagé."
    )
    if vital:
        return Label.CONFLICT, f"Le sujet engage l’existence de {listed(vital)}. {camps}"
    if share < HEAVY_MINORITY:
        return Label.COMPROMISE, f"L’opposition est minoritaire : {camps}"
    if _is_firm(stances.supporters) and _is_firm(stances.opponents):
        return Label.CONFLICT, f"Chaque camp pèse et tient fermement : {camps}"
    return Label.COMPROMISE, f"Un camp au moins ne met pas ses missions en jeu : {camps}"


def _is_firm(camp: dict[str, float]) -> bool:
    return any(abs(position) >= FIRM for position in camp.values())


def _silence_sentence(stances: _Stances, count: int) -> list[str]:
    silent = len(stances.silent)
    if not silent or silent == count:
        return []
    verb = "n’a" if silent == 1 else "n’ont"
    sentence = f"{counted(silent, 'structure')} sur {count} {verb} rien dit."
    return [f"Lecture fragile : {sentence}" if silent * 2 > count else sentence]

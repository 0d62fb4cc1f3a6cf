"""What would each structure pay under a key? Criteria and weights, handed to the engine."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext as _

from maillage.analysis.cost_keys import Contribution, Key, contributions
from maillage.core import french
from maillage.core.money import euros_words
from maillage.trade.funding.cost_keys.choices import Measure

WHOLE_BP = 10_000


@dataclass(frozen=True, slots=True)
class Payer:
    """A structure that shares: what it paid before, what it would pay alone, in cents."""

    number: int
    name: str
    was: int | None = None
    alone: int | None = None
    organisation: int = 0


@dataclass(frozen=True, slots=True)
class Criterion:
    """A measure and its values, by the number of the structure."""

    number: int
    kind: str
    label: str
    values: Mapping[int, Decimal]
    unit: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Mix:
    """A key: the weight of each criterion in hundredths of a percent, its floors and caps."""

    number: int
    letter: str
    label: str
    weights: Mapping[int, int]
    floors: Mapping[int, int]
    caps: Mapping[int, int]

    @property
    def whole_bp(self) -> int:
        """What its weights make together."""
        return sum(self.weights.values())


@dataclass(frozen=True, slots=True)
class Sharing:
    """A sum in cents, the structures that share it in their order, the measures."""

    total: int
    payers: Sequence[Payer]
    criteria: Sequence[Criterion]

    @property
    def population(self) -> Mapping[int, Decimal]:
        """The inhabitants shown of each structure."""
        rows = (one.values for one in self.criteria if one.kind == Measure.POPULATION)
        return next(rows, {})


@dataclass(frozen=True, slots=True)
class Reading:
    """What a key asks of each structure in their order; else the `problem` that keeps it silent."""

    mix: Mix
    rows: Sequence[Contribution]
    problem: str = ""

    @property
    def overpaid(self) -> list[Contribution]:
        """Who would pay more than alone, the most first."""
        over = [one for one in self.rows if one.overpaid]
        return sorted(over, key=lambda one: -one.overpaid)


def read_key(sharing: Sharing, mix: Mix) -> Reading:
    """What the key asks, by the engine of keys, to the cent."""
    problem = _problem(sharing, mix)
    if problem:
        return Reading(mix, (), problem)
    try:
        return Reading(mix, _contributions(sharing, mix))
    except ValueError as error:
        return Reading(mix, (), str(error))


def read_keys(sharing: Sharing, mixes: Sequence[Mix]) -> list[Reading]:
    """What each key asks."""
    return [read_key(sharing, one) for one in mixes]


def if_total(sharing: Sharing, mix: Mix, total: int) -> Reading:
    """What the same key would ask of another sum."""
    return read_key(replace(sharing, total=total), mix)


def column(sharing: Sharing, criterion: Criterion) -> list[Decimal | None]:
    """What the criterion counts of each structure; None where nobody said it.

    What is typed by inhabitant is multiplied by the population shown.
    """
    numbers = [one.number for one in sharing.payers]
    if criterion.kind == Measure.EQUAL:
        return [Decimal(1) for _one in numbers]
    values = [criterion.values.get(one) for one in numbers]
    if criterion.kind != Measure.FISCAL:
        return values
    counts = [sharing.population.get(one) for one in numbers]
    return [
        None if value is None or count is None else value * count
        for value, count in zip(values, counts, strict=True)
    ]


def weighted(sharing: Sharing, mix: Mix) -> list[tuple[Criterion, int]]:
    """The criteria that the key follows, each with its weight."""
    pairs = ((one, mix.weights.get(one.number, 0)) for one in sharing.criteria)
    return [(one, weight) for one, weight in pairs if weight]


def rescaled_words(mix: Mix) -> str:
    """That the weights do not make a hundred, and are brought to it; nothing when they do."""
    if mix.whole_bp in {0, WHOLE_BP}:
        return ""
    whole = french.number(Decimal(mix.whole_bp) / 100, 0 if mix.whole_bp % 100 == 0 else 2)
    return _("Ces poids font %(sum)s %% : ils sont ramenés à 100 %%.") % {"sum": whole}


def rescaled(weight: int, mix: Mix) -> Decimal:
    """The weight in percents, once all of them make a hundred."""
    return (Decimal(weight) * 100 / mix.whole_bp).quantize(Decimal("0.01"))


def _contributions(sharing: Sharing, mix: Mix) -> Sequence[Contribution]:
    numbers = [one.number for one in sharing.payers]
    keys = [
        Key(weight, [value or 0 for value in column(sharing, one)], one.label)
        for one, weight in weighted(sharing, mix)
    ]
    return contributions(
        [one.name for one in sharing.payers],
        sharing.total,
        keys,
        floors=[mix.floors.get(one, 0) for one in numbers] if mix.floors else None,
        caps=[mix.caps.get(one) for one in numbers] if mix.caps else None,
        stand_alone=[one.alone for one in sharing.payers],
    )


def _problem(sharing: Sharing, mix: Mix) -> str:
    """What keeps the key silent, in the words of who may mend it."""
    where = _("Clé %(letter)s") % {"letter": mix.letter}
    used = weighted(sharing, mix)
    if not used:
        return _("%(where)s : donnez un poids à un critère au moins.") % {"where": where}
    for criterion, _weight in used:
        for payer, value in zip(sharing.payers, column(sharing, criterion), strict=True):
            if value is None:
                return _missing_words(sharing, where, criterion, payer)
    least = sum(mix.floors.values())
    if least > sharing.total:
        words = _("Les planchers font %(floors)s pour %(total)s à partager : baissez-en un.")
        return words % {"floors": euros_words(least), "total": euros_words(sharing.total)}
    if mix.caps and len(mix.caps) == len(sharing.payers):
        most = sum(mix.caps.values())
        if most < sharing.total:
            words = _("Les plafonds font %(caps)s pour %(total)s à partager : relevez-en un.")
            return words % {"caps": euros_words(most), "total": euros_words(sharing.total)}
    return ""


def _missing_words(sharing: Sharing, where: str, criterion: Criterion, payer: Payer) -> str:
    label = criterion.label
    if criterion.kind == Measure.FISCAL and payer.number in criterion.values:
        label = str(Measure.POPULATION.label)
    words = _("%(where)s (%(label)s) : donnez la valeur %(of)s, ou 0.")
    return words % {
        "where": where,
        "label": label,
        "of": french.of_body(payer.name),
    }

"""Is the joint decision acquired, still possible, or already impossible, and who settles it?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor

from maillage.analysis.exact import Number, as_integers, non_negative
from maillage.analysis.majority_rules import COUNT, MajorityRule, Threshold, read_rule
from maillage.analysis.sufficient_sets import Effort, Gap, minimal_sets

ACQUIRED, POSSIBLE, IMPOSSIBLE = "acquired", "possible", "impossible"
ANSWERS = ("agreement", "refusal", "silence", "pending")
LIMIT = 20

Measures = Mapping[str, Mapping[str, Number]]
Amounts = Mapping[str, Mapping[str, Fraction]]


@dataclass(frozen=True)
class Progress:
    """Where one threshold stands: amounts in the unit of the measure.

    `needed` must be reached, or exceeded when `strict`. `share` is 0 when the total is.
    """

    measure: str
    reached: Fraction
    needed: Fraction
    strict: bool
    total: Fraction

    @property
    def met(self) -> bool:
        return self.reached > self.needed if self.strict else self.reached >= self.needed

    @property
    def share(self) -> Fraction:
        """Part of the total already in favour."""
        return self.reached / self.total if self.total else Fraction(0)


@dataclass(frozen=True)
class Refusal:
    """What follows if one member, who has not refused, did: the status, and how many more."""

    member: str
    status: str
    fewest: int | None


@dataclass(frozen=True)
class Outlook:
    """Where a joint decision stands under its rule.

    `status` is `acquired`, `possible` or `impossible`. `progress` has one line per majority that
    would do. `fewest` is the smallest number of further agreements (None: impossible).
    `sufficient` lists minimal sets of pending members whose agreement suffices, smallest first;
    `complete` says whether all are there. `if_silent` is the status if all pending members let
    the delay run out.
    """

    status: str
    sentence: str
    progress: tuple[tuple[Progress, ...], ...]
    required: tuple[str, ...]
    required_missing: tuple[str, ...]
    pending: tuple[str, ...]
    fewest: int | None
    sufficient: tuple[tuple[str, ...], ...]
    complete: bool
    refusals: tuple[Refusal, ...]
    if_silent: str

    @property
    def decisive(self) -> tuple[str, ...]:
        """Pending members whose refusal alone would make the decision impossible."""
        waited = set(self.pending)
        return tuple(
            refusal.member
            for refusal in self.refusals
            if refusal.status == IMPOSSIBLE and refusal.member in waited
        )


@dataclass(frozen=True)
class _Majority:
    """One alternative in integers: how many members, and how much of one measure."""

    members: int
    value: int
    values: Mapping[str, int]


@dataclass(frozen=True)
class _Vote:
    """Who agreed, who may still agree, under which majorities and with whom in any case."""

    majorities: tuple[_Majority, ...]
    required: tuple[str, ...]
    agreed: tuple[str, ...]
    pending: tuple[str, ...]

    def waited(self) -> frozenset[str]:
        """Required members who have not answered yet."""
        return frozenset(self.required) & frozenset(self.pending)

    def gaps(self) -> tuple[Gap, ...]:
        """What each majority lacks once the required members still waited for have agreed."""
        if not set(self.required) <= {*self.agreed, *self.pending}:
            return ()
        waited = self.waited()
        free = [i for i, name in enumerate(self.pending) if name not in waited]
        counted = (*self.agreed, *waited)
        return tuple(self._gap(majority, counted, free) for majority in self.majorities)

    def _gap(self, majority: _Majority, counted: Sequence[str], free: Sequence[int]) -> Gap:
        worth = [majority.values[name] for name in self.pending]
        order = sorted(free, key=lambda i: -worth[i])
        return Gap(
            members=majority.members - len(counted),
            value=majority.value - sum(majority.values[name] for name in counted),
            names=tuple(order),
            values=tuple(worth[i] for i in order),
        )

    def status(self, gaps: Sequence[Gap]) -> tuple[str, int | None]:
        """Status, and smallest number of further agreements."""
        return self._settled([gap.fewest() for gap in gaps])

    def refusals(self, gaps: Sequence[Gap]) -> tuple[Refusal, ...]:
        """What each member in favour or pending would change by refusing."""
        places = [{name: place for place, name in enumerate(gap.names)} for gap in gaps]
        pending = (self._refusal_of_pending(i, gaps, places) for i in range(len(self.pending)))
        return (*(self._refusal_of_agreed(name, gaps) for name in self.agreed), *pending)

    def _refusal_of_agreed(self, name: str, gaps: Sequence[Gap]) -> Refusal:
        if name in self.required:
            return Refusal(name, IMPOSSIBLE, None)
        numbers = [
            gap.fewest(1, majority.values[name])
            for gap, majority in zip(gaps, self.majorities, strict=False)
        ]
        return Refusal(name, *self._settled(numbers))

    def _refusal_of_pending(
        self, i: int, gaps: Sequence[Gap], places: Sequence[Mapping[int, int]]
    ) -> Refusal:
        if self.pending[i] in self.required:
            return Refusal(self.pending[i], IMPOSSIBLE, None)
        numbers = [gap.fewest_without(at[i]) for gap, at in zip(gaps, places, strict=True)]
        return Refusal(self.pending[i], *self._settled(numbers))

    def _settled(self, numbers: Sequence[int | None]) -> tuple[str, int | None]:
        possible = [fewest for fewest in numbers if fewest is not None]
        if not possible:
            return IMPOSSIBLE, None
        fewest = min(possible) + len(self.waited())
        return (POSSIBLE if fewest else ACQUIRED), fewest

    def sufficient(
        self, gaps: Sequence[Gap], limit: int
    ) -> tuple[tuple[tuple[str, ...], ...], bool]:
        """Minimal sets of pending members, in the members' order, and whether all are there."""
        sets, complete = minimal_sets(gaps, limit, Effort())
        waited = [i for i, name in enumerate(self.pending) if name in self.waited()]
        groups = tuple(
            tuple(self.pending[i] for i in sorted((*chosen, *waited))) for chosen in sets
        )
        return groups, complete


def outlook(
    rule: Mapping[str, object],
    members: Sequence[str],
    answers: Mapping[str, str],
    *,
    measures: Measures | None = None,
    limit: int = LIMIT,
) -> Outlook:
    """Where a decision stands, which structures suffice, and what each refusal would change.

    `rule` is in the plain form of `majority_rules`; `answers` gives `agreement`, `refusal`,
    `silence` (the delay ran out) or `pending` by member, pending when absent; `measures` gives
    the populations, seats… that the rule counts. With A the members in favour, a majority is
    acquired when, for each of its thresholds, the sum over A reaches the share asked of the sum
    over all members, in exact numbers. All minimal sets are listed up to `limit`.

    En clair : « Voici où en est la décision, qui suffit à l’acquérir et qui peut la bloquer. »

    >>> reading = outlook({"kind": "unanimity"}, ["Nort", "Blain", "Joué"], {"Nort": "agreement"})
    >>> reading.status, reading.sufficient, reading.decisive
    ('possible', (('Blain', 'Joué'),), ('Blain', 'Joué'))
    >>> outlook({"kind": "unanimity"}, [], {}).sentence
    'Aucune structure n’est appelée à décider.'
    >>> rule = {"kind": "each_for_itself", "required": ["Caf"]}
    >>> given = {"Caf": "agreement", "Nort": "agreement", "Blain": "refusal"}
    >>> outlook(rule, ["Caf", "Nort", "Blain"], given).sentence
    'Les structures qui ont donné leur accord peuvent signer.'

    Raises ValueError, in French, for an unknown member, answer or measure, or a wrong rule.

    Reference: code général des collectivités territoriales, L5211-5 II, L5721-2-1, L2121-29;
    minimal winning coalitions: J. von Neumann, O. Morgenstern, 1944.
    """
    checked = read_rule(rule)
    given = _answers(members, answers)
    amounts = _amounts(members, checked, measures or {})
    vote = _vote(checked, given, amounts)
    gaps = vote.gaps()
    status, fewest = vote.status(gaps)
    sets, complete = vote.sufficient(gaps, limit)
    return Outlook(
        status=status,
        sentence=_sentence(checked.kind, status, fewest, len(members)),
        progress=_progress(checked, amounts, vote.agreed),
        required=vote.required,
        required_missing=tuple(name for name in vote.required if name not in vote.agreed),
        pending=vote.pending,
        fewest=fewest,
        sufficient=sets,
        complete=complete,
        refusals=vote.refusals(gaps),
        if_silent=_if_silent(vote, checked.silence),
    )


def _answers(members: Sequence[str], answers: Mapping[str, str]) -> Mapping[str, str]:
    if len(set(members)) < len(members):
        twice = next(name for name in members if list(members).count(name) > 1)
        raise ValueError(f"« {twice} » figure deux fois parmi les membres.")
    for name, answer in answers.items():
        if name not in members:
            raise ValueError(f"« {name} » a répondu mais ne figure pas parmi les membres.")
        if answer not in ANSWERS:
            raise ValueError(f"{name} : réponse « {answer} » inconnue ; {', '.join(ANSWERS)}.")
    return {name: answers.get(name, "pending") for name in members}


def _amounts(members: Sequence[str], rule: MajorityRule, measures: Measures) -> Amounts:
    amounts = {COUNT: dict.fromkeys(members, Fraction(1))}
    for measure in rule.measures:
        given = measures.get(measure)
        if given is None:
            raise ValueError(f"Règle « {rule.kind} » : il manque la mesure « {measure} ».")
        if absent := [name for name in members if name not in given]:
            raise ValueError(f"Mesure « {measure} » : il manque la valeur de {absent[0]}.")
        amounts[measure] = {
            name: non_negative(given[name], f"Mesure « {measure} », {name}") for name in members
        }
    return amounts


def _vote(rule: MajorityRule, given: Mapping[str, str], amounts: Amounts) -> _Vote:
    silent_agrees = rule.silence == "agreement"
    in_favour = {"agreement", "silence"} if silent_agrees else {"agreement"}
    return _Vote(
        majorities=tuple(
            _majority(thresholds, amounts) for thresholds in rule.alternatives if given
        ),
        required=_required(tuple(given), rule, amounts),
        agreed=tuple(name for name, answer in given.items() if answer in in_favour),
        pending=tuple(name for name, answer in given.items() if answer == "pending"),
    )


def _majority(thresholds: Sequence[Threshold], amounts: Amounts) -> _Majority:
    members, value = 0, 0
    values: Mapping[str, int] = dict.fromkeys(amounts[COUNT], 0)
    for threshold in thresholds:
        whole, least = _in_integers(threshold, amounts[threshold.measure])
        if threshold.measure == COUNT:
            members = least
        else:
            value, values = least, whole
    return _Majority(members, value, values)


def _in_integers(
    threshold: Threshold, amounts: Mapping[str, Fraction]
) -> tuple[Mapping[str, int], int]:
    """Amounts as integers in one common unit, and the least integer that meets the threshold."""
    whole, scale = as_integers(tuple(amounts.values()))
    needed = threshold.amount(sum(amounts.values(), Fraction(0))) * scale
    least = floor(needed) + 1 if threshold.strict else ceil(needed)
    return dict(zip(amounts, whole, strict=True)), least


def _required(names: tuple[str, ...], rule: MajorityRule, amounts: Amounts) -> tuple[str, ...]:
    if unknown := [name for name in rule.required if name not in names]:
        raise ValueError(
            f"Règle « {rule.kind} » : « {unknown[0]} » est exigé mais n’est pas membre."
        )
    required = {*rule.required, *_required_by_size(rule, amounts)}
    return tuple(name for name in names if name in required)


def _required_by_size(rule: MajorityRule, amounts: Amounts) -> list[str]:
    above = rule.required_above
    if above is None:
        return []
    values = amounts[above.measure]
    least = above.share * sum(values.values(), Fraction(0))
    largest = max(values.values(), default=Fraction(0))
    return [
        name
        for name, value in values.items()
        if value > least and (value == largest or not above.only_largest)
    ]


def _progress(
    rule: MajorityRule, amounts: Amounts, agreed: Sequence[str]
) -> tuple[tuple[Progress, ...], ...]:
    return tuple(
        tuple(_threshold_progress(threshold, amounts, agreed) for threshold in thresholds)
        for thresholds in rule.alternatives
    )


def _threshold_progress(threshold: Threshold, amounts: Amounts, agreed: Sequence[str]) -> Progress:
    values = amounts[threshold.measure]
    total = sum(values.values(), Fraction(0))
    return Progress(
        measure=threshold.measure,
        reached=sum((values[name] for name in agreed), Fraction(0)),
        needed=threshold.amount(total),
        strict=threshold.strict,
        total=total,
    )


def _if_silent(vote: _Vote, silence: str) -> str:
    agreed = (*vote.agreed, *vote.pending) if silence == "agreement" else vote.agreed
    end = replace(vote, agreed=agreed, pending=())
    return end.status(end.gaps())[0]


def _sentence(kind: str, status: str, fewest: int | None, members: int) -> str:
    if not members:
        return "Aucune structure n’est appelée à décider."
    if status == ACQUIRED and kind == "each_for_itself":
        return "Les structures qui ont donné leur accord peuvent signer."
    if status == ACQUIRED:
        return "La décision est acquise."
    if fewest is None:
        return "La décision ne peut plus être acquise."
    if fewest == 1:
        return "La décision reste possible : il manque un accord."
    return f"La décision reste possible : il manque au moins {fewest} accords."

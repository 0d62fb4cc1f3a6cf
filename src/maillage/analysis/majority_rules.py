"""By which rule is a joint decision taken? The plain form of a rule, read and checked.

A rule is a mapping of plain values, so that whoever knows the law gives it without importing
this package:

    {
        "kind": "qualified_majority",
        "alternatives": [
            {"count": {"share": "2/3"}, "population": {"share": "1/2", "strict": True}},
            {"count": {"share": "1/2"}, "population": {"share": "2/3"}},
        ],
        "required": ["Ville-centre"],
        "required_above": {"measure": "population", "share": "1/4", "only_largest": True},
        "silence": "agreement",
    }

`alternatives`: the decision is acquired when, for one of them at least, every threshold is met.
A threshold bears on `count` (each member counts for one) or on a measure given beside the rule
(population, seats…); it is a `share` of all members or an absolute `at_least`; `strict` means
"more than". An alternative has at most one measure besides `count`.
`required`: members without which nothing is acquired. `required_above`: so are those whose share
of a measure is strictly above the one given: all of them, or the largest only.
`silence`: what a silent member is deemed to say: `agreement`, `refusal` or `none`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from maillage.analysis.exact import exact, non_negative

COUNT = "count"
SILENCES = ("agreement", "refusal", "none")
KEYS = ("kind", "alternatives", "required", "required_above", "silence")

EVERY_MEMBER: Sequence[Mapping[str, object]] = ({COUNT: {"share": 1}},)
USUAL_ALTERNATIVES: Mapping[str, Sequence[Mapping[str, object]]] = {
    "unanimity": EVERY_MEMBER,
    "simple_majority_each": EVERY_MEMBER,
    "each_for_itself": ({COUNT: {"at_least": 2}},),
    "two_thirds_of_composition": ({"seats": {"share": "2/3"}},),
    "required_structures": ({},),
    "qualified_majority": (),
    "weighted_seats": (),
}


@dataclass(frozen=True)
class Threshold:
    """What must be reached on one measure: a share of the total, or an amount."""

    measure: str
    share: Fraction | None
    at_least: Fraction | None
    strict: bool

    def amount(self, total: Fraction) -> Fraction:
        """The amount to reach, or to exceed when strict."""
        return self.share * total if self.share is not None else self.at_least or Fraction(0)


@dataclass(frozen=True)
class RequiredAbove:
    """Members whose share of a measure makes their agreement necessary."""

    measure: str
    share: Fraction
    only_largest: bool


@dataclass(frozen=True)
class MajorityRule:
    """A rule read and checked, which `majorities.outlook` applies."""

    kind: str
    alternatives: tuple[tuple[Threshold, ...], ...]
    required: tuple[str, ...]
    required_above: RequiredAbove | None
    silence: str

    @property
    def measures(self) -> tuple[str, ...]:
        """Names of the measures the rule needs besides the number of members."""
        used = [t.measure for thresholds in self.alternatives for t in thresholds]
        if self.required_above:
            used.append(self.required_above.measure)
        return tuple(dict.fromkeys(measure for measure in used if measure != COUNT))


def read_rule(plain: Mapping[str, object]) -> MajorityRule:
    """A rule from its plain form, described in this module.

    `kind` is one of `unanimity` (every member), `simple_majority_each` (every council concerned,
    by its own vote), `each_for_itself` (those that agree, two at least, bind themselves alone),
    `qualified_majority`, `two_thirds_of_composition` (of all seats, whoever attends),
    `weighted_seats`, `required_structures` (those listed suffice). Those that the law
    defines by one sentence need no alternatives; the two others give theirs.

    En clair : « Une règle dit combien de structures, quelle part, et lesquelles en tout cas. »

    >>> read_rule({"kind": "unanimity"}).alternatives[0][0].share
    Fraction(1, 1)
    >>> read_rule({"kind": "weighted_seats"})
    Traceback (most recent call last):
    ValueError: Règle « weighted_seats » : indiquez la majorité à atteindre (alternatives).

    Raises ValueError, naming the rule and the entry, for whatever is missing or unknown.
    """
    kind = str(plain.get("kind"))
    where = f"Règle « {kind} »"
    if kind not in USUAL_ALTERNATIVES:
        raise ValueError(f"{where} : type inconnu ; choisissez {', '.join(USUAL_ALTERNATIVES)}.")
    if unknown := [key for key in plain if key not in KEYS]:
        raise ValueError(f"{where} : « {unknown[0]} » n’est pas prévu ; {', '.join(KEYS)}.")
    return MajorityRule(
        kind=kind,
        alternatives=_alternatives(plain.get("alternatives"), kind, where),
        required=_names(plain.get("required", ()), where),
        required_above=_required_above(plain.get("required_above"), where),
        silence=_silence(plain.get("silence", "none"), where),
    )


def _alternatives(given: object, kind: str, where: str) -> tuple[tuple[Threshold, ...], ...]:
    chosen = given or USUAL_ALTERNATIVES[kind]
    if not isinstance(chosen, Sequence) or isinstance(chosen, str):
        raise ValueError(f"{where} : « alternatives » doit être une liste.")
    if not chosen:
        raise ValueError(f"{where} : indiquez la majorité à atteindre (alternatives).")
    return tuple(
        _thresholds(alternative, f"{where}, majorité {place}")
        for place, alternative in enumerate(chosen, start=1)
    )


def _thresholds(alternative: object, where: str) -> tuple[Threshold, ...]:
    entries = _mapping(alternative, where)
    if len([measure for measure in entries if measure != COUNT]) > 1:
        raise ValueError(f"{where} : au plus une mesure en plus du nombre de membres.")
    return tuple(
        _threshold(measure, _mapping(entry, f"{where}, « {measure} »"), f"{where}, « {measure} »")
        for measure, entry in entries.items()
    )


def _threshold(measure: str, entry: Mapping[str, object], where: str) -> Threshold:
    share, at_least = entry.get("share"), entry.get("at_least")
    if (share is None) == (at_least is None):
        raise ValueError(f"{where} : indiquez une part (share) ou un minimum (at_least).")
    return Threshold(
        measure=measure,
        share=None if share is None else _share(share, where),
        at_least=None if at_least is None else non_negative(_number(at_least, where), where),
        strict=_boolean(entry.get("strict", False), f"{where}, « strict »"),
    )


def _required_above(given: object, where: str) -> RequiredAbove | None:
    if given is None:
        return None
    where = f"{where}, « required_above »"
    entry = _mapping(given, where)
    return RequiredAbove(
        measure=str(entry.get("measure", "population")),
        share=_share(entry.get("share"), where),
        only_largest=_boolean(entry.get("only_largest", False), f"{where}, « only_largest »"),
    )


def _share(value: object, where: str) -> Fraction:
    share = exact(_number(value, where), where)
    if not 0 <= share <= 1:
        raise ValueError(f"{where} : la part « {value} » doit être comprise entre 0 et 1.")
    return share


def _number(value: object, where: str) -> int | float | str | Fraction:
    if isinstance(value, int | float | str | Fraction):
        return value
    raise ValueError(f"{where} : un nombre est attendu.")


def _boolean(value: object, where: str) -> bool:
    if isinstance(value, bool):
        return value
    raise ValueError(f"{where} : répondez par vrai ou faux.")


def _mapping(value: object, where: str) -> Mapping[str, object]:
    if isinstance(value, Mapping):
        return value
    raise ValueError(f"{where} : une table de valeurs nommées est attendue.")


def _names(value: object, where: str) -> tuple[str, ...]:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return tuple(str(name) for name in value)
    raise ValueError(f"{where}, « required » : une liste de noms est attendue.")


def _silence(value: object, where: str) -> str:
    if value in SILENCES:
        return str(value)
    raise ValueError(f"{where}, « silence » : « {value} » inconnu ; {', '.join(SILENCES)}.")

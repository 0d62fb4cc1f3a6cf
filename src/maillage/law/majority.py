"""Is the joint decision acquired?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from maillage.law.finding import LegalFinding, Remark, finding, remark, statement
from maillage.law.majority_rules import rule_of_decision
from maillage.law.rule import Rule
from maillage.law.rules import Rules, built_in_rules
from maillage.law.thresholds import Threshold, thresholds_of
from maillage.law.wording import french_list

LEAST_PARTIES = 2


@dataclass(frozen=True)
class QualifiedMajority:
    """Shares in favour as unreduced fractions « 4/6 », and whether each majority is reached."""

    acquired: bool
    councils_share: str
    population_share: str
    two_thirds_councils_and_more_than_half_population: bool
    half_councils_and_two_thirds_population: bool
    required_members: tuple[str, ...]
    required_missing: tuple[str, ...]


@dataclass(frozen=True)
class Agreements:
    """Whether every member agrees, and who does not."""

    acquired: bool
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Signatures:
    """Whether a convention may be signed, by whom, and whose indispensable agreement lacks."""

    signable: bool
    signatories: tuple[str, ...]
    required_missing: tuple[str, ...]


@dataclass(frozen=True)
class WholeBodyVote:
    """Whether the votes reach the share of all members of the body, and how many are needed."""

    acquired: bool
    needed: int


@dataclass(frozen=True)
class Ballot:
    """Votes of one council on one text; `president_for` is the president's own vote."""

    votes_for: int
    votes_against: int
    abstentions: int = 0
    president_for: bool = False
    secret: bool = False

    @property
    def agrees(self) -> bool:
        """Simple majority of the votes cast; the president settles a tie in a public vote."""
        if self.votes_for == self.votes_against:
            return self.president_for and not self.secret
        return self.votes_for > self.votes_against


def qualified_majority(
    populations: Mapping[str, int],
    in_favour: Sequence[str],
    *,
    body_kind: str,
    silent: Sequence[str] = (),
    effect_of_silence: str = "none",
    rules: Rules | None = None,
) -> LegalFinding[QualifiedMajority]:
    """Return whether the qualified majority is reached, by which way, and who is indispensable.

    Populations in inhabitants; comparisons are exact, "more than" is strict. Silent councils
    count in favour when their silence is agreement. Source: CGCT L5211-5 II. A member that has
    no population raises a `ValueError`. On screen: « Décision non acquise : l’accord de
    Bressieux est indispensable. »
    """
    rules = rules or built_in_rules()
    rule = rule_of_decision(rules, "qualified_majority", body_kind)
    _check_members(populations, [*in_favour, *silent])
    agreeing = {*in_favour, *(silent if effect_of_silence == "agreement" else ())}
    favour = [member for member in populations if member in agreeing]
    met = [
        bool(populations) and all(_reached(one, populations, favour) for one in thresholds)
        for thresholds in thresholds_of(rule)
    ]
    required = _required_members(rule, populations)
    missing = tuple(member for member in required if member not in agreeing)
    figures = QualifiedMajority(
        acquired=any(met) and not missing,
        councils_share=f"{len(favour)}/{len(populations)}",
        population_share=f"{_total(populations, favour)}/{sum(populations.values())}",
        two_thirds_councils_and_more_than_half_population=met[0],
        half_councils_and_two_thirds_population=met[-1],
        required_members=required,
        required_missing=missing,
    )
    return finding(
        rules,
        rule.id,
        _chosen(figures),
        figures,
        councils=figures.councils_share,
        population=figures.population_share,
        missing=french_list(missing),
    )


def unanimity(
    members: Sequence[str], in_favour: Sequence[str], *, rules: Rules | None = None
) -> LegalFinding[Agreements]:
    """Return whether every member agrees, and who is missing, in the members' order.

    Source: the convention, the charter or the statutes.
    On screen: « Il manque l’accord de Commune C. »
    """
    rules = rules or built_in_rules()
    _check_members(members, in_favour)
    missing = tuple(member for member in members if member not in set(in_favour))
    return _agreements(rules, "majority.unanimity", missing, bool(members))


def each_for_itself(
    members: Sequence[str],
    in_favour: Sequence[str],
    *,
    required: Sequence[str] = (),
    rules: Rules | None = None,
) -> LegalFinding[Signatures]:
    """Return whether the convention may be signed, and by whom, in the members' order.

    It binds those that sign, two at least; a refusal stops nobody else, unless it comes from a
    structure that the text names as required. Source: CGCT L2121-29, code civil, article 1199.
    On screen: « Structures qui peuvent signer : 20. »
    """
    rules = rules or built_in_rules()
    _check_members(members, [*in_favour, *required])
    agreeing = tuple(member for member in members if member in set(in_favour))
    missing = tuple(member for member in members if member in set(required) - set(agreeing))
    signable = len(agreeing) >= LEAST_PARTIES and not missing
    figures = Signatures(signable, agreeing if signable else (), missing)
    return finding(
        rules,
        "majority.each_for_itself",
        _signing(figures),
        figures,
        count=len(agreeing),
        missing=french_list(missing),
    )


def simple_majority_each(
    ballots: Mapping[str, Ballot], *, rules: Rules | None = None
) -> LegalFinding[Agreements]:
    """Return whether each council concerned agrees by a simple majority of the votes cast.

    Abstentions are not votes cast; on a tie in a public ballot the president's vote prevails.
    Source: CGCT L5214-16 V, L2121-20. On screen: « Il manque l’accord de Commune Y. »
    """
    rules = rules or built_in_rules()
    missing = tuple(council for council, ballot in ballots.items() if not ballot.agrees)
    return _agreements(rules, "majority.simple_majority_each", missing, bool(ballots))


def two_thirds_of_composition(
    committee_members: int, votes_in_favour: int, *, rules: Rules | None = None
) -> LegalFinding[WholeBodyVote]:
    """Return whether the votes reach two thirds of all members composing the committee.

    Attendance changes nothing. Source: CGCT L5721-2-1.
    On screen: « Il faut 20 voix des membres composant le comité ; voix réunies : 19. »
    """
    rules = rules or built_in_rules()
    rule = rules["majority.two_thirds_of_composition"]
    threshold = thresholds_of(rule)[0][0]
    share = threshold.share * committee_members
    needed = floor(share) + 1 if threshold.strict else ceil(share)
    figures = WholeBodyVote(votes_in_favour >= needed and committee_members > 0, needed)
    chosen = (
        statement("votes_reached") if figures.acquired else remark("attention", "votes_missing")
    )
    return finding(rules, rule.id, chosen, figures, needed=needed, votes=votes_in_favour)


def _agreements(
    rules: Rules, rule_id: str, missing: tuple[str, ...], somebody: bool
) -> LegalFinding[Agreements]:
    figures = Agreements(somebody and not missing, missing)
    chosen = statement("unanimous") if figures.acquired else remark("attention", "members_missing")
    return finding(rules, rule_id, chosen, figures, missing=french_list(missing))


def _signing(figures: Signatures) -> Remark:
    if figures.signable:
        return statement("signable")
    return remark("attention", "nothing_to_sign" if figures.required_missing else "too_few_to_sign")


def _reached(threshold: Threshold, populations: Mapping[str, int], favour: Sequence[str]) -> bool:
    if threshold.measure == "count":
        return threshold.met(len(favour), len(populations))
    return threshold.met(_total(populations, favour), sum(populations.values()))


def _required_members(rule: Rule, populations: Mapping[str, int]) -> tuple[str, ...]:
    above = rule.table("required_above")
    if not above:
        return ()
    floor_share = Fraction(str(above["share"])) * sum(populations.values())
    largest = max(populations.values(), default=0)
    return tuple(
        member
        for member, population in populations.items()
        if population > floor_share and (population == largest or not above["only_largest"])
    )


def _total(populations: Mapping[str, int], members: Sequence[str]) -> int:
    return sum(populations[member] for member in members)


def _check_members(value: Sequence[str] | Mapping[str, int], names: Sequence[str]) -> None:
    unknown = [member for member in names if member not in value]
    if unknown:
        raise ValueError(f"{french_list(unknown)} : inconnu parmi les membres.")


def _chosen(figures: QualifiedMajority) -> Remark:
    if figures.acquired:
        return statement("acquired")
    return remark("attention", "required_missing" if figures.required_missing else "not_acquired")

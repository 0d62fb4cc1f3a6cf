"""Under which legal form may these structures cooperate?"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from maillage.law.finding import LegalFinding, finding, statement
from maillage.law.rule import Rule
from maillage.law.rules import Rules, built_in_rules
from maillage.law.wording import french_list
from maillage.law.words import BODY_KINDS, PRIVATE_KINDS, WITHOUT_ACTS

MIXED_SYNDICATES = frozenset({"closed_syndicate", "open_syndicate"})


@dataclass(frozen=True)
class FormMember:
    """A structure that would join; `None` for what is not known, and then not tested.

    `kind` is a word of `words.BODY_KINDS`, `member_of` the name of its EPCI, `population` in
    inhabitants. `applies_procurement_code` unknown is true for public bodies, false for others.
    """

    name: str
    kind: str
    population: int | None = None
    seats: int | None = None
    member_of: str | None = None
    in_other_petr: bool = False
    on_foreign_border: bool = False
    applies_procurement_code: bool | None = None

    @property
    def is_buyer(self) -> bool:
        """Whether the structure applies the code de la commande publique."""
        if self.applies_procurement_code is not None:
            return self.applies_procurement_code
        return self.kind not in PRIVATE_KINDS


@dataclass(frozen=True)
class FormProject:
    """What is to be shared: the members, whether their territory is in one piece, the market.

    `members` `None`: not said, and not tested. `open_market_share` is a share between 0 and 1;
    `competence` is a word of `words.COMPETENCES`, `None` for any other.
    """

    members: tuple[FormMember, ...] | None = None
    one_piece: bool = True
    open_market_share: Decimal | None = None
    general_interest_only: bool = True
    competence: str | None = None


@dataclass(frozen=True)
class LegalForm:
    """One line of the helper's table, in French.

    `serves` are words of `words.SHARED`: what the form is near to, whoever may use it.
    """

    form: str
    label: str
    who_may_join: str
    who_decides: str
    personality: str
    staff: str
    money: str
    duration: str
    exit: str
    acts: tuple[str, ...]
    serves: tuple[str, ...]
    creates_body: bool
    source: str
    checked: date
    is_to_verify: bool


@dataclass(frozen=True)
class LegalForms:
    """Which forms are possible, and for those that are not, the French reasons."""

    possible: Mapping[str, bool]
    reasons: Mapping[str, tuple[str, ...]]


def table_of_forms(rules: Rules | None = None) -> tuple[LegalForm, ...]:
    """Return the helper's table: one line per form, in the order of the rules.

    Who may join, who decides, personality, staff, money, duration, exit, acts in order, source.
    On screen: « PETR : EPCI à fiscalité propre, d’un seul tenant, chacun dans un seul PETR. »
    """
    return tuple(_form(rule) for rule in (rules or built_in_rules()).of("legal_forms"))


def legal_forms(
    project: FormProject, forms: Sequence[str] | None = None, *, rules: Rules | None = None
) -> LegalFinding[LegalForms]:
    """Return, form by form, whether the project fits, and why not.

    `forms` defaults to the whole table. A criterion whose figures are not given is not tested; an
    unknown form raises a `KeyError`.
    Source: that of each form. On screen: « Formes possibles : entente. Formes écartées : PETR. »
    """
    rules = rules or built_in_rules()
    names = [rule.id.partition(".")[2] for rule in rules.of("legal_forms")]
    rule_by_name = {
        name: rules[f"legal_forms.{name}"] for name in (names if forms is None else forms)
    }
    reasons = {name: _reasons(rule, project) for name, rule in rule_by_name.items()}
    figures = LegalForms(
        possible={name: not result for name, result in reasons.items()},
        reasons={name: result for name, result in reasons.items() if result},
    )
    labels = {name: rule.word("label") or name for name, rule in rule_by_name.items()}
    return finding(
        rules,
        f"legal_forms.{next(iter(rule_by_name), names[0])}",
        statement("answers"),
        figures,
        possible=french_list(
            [labels[name] for name in rule_by_name if figures.possible[name]], empty="aucune"
        ),
        impossible=french_list([labels[name] for name in figures.reasons], empty="aucune"),
    )


def _form(rule: Rule) -> LegalForm:
    def value(name: str) -> str:
        return rule.word(name) or ""

    return LegalForm(
        form=rule.id.partition(".")[2],
        label=value("label"),
        who_may_join=value("who_may_join"),
        who_decides=value("who_decides"),
        personality=value("personality"),
        staff=value("staff"),
        money=value("money"),
        duration=value("duration"),
        exit=value("exit"),
        acts=rule.words("acts"),
        serves=rule.words("serves"),
        creates_body=rule.flag("creates_body"),
        source=rule.source,
        checked=rule.checked,
        is_to_verify=rule.is_to_verify,
    )


def _reasons(rule: Rule, project: FormProject) -> tuple[str, ...]:
    reasons = [
        reason
        for name, (fits, reason) in {**CRITERIA, **MEMBER_CRITERIA}.items()
        if rule.has(name)
        and (name in CRITERIA or project.members is not None)
        and not fits(rule, project)
    ]
    return tuple(reasons)


def _fits_market(rule: Rule, project: FormProject) -> bool:
    share = project.open_market_share
    return share is None or share < rule.decimal("open_market_below")


def _fits_population(rule: Rule, project: FormProject) -> bool:
    members = project.members or ()
    if any(member.population is None for member in members):
        return True
    border = rule.whole("border_population_above") if project.one_piece else 0
    return any(
        (member.population or 0) > rule.whole("population_above")
        or (bool(border) and member.on_foreign_border and (member.population or 0) > border)
        for member in members
    )


def _fits_seats(_: Rule, project: FormProject) -> bool:
    seats = [member.seats for member in project.members or ()]
    numbers = [number for number in seats if number is not None]
    if any(number < 1 for number in numbers):
        return False
    return len(numbers) < len(seats) or 2 * max(numbers, default=0) <= sum(numbers)


def _fits_one_epci(_: Rule, project: FormProject) -> bool:
    members = project.members or ()
    hubs = [member for member in members if member.kind == "epci"]
    return len(hubs) == 1 and all(
        member.member_of == hubs[0].name and member.kind not in PRIVATE_KINDS
        for member in members
        if member is not hubs[0]
    )


def _fits_kinds(rule: Rule, project: FormProject) -> bool:
    """Whether every member is admitted, a syndicat mixte where the competence allows it."""
    kinds = {*rule.words("kinds")}
    if project.competence in rule.words("competences"):
        kinds |= MIXED_SYNDICATES
    return all(member.kind in kinds for member in project.members or ())


def _has_one_of(kinds: Collection[str], project: FormProject) -> bool:
    return any(member.kind in kinds for member in project.members or ())


Criterion = tuple[Callable[[Rule, FormProject], bool], str]

CRITERIA: Mapping[str, Criterion] = {
    "one_piece": (
        lambda rule, project: project.one_piece or not rule.flag("one_piece"),
        "le territoire n’est pas d’un seul tenant",
    ),
    "open_market_below": (
        _fits_market,
        "la part d’activité sur le marché ouvert est trop élevée",
    ),
    "general_interest": (
        lambda rule, project: project.general_interest_only or not rule.flag("general_interest"),
        "la coopération ne sert pas le seul intérêt général",
    ),
}

MEMBER_CRITERIA: Mapping[str, Criterion] = {
    "kinds": (_fits_kinds, "un membre n’est pas d’une nature admise"),
    "one_of_kinds": (
        lambda rule, project: _has_one_of(rule.words("one_of_kinds"), project),
        "il n’y a que des communes : ce serait un syndicat de communes",
    ),
    "beyond_kinds": (
        lambda rule, project: _has_one_of(
            BODY_KINDS.keys() - {*rule.words("beyond_kinds")}, project
        ),
        "il faut un membre autre que communes et EPCI : sinon, un syndicat mixte fermé",
    ),
    "one_authority": (
        lambda _, project: _has_one_of(BODY_KINDS.keys() - WITHOUT_ACTS, project),
        "il n’y a ni collectivité ni groupement",
    ),
    "members_from": (
        lambda rule, project: len(project.members or ()) >= rule.whole("members_from"),
        "il n’y a pas assez de membres",
    ),
    "one_membership": (
        lambda _, project: not any(member.in_other_petr for member in project.members or ()),
        "un membre appartient déjà à un autre PETR",
    ),
    "seats": (_fits_seats, "un membre n’a aucun siège, ou plus de la moitié des sièges"),
    "population_above": (_fits_population, "aucun membre n’atteint le seuil de population"),
    "around_one_epci": (
        _fits_one_epci,
        "il faut un EPCI à fiscalité propre et ses seuls membres",
    ),
    "procurement_code": (
        lambda _, project: all(member.is_buyer for member in project.members or ()),
        "un membre n’applique pas le code de la commande publique",
    ),
}

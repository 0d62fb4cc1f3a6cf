"""Where does the mission that finds money and builds a balanced plan stand?"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.money import euros_words
from maillage.core.probes import Evidence, Level, Moment, State
from maillage.foundation.cooperations.choices import LEVELS_READ, Role
from maillage.trade.funding.choices import GONE, MoneyState
from maillage.trade.funding.funding_plan.models import (
    CheckReason,
    CostLine,
    FundingLine,
    FundingPlan,
    LineStep,
)
from maillage.trade.funding.funding_plan.queries.facts import plan_facts, territory_pairs
from maillage.trade.funding.funding_plan.queries.sheet import PlanSheet, standing_steps
from maillage.trade.funding.funding_plan.rules.all_checks import checks
from maillage.trade.plan.choices import ActionState

SILENT = timedelta(days=183)
WAITING = (MoneyState.EXPECTED, MoneyState.REQUESTED)


@dataclass(frozen=True, slots=True)
class PlanFact:
    """A plan as the map reads it: its gap in cents, and what calls in it."""

    name: str
    url: str
    gap: int
    is_balanced: bool
    has_lost: bool
    has_alert: bool
    is_silent: bool
    is_dormant: bool
    is_running: bool
    moved_on: date | None


@dataclass(frozen=True, slots=True)
class FundingFacts:
    """The plans of a cooperation that have a cost."""

    plans: Sequence[PlanFact]
    today: date
    url: str


def load(moment: Moment) -> FundingFacts:
    """The plans as the team reads them, those of posts left out; seven queries at most."""
    levels = LEVELS_READ[Role.TEAM]
    rows = FundingPlan.objects.filter(
        Q(action__isnull=True) | Q(action__visibility__in=levels),
        cooperation=moment.cooperation_id,
        visibility__in=levels,
        post__isnull=True,
        costs__isnull=False,
    )
    plans = list(rows.select_related("action", "owner").distinct().order_by("pk"))
    sheets = _sheets(plans) if plans else []
    pairs = territory_pairs(sheets)
    reasons = _reasons(plans)
    return FundingFacts(
        plans=[_fact(one, moment, pairs, reasons[one.plan.pk]) for one in sheets],
        today=moment.today,
        url=reverse("funding:funding_plan", args=[moment.slug]),
    )


def _sheets(plans: Sequence[FundingPlan]) -> list[PlanSheet]:
    costs: dict[int, list[CostLine]] = defaultdict(list)
    for cost in CostLine.objects.filter(plan__in=plans).order_by("pk"):
        costs[cost.plan_id].append(cost)
    steps = LineStep.objects.filter(replaced_at__isnull=True).order_by("on", "pk")
    lines: dict[int, list[FundingLine]] = defaultdict(list)
    rows = FundingLine.objects.filter(plan__in=plans).select_related("funder", "beneficiary")
    for line in rows.prefetch_related(Prefetch("steps", steps, "standing")).order_by("pk"):
        lines[line.plan_id].append(line)
    by_number = {one.pk: one for one in plans}
    for one in (one for some in lines.values() for one in some):
        one.plan = by_number[one.plan_id]
    return [PlanSheet(plan, costs[plan.pk], lines[plan.pk], {}, reads_all=True) for plan in plans]


def _reasons(plans: Sequence[FundingPlan]) -> dict[int, set[str]]:
    result: dict[int, set[str]] = defaultdict(set)
    rows = CheckReason.objects.filter(plan__in=plans, withdrawn_at__isnull=True)
    for plan, rule in rows.values_list("plan", "rule") if plans else ():
        result[plan].add(rule)
    return result


def _fact(
    sheet: PlanSheet, moment: Moment, pairs: frozenset[tuple[int, int]], explained: set[str]
) -> PlanFact:
    plan, balances = sheet.plan, [sheet.balance(one) for one in sheet.sections]
    gap = max((one.gap for one in balances), key=abs)
    calling = [
        one
        for one in checks(plan_facts(sheet, pairs, {}), moment.today)
        if one.level == "alert" and one.rule not in explained
    ]
    lost = any(one.state in GONE for one in sheet.lines)
    silent = {one.state for one in sheet.lines if _is_silent(one, moment.today)}
    moves = [step.on for line in sheet.lines for step in standing_steps(line)]
    return PlanFact(
        name=str(plan),
        url=reverse("funding:plan", args=[moment.slug, plan.pk]),
        gap=gap,
        is_balanced=all(one.is_balanced for one in balances if one.cost or one.counted),
        has_lost=lost and gap > 0,
        has_alert=bool(calling),
        is_silent=MoneyState.REQUESTED in silent,
        is_dormant=MoneyState.EXPECTED in silent,
        is_running=plan.action is None or plan.action.state == ActionState.RUNNING,
        moved_on=max(moves, default=None),
    )


def _is_silent(line: FundingLine, today: date) -> bool:
    """Whether it waits for a yes and nothing was noted of it for half a year."""
    last = max((one.on for one in standing_steps(line)), default=None)
    return line.state in WAITING and last is not None and today - last > SILENT


def funding(facts: FundingFacts) -> State:
    """In place when each running plan is balanced, explained and alive."""
    if not facts.plans:
        return State(
            Level.TODO,
            _("Aucun plan de financement n’a de coût."),
            next_step=_("Noter le premier devis"),
            next_url=facts.url,
        )
    evidence = (Evidence(_count_words(len(facts.plans)), facts.url),)
    if called := _called(facts):
        reason, one = called
        proof = (Evidence(one.name, one.url), *evidence)
        return State(Level.AGED, reason, proof, next_step=_("Ouvrir son plan"), next_url=one.url)
    return _moving(facts, evidence)


def _moving(facts: FundingFacts, evidence: tuple[Evidence, ...]) -> State:
    running = [one for one in facts.plans if one.is_running]
    short = [one for one in running if not one.is_balanced]
    if not short and running and all(_is_fresh(one, facts.today) for one in running):
        reason = _("Chaque plan en cours est équilibré, chaque alerte a sa raison.")
        oldest = min(one.moved_on for one in running if one.moved_on)
        return State(Level.DONE, reason, evidence, until=oldest + SILENT)
    balanced = sum(one.is_balanced for one in facts.plans)
    words = (
        ngettext("Un plan équilibré sur %(all)s.", "%(n)s plans équilibrés sur %(all)s.", balanced)
        if balanced
        else _("Aucun plan n’est équilibré.")
    )
    reason = (
        words
        % {
            "n": french.capital(french.in_words(balanced)),
            "all": french.in_words(len(facts.plans)),
        }
        if balanced
        else words
    )
    worst = max(facts.plans, key=lambda one: one.gap)
    if worst.gap <= 0:
        return State(Level.DOING, reason, evidence)
    gap = _("Il manque %(sum)s à « %(name)s ».") % {
        "sum": euros_words(worst.gap),
        "name": french.inner_quotes(worst.name),
    }
    return State(
        Level.DOING,
        f"{reason} {gap}",
        evidence,
        next_step=_("Chercher ce qui manque"),
        next_url=worst.url,
    )


def _called(facts: FundingFacts) -> tuple[str, PlanFact] | None:
    """What is to be looked at again: a gap left by a refusal, an alert, a silence."""
    sentences = (
        ("has_lost", _("Un refus a laissé un manque dans « %(name)s ».")),
        ("has_alert", _("Une règle alerte dans « %(name)s », sans raison notée.")),
        (
            "is_silent",
            _("De l’argent demandé est sans nouvelle depuis six mois dans « %(name)s »."),
        ),
        (
            "is_dormant",
            _("De l’argent pressenti est sans nouvelle depuis six mois dans « %(name)s »."),
        ),
    )
    for attribute, words in sentences:
        for one in facts.plans:
            if getattr(one, attribute):
                return words % {"name": french.inner_quotes(one.name)}, one
    return None


def _is_fresh(one: PlanFact, today: date) -> bool:
    return one.moved_on is not None and today - one.moved_on <= SILENT


def _count_words(count: int) -> str:
    return ngettext("un plan chiffré", "%(n)s plans chiffrés", count) % {
        "n": french.in_words(count)
    }

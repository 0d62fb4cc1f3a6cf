"""The best plan under every rule, checked against all combinations on small ones."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from maillage.analysis.funding_plan import Failure, FundingPlan, Grant, OwnShare, funding_plan
from maillage.analysis.funding_rules import Action, Funder, FundingRules, Offer, read_funding_rules

Problem = tuple[list[Action], list[Funder], list[Offer], list[tuple[str, str]]]


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """At most two actions and three funders."""
    actions = [
        Action(
            name,
            draw(st.integers(0, 20)) * 1000,
            own_share_floor=draw(st.sampled_from(["0", "0.2", "1/3"])),
            public_cap=draw(st.sampled_from(["1", "0.8"])),
        )
        for name in ["Piste", "Halle"][: draw(st.integers(1, 2))]
    ]
    budgets = st.none() | st.integers(0, 12).map(lambda thousands: thousands * 1000)
    funders = [
        Funder(name, draw(budgets), public=draw(st.booleans()))
        for name in ["État", "Région", "Fondation"][: draw(st.integers(1, 3))]
    ]
    offers = [
        Offer(
            action.name,
            funder.name,
            max_rate=draw(st.sampled_from(["0.3", "0.5", "1"])),
            cap=draw(st.none() | st.just(5000)),
            min_grant=draw(st.sampled_from([0, 3000])),
        )
        for action in actions
        for funder in funders
    ]
    exclusions = [("État", funders[-1].name)] if draw(st.booleans()) and len(funders) > 1 else []
    return actions, funders, offers, exclusions


def best_by_trying_all(rules: FundingRules) -> tuple[float, int]:
    """Largest sum of grants in cents, and fewest grants that give it: one linear plan a choice."""
    pairs = [
        (total, sum(choice))
        for choice in product([0, 1], repeat=len(rules.offers))
        if not _excluded(rules, choice) and (total := _most_grants(rules, choice)) is not None
    ]
    largest = max(total for total, _count in pairs)
    return largest, min(count for total, count in pairs if total > largest - 0.5)


def _excluded(rules: FundingRules, choice: Sequence[int]) -> bool:
    taken = {(o.action, o.funder) for o, yes in zip(rules.offers, choice, strict=True) if yes}
    return any(
        (action, first) in taken and (action, second) in taken
        for first, second in rules.excluded
        for action in range(len(rules.actions))
    )


def _most_grants(rules: FundingRules, choice: Sequence[int]) -> float | None:
    if not rules.offers:
        return 0.0
    table, highs = [], []
    for place, action in enumerate(rules.actions):
        mine = [o.action == place for o in rules.offers]
        public = [rules.funders[o.funder].public for o in rules.offers]
        floor = float(action.own_share_floor)
        table.append([m * (1.0 if p else 1 - floor) for m, p in zip(mine, public, strict=True)])
        highs.append((1 - floor) * action.cost)
        table.append([float(m and p) for m, p in zip(mine, public, strict=True)])
        highs.append(float(action.public_most))
        table.append([float(m) for m in mine])
        highs.append(float(action.cost))
    for place, budget in enumerate(rules.budgets):
        if budget is not None:
            table.append([float(o.funder == place) for o in rules.offers])
            highs.append(float(budget))
    bounds = [(o.least * y, o.most * y) for o, y in zip(rules.offers, choice, strict=True)]
    result = linprog(-np.ones(len(bounds)), A_ub=table, b_ub=highs, bounds=bounds)
    return -float(result.fun) if result.fun is not None else None


@settings(max_examples=60)
@given(problems())
def test_the_plan_is_the_best_of_all_combinations(problem: Problem) -> None:
    actions, funders, offers, exclusions = problem

    plan = funding_plan(actions, funders, offers, exclusions=exclusions)
    grants, count = best_by_trying_all(read_funding_rules(actions, funders, offers, exclusions))

    assert abs(plan.grants_cents - grants) <= len(offers)
    assert (len([g for g in plan.grants if g.cents > 1]), plan.status) == (count, "optimal")


@settings(max_examples=60)
@given(problems())
def test_every_rule_holds_to_the_cent(problem: Problem) -> None:
    actions, funders, offers, exclusions = problem

    plan = funding_plan(actions, funders, offers, exclusions=exclusions)

    assert plan.own_cents == sum(share.cents for share in plan.own_shares)
    for action, share in zip(actions, plan.own_shares, strict=True):
        given = {g.funder: g.cents for g in plan.grants if g.action == action.name}
        public = sum(given.get(funder.name, 0) for funder in funders if funder.public)
        assert sum(given.values()) + share.cents == int(action.cost) * 100
        assert share.cents >= Fraction(action.own_share_floor) * (share.cents + public)
        assert public <= Fraction(action.public_cap) * int(action.cost) * 100
        assert not any({first, second} <= set(given) for first, second in exclusions)
    for funder in funders:
        spent = sum(g.cents for g in plan.grants if g.funder == funder.name)
        assert funder.budget is None or spent <= int(funder.budget) * 100


def test_the_own_share_floor_bears_on_public_money_only() -> None:
    plan = funding_plan(
        [Action("Halle", 1000, own_share_floor="0.2")],
        [Funder("État"), Funder("Fondation", public=False)],
        [Offer("Halle", "État", max_rate="0.6"), Offer("Halle", "Fondation", max_rate="0.25")],
    )

    assert plan == FundingPlan(
        status="optimal",
        grants=(Grant("Halle", "État", 60000), Grant("Halle", "Fondation", 25000)),
        own_shares=(OwnShare("Halle", 15000, Fraction(3, 20)),),
        own_cents=15000,
        grants_cents=85000,
        own_gap_cents=0,
        grants_gap=0,
        failures=(),
    )


def test_an_owner_who_cannot_pay_is_told_which_rules_hold_back() -> None:
    plan = funding_plan(
        [Action("Piste", 1000, own_share_floor="0.2", public_cap="0.8", most_own=100)],
        [Funder("État"), Funder("Région", budget=300), Funder("Département"), Funder("Europe")],
        [
            Offer("Piste", "État", max_rate="0.5"),
            Offer("Piste", "Région", max_rate="0.9"),
            Offer("Piste", "Département", max_rate="0.9", min_grant=900),
        ],
    )

    assert plan.status == "infeasible"
    assert plan.failures == (
        Failure(
            "Piste",
            10000,
            (
                "Apport maximal du maître d’ouvrage : 100,00\u00a0€.",
                "Autofinancement minimal : 20\u00a0%.",
                "Plafond d’aides publiques : 800,00\u00a0€.",
                "État : montant maximal de 500,00\u00a0€ atteint.",
                "Région : enveloppe de 300,00\u00a0€ épuisée.",
                "Département : aide impossible (minimum de 900,00\u00a0€ ou exclusion).",
            ),
        ),
    )


def test_what_is_missing_is_least_when_one_owner_is_short() -> None:
    plan = funding_plan(
        [Action("Piste", 1000, most_own=400), Action("Halle", 1000, most_own=1000)],
        [Funder("État", budget=500)],
        [Offer("Piste", "État"), Offer("Halle", "État")],
    )

    assert plan.failures == (
        Failure(
            "Piste",
            10000,
            (
                "Apport maximal du maître d’ouvrage : 400,00\u00a0€.",
                "État : enveloppe de 500,00\u00a0€ épuisée.",
            ),
        ),
    )


def test_an_owner_short_of_money_without_any_offer_is_named() -> None:
    plan = funding_plan([Action("Étude", "12345.5", most_own=12000)], [], [])

    assert plan.failures == (
        Failure("Étude", 34550, ("Apport maximal du maître d’ouvrage : 12\u202f000,00\u00a0€.",)),
    )


def test_an_offer_partly_used_does_not_hold_back() -> None:
    plan = funding_plan(
        [Action("Étude", 1000, own_share_floor="0.125", most_own=100)],
        [Funder("État")],
        [Offer("Étude", "État")],
    )

    assert plan.failures[0].held_back_by == (
        "Apport maximal du maître d’ouvrage : 100,00\u00a0€.",
        "Autofinancement minimal : 12,5\u00a0%.",
    )


def test_thirds_of_a_cent_go_to_the_owner() -> None:
    plan = funding_plan(
        [Action("Étude", 100, own_share_floor="1/3")],
        [Funder("État"), Funder("Région")],
        [Offer("Étude", "État", max_rate="1/3"), Offer("Étude", "Région", max_rate="1/3")],
    )

    assert [grant.cents for grant in plan.grants] == [3333, 3333]
    assert plan.own_shares == (OwnShare("Étude", 3334, Fraction(1667, 5000)),)


def test_a_free_action_needs_nothing() -> None:
    plan = funding_plan([Action("Don", 0)], [Funder("État")], [Offer("Don", "État")])

    assert (plan.own_shares, plan.status) == ((OwnShare("Don", 0, Fraction(0)),), "optimal")


def large_problem(actions: int, funders: int) -> tuple[list[Action], list[Funder], list[Offer]]:
    draw = np.random.default_rng(4)
    costs = draw.integers(20, 900, actions) * 1000
    return (
        [Action(f"A{a}", int(cost), own_share_floor="0.2") for a, cost in enumerate(costs)],
        [Funder(f"F{f}", int(costs.sum()) // (4 * funders)) for f in range(funders)],
        [
            Offer(
                f"A{a}",
                f"F{f}",
                max_rate="0.4",
                cap=int(draw.integers(1, 9)) * 20000,
                min_grant=9000,
            )
            for a in range(actions)
            for f, cap in enumerate(draw.integers(1, 9, funders))
        ],
    )


def test_time_that_runs_out_is_reported() -> None:
    plan = funding_plan(*large_problem(60, 8), time_limit=0.0001)

    assert (plan.status, plan.own_gap_cents) == ("within_gap", None)
    assert sum(share.cents for share in plan.own_shares) == plan.own_cents


def test_what_is_not_proven_infeasible_is_not_reported_so() -> None:
    actions, funders, offers = large_problem(60, 8)
    short = [replace(action, most_own=int(action.cost) // 2) for action in actions]

    plan = funding_plan(short, funders, offers, time_limit=0.0001)

    assert (plan.status, len(plan.failures)) == ("within_gap", 60)


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (
            lambda: funding_plan([Action("Piste", -1)], [], []),
            "Piste, coût : « -1 » est négatif ; indiquez zéro ou plus.",
        ),
        (
            lambda: funding_plan([Action("Piste", 1, own_share_floor=20)], [], []),
            "Piste, autofinancement minimal : le taux « 20 » doit être compris entre 0 et 1.",
        ),
        (
            lambda: funding_plan([Action("Piste", 1), Action("Piste", 2)], [], []),
            "L’action « Piste » figure deux fois.",
        ),
        (
            lambda: funding_plan([Action("Piste", 1)], [], [Offer("Piste", "État")]),
            "Le financeur « État » ne figure pas dans le plan.",
        ),
        (
            lambda: funding_plan([], [Funder("État")], [Offer("Piste", "État")]),
            "L’action « Piste » ne figure pas dans le plan.",
        ),
        (
            lambda: funding_plan(
                [Action("Piste", 1)], [Funder("État")], [Offer("Piste", "État")] * 2
            ),
            "L’offre « État pour Piste » figure deux fois.",
        ),
    ],
)
def test_wrong_input_is_refused(ask: Callable[[], object], message: str) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011 - the whole message is compared
        ask()

    assert str(refused.value) == message

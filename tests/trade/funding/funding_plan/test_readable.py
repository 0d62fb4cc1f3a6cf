"""Whose money does each role see? The table of the design, role by role."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.ground.directory.models import Organisation
from maillage.trade.funding.choices import LineKind
from maillage.trade.funding.funding_plan.money_lines import money_lines
from maillage.trade.funding.funding_plan.queries import readable
from maillage.trade.funding.funding_plan.queries.sheet import with_rests
from maillage.trade.funding.models import FundingPlan
from maillage.trade.funding.money_table.columns import COST, ITEM
from maillage.trade.funding.money_table.rows_out import plan_rows_out
from tests.conftest import SignIn
from tests.foundation.cooperations.makers import make_access
from tests.ground.directory.makers import make_member, make_spokesperson
from tests.ground.directory.reading import plain
from tests.trade.funding.makers import (
    make_cost_line,
    make_funding_line,
    make_funding_plan,
    make_line_step,
)
from tests.trade.plan.makers import make_action, make_post

ROLES = ("officer", "team", "elected", "partner", "observer")
EVERYBODY = ["accordé", "demandé", "pressenti", "refusé"]
SURE = ["accordé", "refusé"]


@pytest.fixture
def plan(cooperation: Cooperation) -> FundingPlan:
    """A plan with a line in each state, each of its own funder."""
    plan = make_funding_plan(action=make_action(cooperation=cooperation))
    make_cost_line(plan=plan)
    for state, label in (
        ("expected", "pressenti"),
        ("requested", "demandé"),
        ("granted", "accordé"),
    ):
        make_funding_line(plan=plan, state=state, label=label, euros=10_000)
    refused = make_funding_line(plan=plan, state="requested", label="refusé", euros=20_000)
    make_line_step(line=refused, kind="refused", euros=None, on=date(2026, 11, 2))
    return plan


def labels(access: Access) -> list[str]:
    return sorted(readable.lines(access).values_list("label", flat=True))


def requests(access: Access) -> list[str]:
    rows = readable.lines(access)
    return sorted(one.label for one in rows if getattr(one, "reads_requests", False))


def speaks(cooperation: Cooperation, role: str, organisation: Organisation) -> Access:
    access = make_access(cooperation=cooperation, role=role)
    make_spokesperson(access=access, organisation=organisation)
    return access


@pytest.mark.usefixtures("plan")
@pytest.mark.parametrize("role", ROLES)
def test_what_is_only_requested_is_the_teams(cooperation: Cooperation, role: str) -> None:
    access = make_access(cooperation=cooperation, role=role)
    is_team = role in {"officer", "team"}

    assert labels(access) == (EVERYBODY if is_team else SURE)
    assert requests(access) == (EVERYBODY if is_team else [])


@pytest.mark.parametrize("role", ["elected", "partner", "observer"])
def test_a_funder_reads_its_own_line(
    cooperation: Cooperation, plan: FundingPlan, role: str
) -> None:
    funder = plan.lines.get(label="demandé").funder
    assert funder is not None

    access = speaks(cooperation, role, funder)

    assert (labels(access), requests(access)) == (["accordé", "demandé", "refusé"], ["demandé"])


@pytest.mark.parametrize(
    ("role", "read"), [("elected", EVERYBODY), ("partner", EVERYBODY), ("observer", SURE)]
)
def test_who_speaks_for_the_owner_reads_the_whole_plan(
    cooperation: Cooperation, plan: FundingPlan, role: str, read: list[str]
) -> None:
    access = speaks(cooperation, role, plan.owner)

    assert labels(access) == read
    assert readable.owns(access, plan) is (role != "observer")


def test_a_beneficiary_reads_what_is_requested_for_it(
    cooperation: Cooperation, plan: FundingPlan
) -> None:
    crew = make_member(cooperation=cooperation).organisation
    plan.lines.filter(label="pressenti").update(beneficiary=crew)

    assert labels(speaks(cooperation, "partner", crew)) == ["accordé", "pressenti", "refusé"]
    assert labels(speaks(cooperation, "observer", crew)) == SURE


@pytest.mark.parametrize("role", ROLES)
def test_a_plan_is_read_no_wider_than_its_action(cooperation: Cooperation, role: str) -> None:
    prepared = make_action(cooperation=cooperation, visibility="team")
    make_funding_line(plan=make_funding_plan(action=prepared), state="granted")
    access = make_access(cooperation=cooperation, role=role)

    count = int(role in {"officer", "team"})

    assert (readable.plans(access).count(), readable.lines(access).count()) == (count, count)


@pytest.mark.parametrize("role", ROLES)
def test_the_plan_of_a_post_is_the_officers_its_employers_and_its_funders(
    cooperation: Cooperation, role: str
) -> None:
    funder = make_member(cooperation=cooperation).organisation
    post = make_post(cooperation=cooperation, funders=[funder])
    plan = make_funding_plan(post=post)
    make_cost_line(plan=plan, section="operating", label="Salaire")
    make_funding_line(plan=plan, section="operating", state="granted")
    access = make_access(cooperation=cooperation, role=role)
    is_officer = role == "officer"

    assert (readable.lines(access).exists(), readable.costs(access).exists()) == (
        is_officer,
        is_officer,
    )
    for one in (post.employer, funder):
        assert readable.lines(speaks(cooperation, "partner", one)).count() == 1


def test_head_of_a_posts_plan_tells_who_reads_it(cooperation: Cooperation, officer: Client) -> None:
    plan = make_funding_plan(post=make_post(cooperation=cooperation))
    page = reverse("funding:plan", args=[cooperation.slug, plan.pk])

    (readers,) = re.findall(r'class="m-seen m-seen-narrow".*?<b>(.*?)</b>', officer.get(page).text)

    assert readers == "les chargées de coopération, l’employeur, les financeurs"


def test_totals_are_those_of_what_is_shown(sign_in: SignIn, plan: FundingPlan) -> None:
    page = reverse("funding:plan", args=[plan.cooperation.slug, plan.pk])

    pages = {role: plain(sign_in(role).get(page).text) for role in ROLES}

    assert {role: "30 000" in read for role, read in pages.items()} == {
        role: role in {"officer", "team"} for role in ROLES
    }
    assert "10 000 € acquis ; 90 000 € restent à trouver" in pages["partner"]


def test_a_file_holds_what_its_reader_reads(sign_in: SignIn, plan: FundingPlan) -> None:
    page = reverse("funding:plan", args=[plan.cooperation.slug, plan.pk])

    files = {
        role: sign_in(role).get(f"{page}?export=csv").content.decode()
        for role in ("team", "partner")
    }

    assert {role: [word for word in EVERYBODY if word in text] for role, text in files.items()} == {
        "team": EVERYBODY,
        "partner": SURE,
    }


def test_only_whoever_writes_the_plan_finds_its_gestures(
    sign_in: SignIn, officer: Client, plan: FundingPlan
) -> None:
    line = plan.lines.get(label="accordé")
    step = reverse("funding:line_step", args=[plan.cooperation.slug, line.pk])

    refused = {role: sign_in(role).get(step).status_code for role in ROLES}

    assert refused == {"officer": 200, "team": 404, "elected": 403, "partner": 403, "observer": 403}


@pytest.mark.parametrize("kind", [LineKind.GRANT, LineKind.FONDS_DE_CONCOURS])
def test_a_step_of_a_request_is_read_where_the_request_is(
    cooperation: Cooperation, plan: FundingPlan, kind: str
) -> None:
    line = make_funding_line(plan=plan, kind=kind, state="requested", label="suivi")
    make_line_step(line=line, kind="granted", euros=30_000)
    access = make_access(cooperation=cooperation, role="partner")

    kinds = readable.steps(access).filter(line=line).values_list("kind", flat=True)

    assert list(kinds) == ["granted"]


@pytest.mark.parametrize("voted", [40_000, 90_000])
def test_the_remainder_says_nothing_of_what_is_requested(
    sign_in: SignIn, cooperation: Cooperation, voted: int
) -> None:
    """Whether more or less was voted than what a hidden request leaves to its owner."""
    action = make_action(cooperation=cooperation)
    plan = make_funding_plan(action=action)
    make_cost_line(plan=plan)
    make_funding_line(plan=plan, state="requested", euros=33_333)
    own = make_funding_line(
        plan=plan, kind="own", euros=voted, state="granted", is_remainder=True, label=""
    )
    slug = cooperation.slug
    sheet = reverse("funding:plan", args=[slug, plan.pk])
    addresses = (
        sheet,
        f"{sheet}?export=csv",
        reverse("funding:funding_plan", args=[slug]),
        f"{reverse('funding:funding_plan', args=[slug])}?export=csv",
        reverse("plan:action", args=[slug, action.pk]),
    )
    telling = ("33 333", "33333", "66 667", "66667", "23 333", "le reste")

    def read(role: str) -> dict[str, list[str]]:
        client = sign_in(role)
        pages = {one: plain(client.get(one).content.decode()) for one in addresses}
        return {one: [word for word in telling if word in text] for one, text in pages.items()}

    assert {role: read(role) for role in ("elected", "partner", "observer")} == {
        role: {one: [] for one in addresses} for role in ("elected", "partner", "observer")
    }
    assert {"33 333", "66 667", "le reste"} <= set(read("team")[sheet])
    funder = own.funder
    assert funder is not None
    for role in ("partner", "observer"):
        [line] = with_rests(
            [one for one in readable.lines(speaks(cooperation, role, funder)) if one.is_remainder],
            list(plan.costs.all()),
        )
        assert line.counted_cents == voted * 100
    seen = money_lines(make_access(cooperation=cooperation, role="partner"), "action", [action.pk])
    assert [one.cents for one in seen if one.key == "missing"] == [(100_000 - voted) * 100]


@pytest.mark.parametrize("role", ROLES)
def test_what_staff_costs_is_one_sum_with_the_rest_under_the_team(
    sign_in: SignIn, cooperation: Cooperation, role: str
) -> None:
    """No page, file or export gives a pay, nor what a subtraction would give it by."""
    action = make_action(cooperation=cooperation)
    plan = make_funding_plan(action=action)
    make_cost_line(plan=plan, section="operating", kind="staff", label="Salaire", euros=21_007)
    make_cost_line(plan=plan, section="operating", kind="other", label="Loyer", euros=18_003)
    make_cost_line(plan=plan, label="Toiture", euros=50_000)
    slug, client, access = (
        cooperation.slug,
        sign_in(role),
        make_access(cooperation=cooperation, role=role),
    )
    sheet = reverse("funding:plan", args=[slug, plan.pk])
    addresses = [
        *(f"{sheet}?section={one}" for one in ("operating", "investment")),
        f"{sheet}?export=csv",
        reverse("funding:funding_plan", args=[slug]),
        reverse("funding:maquette", args=[slug]),
        reverse("plan:action", args=[slug, action.pk]),
    ]

    texts = [plain(client.get(one).content.decode()) for one in addresses]
    texts += [str(list(plan_rows_out(access, [ITEM.name, COST.name])))]

    telling = ("Salaire", "21 007", "21007", "Loyer", "18 003", "18003")
    read = {word for word in telling for text in texts if word in text}
    assert read == (set(telling) if role in {"officer", "team"} else set())
    assert "39 010" in texts[0]
    assert "Toiture" in texts[1]


def test_whoever_speaks_for_the_owner_reads_each_cost(cooperation: Cooperation) -> None:
    plan = make_funding_plan(cooperation=cooperation)
    for kind, label in (("staff", "Salaire"), ("other", "Loyer")):
        make_cost_line(plan=plan, section="operating", kind=kind, label=label)

    def items(role: str, organisation: Organisation) -> list[str]:
        rows = readable.cost_items(speaks(cooperation, role, organisation), [plan])
        return [one.label for one in rows]

    assert items("partner", plan.owner) == ["Salaire", "Loyer"]
    assert items("observer", plan.owner) == ["Dépenses, personnel compris"]
    stranger = make_member(cooperation=cooperation).organisation
    assert items("partner", stranger) == ["Dépenses, personnel compris"]

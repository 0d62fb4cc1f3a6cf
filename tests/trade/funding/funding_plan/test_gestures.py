"""A plan is opened, costs and lines are noted; what does not fit is sent back with words."""

from datetime import date

import pytest
from django.test import Client

from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.trade.context.models import Duty
from maillage.trade.funding.funding_plan.plan_readings import Amount, Cost, balance
from maillage.trade.funding.funding_plan.rules.standing import Standing, remark_of, standing
from maillage.trade.funding.funding_plan.services import edit_line, record_step
from maillage.trade.funding.models import CheckReason, CostLine, FundingLine, FundingPlan, LineStep
from tests.ground.directory.holdings import member_with_name
from tests.ground.directory.reading import plain
from tests.links_to import pages_of
from tests.reliability.forms_on_pages import posted_forms
from tests.trade.funding.makers import (
    make_alerting_plan,
    make_cost_line,
    make_funding_line,
    make_funding_plan,
    make_line_step,
)
from tests.trade.plan.makers import make_action, make_post, make_share

DAY = date(2026, 10, 6)
url = pages_of("funding")


def step(kind: str, euros: int | None, on: date = DAY) -> LineStep:
    return LineStep(kind=kind, on=on, amount_cents=None if euros is None else euros * 100)


@pytest.mark.parametrize(
    ("steps", "stands"),
    [
        ([], ("expected", 0)),
        ([step("expected", 10)], ("expected", 1_000)),
        ([step("expected", 10), step("requested", 8)], ("requested", 800)),
        ([step("requested", 8), step("granted", 6)], ("granted", 600)),
        ([step("granted", 6), step("paid", 2), step("paid", 4)], ("paid", 600)),
        ([step("granted", 6), step("paid", 6), step("repaid", 1)], ("granted", 600)),
        ([step("paid", 5)], ("paid", 500)),
        ([step("granted", 6), step("lapsed", None)], ("lapsed", 0)),
        ([step("refused", None), step("requested", 8, date(2026, 11, 3))], ("requested", 800)),
    ],
)
def test_state_and_counted_come_from_steps(steps: list[LineStep], stands: tuple[str, int]) -> None:
    read = standing(steps)

    assert (read.state, read.counted) == stands


def test_what_is_rare_is_said() -> None:
    before = Standing("requested", requested=1_000)

    more = remark_of(before, Standing("granted", requested=1_000, granted=2_000))
    paid = remark_of(before, Standing("paid", granted=1_000, paid=501_000))

    assert more == "Accordé plus que demandé : c’est rare, vérifiez l’acte."
    assert plain(paid).startswith("Versé 5 000 € de plus qu’accordé.")


def test_each_operating_year_stands_alone() -> None:
    costs = [Cost("operating", year, 10_000) for year in (2026, 2027)]
    lines = [Amount("Caf", "operating", 2026, "grant", "public", "granted", 20_000)]

    read = balance("operating", costs, lines)

    assert (read.gap, read.gaps, read.is_balanced) == (0, [(2026, -10_000), (2027, 10_000)], False)


def test_plan_of_an_action_takes_its_pilot_for_owner(
    officer: Client, cooperation: Cooperation
) -> None:
    share = make_share(action=make_action(cooperation=cooperation), role="pilot")
    page = f"{url(cooperation, 'plan_add')}?action={share.action_id}"
    form = posted_forms(officer.get(page).text)[-1]
    sent = {name: one.value for name, one in form.controls.items() if one.value}

    officer.post(page, sent)

    assert list(FundingPlan.objects.values_list("action", "owner", "label")) == [
        (share.action_id, share.organisation_id, "")
    ]


def test_the_form_of_a_new_cost_has_no_answer_yet(
    officer: Client, cooperation: Cooperation
) -> None:
    plan = make_funding_plan(cooperation=cooperation)
    noted = make_cost_line(plan=plan)
    CostLine.objects.update(spent_cents=4_000)

    pages = [
        officer.get(url(cooperation, *place)).text
        for place in (("cost_add", plan.pk), ("cost_edit", noted.pk))
    ]

    assert ["réponse" in page and "notée" in page for page in pages] == [False, True]


def test_cost_is_spread_over_two_years(officer: Client, cooperation: Cooperation) -> None:
    plan = make_funding_plan(cooperation=cooperation)
    page = url(cooperation, "cost_add", plan.pk)
    sent = {"label": "Travaux", "year": "2026", "source": "quote", "kind": "works"}

    officer.post(
        page,
        {**sent, "amount_cents": "128 000", "next_cents": "340 000", "section": "investment"},
    )

    assert list(CostLine.objects.values_list("label", "year", "amount_cents")) == [
        ("Travaux", 2026, 12_800_000),
        ("Travaux", 2027, 34_000_000),
    ]


def test_what_one_post_costs_is_noted_in_its_own_plan(
    officer: Client, cooperation: Cooperation
) -> None:
    make_post(cooperation=cooperation, title="Coordination jeunesse")
    plan = make_funding_plan(cooperation=cooperation)
    sent = {"year": "2026", "source": "voted", "section": "operating", "amount_cents": "21 000"}

    for kind, label in (
        ("staff", "Coordination  Jeunesse"),
        ("staff", "Animateurs"),
        ("other", "Coordination jeunesse"),
    ):
        officer.post(url(cooperation, "cost_add", plan.pk), {**sent, "kind": kind, "label": label})

    labels = [*CostLine.objects.values_list("label", flat=True)]
    assert labels == ["Animateurs"]


LINE = {"kind": "grant", "state": "requested", "on": "06/10/2026", "year": "2027"}
COMMON = {"section": "investment", "means": "phone"}


def test_line_takes_its_first_step_and_its_status(
    officer: Client, cooperation: Cooperation
) -> None:
    plan = make_funding_plan(cooperation=cooperation)
    commune = member_with_name(cooperation, "Brolles")

    officer.post(
        url(cooperation, "line_add", plan.pk),
        {**LINE, **COMMON, "funder": commune.pk, "cents": "50 000"},
    )

    line = FundingLine.objects.get()
    assert (line.state, line.requested_cents, line.counted_cents, line.visibility) == (
        *("requested", 5_000_000, 5_000_000),
        "team",
    )


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"cents": "50 k€"}, "Écrivez le montant en euros"),
        ({"cents": ""}, "Écrivez un montant"),
        ({"cents": "5", "on": ""}, "Depuis le"),
        ({"cents": "1,234"}, "Un montant s’arrête au centime"),
        ({"cents": "5", "on": "06/10/2096"}, "Une étape se note quand elle a eu lieu."),
        ({"cents": "5", "funder": ""}, "Dites qui paie"),
        ({"cents": "5", "label": "DETR 2026"}, "Cette ligne existe"),
        ({"kind": "rest"}, "Une seule ligne prend le reste."),
    ],
)
def test_line_that_does_not_fit_is_sent_back(
    officer: Client, cooperation: Cooperation, sent: dict[str, str], sentence: str
) -> None:
    plan = make_funding_plan(cooperation=cooperation)
    first = make_funding_line(plan=plan)
    make_funding_line(plan=plan, kind="own", euros=None, is_remainder=True, label="")

    answer = officer.post(
        url(cooperation, "line_add", plan.pk),
        {**LINE, **COMMON, "funder": str(first.funder_id), **sent},
    )

    assert answer.status_code == 422
    assert sentence in plain(answer.text)
    assert FundingLine.objects.count() == 2


def test_granted_line_is_read_by_all(officer: Client, cooperation: Cooperation) -> None:
    line = make_funding_line(plan=make_funding_plan(cooperation=cooperation))
    sent = {"kind": "granted", "amount_cents": "40 000", "on": "07/10/2026", "means": "act"}

    officer.post(url(cooperation, "line_step", line.pk), {**sent, "version": str(line.version)})

    line.refresh_from_db()
    assert (line.state, line.granted_cents, line.visibility) == ("granted", 4_000_000, "members")
    assert [one.kind for one in line.steps.filter(replaced_at=None)] == ["expected", "granted"]


def test_a_step_says_what_the_owner_pays_and_replaces_one_noted_by_mistake(
    officer: Client, cooperation: Cooperation
) -> None:
    plan = make_funding_plan(cooperation=cooperation)
    make_cost_line(plan=plan)
    make_funding_line(plan=plan, kind="own", euros=None, is_remainder=True, label="")
    line = make_funding_line(plan=plan, state="granted")
    wrong = make_line_step(line=line, kind="paid", euros=200_000)
    line.refresh_from_db()
    page = url(cooperation, "line_step", line.pk)
    sheet = url(cooperation, "plan", plan.pk)
    warned = plain(officer.get(sheet).text)
    sent = {"kind": "paid", "amount_cents": "20 000", "on": "07/10/2026", "means": "act"}

    listed = plain(officer.get(page).text)
    officer.post(page, {**sent, "wrong": str(wrong.pk), "version": str(line.version)})
    line.refresh_from_db()
    refused = {"kind": "refused", "on": "08/10/2026", "means": "act"}
    unchanged = officer.post(page, {**refused, "version": str(line.version)}).text
    make_line_step(line=line, kind="repaid", euros=20_000)
    line.refresh_from_db()
    answer = officer.post(page, {**refused, "version": str(line.version)}, follow=True)

    assert "Versé, 6 octobre 2026, 200 000 €" in listed
    assert "Versé 160 000 € de plus qu’accordé." in warned
    assert "De l’argent est déjà versé : notez un reversement" in plain(unchanged)
    assert LineStep.objects.filter(line=line).count() == 5
    assert "Le maître d’ouvrage porte 100 000 € au lieu de 60 000 €." in plain(answer.text)


def test_a_refused_line_claims_nothing_any_more(access: Access, cooperation: Cooperation) -> None:
    line = make_funding_line(plan=make_funding_plan(cooperation=cooperation))
    line.claim_on, line.ends_on = date(2027, 3, 15), date(2030, 10, 5)
    edit_line(access=access, line=line, read=line.version)

    record_step(access=access, line=line, read=line.version, step=step("refused", None))

    assert not Duty.objects.exists()


def test_next_claim_and_end_of_a_line_are_due(officer: Client, cooperation: Cooperation) -> None:
    line = make_funding_line(plan=make_funding_plan(cooperation=cooperation))
    page = url(cooperation, "line_edit", line.pk)
    form = posted_forms(officer.get(page).text)[-1]
    sent = {name: one.value for name, one in form.controls.items() if one.value}

    officer.post(
        page,
        {**sent, "claim_on": "15/03/2027", "claim_cents": "12 000", "ends_on": "05/10/2030"},
    )
    due = list(Duty.objects.order_by("due_on").values_list("kind", "due_on", "at_stake_cents"))
    officer.post(url(cooperation, "line_remove", line.pk))

    assert due == [
        ("claim", date(2027, 3, 15), 1_200_000),
        ("finish", date(2030, 10, 5), None),
    ]
    assert not Duty.objects.exists()


def test_reason_stands_beside_the_rule(officer: Client, access: Access) -> None:
    plan = make_alerting_plan(cooperation=access.cooperation)
    page = url(access.cooperation, "reason_give", plan.pk, "display")

    officer.post(page, {"reason": "Le panneau est commandé."})
    officer.post(page, {"reason": "Il arrive lundi."})

    standing_ones = CheckReason.objects.filter(withdrawn_at=None)
    assert list(standing_ones.values_list("rule", "reason")) == [("display", "Il arrive lundi.")]
    assert "Il arrive lundi." in officer.get(url(access.cooperation, "plan", plan.pk)).text

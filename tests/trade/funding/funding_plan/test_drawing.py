"""The two bars of a plan keep their words in the frame, and draw the cost where it is passed."""

from datetime import date

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maillage.foundation.cooperations.models import Cooperation
from maillage.trade.context.duties.models import Duty
from maillage.trade.funding.funding_plan.drawing import PlanDrawing, draw_plan
from maillage.trade.funding.funding_plan.plan_readings import Amount, Cost
from maillage.trade.funding.funding_plan.rules.standing import line_origin
from maillage.trade.funding.funding_sources.models import FundingSource
from maillage.trade.funding.models import FundingLine
from tests.ground.directory.reading import section
from tests.trade.context.makers import make_duty
from tests.trade.funding.makers import make_cost_line, make_funding_line, make_funding_plan


def drawn(*paid: int) -> PlanDrawing:
    costs = [
        Cost("investment", 2026, 90_00, label="Travaux"),
        Cost("investment", 2026, 10_00, label="Études"),
    ]
    lines = [
        Amount("Caf", "investment", 2026, "grant", "public", "granted", euros * 100)
        for euros in paid
    ]
    drawing = draw_plan(costs, lines, "à trouver ou à confirmer", "HT")
    assert drawing is not None
    return drawing


def test_words_of_a_narrow_gap_end_in_the_frame() -> None:
    gap = drawn(98).blocks[-1]

    half = len("à trouver ou à confirmer 2") * 7.2 / 2
    assert (round(float(gap.text_x) + half, 1), gap.middle) == (809.9, "803.9")


def test_a_plan_above_its_cost_draws_where_the_cost_ends() -> None:
    over, even = drawn(150, 50), drawn(60, 40)

    assert (over.limit, over.cost_end, over.words_end) == ("406.0", "406.0", "400.0")
    assert (even.limit, even.words_end) == ("", "812.0")


def test_no_tie_crosses_the_words_of_another_and_what_is_left_out_is_counted() -> None:
    drawing = drawn(*[4] * 24)
    tied = [one for one in drawing.blocks if one.is_narrow and one.name]
    words = [
        (float(one.text_y), float(one.text_x) - half, float(one.text_x) + half)
        for one in tied
        for half in [len(f"{one.name} {one.sum} {one.state}") * 7.2 / 2]
    ]

    crossed = [
        one.middle
        for one in tied
        for y, start, end in words
        if y < float(one.text_y) and start + 0.1 < float(one.middle) < end - 0.1
    ]
    count = sum(one.name == "Caf" for one in drawing.blocks)
    assert crossed == []
    assert 0 < count < 24
    assert drawing.count_words.endswith(" sur 24, la suite au tableau.")
    assert drawn(60, 40).count_words == ""


def test_a_telephone_folds_the_sums_past_ten(officer: Client, cooperation: Cooperation) -> None:
    plan = make_funding_plan(cooperation=cooperation)
    make_cost_line(plan=plan, euros=24_000)
    for _number in range(12):
        make_funding_line(plan=plan, euros=2_000)

    page = officer.get(reverse("funding:plan", args=[cooperation.slug, plan.pk])).text
    drawing, _legend, legend = page.partition("m-legend")
    first, _summary, others = drawing.partition("Voir les 2 autres")

    assert [
        one.count('class="expected"') for one in (first.partition("m-euro-rows")[2], others)
    ] == [
        10,
        2,
    ]
    assert '<rect class="expected"' in legend.partition("</ul>")[0]


def test_the_legend_has_the_states_that_are_shown() -> None:
    gone = Amount("Caf", "investment", 2026, "grant", "public", "refused", 0)
    refused = draw_plan([Cost("investment", 2026, 90_00)], [gone], "à trouver", "HT")

    assert (drawn(100).keys, drawn().keys) == ([("granted", "accordé")], [])
    assert refused is not None
    assert (refused.legend, refused.shapes) == (["refused"], [])


def test_what_is_full_is_told_only_where_something_came() -> None:
    came = Amount("Caf", "investment", 2026, "grant", "public", "granted", 80_00, paid=20_00)
    paid = draw_plan([Cost("investment", 2026, 90_00)], [came], "à trouver", "HT")

    assert paid is not None
    assert (paid.has_paid, drawn(100).has_paid) == (True, False)


def test_dates_hold_no_claim_of_what_nobody_granted_and_the_calls_that_close(
    officer: Client, cooperation: Cooperation
) -> None:
    plan = make_funding_plan(cooperation=cooperation)
    make_cost_line(plan=plan)
    day = date(timezone.localdate().year + 1, 3, 15)
    for state, label in (("granted", "accordé"), ("requested", "demandé")):
        line = make_funding_line(plan=plan, state=state, label=label)
        duty = make_duty(cooperation=cooperation, kind="claim", due_on=day)
        Duty.objects.filter(pk=duty.pk).update(origin=line_origin(line.pk))
    aimed = make_funding_line(plan=plan, state="expected", label="visé")
    source = FundingSource.objects.create(cooperation=cooperation, name="Appel", closes_on=day)
    FundingLine.objects.filter(pk=aimed.pk).update(source=source)

    page = officer.get(reverse("funding:plan", args=[cooperation.slug, plan.pk]))

    dates = section(page.content.decode(), "m-next")
    assert (dates.count("Demande d’acompte"), dates.count("Clôture : Appel")) == (1, 1)

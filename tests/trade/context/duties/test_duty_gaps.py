"""What lacks is asked about before it is sent; the drawing leaves out no name, no funder."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.html import strip_tags

from maillage.core.french import long_date
from maillage.foundation.cooperations.models import Cooperation
from maillage.trade.context.duties.drawing import draw_duties
from maillage.trade.context.duties.queries import within_a_month
from maillage.trade.context.models import Duty
from tests.ground.directory.holdings import member_with_name
from tests.ground.directory.reading import plain
from tests.trade.context.duties.test_duties import url
from tests.trade.context.makers import make_duty, make_duty_piece

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = date(2026, 11, 25)


@pytest.fixture
def report(cooperation: Cooperation) -> Duty:
    """A report of which a structure owes a piece."""
    duty = make_duty(cooperation=cooperation)
    make_duty_piece(duty=duty, organisation=member_with_name(cooperation, "Brolles"))
    return duty


def test_piece_that_lacks_is_asked_about_before_it_is_sent(
    officer: Client, cooperation: Cooperation, report: Duty
) -> None:
    page = url(cooperation, "duty_send", report.pk)
    data = {"on": f"{TODAY:%d/%m/%Y}", "version": 1}
    opened = plain(officer.get(page).text)

    refused = officer.post(page, data)
    report.refresh_from_db()
    open_still = report.done_on
    officer.post(page, data | {"without": "on"})

    report.refresh_from_db()
    assert "Envoyé quand même, bien que manque la pièce de Brolles" in opened
    assert "Cochez si c’est parti sans elle, ou notez-la d’abord." in plain(refused.text)
    assert (refused.status_code, open_still, report.done_on) == (422, None, TODAY)


def test_drawing_names_every_stone_and_puts_an_agreement_under_its_funder(
    cooperation: Cooperation,
) -> None:
    caf = member_with_name(cooperation, "Caf")
    for day in range(7):
        make_duty(
            cooperation=cooperation,
            funder=caf,
            label=f"Une échéance dont le nom est long, la {day}",
            due_on=DAY + timedelta(days=day),
        )
    for label, act in (("Fin de la convention", "Caf, convention 12"), ("Autre fin", "MSA")):
        make_duty(cooperation=cooperation, label=label, source_act=act, due_on=DAY)

    drawing = draw_duties(list(Duty.objects.order_by("due_on", "pk")), DAY)

    assert drawing
    assert [(lane.name, len(lane.milestones)) for lane in drawing.lanes] == [
        ("Caf", 8),
        ("Autres", 1),
    ]
    places = [(one.label, one.label_y) for lane in drawing.lanes for one in lane.milestones]
    assert ([one for one in places if not one[0]], len(set(places))) == ([], 9)
    assert float(drawing.height) == 26 + (8 + 1) * 24 + 2 * 10 + 20


def test_upright_lines_stop_around_words_and_what_is_later_is_counted(
    cooperation: Cooperation,
) -> None:
    days = {"Une échéance passée": -20, "Une autre, plus tard": 60, "Bien plus tard": 900}
    for label, away in days.items():
        make_duty(cooperation=cooperation, label=label, due_on=DAY + timedelta(days=away))
    make_duty(cooperation=cooperation, kind="end", due_on=DAY + timedelta(days=900))
    call = make_duty(cooperation=cooperation, label="Un appel", due_on=DAY + timedelta(days=61))
    Duty.objects.filter(pk=call.pk).update(kind="call", opens_on=DAY - timedelta(days=40))

    drawing = draw_duties(list(Duty.objects.order_by("due_on", "pk")), DAY)

    assert drawing
    milestones = [one for lane in drawing.lanes for one in lane.milestones]
    assert [(one.label, one.label_y) for one in milestones] == [
        ("Une échéance passée", "42"),
        ("Une autre, plus tard", "42"),
        ("Un appel", "66"),
    ]
    assert re.sub(r"M[\d.]+ ", "M", drawing.today) == "M26V29M47V84"
    assert drawing.grid.count("M") > len(drawing.months)
    assert drawing.later_words == "une date plus lointaine se lit au tableau"


def test_what_is_due_to_nobody_known_comes_last(cooperation: Cooperation) -> None:
    make_duty(cooperation=cooperation, label="DETR", due_on=DAY)
    caf = member_with_name(cooperation, "Caf")
    make_duty(cooperation=cooperation, funder=caf, due_on=DAY + timedelta(days=9))

    drawing = draw_duties(list(Duty.objects.order_by("due_on", "pk")), DAY)

    assert drawing
    assert [lane.name for lane in drawing.lanes] == ["Caf", "Autres"]


@pytest.mark.parametrize(
    ("away", "mark"), [(-3, "échéance passée"), (3, "dans la semaine"), (60, "à venir")]
)
def test_legend_says_each_mark_once(
    officer: Client, cooperation: Cooperation, *, away: int, mark: str
) -> None:
    make_duty(cooperation=cooperation, due_on=timezone.localdate() + timedelta(days=away))

    page = officer.get(url(cooperation)).text

    legend = page.partition('<ul class="m-legend"')[2].partition("</ul>")[0]
    assert (legend.count(mark), "magenta" in legend, "m-lane-key" in legend) == (1, False, True)


def test_drawing_of_many_funders_says_how_much_it_shows_and_begins_with_what_comes(
    cooperation: Cooperation,
) -> None:
    for away in range(-10, 10):
        funder = member_with_name(cooperation, f"Financeur {away}")
        due_on = DAY + timedelta(days=away)
        make_duty(cooperation=cooperation, funder=funder, label=f"n° {away}", due_on=due_on)
    rows = list(Duty.objects.order_by("due_on", "pk"))

    drawings = [draw_duties(some, DAY) for some in (rows, rows[:10], rows[:14])]

    assert [one.part_words for one in drawings if one] == [
        "dix échéances dessinées sur 20, les prochaines d’abord",
        "",
        "quatre échéances dessinées sur 14, les prochaines d’abord",
    ]
    assert drawings[0]
    labels = [milestone.label for lane in drawings[0].lanes for milestone in lane.milestones]
    assert labels == [f"n° {away}" for away in range(10)]
    assert [bool(one and one.counts) for one in drawings] == [True, False, True]


def test_drawing_of_what_is_past_begins_with_the_oldest(cooperation: Cooperation) -> None:
    for away in range(-20, 0):
        funder = member_with_name(cooperation, f"Communauté du financeur {away}")
        due_on = DAY + timedelta(days=away)
        make_duty(cooperation=cooperation, funder=funder, label=f"n° {away}", due_on=due_on)

    drawing = draw_duties(list(Duty.objects.order_by("due_on", "pk")), DAY)

    assert drawing
    assert drawing.part_words == "douze échéances dessinées sur 20, les plus anciennes d’abord"
    assert [lane.milestones[0].label for lane in drawing.lanes] == [
        f"n° {n}" for n in range(-20, -8)
    ]
    assert (drawing.lanes[0].name, drawing.lanes[0].narrowed) == (
        "Communauté du financeur -20",
        "160",
    )
    assert all(month.label for month in drawing.months)


def test_drawing_counts_what_is_late_in_a_line_and_what_comes_by_month(
    cooperation: Cooperation,
) -> None:
    for away in range(-10, 60):
        funder = member_with_name(cooperation, f"Financeur {away}")
        make_duty(cooperation=cooperation, funder=funder, due_on=DAY + timedelta(days=away))
    make_duty(cooperation=cooperation, due_on=DAY + timedelta(days=900))
    make_duty(cooperation=cooperation, kind="end", due_on=DAY - timedelta(days=1))

    drawing = draw_duties(list(Duty.objects.order_by("due_on", "pk")), DAY)

    assert drawing
    assert drawing.counts
    day = long_date(DAY - timedelta(days=10))
    assert drawing.counts.late_words == f"dix échéances passées, la plus ancienne le {day}"
    assert sum(int(one.words) for one in drawing.counts.months) == 60
    assert drawing.later == 1
    assert drawing.part_words.startswith("douze échéances dessinées sur 72")


@pytest.mark.parametrize("lanes", [2, 20])
def test_months_of_a_choice_end_with_what_it_holds(cooperation: Cooperation, lanes: int) -> None:
    for away in range(lanes):
        funder = member_with_name(cooperation, f"Financeur {away}")
        make_duty(cooperation=cooperation, funder=funder, due_on=DAY + timedelta(days=away))
    rows = list(Duty.objects.order_by("due_on", "pk"))

    drawings = draw_duties(rows, DAY), draw_duties(rows, DAY, fits=True)

    assert [len(one.months) for one in drawings if one] == [15, 1 if lanes == 2 else 2]


def test_one_funder_never_fills_the_page(cooperation: Cooperation) -> None:
    caf = member_with_name(cooperation, "Caf")
    for away in range(1, 64):
        make_duty(cooperation=cooperation, funder=caf, due_on=DAY + timedelta(days=away))

    drawing = draw_duties(list(Duty.objects.order_by("due_on", "pk")), DAY)

    assert drawing
    assert len(drawing.lanes[0].milestones) == 60
    assert drawing.part_words == "60 échéances dessinées sur 63, les prochaines d’abord"


def test_drawing_and_sentence_follow_the_filters(officer: Client, cooperation: Cooperation) -> None:
    make_duty(cooperation=cooperation, label="Bilan", due_on=TODAY - timedelta(days=9))
    make_duty(cooperation=cooperation, label="Avenant", due_on=TODAY + timedelta(days=9))

    pages = [officer.get(url(cooperation) + more) for more in ("", "?filtres=1&passees=1")]

    sentences = [page.context["sentence"] for page in pages]
    drawn = [
        [milestone.label for lane in page.context["drawing"].lanes for milestone in lane.milestones]
        for page in pages
    ]
    month = within_a_month(Duty.objects.all(), TODAY)
    assert (drawn, [one.label for one in month]) == ([["Bilan", "Avenant"], ["Bilan"]], ["Avenant"])
    assert "Avenant" in sentences[0]
    assert "Avenant" not in sentences[1]


def test_nothing_is_asked_when_every_piece_came(
    officer: Client, cooperation: Cooperation, report: Duty
) -> None:
    report.pieces.update(received_on=TODAY)
    page = url(cooperation, "duty_send", report.pk)

    officer.post(page, {"on": f"{TODAY:%d/%m/%Y}", "version": 1})

    report.refresh_from_db()
    assert report.done_on == TODAY


def test_what_has_no_day_is_listed_last_and_takes_one(
    officer: Client, cooperation: Cooperation
) -> None:
    one = make_duty(cooperation=cooperation, label="Tableau de bord")
    Duty.objects.filter(pk=one.pk).update(due_on=None, due_words="15 du mois", is_yearly=True)

    register = plain(strip_tags(officer.get(url(cooperation)).text))
    assert "Une échéance attend son jour." in register
    assert "Aucune échéance à venir, aucune tenue, aucune passée, une sans jour." in register
    assert "Tableau de bordà préciser15 du mois" in register
    panel = plain(strip_tags(officer.get(url(cooperation, "duty", one.pk)).text))
    assert "Son jour est à préciser : « 15 du mois »." in panel

    typed = {"kind": "report", "label": one.label, "visibility": "team", "version": one.version}
    officer.post(url(cooperation, "duty_edit", one.pk), typed | {"due_on": ""})
    officer.post(
        url(cooperation, "duty_edit", one.pk), typed | {"due_on": "15/04/2027", "version": 2}
    )

    assert Duty.objects.get().due_on == date(2027, 4, 15)


def test_an_end_alone_is_no_drawing(cooperation: Cooperation) -> None:
    make_duty(cooperation=cooperation, kind="end", due_on=DAY)
    make_duty(cooperation=cooperation, due_on=DAY + timedelta(days=900))

    assert draw_duties(list(Duty.objects.all()), DAY) is None

"""When the councils meet, and whom one reminds, once a day at most."""

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from maillage.core.french import long_date
from maillage.foundation.cooperations.models import Cooperation
from maillage.trade.governance.models import Deliberation
from tests.conftest import SignIn
from tests.ground.directory.reading import expected, plain, reading
from tests.trade.governance.bodies.test_bodies import url
from tests.trade.governance.joint_decisions.makers import make_answer
from tests.trade.governance.joint_decisions.reminded_decisions import TODAY, deliberation


def test_what_comes_first_is_the_first_row_and_stands_once(
    officer: Client, cooperation: Cooperation
) -> None:
    for name, days in (("Bouin", -20), ("Nort", 20), ("Pornic", 5), ("Vue", -2)):
        deliberation(cooperation, name, session_in=days)

    page = officer.get(url(cooperation, "joint_decision_calendar"))

    rows = [row.line.label for row in page.context["page"].table_lines]
    assert rows == ["Pornic", "Nort", "Vue", "Bouin"]
    assert "Les dates à venir" not in page.text


def test_the_form_of_a_council_says_until_when_the_text_may_leave(
    officer: Client, cooperation: Cooperation
) -> None:
    dated = deliberation(cooperation, "Bouin", session_in=20)
    undated = deliberation(cooperation, "Nort")

    readings = [
        plain(reading(officer.get(url(cooperation, "joint_decision_council_edit", one.pk)).text))
        for one in (dated, undated)
    ]

    assert readings[0].startswith(
        f"Conseil le {long_date(TODAY + timedelta(days=20))}.".replace("\u00a0", " ")
    )
    assert readings[1] == "La date du conseil dira le dernier jour pour envoyer le texte."


def test_a_text_on_the_agenda_of_a_council_to_come_calls_for_nothing(
    officer: Client, cooperation: Cooperation
) -> None:
    one = deliberation(cooperation, "Bouin", session_in=20)
    page = url(cooperation, "joint_decision_council", one.pk)
    before = officer.get(page).text
    Deliberation.objects.filter(pk=one.pk).update(agenda_on=TODAY)

    assert "vérifier l’inscription" in before
    after = officer.get(page).text
    assert "m-expected-done" in after
    assert "Attendu de vous" not in after


def test_calendar_says_who_meets_first(officer: Client, cooperation: Cooperation) -> None:
    deliberation(cooperation, "Bouin", session_in=20)
    deliberation(cooperation, "Pornic", session_in=10)
    deliberation(cooperation, "Rouans")

    page = officer.get(url(cooperation, "joint_decision_calendar")).text

    text = reading(page).replace("\u00a0", " ")
    assert text.startswith("Deux conseils à venir, d’abord Pornic le ")
    assert text.endswith("Date à demander : Rouans.")
    rows = page.partition("<tbody")[2].partition("</tbody>")[0]
    assert ["Charte de Pornic" in rows, "Charte de Rouans" in rows] == [True, False]


def test_the_line_and_the_table_say_one_thing_of_an_answer(
    officer: Client, cooperation: Cooperation
) -> None:
    deliberation(cooperation, "Bouin", session_in=20)
    make_answer(deliberation=deliberation(cooperation, "Nort", session_in=5))

    page = officer.get(url(cooperation, "joint_decision_calendar")).context["page"]

    marks = {line.line.label: line.line.moments[0].value for line in page.drawing.lines}
    cells = {row.line.label: row.span.details[-1] for row in page.table_lines}
    assert (marks, cells) == (
        {"Bouin": "sent", "Nort": "yes"},
        {"Bouin": "envoyée", "Nort": "adoptée"},
    )


@pytest.mark.parametrize(
    ("sent", "role", "is_called"),
    [(False, "officer", True), (True, "officer", False), (False, "partner", False)],
)
def test_calendar_calls_for_its_own_subject_alone(
    sign_in: SignIn, cooperation: Cooperation, role: str, *, sent: bool, is_called: bool
) -> None:
    one = deliberation(cooperation, "Bouin", session_in=9)
    if not sent:
        Deliberation.objects.filter(pk=one.pk).update(sent_on=None)
    reserved = deliberation(cooperation, "Pornic", session_in=-5)
    make_answer(deliberation=reserved, vote="reserved", reserves="Sans l’article 3.")

    client = sign_in(role)
    pages = {
        name: client.get(url(cooperation, name)).text
        for name in ("joint_decisions", "joint_decision_calendar", "joint_decision_list")
    }

    calls = {name: expected(page) for name, page in pages.items()}
    assert ("Bouin : envoyer le texte" in calls["joint_decision_calendar"]) == is_called
    assert ["répondre à la réserve" in call for call in calls.values()] == [
        role == "officer",
        False,
        False,
    ]
    assert [page.count("m-button-main") for page in pages.values() if role == "officer"] in (
        [],
        [1, int(is_called), 1],
    )


@pytest.mark.parametrize(("on_agenda", "is_magenta"), [(True, False), (False, True)])
def test_council_whose_vote_is_awaited_asks_nothing_of_the_reader(
    officer: Client, cooperation: Cooperation, *, on_agenda: bool, is_magenta: bool
) -> None:
    one = deliberation(cooperation, "Bouin", session_in=9)
    Deliberation.objects.filter(pk=one.pk).update(agenda_on=TODAY if on_agenda else None)

    pages = [
        officer.get(url(cooperation, "joint_decision_council", one.pk)).text,
        officer.get(url(cooperation, "joint_decision", one.decision_id)).text,
    ]

    assert ['class="m-expected"' in page for page in pages] == [is_magenta] * 2
    assert ("attendre le vote" in expected(pages[0])) == on_agenda
    assert ["Noter la séance" in expected(page) for page in pages] == [is_magenta] * 2


def test_calendar_counts_the_clear_days(officer: Client, cooperation: Cooperation) -> None:
    """CGCT L2121-11 and L2121-12: five clear days when the population is not known."""
    one = deliberation(cooperation, "Bouin")
    one.session_on = TODAY + timedelta(days=30)
    one.save()

    page = officer.get(url(cooperation, "joint_decision_calendar") + "?periode=tout").text

    assert long_date(TODAY + timedelta(days=24)) in page


def test_calendar_without_a_date_says_what_to_do(officer: Client, cooperation: Cooperation) -> None:
    page = officer.get(url(cooperation, "joint_decision_calendar"))

    assert "Aucune date de conseil pour l’instant" in page.text


def test_calendar_queries_do_not_grow(
    officer: Client, cooperation: Cooperation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    deliberation(cooperation, "Bouin", session_in=3)
    with django_assert_num_queries(11):
        officer.get(url(cooperation, "joint_decision_calendar"))
    for name in ("Pornic", "Rouans"):
        make_answer(deliberation=deliberation(cooperation, name, session_in=5))
    with django_assert_num_queries(11):
        officer.get(url(cooperation, "joint_decision_calendar"))


def test_a_council_that_adjourned_is_shown_so(officer: Client, cooperation: Cooperation) -> None:
    council = deliberation(cooperation, "Bouin", email="lise@bouin.example.org")
    make_answer(deliberation=council, vote="deferred")

    page = officer.get(url(cooperation, "joint_decision_reminders")).text

    assert "le vote de son conseil" in page
    assert "Bouin, ajournée" in page

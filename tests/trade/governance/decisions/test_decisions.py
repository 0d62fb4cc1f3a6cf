"""The register of decisions: questions, options, what was settled, and the way to the councils."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from maillage.core.probes import Moment
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.search.query import search
from maillage.trade.governance.decisions import states as judges
from maillage.trade.governance.decisions.queries import joint_decision_from
from maillage.trade.governance.models import Decision, DecisionOption, JointDecision
from tests.conftest import SignIn
from tests.ground.directory.reading import expected, names_in, plain, reading
from tests.trade.governance.bodies.test_bodies import url
from tests.trade.governance.makers import (
    a_body_of,
    a_meeting_of,
    make_decision,
    make_decision_option,
    make_question,
)

TODAY = timezone.localdate()
SETTLED = {
    "question": "Qui porte l’ingénierie ?",
    "outcome": "decision",
    "wording": "La communauté la porte.",
    "decided_on": "06/10/2026",
}


def test_register_joins_meetings_and_lines_alone(officer: Client, cooperation: Cooperation) -> None:
    make_decision(meeting=a_meeting_of(cooperation), wording="La clé est retenue.")
    make_question(cooperation=cooperation, question="Quel siège ?")
    page = url(cooperation, "decisions")

    shown = [
        names_in(officer.get(f"{page}{requested}").text, "La clé est retenue.", "Quel siège ?")
        for requested in ("", "?filtres=1&portee=ouverte", "?filtres=1&portee=decision")
    ]

    assert shown == [
        ["La clé est retenue.", "Quel siège ?"],
        ["Quel siège ?"],
        ["La clé est retenue."],
    ]


def test_register_leaves_as_a_table(officer: Client, cooperation: Cooperation) -> None:
    question = make_question(cooperation=cooperation, question="Quel siège ?")
    Decision.objects.filter(pk=question.pk).update(
        nature="political",
        nature_why="il engage le mandat",
        next_step="councils",
        goes_up="Le lieu",
    )
    make_decision_option(decision=question, label="Aubry")
    chosen = make_decision_option(decision=question, label="Brix")
    DecisionOption.objects.filter(pk=chosen.pk).update(
        plus="central", cost="+12 000 €", is_chosen=True
    )

    page = officer.get(url(cooperation, "decisions") + "?export=csv").content.decode("utf-8-sig")

    (row,) = csv.DictReader(io.StringIO(page), delimiter=";")
    assert row["Question"] == "Quel siège ?"
    assert row["Options"] == "Aubry\nBrix (apporte : central ; coût : +12 000 €)"
    assert [row[name] for name in ("Option retenue", "Nature", "Pourquoi", "Va maintenant")] == [
        "Brix",
        "politique",
        "il engage le mandat",
        "aux conseils",
    ]
    assert (row["Ce qui remonte"], row["Posée aux conseils"]) == ("Le lieu", "")


def test_the_file_of_decisions_is_read_in_as_many_queries(
    officer: Client, cooperation: Cooperation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    page = url(cooperation, "decisions") + "?export=csv"

    def add() -> None:
        make_decision_option(decision=make_question(cooperation=cooperation))

    add()
    with django_assert_num_queries(8):
        officer.get(page)
    add()
    add()
    with django_assert_num_queries(8):
        officer.get(page)


def test_a_line_written_alone_is_kept(officer: Client, cooperation: Cooperation) -> None:
    body = a_body_of(cooperation)

    officer.post(
        url(cooperation, "decision_add"),
        SETTLED | {"body": body.pk, "rule": "unanimity", "review_on": "06/10/2027"},
    )

    entry = "question", "wording", "outcome", "body", "rule", "decided_on", "review_on"
    assert Decision.objects.values_list(*entry).get() == (
        "Qui porte l’ingénierie ?",
        "La communauté la porte.",
        "decision",
        body.pk,
        "unanimity",
        date(2026, 10, 6),
        date(2027, 10, 6),
    )


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"question": ""}, "Écrivez une réponse"),
        ({"wording": ""}, "Écrivez ce qui est décidé, en une phrase."),
        ({"decided_on": ""}, "Dites le jour où c’est décidé."),
        ({"decided_on": "01/01/2100"}, "Cette date est dans l’avenir"),
        ({"outcome": ""}, "Dites la portée de ce qui est écrit"),
        ({"review_on": "01/10/2026"}, "La revue précède la décision"),
    ],
)
def test_bad_input_is_refused(
    officer: Client, cooperation: Cooperation, wrong: dict[str, str], sentence: str
) -> None:
    page = officer.post(url(cooperation, "decision_add"), SETTLED | wrong)

    assert (page.status_code, Decision.objects.count()) == (422, 0)
    assert sentence in plain(page.text)


def test_one_option_at_most_is_chosen(officer: Client, cooperation: Cooperation) -> None:
    question = make_question(cooperation=cooperation)
    first = make_decision_option(decision=question)
    add = url(cooperation, "decision_option_add", question.pk)
    edit = url(cooperation, "decision_option_edit", first.pk)

    officer.post(edit, {"label": first.label, "is_chosen": "on", "version": "1"})
    officer.post(add, {"label": "La confier", "cost": "12 000 € par an", "is_chosen": "on"})

    assert list(DecisionOption.objects.values_list("label", "is_chosen")) == [
        ("La porter à plusieurs", False),
        ("La confier", True),
    ]
    sheet = plain(officer.get(url(cooperation, "decision", question.pk)).text)
    assert "12 000 € par an" in sheet


def test_second_writer_sees_both_texts(officer: Client, cooperation: Cooperation) -> None:
    question = make_question(cooperation=cooperation)
    edit = url(cooperation, "decision_edit", question.pk)
    officer.post(edit, {"question": "Qui la porte ?", "version": "1"})

    page = officer.post(edit, {"question": "Qui la paie ?", "version": "1"})

    assert (page.status_code, Decision.objects.get().question) == (409, "Qui la porte ?")


def test_a_validated_record_keeps_its_decisions(officer: Client, cooperation: Cooperation) -> None:
    meeting = a_meeting_of(cooperation)
    settled = make_decision(meeting=meeting)
    type(meeting).objects.update(validated_on=TODAY, validated_at=meeting, concluded_on=TODAY)

    page = officer.post(
        url(cooperation, "decision_option_add", settled.pk), {"label": "Autre"}, follow=True
    )

    assert "Le relevé de cette séance est validé" in page.text
    assert DecisionOption.objects.count() == 0


def test_what_is_to_deliberate_leads_to_the_councils(
    officer: Client, cooperation: Cooperation
) -> None:
    body = a_body_of(cooperation)
    line = make_question(
        cooperation=cooperation, wording="Partager les postes.", outcome="to_deliberate"
    )
    Decision.objects.update(rule="unanimity", body=body)
    add = url(cooperation, "joint_decision_add") + f"?decision={line.pk}"
    sheet = officer.get(url(cooperation, "decision", line.pk)).text
    shown = officer.get(add).context["form"].initial

    officer.post(add, {"title": shown["title"], "rule": shown["rule"]})

    line.refresh_from_db()
    assert f'href="{add}"' in sheet
    assert (shown["title"], shown["question"], shown["body"]) == (
        ("Qui porte l’ingénierie partagée ?", "Partager les postes.", body.pk)
    )
    assert line.joint_decision == JointDecision.objects.get()
    assert "Poser la question" not in officer.get(url(cooperation, "decision", line.pk)).text


def test_title_put_to_the_councils_is_no_sentence(access: Access) -> None:
    line = make_question(cooperation=access.cooperation, question="Partager les postes.")

    assert joint_decision_from(access, line).title == "Partager les postes"


def test_everybody_reads_and_officers_write(cooperation: Cooperation, sign_in: SignIn) -> None:
    line = make_question(cooperation=cooperation)
    pages = ("decision", "decision_edit")

    numbers_by_role = {
        role: [sign_in(role).get(url(cooperation, page, line.pk)).status_code for page in pages]
        for role in ("officer", "team", "partner", "observer")
    }

    assert numbers_by_role == {
        "officer": [200, 200],
        "team": [200, 403],
        "partner": [200, 403],
        "observer": [200, 403],
    }


def test_the_search_finds_a_question(access: Access) -> None:
    line = make_question(cooperation=access.cooperation, question="Quel siège ?")

    names = [one.url for one in search(access, "siège") if one.kind == "Décision"]

    assert names == [url(access.cooperation, "decision", line.pk)]


def test_register_asks_as_much_for_one_as_for_three(
    officer: Client,
    cooperation: Cooperation,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for count in (1, 2):
        for _number in range(count):
            make_question(cooperation=cooperation)
        with django_assert_num_queries(8):
            officer.get(url(cooperation, "decisions"))


@pytest.mark.parametrize(
    ("fields", "routed", "framed"),
    [
        (None, "todo", "todo"),
        ({}, "doing", "doing"),
        ({"nature": "political", "rule": "unanimity"}, "doing", "done"),
        ({"nature": "political", "next_step": "councils", "rule": "unanimity"}, "done", "done"),
        ({"outcome": "dropped"}, "done", "done"),
    ],
)
def test_missions_follow_the_register(
    cooperation: Cooperation, fields: dict[str, str] | None, routed: str, framed: str
) -> None:
    if fields is not None:
        make_question(cooperation=cooperation)
        Decision.objects.update(**fields)

    facts = judges.load(Moment(cooperation.pk, cooperation.slug, TODAY))

    assert judges.questions_routed(facts).level.value == routed
    assert judges.frame_shared(facts).level.value == framed


def test_the_rule_of_its_body_is_the_rule_of_a_question(cooperation: Cooperation) -> None:
    body = a_body_of(cooperation)
    type(body).objects.update(decision_rule="unanimity")
    make_question(cooperation=cooperation, nature="technical")
    Decision.objects.update(body=body)

    facts = judges.load(Moment(cooperation.pk, cooperation.slug, TODAY))

    assert judges.frame_shared(facts).level.value == "done"
    assert judges.questions_routed(facts).level.value == "done"


def test_a_question_is_routed(officer: Client, cooperation: Cooperation) -> None:
    body = a_body_of(cooperation)
    line = make_question(cooperation=cooperation)
    values = {
        "question": line.question,
        "nature": "political",
        "nature_why": "Elle engage les budgets.",
        "body": str(body.pk),
        "next_step": "political",
        "goes_up": "Qui paie, et combien.",
        "stays": "Le modèle de convention.",
        "version": "1",
    }

    officer.post(url(cooperation, "routing_edit", line.pk), values)

    entry = "nature", "nature_why", "body", "next_step", "goes_up", "stays"
    assert Decision.objects.values_list(*entry).get() == (
        "political",
        "Elle engage les budgets.",
        body.pk,
        "political",
        "Qui paie, et combien.",
        "Le modèle de convention.",
    )


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"nature": "political"}, "Dites pourquoi, en une phrase."),
        (
            {"nature": "technical", "nature_why": "Outils.", "next_step": "councils"},
            "Une question technique ne va pas aux conseils",
        ),
        ({"next_step": "councils"}, "Écrivez ce que les conseils auront à trancher."),
        ({"question": ""}, "Écrivez une réponse"),
    ],
)
def test_a_route_that_leads_nowhere_is_reported(
    officer: Client, cooperation: Cooperation, wrong: dict[str, str], sentence: str
) -> None:
    page = officer.post(url(cooperation, "routing_add"), {"question": "Quel siège ?"} | wrong)

    assert (page.status_code, Decision.objects.count()) == (422, 0)
    assert sentence in plain(page.text)


def test_routes_are_read_open_first(officer: Client, cooperation: Cooperation) -> None:
    make_question(cooperation=cooperation, question="Quel siège ?")
    make_question(cooperation=cooperation, question="Quel logo ?", outcome="dropped")

    page = officer.get(url(cooperation, "routing"))

    assert names_in(page.text, "Quel siège ?", "Quel logo ?") == ["Quel siège ?"]
    assert plain(reading(page.text)) == (
        "Une question ouverte attend qu’on dise si elle est politique ou technique."
    )


@pytest.mark.parametrize(
    ("role", "nature", "is_called"),
    [("officer", "", True), ("officer", "political", False), ("partner", "", False)],
)
def test_page_of_routes_calls_for_the_nature_of_the_oldest_question(
    sign_in: SignIn, cooperation: Cooperation, role: str, nature: str, *, is_called: bool
) -> None:
    make_question(cooperation=cooperation, question="Quel siège ?", nature=nature)

    page = expected(sign_in(role).get(url(cooperation, "routing")).text)

    words = "<b>Dire si elle est politique ou technique</b></p> <p>Quel siège ?"
    assert (words in page) == is_called


def test_a_review_is_a_date_of_its_own(access: Access, officer: Client) -> None:
    line = make_question(cooperation=access.cooperation, nature="political")
    later = TODAY + timedelta(days=20)

    officer.post(
        url(access.cooperation, "routing_edit", line.pk),
        {"question": line.question, "review_on": f"{later:%d/%m/%Y}", "version": "1"},
    )

    assert Decision.objects.get().review_on == later

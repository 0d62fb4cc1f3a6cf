"""The heading: set, held, adapted; each version stays, word by word, and none is overwritten."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.trade.context.heading.words import Piece, changed_words
from maillage.trade.context.models import HeadingStep
from tests.conftest import SignIn, signed_in
from tests.foundation.cooperations.makers import make_access
from tests.ground.directory.reading import plain, reading
from tests.trade.context.history.test_history import url
from tests.trade.context.makers import make_heading_step, make_signal

TODAY = timezone.localdate()
NOW = f"{TODAY:%d/%m/%Y}"


def adapted(**other: object) -> dict[str, object]:
    """What the form sends that adapts the heading."""
    values = {
        "course": "adapted",
        "statement": "Un service unifié d’ici 2029",
        "changed": "La date",
        "why": "Deux conseils demandent un budget de plus.",
        "decided_at": "COPIL du 12 mai 2026",
        "on": NOW,
        "visibility": "members",
        "version": "1",
    }
    return values | other


def courses() -> list[tuple[str, str]]:
    """What was done with the heading, in order, and its words."""
    return list(HeadingStep.objects.values_list("course", "statement"))


def test_heading_is_set_then_adapted_and_nothing_is_lost(
    officer: Client, access: Access, cooperation: Cooperation
) -> None:
    page = url(cooperation, "heading_amend")
    first = {"statement": "Un service unifié d’ici 2028", "on": NOW, "visibility": "members"}

    officer.post(page, first | {"version": "1"})
    officer.post(page, adapted(version="2"))
    shown = officer.get(url(cooperation, "heading"))

    assert courses() == [
        ("set", "Un service unifié d’ici 2028"),
        ("adapted", "Un service unifié d’ici 2029"),
    ]
    assert plain(reading(shown.text)) == "Un service unifié d’ici 2029"
    assert "<del>2028</del> <ins>2029</ins>" in plain(shown.text)
    assert "Décidé : COPIL du 12 mai 2026" in plain(shown.text)
    assert HeadingStep.objects.filter(author=access.user).count() == 2


def test_heading_is_held_with_its_words(officer: Client, cooperation: Cooperation) -> None:
    make_heading_step(cooperation=cooperation)
    page = url(cooperation, "heading_amend")

    moved = officer.post(page, adapted(course="held"))
    officer.post(page, adapted(course="held", statement="Un service unifié d’ici 2028", changed=""))

    assert "Tenir le cap, c’est garder ses mots" in plain(moved.text)
    assert courses() == [
        ("set", "Un service unifié d’ici 2028"),
        ("held", "Un service unifié d’ici 2028"),
    ]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"statement": "Un service unifié d’ici 2028"}, "Rien n’a changé"),
        ({"changed": ""}, "ce qui change"),
        ({"why": ""}, "Dites pourquoi"),
        ({"on": "01/01/2026"}, "Le cap a déjà une version du 2 mars 2026"),
        ({"on": f"{TODAY + timedelta(days=1):%d/%m/%Y}"}, "Cette date est à venir"),
        ({"on": "31/02/2026"}, "Février 2026 a 28 jours"),
        ({"statement": ""}, "Écrivez une réponse"),
        ({"statement": "x" * 1501}, "1500"),
    ],
)
def test_bad_input_is_refused(
    officer: Client, cooperation: Cooperation, wrong: dict[str, object], sentence: str
) -> None:
    make_heading_step(cooperation=cooperation)

    page = officer.post(url(cooperation, "heading_amend"), adapted() | wrong)

    assert (page.status_code, len(courses())) == (422, 1)
    assert sentence in plain(page.text)


def test_two_officers_on_the_same_heading_see_both_texts(
    officer: Client, cooperation: Cooperation
) -> None:
    make_heading_step(cooperation=cooperation)
    other = make_access(cooperation=cooperation)
    page = url(cooperation, "heading_amend")
    signed_in(other).post(page, adapted(statement="Deux services d’ici 2028"))

    second = officer.post(page, adapted())

    assert second.status_code == 409
    assert other.user.name in second.text
    assert "Deux" in second.text
    assert "2029" in second.text
    assert courses()[-1] == ("adapted", "Deux services d’ici 2028")


def test_news_says_why_the_heading_is_looked_at(officer: Client, cooperation: Cooperation) -> None:
    make_heading_step(cooperation=cooperation)
    news = make_signal(cooperation=cooperation, label="Le département se retire")

    page = officer.get(url(cooperation, "heading_amend") + f"?actualite={news.pk}")

    assert page.context["form"].initial["why"] == "Le département se retire"


def test_versions_are_read_by_their_level(cooperation: Cooperation, sign_in: SignIn) -> None:
    make_heading_step(cooperation=cooperation)
    make_heading_step(
        cooperation=cooperation,
        statement="Un service à deux",
        course="adapted",
        on=date(2026, 9, 1),
        visibility="officers",
    )

    values = {
        role: plain(reading(sign_in(role).get(url(cooperation, "heading")).text))
        for role in ("officer", "team", "observer")
    }

    assert values == {
        "officer": "Un service à deux",
        "team": "Un service unifié d’ici 2028",
        "observer": "Un service unifié d’ici 2028",
    }
    assert sign_in("team").get(url(cooperation, "heading_amend")).status_code == 403


def test_empty_page_says_what_to_do(officer: Client, cooperation: Cooperation) -> None:
    page = plain(officer.get(url(cooperation, "heading")).text)

    assert "Le cap n’est pas encore écrit" in page
    assert "Poser le cap" in page


def test_heading_asks_as_much_for_one_as_for_three(
    officer: Client,
    cooperation: Cooperation,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for count in (1, 2):
        for _number in range(count):
            make_heading_step(cooperation=cooperation)
        officer.get(url(cooperation, "heading"))
        with django_assert_num_queries(4):
            officer.get(url(cooperation, "heading"))


def test_words_in_common_stay() -> None:
    assert changed_words("Un service d’ici 2028", "Un seul service d’ici 2028") == [
        Piece("same", "Un"),
        Piece("ins", "seul"),
        Piece("same", "service d’ici 2028"),
    ]

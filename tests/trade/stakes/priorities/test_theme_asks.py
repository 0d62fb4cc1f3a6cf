"""A structure says by link what the themes touch for it, and sees nothing else."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from maillage.core.french import of_body
from maillage.foundation.cooperations.models import AnswerLink, Cooperation
from maillage.foundation.cooperations.questions.points import path_of
from maillage.foundation.journal.models import Change
from maillage.ground.actors.models import Position
from maillage.ground.directory.models import Actor, Member
from maillage.trade.stakes.choices import ThemeState
from maillage.trade.stakes.models import Theme
from tests.conftest import SignIn
from tests.foundation.cooperations.answering import answer_by_link
from tests.foundation.cooperations.makers import make_answer_link
from tests.ground.actors.makers import make_member_actor, make_position
from tests.trade.stakes.makers import make_theme, make_theme_choice
from tests.trade.stakes.stake_pages.test_stakes import plain, url


@pytest.fixture
def actor(cooperation: Cooperation) -> Actor:
    return make_member_actor(cooperation=cooperation)


@pytest.fixture
def theme(cooperation: Cooperation) -> Theme:
    """A theme of the short list; another one waits."""
    make_theme_choice(theme=make_theme(cooperation=cooperation, label="Éolien"), state="later")
    record = make_theme(cooperation=cooperation)
    make_theme_choice(theme=record)
    return record


@pytest.fixture
def link(actor: Actor) -> AnswerLink:
    return make_answer_link(cooperation=actor.cooperation, purpose="priorities", target=actor.pk)


def reply(theme: Theme, value: str = "3", last: str = "0", **more: str) -> dict[str, str]:
    return {
        f"value_{theme.pk}": value,
        f"last_{theme.pk}": last,
        "said": "Nos habitants en parlent tous.",
        "visibility": "members",
        "said_by": "Lise Vrignaud, maire",
    } | more


def test_a_priority_by_link_is_the_structure_s_own(
    link: AnswerLink, actor: Actor, theme: Theme, sign_in: SignIn
) -> None:
    status, page = answer_by_link(link, reply(theme))
    replayed = answer_by_link(link, reply(theme))[0]

    position = Position.objects.select_related("source").get()
    assert (status, f"Les priorités {of_body(actor)} sont à jour." in page, replayed) == (
        200,
        True,
        200,
    )
    assert (position.value, position.subject, position.said, position.visibility) == (
        3,
        theme.subject,
        "Nos habitants en parlent tous.",
        "members",
    )
    assert (position.source.kind, position.source.who) == ("link", "Lise Vrignaud, maire")
    assert list(Change.objects.filter(topic="positions").values_list("via", flat=True)) == [
        "Lise Vrignaud, maire, par lien"
    ]
    assert "+3, sert ses missions" in plain(
        sign_in("partner").get(url(actor.cooperation, "theme_priorities")).text
    )


def test_its_answer_may_be_for_officers(
    link: AnswerLink, actor: Actor, theme: Theme, sign_in: SignIn
) -> None:
    answer_by_link(link, reply(theme, visibility="officers"))

    page = url(actor.cooperation, "theme_priorities")
    assert "+3, sert ses missions" in plain(sign_in("officer").get(page).text)
    assert "+3, sert ses missions" not in plain(sign_in("partner").get(page).text)


def test_only_the_short_list_is_put(link: AnswerLink, theme: Theme) -> None:
    page = Client().get(path_of(link)).text

    assert (theme.label in page, "Éolien" in page) == (True, False)


def test_without_a_short_list_what_is_discussed_is_put(
    link: AnswerLink, cooperation: Cooperation
) -> None:
    make_theme(cooperation=cooperation, label="Haies")
    waiting = make_theme(cooperation=cooperation, label="Éolien")
    make_theme_choice(theme=waiting, state=ThemeState.LATER)

    page = Client().get(path_of(link)).text

    assert ("Haies" in page, "Éolien" in page) == (True, False)


def test_it_sees_nothing_of_what_others_said(link: AnswerLink, actor: Actor, theme: Theme) -> None:
    make_position(actor=actor, subject=theme.subject, value=-4, said="Ils bluffent.")
    beside = make_member_actor(cooperation=actor.cooperation, name="Machecoul")
    make_position(actor=beside, subject=theme.subject, value=4)

    page = Client().get(path_of(link)).text

    assert [mark for mark in ("bluffent", "Machecoul", 'value="-4" selected') if mark in page] == []


def test_what_came_meanwhile_loses_nothing_typed(
    link: AnswerLink, actor: Actor, theme: Theme
) -> None:
    beside = make_answer_link(cooperation=actor.cooperation, purpose="priorities", target=actor.pk)
    answer_by_link(beside, reply(theme, "1"))
    first = Position.objects.get()

    status, page = answer_by_link(link, reply(theme))

    assert (status, Position.objects.count()) == (409, 1)
    assert "Votre structure a répondu pendant que vous écriviez." in page
    assert "Nos habitants en parlent tous." in page
    assert f'name="last_{theme.pk}" value="{first.pk}"' in page


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"value": ""}, "choisissez pour un thème au moins"),
        ({"value": "9"}, "Sélectionnez un choix valide"),
        ({"said_by": ""}, "Dites qui répond"),
    ],
)
def test_bad_answers_are_refused(
    link: AnswerLink, theme: Theme, more: dict[str, str], sentence: str
) -> None:
    status, page = answer_by_link(link, reply(theme, **more))

    assert (status, Position.objects.count()) == (422, 0)
    assert sentence in page


@pytest.mark.parametrize("what", ["expired", "withdrawn", "left", "no theme", "beside"])
def test_a_link_that_no_longer_asks_is_closed(link: AnswerLink, theme: Theme, what: str) -> None:
    yesterday = timezone.now() - timedelta(days=1)
    if what == "expired":
        AnswerLink.objects.update(expires_at=yesterday)
    elif what == "withdrawn":
        AnswerLink.objects.update(revoked_at=yesterday)
    elif what == "left":
        Member.objects.update(until=yesterday.date())
    elif what == "no theme":
        make_theme_choice(theme=theme, state=ThemeState.LATER)
    else:
        AnswerLink.objects.update(target=make_member_actor().pk)

    assert (Client().get(path_of(link)).status_code, answer_by_link(link, reply(theme))[0]) == (
        410,
        410,
    )
    assert not Position.objects.exists()


def test_a_forged_link_does_not_exist(link: AnswerLink) -> None:
    assert Client().get(path_of(link)[:-2] + "x/").status_code == 404


def test_an_officer_asks_by_link(officer: Client, actor: Actor, theme: Theme) -> None:
    here = url(actor.cooperation, "theme_priority_ask", actor.pk)

    listed = officer.get(url(actor.cooperation, "theme_priorities")).text
    answer = officer.post(here, {"recipient": "Mairie"})

    link = AnswerLink.objects.get()
    assert here in listed
    assert (answer.status_code, link.purpose, link.target) == (302, "priorities", actor.pk)


def test_nobody_else_asks(sign_in: SignIn, actor: Actor) -> None:
    here = url(actor.cooperation, "theme_priority_ask", actor.pk)

    assert [sign_in(role).get(here).status_code for role in ("team", "partner")] == [403, 403]


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_as_much_for_one_theme_as_for_three(
    link: AnswerLink, cooperation: Cooperation, count: int
) -> None:
    for label in ("Haies", "Habitat", "Mobilités")[:count]:
        make_theme_choice(theme=make_theme(cooperation=cooperation, label=label))
    address = path_of(link)

    with CaptureQueriesContext(connection) as queries_context:
        Client().get(address)

    assert len(queries_context) == 5

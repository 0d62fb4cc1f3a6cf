"""A structure gives its own positions by link, corrects them, and sees nothing else."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from maillage.foundation.cooperations.models import AnswerLink, Cooperation
from maillage.foundation.cooperations.questions.points import path_of
from maillage.foundation.journal.models import Change
from maillage.ground.actors.choices import SourceKind
from maillage.ground.actors.models import Position
from maillage.ground.directory.models import Actor, Member
from maillage.trade.stakes.models import PositionAsk, Stake
from tests.conftest import SignIn
from tests.foundation.cooperations.answering import answer_by_link
from tests.foundation.cooperations.makers import make_answer_link
from tests.ground.actors.makers import make_member_actor, make_position, make_source
from tests.trade.stakes.makers import make_position_ask, make_stake
from tests.trade.stakes.stake_pages.test_stakes import plain, url

TODAY = timezone.localdate()


@pytest.fixture
def stake(cooperation: Cooperation) -> Stake:
    return make_stake(cooperation=cooperation)


@pytest.fixture
def actor(cooperation: Cooperation) -> Actor:
    return make_member_actor(cooperation=cooperation)


@pytest.fixture
def link(stake: Stake, actor: Actor) -> AnswerLink:
    ask = make_position_ask(actor=actor, stakes=[stake])
    return make_answer_link(cooperation=stake.cooperation, purpose="positions", target=ask.pk)


def reply(stake: Stake, value: str = "-2", last: str = "0", **more: str) -> dict[str, str]:
    return {
        f"value_{stake.pk}": value,
        f"words_{stake.pk}": "La clé pèse sur nos projets.",
        f"last_{stake.pk}": last,
        "visibility": "members",
        "said_by": "Lise Vrignaud, secrétaire générale",
    } | more


def test_a_position_by_link_is_the_structure_s_own(stake: Stake, link: AnswerLink) -> None:
    status, page = answer_by_link(link, reply(stake))
    again = answer_by_link(link, reply(stake))[0]

    position = Position.objects.select_related("source").get()
    assert (status, "Les positions de" in page, again) == (200, True, 200)
    assert (position.value, position.visibility, position.source.kind, position.source.who) == (
        -2,
        "members",
        "link",
        "Lise Vrignaud, secrétaire générale",
    )
    assert list(Change.objects.filter(topic="positions").values_list("via", flat=True)) == [
        "Lise Vrignaud, secrétaire générale, par lien"
    ]


def test_its_answer_may_be_for_officers(
    stake: Stake, link: AnswerLink, sign_in: SignIn, cooperation: Cooperation
) -> None:
    answer_by_link(link, reply(stake, visibility="officers"))

    matrix = url(cooperation, "positions")
    assert 'data-v="-2"' in sign_in("officer").get(matrix).text
    assert 'data-v="-2"' not in sign_in("partner").get(matrix).text


def test_what_was_collected_is_shown_and_corrected(
    stake: Stake, actor: Actor, link: AnswerLink
) -> None:
    source = make_source(cooperation=actor.cooperation, kind=SourceKind.PHONE, who="le secrétariat")
    position = make_position(
        actor=actor, subject=stake.subject, value=3, source=source, said="Ils bluffent."
    )

    page = plain(Client().get(path_of(link)).text)

    assert "(téléphone, auprès du secrétariat) : +3, sert ses missions. Confirmez-le" in page
    assert "Ils bluffent." not in page
    assert answer_by_link(link, reply(stake, last=str(position.pk)))[0] == 200
    assert list(Position.objects.order_by("pk").values_list("value", flat=True)) == [3, -2]


@pytest.mark.parametrize("kind", [SourceKind.THIRD, SourceKind.OFFICER])
def test_it_never_sees_what_others_said_of_it(
    stake: Stake, actor: Actor, link: AnswerLink, kind: str
) -> None:
    source = make_source(cooperation=actor.cooperation, kind=kind, who="un voisin")
    make_position(actor=actor, subject=stake.subject, value=-4, source=source)
    beside = make_member_actor(cooperation=actor.cooperation, name="Machecoul")
    make_position(actor=beside, subject=stake.subject, value=4)

    page = plain(Client().get(path_of(link)).text)

    assert ("un voisin" in page, "Recueilli" in page, "Machecoul" in page) == (
        False,
        False,
        False,
    )


def test_nothing_collected_is_shown_when_the_officer_says_so(
    stake: Stake, actor: Actor, link: AnswerLink
) -> None:
    PositionAsk.objects.update(shows_collected=False)
    make_position(actor=actor, subject=stake.subject, value=3)

    assert "Recueilli" not in Client().get(path_of(link)).text


def test_what_came_meanwhile_loses_nothing_typed(
    stake: Stake, actor: Actor, link: AnswerLink
) -> None:
    other = make_position(actor=actor, subject=stake.subject, value=1)

    status, page = answer_by_link(link, reply(stake))

    assert (status, Position.objects.count()) == (409, 1)
    assert "La clé pèse sur nos projets." in page
    assert f'name="last_{stake.pk}" value="{other.pk}"' in page


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"value": ""}, "Donnez au moins une position"),
        ({"value": "9"}, "Sélectionnez un choix valide"),
        ({"said_by": ""}, "Dites qui répond"),
    ],
)
def test_bad_answers_are_refused(
    stake: Stake, link: AnswerLink, more: dict[str, str], sentence: str
) -> None:
    status, page = answer_by_link(link, reply(stake, **more))

    assert (status, Position.objects.count()) == (422, 0)
    assert sentence in page


def test_a_closed_stake_is_not_asked(stake: Stake, link: AnswerLink) -> None:
    Stake.objects.update(until=TODAY - timedelta(days=1), since=None)

    assert Client().get(path_of(link)).status_code == 410


def test_an_actor_that_left_is_no_longer_asked(stake: Stake, link: AnswerLink) -> None:
    Member.objects.update(until=TODAY - timedelta(days=1))

    assert (Client().get(path_of(link)).status_code, answer_by_link(link, reply(stake))[0]) == (
        410,
        410,
    )
    assert not Position.objects.exists()


def test_an_ask_of_another_cooperation_is_not_answered(link: AnswerLink) -> None:
    beside = make_position_ask()
    AnswerLink.objects.update(target=beside.pk)

    assert Client().get(path_of(link)).status_code == 410


def test_an_officer_asks_by_link(officer: Client, stake: Stake, actor: Actor) -> None:
    address = url(actor.cooperation, "position_ask", actor.pk)

    page = officer.get(address)
    answer = officer.post(
        address, {"recipient": "Mairie", "stakes": [stake.pk], "shows_collected": "on"}
    )

    link = AnswerLink.objects.get()
    assert "Partage du coût" in page.text
    assert (answer.status_code, link.purpose, link.recipient) == (302, "positions", "Mairie")
    assert list(PositionAsk.objects.get(pk=link.target).stakes.all()) == [stake]


def test_nobody_else_asks(sign_in: SignIn, actor: Actor) -> None:
    address = url(actor.cooperation, "position_ask", actor.pk)

    assert [sign_in(role).get(address).status_code for role in ("team", "partner")] == [403, 403]

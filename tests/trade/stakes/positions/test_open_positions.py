"""Whoever does not see all that was said is never told that somebody is silent."""

from datetime import date

import pytest
from django.test import Client

from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.directory.models import Actor
from maillage.trade.stakes.models import Stake
from tests.conftest import SignIn
from tests.ground.actors.makers import make_member_actor, make_position
from tests.ground.directory.reading import plain
from tests.trade.stakes.makers import make_stake
from tests.trade.stakes.stake_pages.test_stakes import url

ROLES = ("team", "elected", "partner")


@pytest.fixture
def stake(cooperation: Cooperation) -> Stake:
    return make_stake(cooperation=cooperation)


@pytest.fixture
def secretive(stake: Stake) -> Actor:
    """One is for and says so to all, another is against in confidence."""
    place = stake.cooperation
    agreeing = make_member_actor(cooperation=place, name="Bouin")
    make_position(actor=agreeing, subject=stake.subject, value=3, visibility="members")
    actor = make_member_actor(cooperation=place, name="Machecoul")
    make_position(actor=actor, subject=stake.subject, value=-3, visibility="officers")
    return actor


def shown(client: Client, stake: Stake, page: str, *numbers: int) -> str:
    text = client.get(url(stake.cooperation, page, *numbers)).text
    return plain(text.partition("<main")[2])


@pytest.mark.parametrize("role", ROLES)
def test_a_position_in_confidence_is_no_silence(
    sign_in: SignIn, stake: Stake, secretive: Actor, role: str
) -> None:
    client = sign_in(role)

    pages = [
        shown(client, stake, "positions"),
        shown(client, stake, "stake", stake.pk),
        shown(client, stake, "position_cell", stake.pk, secretive.pk),
    ]

    assert "D’après les positions qui vous sont ouvertes : un terrain d’entente." in pages[0]
    assert "D’après les positions qui vous sont ouvertes : terrain d’entente." in pages[1]
    assert "Aucune position ne vous est ouverte ici." in pages[2]
    assert "Rien d’ouvert à votre lecture" in pages[1]
    words = ("n’a rien dit", "silence", "Silencieuse", "muette", "prend position", "encore être lu")
    assert [word for word in words for page in pages if word in page] == []
    assert "1 pour, parmi les positions ouvertes" in pages[0]


@pytest.mark.parametrize("hides_more", [True, False])
def test_each_open_position_says_that_others_may_be_closed(
    sign_in: SignIn, stake: Stake, hides_more: bool
) -> None:
    actor = make_member_actor(cooperation=stake.cooperation, name="Vue")
    days = (date(2026, 2, 2), date(2026, 9, 1))
    for day, value, visibility in zip(days, (-3, -1), ("members", "officers"), strict=True):
        if hides_more or visibility == "members":
            make_position(
                actor=actor, subject=stake.subject, value=value, on=day, visibility=visibility
            )
    client = sign_in("partner")

    open_day = "2 février 2026, dernière ouverte à votre lecture"
    matrix = client.get(url(stake.cooperation, "positions"), {"case": f"{stake.pk}~{actor.pk}"})
    assert open_day in plain(matrix.text)
    assert open_day in shown(client, stake, "stake", stake.pk)
    cell = shown(client, stake, "position_cell", stake.pk, actor.pk)
    assert "1 position vous est ouverte : cela ne dit pas s’il y en a d’autres." in cell


def test_an_officer_reads_the_whole(officer: Client, stake: Stake, secretive: Actor) -> None:
    page = shown(officer, stake, "positions")

    assert "Un conflit potentiel." in page
    assert "vous sont ouvertes" not in page
    assert "ouverte à votre lecture" not in page
    assert "Silencieuses" not in shown(officer, stake, "stake", stake.pk)

"""On the wall stands what all may read, and what the room says is for all."""

import pytest
from django.test import Client
from django.utils import timezone

from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.actors.models import Position
from maillage.ground.directory.models import Actor
from maillage.trade.stakes.models import Stake
from tests.conftest import SignIn
from tests.ground.actors.makers import make_member_actor, make_position
from tests.ground.directory.makers import make_member_person
from tests.trade.stakes.makers import make_stake
from tests.trade.stakes.stake_pages.test_stakes import plain, url

TODAY = timezone.localdate()


def on_the_wall(cooperation: Cooperation) -> tuple[Stake, Actor, Actor]:
    stake = make_stake(cooperation=cooperation)
    first = make_member_actor(cooperation=cooperation, name="Machecoul")
    return stake, first, make_member_actor(cooperation=cooperation, name="Pornic")


def form_data(stake: Stake, *positions: tuple[Actor, str, int]) -> dict[str, str]:
    values = {"words": "La salle est d’accord sur le mercredi."}
    for actor, value, last in positions:
        values |= {f"value_{actor.pk}": value, f"last_{actor.pk}": str(last)}
    return values


def test_what_the_room_says_is_for_all(officer: Client, cooperation: Cooperation) -> None:
    stake, first, second = on_the_wall(cooperation)
    address = f"{url(cooperation, 'position_workshop')}?enjeu={stake.pk}"

    answer = officer.post(address, form_data(stake, (first, "2", 0), (second, "-1", 0)))

    rows = Position.objects.order_by("actor__organisation__name").values_list(
        "value", "visibility", "source__kind", "source__visibility", "on"
    )
    assert list(rows) == [
        (2, "members", "workshop", "members", TODAY),
        (-1, "members", "workshop", "members", TODAY),
    ]
    saved = officer.get(answer.headers["Location"]).text
    assert 'data-maillage-draft-saved="' in saved


def test_nothing_confidential_is_on_the_wall(officer: Client, cooperation: Cooperation) -> None:
    stake, first, second = on_the_wall(cooperation)
    make_position(
        actor=first, subject=stake.subject, value=3, visibility=Visibility.MEMBERS, said="Oui."
    )
    make_position(actor=first, subject=stake.subject, value=-4, said="Ils bluffent.")
    make_position(actor=second, subject=stake.subject, value=-4)
    person = make_member_person(cooperation=cooperation)
    Actor.objects.create(cooperation=cooperation, person=person)

    page = officer.get(url(cooperation, "position_workshop")).text

    assert page.count(" selected>") == 2
    assert '<option value="3" selected>' in page
    assert ("Ils bluffent." in page, person.family_name in page) == (False, False)
    assert "data-maillage-draft=" in page


def test_only_what_changed_is_noted(officer: Client, cooperation: Cooperation) -> None:
    stake, first, second = on_the_wall(cooperation)
    position = make_position(
        actor=first, subject=stake.subject, value=3, visibility=Visibility.MEMBERS
    )
    address = f"{url(cooperation, 'position_workshop')}?enjeu={stake.pk}"

    same = officer.post(address, form_data(stake, (first, "3", position.pk), (second, "", 0)))
    officer.post(address, form_data(stake, (first, "3", position.pk), (second, "1", 0)))

    assert same.status_code == 422
    assert "Aucune position n’a changé" in plain(same.text)
    assert Position.objects.count() == 2


def test_two_hands_in_one_room_lose_nothing(officer: Client, cooperation: Cooperation) -> None:
    stake, first, second = on_the_wall(cooperation)
    other = make_position(
        actor=first, subject=stake.subject, value=3, visibility=Visibility.MEMBERS
    )
    address = f"{url(cooperation, 'position_workshop')}?enjeu={stake.pk}"

    page = officer.post(address, form_data(stake, (first, "-2", 0), (second, "1", 0)))

    assert (page.status_code, Position.objects.count()) == (409, 1)
    assert "Machecoul vient d’être noté autrement (+3)" in plain(page.text)
    assert "La salle est d’accord sur le mercredi." in page.text
    assert f'name="last_{first.pk}" value="{other.pk}"' in page.text
    assert page.text.count(" selected>") == 2


@pytest.mark.parametrize("value", ["7", "oui"])
def test_a_value_out_of_range_is_refused(
    officer: Client, cooperation: Cooperation, value: str
) -> None:
    stake, first, _second = on_the_wall(cooperation)

    page = officer.post(
        f"{url(cooperation, 'position_workshop')}?enjeu={stake.pk}",
        form_data(stake, (first, value, 0)),
    )

    assert (page.status_code, Position.objects.count()) == (422, 0)


def test_without_a_stake_one_is_named_first(officer: Client, cooperation: Cooperation) -> None:
    assert "Nommez d’abord un enjeu" in officer.get(url(cooperation, "position_workshop")).text


def test_officers_alone_hold_the_workshop(
    sign_in: SignIn, stranger: Client, cooperation: Cooperation
) -> None:
    address = url(cooperation, "position_workshop")

    assert [sign_in(role).get(address).status_code for role in ("team", "partner")] == [403, 403]
    assert stranger.get(address).status_code == 404

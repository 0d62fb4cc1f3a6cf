"""Which agreements carry weight, and who stands on both sides?"""

from django.test import Client

from maillage.analysis.actor_game import heaviest_pairs, position_reading
from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.ground.directory.models import Actor
from maillage.trade.stakes.convergences.queries import convergences
from tests.conftest import SignIn
from tests.ground.actors.makers import make_influence, make_member_actor, make_position
from tests.ground.directory.reading import plain
from tests.trade.stakes.makers import make_stake
from tests.trade.stakes.stake_pages.test_stakes import url

NAMES = ("Agglo", "Bourg", "Club")
POSITIONS = ((3, 2), (2, -1), (1, 2))


def spoken(cooperation: Cooperation, visibility: str = "officers") -> list[Actor]:
    """Three actors on two stakes; Agglo and Club agree on both, Bourg is on both sides."""
    stakes = [make_stake(cooperation=cooperation, label=one) for one in ("Bus", "Eau")]
    actors = [make_member_actor(cooperation=cooperation, name=one) for one in NAMES]
    for actor, row in zip(actors, POSITIONS, strict=True):
        for stake, value in zip(stakes, row, strict=True):
            make_position(actor=actor, subject=stake.subject, value=value, visibility=visibility)
    return actors


def weighed(actors: list[Actor]) -> None:
    """Agglo acts on both others, Bourg a little on Agglo, Club on nobody."""
    strengths = {(0, 1): 4, (0, 2): 3, (1, 0): 1, (1, 2): 1, (2, 0): 0, (2, 1): 0}
    for (actor, target), strength in strengths.items():
        make_influence(actor=actors[actor], target=actors[target], strength=strength)


def test_heavy_pairs_are_those_of_order_three() -> None:
    reading = position_reading(NAMES, ["Bus", "Eau"], POSITIONS, [2.0, 0.5, 0.5])[2]

    assert heaviest_pairs(reading, 5) == ((0, 2), (0, 1))
    assert reading.convergences[0][2] == (6 + 0.5 + 4 + 1) / 2
    assert reading.net_distances[1][2] == (1 + 0.5) / 2 - (0.5 + 1) / 2


def test_an_agreement_carries_the_power_of_both(officer: Client, access: Access) -> None:
    actors = spoken(access.cooperation)
    weighed(actors)

    page = plain(officer.get(url(access.cooperation, "position_convergences")).text)

    section = page.partition("Les accords qui pèsent")[2].partition("</ul>")[0]
    assert "Agglo et Bourg" in section
    assert "Club" not in section


def test_without_influences_nothing_is_weighed(officer: Client, access: Access) -> None:
    spoken(access.cooperation)

    page = plain(officer.get(url(access.cooperation, "position_convergences")).text)

    assert "Les accords qui pèsent" not in page
    assert convergences(access).weighed is None


def test_two_sides_are_told_stake_by_stake(officer: Client, access: Access) -> None:
    spoken(access.cooperation)

    page = plain(officer.get(url(access.cooperation, "position_convergences")).text)

    section = page.partition("À approcher sujet par sujet")[2].partition("</section>")[0]
    assert "Agglo et Bourg : ensemble sur « Bus », face à face sur « Eau »." in section
    assert "Agglo et Club :" not in section


def test_power_stays_with_officers(sign_in: SignIn, cooperation: Cooperation) -> None:
    weighed(spoken(cooperation, visibility="members"))

    page = sign_in(Role.TEAM).get(url(cooperation, "position_convergences")).text

    assert "À approcher sujet par sujet" in page
    assert "Les accords qui pèsent" not in page

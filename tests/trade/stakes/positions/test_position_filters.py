"""The matrix as it stood on a day, and a part of it; what is active is said."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.directory.models import Member, Organisation
from maillage.trade.stakes.models import Stake
from tests.conftest import SignIn
from tests.ground.actors.makers import make_member_actor, make_position
from tests.trade.stakes.makers import make_label_choice, make_stake, make_theme
from tests.trade.stakes.stake_pages.test_stakes import plain, url

TODAY = timezone.localdate()
SPRING = TODAY - timedelta(days=100)


def shown(day_ago: int) -> str:
    """That day, as it is typed."""
    return f"{TODAY - timedelta(days=day_ago):%d/%m/%Y}"


@pytest.fixture
def stake(cooperation: Cooperation) -> Stake:
    """A stake on which Bourg was against in spring and is for since."""
    record = make_stake(cooperation=cooperation, label="La navette")
    bourg = make_member_actor(cooperation=cooperation, name="Bourg")
    make_position(actor=bourg, subject=record.subject, value=-3, on=SPRING)
    make_position(actor=bourg, subject=record.subject, value=2, on=TODAY - timedelta(days=5))
    return record


def test_the_matrix_of_a_past_day_is_that_of_the_day(
    officer: Client, cooperation: Cooperation, stake: Stake
) -> None:
    now = officer.get(url(cooperation, "positions")).text
    then = officer.get(url(cooperation, "positions"), {"le": shown(50)}).text
    before = officer.get(url(cooperation, "positions"), {"le": shown(200)}).text

    pairs = [('data-v="2"' in page, 'data-v="-3"' in page) for page in (now, then, before)]
    assert pairs == [(True, False), (False, True), (False, False)]
    assert "Ce qui était connu le" in plain(then)
    assert "Ce qui était connu le" not in plain(now)


def matrix_on(officer: Client, cooperation: Cooperation, days_ago: int) -> list[str]:
    """Which of these stakes and structures the matrix shows."""
    page = plain(officer.get(url(cooperation, "positions"), {"le": shown(days_ago)}).text)
    matrix = page.partition("Lecture")[2].partition("Enjeux où elle prend position")[0]
    names = ("La navette", "Le guichet", "Bourg", "Pôle")
    return [name for name in names if name in matrix]


def test_the_stakes_and_members_of_a_past_day_are_those_of_the_day(
    officer: Client, cooperation: Cooperation, stake: Stake
) -> None:
    """The stake closed and the member left ten days ago; others came twenty days ago."""
    left, came = TODAY - timedelta(days=10), TODAY - timedelta(days=20)
    Stake.objects.update(until=left, since=TODAY - timedelta(days=300))
    Member.objects.update(until=left)
    make_stake(cooperation=cooperation, label="Le guichet")
    Stake.objects.filter(label="Le guichet").update(since=came)
    make_member_actor(cooperation=cooperation, name="Pôle")
    Member.objects.filter(organisation__name="Pôle").update(since=came)

    groups = [matrix_on(officer, cooperation, days) for days in (5, 15, 50)]

    assert groups == [
        ["Le guichet", "Pôle"],
        ["La navette", "Le guichet", "Bourg", "Pôle"],
        ["La navette", "Bourg"],
    ]


def test_what_was_known_before_the_stake_was_written_stays(
    officer: Client, cooperation: Cooperation, stake: Stake
) -> None:
    Stake.objects.update(since=TODAY)
    Member.objects.update(since=TODAY)

    assert matrix_on(officer, cooperation, 50) == ["La navette", "Bourg"]
    page = plain(officer.get(url(cooperation, "positions"), {"le": shown(200)}).text)
    assert "Rien n’était ouvert ce jour-là" in page


def test_a_structure_merged_since_is_there_before(
    officer: Client, cooperation: Cooperation, stake: Stake
) -> None:
    Organisation.objects.filter(name="Bourg").update(ended_on=TODAY - timedelta(days=10))

    assert [matrix_on(officer, cooperation, days) for days in (5, 50)] == [
        [],
        ["La navette", "Bourg"],
    ]


def test_a_reading_chosen_since_is_not_in_the_past(
    officer: Client, cooperation: Cooperation, stake: Stake
) -> None:
    make_label_choice(stake=stake, on=TODAY - timedelta(days=5))

    now, then = (
        plain(officer.get(url(cooperation, "positions"), parameters).text)
        for parameters in ({}, {"le": shown(50)})
    )

    assert ["lecture choisie" in page for page in (now, then)] == [True, False]


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("31/02/2026", "Février"),
        ("hier", "30/04/2026"),
        ("01/01/2199", "Choisissez un jour passé : la matrice ne dit pas l’avenir."),
    ],
)
def test_a_day_that_cannot_be_read_says_why(
    officer: Client, cooperation: Cooperation, stake: Stake, typed: str, answer: str
) -> None:
    page = officer.get(url(cooperation, "positions"), {"le": typed}).text

    assert answer in plain(page)
    assert f'value="{typed}"' in page
    assert 'data-v="2"' in page


def test_a_theme_and_a_kind_hold_back_rows_and_columns(
    officer: Client, cooperation: Cooperation, stake: Stake
) -> None:
    theme = make_theme(cooperation=cooperation, label="Habitat")
    other = make_stake(cooperation=cooperation, label="Un guichet")
    Stake.objects.filter(pk=other.pk).update(theme=theme)
    make_member_actor(cooperation=cooperation, name="Pôle")
    Organisation.objects.filter(name="Pôle").update(kind="association")

    parameters = {"theme": "Habitat", "nature": "association"}
    page = plain(officer.get(url(cooperation, "positions"), parameters).text)
    stale = plain(officer.get(url(cooperation, "positions"), {"theme": "Disparu"}).text)

    matrix = page.partition("Enjeux où elle prend position")[0]
    assert ["Un guichet" in matrix, "La navette" in matrix] == [True, False]
    assert "Montré : Habitat, association. Les lectures comptent tous les acteurs." in page
    assert "La navette" in stale


def test_a_partner_reads_no_more_of_the_past(
    officer: Client, sign_in: SignIn, cooperation: Cooperation, stake: Stake
) -> None:
    parameters = {"le": shown(50)}

    pages = [
        client.get(url(cooperation, "positions"), parameters).text
        for client in (officer, sign_in("partner"))
    ]

    assert ['data-v="-3"' in page for page in pages] == [True, False]


@pytest.mark.parametrize("rows", [1, 3])
def test_a_past_day_costs_the_same(
    officer: Client,
    cooperation: Cooperation,
    django_assert_num_queries: DjangoAssertNumQueries,
    rows: int,
) -> None:
    for place in range(rows):
        record = make_stake(cooperation=cooperation, label=f"Enjeu {place}")
        actor = make_member_actor(cooperation=cooperation, name=f"Commune {place}")
        make_position(actor=actor, subject=record.subject, on=SPRING)

    with django_assert_num_queries(8):
        page = officer.get(url(cooperation, "positions"), {"le": shown(50)})

    assert page.status_code == 200

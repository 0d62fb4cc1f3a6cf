"""Who may block a decision, crossed with what each structure wants."""

from datetime import timedelta
from itertools import combinations

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from maillage.analysis.blocking import blocking_groups
from maillage.core import french
from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.ground.actors.choices import Confidence
from maillage.ground.actors.models import Position, Subject
from maillage.ground.directory.models import Actor, Organisation
from maillage.trade.governance.choices import DecisionRule
from maillage.trade.governance.models import AgendaItem, Body
from maillage.trade.governance.voting_rules.rules import body_power, read_blocking
from maillage.trade.governance.voting_rules.words import group_words
from tests.conftest import SignIn, signed_in
from tests.ground.actors.makers import make_position, make_subject
from tests.ground.directory.reading import plain
from tests.trade.governance.makers import make_meeting
from tests.trade.governance.voting_rules.test_voting_rules import seated, some, url


@pytest.mark.parametrize("weights", [[4, 2, 2, 1], [1, 1, 1, 1, 1], [5, 1, 0, 3], [7], [0, 0]])
def test_blocking_groups_are_those_counted_one_by_one(weights: list[int]) -> None:
    for quota in range(sum(weights) + 2):
        places = range(len(weights))
        blocks = [
            set(group)
            for size in range(1, len(weights) + 1)
            for group in combinations(places, size)
            if quota <= sum(weights) and sum(weights) - sum(weights[one] for one in group) < quota
        ]
        smallest = [one for one in blocks if not any(other < one for other in blocks)]

        groups = blocking_groups(weights, quota).groups

        assert sorted(map(sorted, groups)) == sorted(map(sorted, smallest))


def test_a_group_says_where_each_stands() -> None:
    power = body_power(some(2, 1, 1), "weighted_seats", 3)
    read = read_blocking(power, {"Nort": -1, "Blain": 0})

    assert [group_words(read, one) for one in read.blocking.groups] == [
        "Nort (contre), 2 voix",
        "Blain (neutre) et Savenay (rien d’entendu), 2 voix",
    ]


def test_groups_without_supporters_come_first() -> None:
    power = body_power(some(2, 1, 1), "weighted_seats", 3)

    read = read_blocking(power, {"Nort": 3, "Blain": -1})

    assert read.groups == [(1, 2), (0,)]


def opposed(cooperation: Cooperation) -> Subject:
    """Nort has most votes, and is against what the next meeting of the body will settle."""
    body = seated(cooperation, Nort=3, Blain=1, Savenay=1)
    subject = make_subject(cooperation=cooperation, label="Clé de répartition")
    actor = Actor.objects.create(
        cooperation=cooperation, organisation=Organisation.objects.get(name="Nort")
    )
    make_position(actor=actor, subject=subject, value=-2)
    meeting = make_meeting(body=body, held_on=timezone.localdate() + timedelta(days=8))
    AgendaItem.objects.create(meeting=meeting, rank=1, title="La clé", subject=subject)
    return subject


def test_the_page_opens_on_the_next_agenda(officer: Client, cooperation: Cooperation) -> None:
    opposed(cooperation)

    page = plain(officer.get(url(cooperation)).text)
    none = plain(officer.get(url(cooperation, "?sujet=-")).text)

    assert "Nort est contre, et suffit à bloquer." in page
    assert "Nort (contre), 3 voix" in page
    assert "suffit à bloquer" not in none


def test_the_position_to_confirm_that_decides_is_named(
    officer: Client, cooperation: Cooperation
) -> None:
    opposed(cooperation)
    position = Position.objects.get()
    position.confidence = Confidence.DOUBTFUL
    position.save()

    page = plain(officer.get(url(cooperation)).text)

    assert plain(f"Lu le {french.long_date(position.on)}.") in page
    assert "celle de Nort, suffit à changer cette lecture." in page


@pytest.mark.parametrize("rule", [DecisionRule.EACH_FOR_ITSELF, DecisionRule.REQUIRED])
def test_a_rule_that_counts_no_votes_is_not_crossed(
    officer: Client, cooperation: Cooperation, rule: str
) -> None:
    opposed(cooperation)
    Body.objects.update(decision_rule=rule)

    page = officer.get(url(cooperation)).text
    tried = officer.get(url(cooperation, "?quota=3")).text

    assert ["Qui peut bloquer" in text for text in (page, tried)] == [False, True]


@pytest.mark.parametrize("role", [Role.TEAM, Role.ELECTED, Role.PARTNER, Role.OBSERVER])
def test_positions_stay_with_officers(sign_in: SignIn, cooperation: Cooperation, role: str) -> None:
    subject = opposed(cooperation)

    page = sign_in(role).get(url(cooperation, f"?sujet={subject.pk}")).text

    assert "Qui pèse vraiment" in page
    assert [word in page for word in ("Qui peut bloquer", "contre", subject.label)] == [False] * 3


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow(
    access: Access, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    officer, place = signed_in(access), access.cooperation
    opposed(place)
    for number in range(count):
        make_subject(cooperation=place, label=f"Sujet {number}")

    with django_assert_num_queries(11):
        officer.get(url(place))

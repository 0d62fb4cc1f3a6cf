"""What the rooms have to tell is asked of all of them at once."""

from datetime import date

from pytest_django import DjangoAssertNumQueries

from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.cooperations.room_answers.at_hand import AtHand, asked_together

DAY = date(2026, 11, 26)


def two_rooms() -> AtHand:
    """A room that has rows, another that has none."""
    point = AtHand("essai")
    point.answer(lambda number, _first, _last: {"here": Cooperation.objects.filter(pk=number)})
    point.answer(lambda _number, _first, _last: {"nothing": Cooperation.objects.none()})
    return point


def test_rooms_share_one_query(
    access: Access, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    point = two_rooms()

    with django_assert_num_queries(1), asked_together():
        held = [point.held(access, DAY, DAY) for _room in range(3)]

    assert held == [frozenset({"here"})] * 3


def test_asked_alone_it_is_read_again(
    access: Access, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    point = two_rooms()

    with django_assert_num_queries(2):
        point.held(access, DAY, DAY)
        point.held(access, DAY, DAY)

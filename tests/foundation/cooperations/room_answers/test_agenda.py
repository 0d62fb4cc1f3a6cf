"""What the tools have to tell is asked of all of them at once."""

from datetime import date

from pytest_django import DjangoAssertNumQueries

from maillage.core.agenda import Waiting
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.cooperations.room_answers.agenda import Parts

DAY = date(2026, 11, 26)


def two_tools() -> Parts[[date], Waiting]:
    """A tool that has rows and reads nothing more to tell them, another that has none."""
    parts: Parts[[date], Waiting] = Parts("waiting")

    @parts(
        rows=lambda number, _day: Cooperation.objects.filter(pk=number),
        can=lambda access: access.is_officer,
    )
    def here(access: Access, day: date) -> list[Waiting]:
        return [Waiting(access.role, str(day), "/ici/")]

    @parts(rows=lambda _number, _day: Cooperation.objects.none(), can=lambda _access: True)
    def nothing(_access: Access, _day: date) -> list[Waiting]:
        raise AssertionError

    return parts


def test_only_tools_with_rows_are_called_after_one_query(
    access: Access, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    parts = two_tools()

    with django_assert_num_queries(1):
        waiting_lines = parts.lines(access, DAY)

    assert waiting_lines == [Waiting("officer", "2026-11-26", "/ici/")]


def test_who_may_not_read_a_tool_is_told_nothing_of_it(access: Access) -> None:
    access.role = "partner"

    assert two_tools().lines(access, DAY) == []


def test_nothing_is_asked_for_who_may_read_nothing(
    access: Access, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    parts: Parts[[date], Waiting] = Parts("waiting")
    parts(rows=lambda _number, _day: Cooperation.objects.all(), can=lambda _access: False)(
        lambda _access, _day: []
    )

    with django_assert_num_queries(0):
        assert parts.lines(access, DAY) == []

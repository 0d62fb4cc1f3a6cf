"""A long list is opened by its first rows, and nothing of it is lost."""

import pytest
from django.test import RequestFactory

from maillage.core.first_rows import FirstRows, first_rows


def first_rows_of(path: str, count: int, **more: object) -> FirstRows[int]:
    return first_rows(RequestFactory().get(path), range(count), most=3, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("count", [0, 1, 3, 4])
def test_a_short_list_is_whole(count: int) -> None:
    assert first_rows_of("/", count) == FirstRows(range(count), count, 0, "")


def test_a_long_list_says_how_many_are_left_out_and_leads_to_them() -> None:
    assert first_rows_of("/?sujet=4&tout=0", 9) == FirstRows(range(3), 9, 6, "?sujet=4&tout=1")


def test_all_the_rows_are_shown_when_asked() -> None:
    assert first_rows_of("/?tout=1", 9) == FirstRows(range(9), 9, 0, "")


def test_those_that_matter_come_first() -> None:
    assert list(first_rows_of("/", 9, first=lambda row: (-row,)).rows) == [8, 7, 6]

"""Whom a cell names when it speaks of seats, functions and groups, and whom it does not."""

import pytest

from maillage.foundation.exchange.cleaning.phones import read_phones


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("6 39 98 60 13", ("0639986013",)),
        ("6.39.98.60.13 / 1 99 00 60 08", ("0639986013", "0199006008")),
    ],
)
def test_lost_zero_is_restored_in_a_spaced_number(text: str, numbers: tuple[str, ...]) -> None:
    assert read_phones(text).numbers == numbers
    assert read_phones(text).zero_restored


@pytest.mark.parametrize("text", ["6 39 98 60", "6 39 98 60 13 2", "16 39 98 60 13"])
def test_number_of_another_length_is_still_refused(text: str) -> None:
    assert read_phones(text).numbers == ()
    assert read_phones(text).refusal is not None

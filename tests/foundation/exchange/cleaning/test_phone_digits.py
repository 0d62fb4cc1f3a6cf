"""A telephone is never cut out of a date, a period or a longer number."""

import pytest

from maillage.foundation.exchange.cleaning.phones import read_phones


@pytest.mark.parametrize(
    "text",
    [
        "2023-01-11/2023-03-09",
        "01/11/2023-09/03/2023",
        "du 01.02.2023 au 03.04.2024",
        "48.0612345678",
        "W123456789",
        "06123456789012",
        "199 001 004 00012",
    ],
)
def test_no_telephone_stands_in_other_numbers(text: str) -> None:
    assert read_phones(text).numbers == ()


def test_telephone_beside_a_date_is_read() -> None:
    assert read_phones("depuis le 12/03/2021 : 06 39 98 00 01").numbers == ("0639980001",)

"""A quarter or a half year written in a cell of dates is read as the day it begins."""

import datetime

import pytest

from maillage.foundation.exchange.cleaning.dates import read_date


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("T3 2024", 7),
        ("3T2024", 7),
        ("2024-T2", 4),
        ("Q2 2024", 4),
        ("depuis le 1er trimestre 2024", 1),
        ("4e trimestre de 2024", 10),
        ("S1 2024", 1),
        ("S2 2024", 7),
        ("second semestre 2024", 7),
        ("3 2024", 3),
        ("03/2024", 3),
    ],
)
def test_quarter_and_half_year_begin_a_month(text: str, month: int) -> None:
    reading = read_date(text)

    assert (reading.date, reading.precision) == (datetime.date(2024, month, 1), "month")
    assert reading.code == "date_text"


@pytest.mark.parametrize(
    ("text", "rest"), [("S3 2024", "S3"), ("T5 2024", "T5"), ("S23 2024", "S23")]
)
def test_number_of_no_known_period_is_no_month(text: str, rest: str) -> None:
    reading = read_date(text)

    assert (reading.date, reading.precision) == (datetime.date(2024, 1, 1), "year")
    assert (reading.code, reading.rest) == ("date_with_text", rest)

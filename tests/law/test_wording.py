"""Figures read as French prints them."""

from datetime import date
from decimal import Decimal

import pytest

from maillage.law.wording import (
    cents_down,
    cents_up,
    cited,
    count_of,
    french_amount,
    french_date,
    french_list,
    french_rate,
    two_decimals,
)


def test_first_of_the_month_is_shown() -> None:
    assert french_date(date(2027, 3, 1)) == "1er mars 2027"
    assert french_date(date(2026, 8, 21)) == "21 août 2026"


def test_amounts_take_french_spaces() -> None:
    assert french_amount(Decimal("1234567.5")) == "1\u202f234\u202f567,50\u00a0€"


def test_rates_are_percentages() -> None:
    assert french_rate(Decimal("0.20")) == "20\u00a0%"
    assert french_rate(Decimal("0.125")) == "12,5\u00a0%"
    assert french_rate(Decimal(1)) == "100\u00a0%"


def test_lists_end_with_et() -> None:
    assert french_list(["Blain", "Nozay", "Derval"]) == "Blain, Nozay et Derval"
    assert french_list(["Blain"]) == "Blain"
    assert french_list([]) == "aucun"
    assert french_list([], empty="aucune") == "aucune"


@pytest.mark.parametrize(("number", "text"), [(0, "0 jour"), (1, "1 jour"), (2, "2 jours")])
def test_plural_starts_at_two(number: int, text: str) -> None:
    assert count_of(number, "jour", "jours") == text


def test_cents_are_rounded_the_way_asked() -> None:
    assert (cents_up(Decimal("0.001")), cents_down(Decimal("0.009"))) == (
        Decimal("0.01"),
        Decimal("0.00"),
    )


def test_rates_keep_their_digits() -> None:
    assert [str(two_decimals(Decimal(rate))) for rate in ("0.1", "0.30", "0.125")] == [
        "0.10",
        "0.30",
        "0.125",
    ]


def test_articles_are_cited_as_acts_cite_them() -> None:
    assert cited("CGCT L5211-1 et R2334-24, loi n° 2000-321") == (
        "CGCT L.\u00a05211-1 et R.\u00a02334-24, loi n° 2000-321"
    )

"""The owner of the investment pays its part."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from maillage.law.own_share import OwnShare, own_share

CENTS = st.integers(0, 10**9).map(lambda cents: Decimal(cents) / 100)
NBSP, THIN = "\u00a0", "\u202f"


def test_exactly_a_fifth_is_respected() -> None:
    finding = own_share(Decimal("100000.00"), Decimal("20000.00"), Decimal("80000.00"))

    assert finding.figures == OwnShare(
        True, Decimal("0.20"), Decimal("100000.00"), Decimal("20000.00"), True, None
    )
    assert (finding.level, finding.source) == (None, "CGCT L1111-10 III")


def test_one_cent_short_is_an_alert() -> None:
    finding = own_share(Decimal("100000.00"), Decimal("19999.99"), Decimal("80000.01"))

    assert (finding.level, finding.finding_id) == ("alert", "not_respected")
    assert finding.sentence == (
        f"Part du maître d’ouvrage insuffisante : 19{THIN}999,99{NBSP}€ pour un minimum de"
        f" 20{THIN}000,00{NBSP}€ (20{NBSP}% de 100{THIN}000,00{NBSP}€ d’argent public)."
    )


def test_plan_to_make_says_what_others_may_bring() -> None:
    finding = own_share(Decimal("90000.00"))

    assert finding.figures == OwnShare(
        True,
        Decimal("0.20"),
        Decimal("90000.00"),
        Decimal("18000.00"),
        None,
        Decimal("72000.00"),
    )
    assert finding.sentence.endswith(
        f"les autres financeurs publics, au plus 72{THIN}000,00{NBSP}€."
    )


def test_prefect_rate_is_shown_with_its_own_rule() -> None:
    finding = own_share(Decimal(1000), Decimal(125), Decimal(875), prefect_rate=Decimal("0.125"))

    assert finding.rule.id == "own_share.prefect_rate"
    assert f"(12,5{NBSP}% de" in finding.sentence


def test_overseas_and_running_costs_are_outside() -> None:
    overseas = own_share(Decimal(1), territory="overseas", expenditure="operating")
    running = own_share(Decimal(1), expenditure="operating")

    assert (overseas.level, overseas.finding_id) == ("information", "overseas_not_concerned")
    assert (running.level, running.finding_id) == ("information", "operating_not_concerned")
    assert overseas.figures == running.figures == OwnShare(applies=False)


@given(CENTS, CENTS)
def test_minimum_is_the_least_amount_that_respects_the_rule(own: Decimal, other: Decimal) -> None:
    figures = own_share(own + other, own, other).figures

    assert figures.respected == (5 * own >= own + other)
    assert figures.minimum_own is not None
    assert 0 <= figures.minimum_own - (own + other) / 5 < Decimal("0.01")

"""A fonds de concours is allowed, and not too large."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.law.fonds_de_concours import (
    FondsDeConcours,
    FundingAmounts,
    Parties,
    fonds_de_concours,
)

CENTS = st.integers(0, 10**8).map(lambda cents: Decimal(cents) / 100)
ROOF = FundingAmounts(Decimal("100000.00"), Decimal("60000.00"), Decimal("20000.00"))


def test_exactly_half_of_the_rest_is_allowed() -> None:
    finding = fonds_de_concours(Parties("epci", "commune", membership=True), ROOF)

    assert finding.figures == FondsDeConcours(
        Decimal("20000.00"), Decimal("20000.00"), True, True, None, None
    )
    assert (finding.level, finding.finding_id) == (None, None)


def test_one_cent_above_is_an_alert() -> None:
    amounts = FundingAmounts(Decimal("100000.00"), Decimal("60000.00"), Decimal("20000.01"))

    finding = fonds_de_concours(amounts=amounts)

    assert (finding.level, finding.finding_id) == ("alert", "above_maximum")


def test_fonds_counts_as_public_money_for_the_owner() -> None:
    amounts = FundingAmounts(Decimal("100000.00"), Decimal("70000.00"), Decimal("15000.00"))

    finding = fonds_de_concours(amounts=amounts)

    assert (finding.level, finding.finding_id) == ("alert", "own_share_not_respected")
    assert finding.sentence.startswith("Le fonds est de l’argent public")


@pytest.mark.parametrize(
    ("parties", "finding_id"),
    [
        (Parties("commune_syndicate", "commune", True), "not_between_epci_and_member"),
        (Parties("epci", "commune", False), "not_between_epci_and_member"),
        (Parties("commune", "epci", True, "service"), "service_not_equipment"),
    ],
)
def test_forbidden_fonds_says_why(parties: Parties, finding_id: str) -> None:
    finding = fonds_de_concours(parties, ROOF)

    assert (finding.level, finding.finding_id) == ("alert", finding_id)
    assert finding.source == "CGCT L5214-16 V, L5215-26, L5216-5 VI"


def test_missing_vote_is_shown() -> None:
    finding = fonds_de_concours(
        Parties("epci", "commune", membership=True),
        votes={"payer": "agreement", "beneficiary": None},
    )

    assert (finding.figures.acquired, finding.figures.missing) == (False, ("beneficiary",))
    assert finding.sentence == "Fonds de concours possible : il manque l’accord du bénéficiaire."


def test_both_votes_are_enough() -> None:
    finding = fonds_de_concours(votes={"payer": "agreement", "beneficiary": "agreement"})

    assert (finding.figures.acquired, finding.figures.missing) == (True, ())
    assert finding.sentence == "Fonds de concours possible : accords réunis."


@given(CENTS, CENTS, CENTS)
def test_fonds_never_passes_the_share_of_the_beneficiary(
    cost: Decimal, subsidies: Decimal, fonds: Decimal
) -> None:
    figures = fonds_de_concours(amounts=FundingAmounts(cost, subsidies, fonds)).figures

    assert figures.respected == (fonds <= cost - subsidies - fonds)

"""A large grant to an association needs an agreement."""

from datetime import date
from decimal import Decimal

from maillage.law.association_grants import (
    AssociationGrants,
    Grant,
    YearlyTotal,
    association_grants,
    financial_report,
)

NBSP, THIN = "\u00a0", "\u202f"


def test_exactly_the_threshold_needs_no_agreement() -> None:
    finding = association_grants([Grant("CC B", 2026, Decimal("23000.00"))])

    assert finding.figures == AssociationGrants(
        (YearlyTotal("CC B", 2026, Decimal("23000.00"), required=False),)
    )
    assert (finding.level, finding.finding_id) == (None, None)


def test_valued_help_passes_the_threshold() -> None:
    grants = [
        Grant("CC B", 2026, Decimal("15000.00")),
        Grant("Commune C", 2026, Decimal("23000.01")),
        Grant("CC B", 2026, Decimal("9000.00"), in_kind=True),
    ]

    finding = association_grants(grants)

    assert (finding.level, finding.finding_id) == ("attention", "required")
    assert finding.sentence == (
        f"Convention obligatoire : CC B en 2026 (24{THIN}000,00{NBSP}€),"
        f" Commune C en 2026 (23{THIN}000,01{NBSP}€)."
    )


def test_no_grant_needs_nothing() -> None:
    finding = association_grants([])

    assert finding.figures == AssociationGrants(())
    assert finding.sentence.endswith(f"ne dépasse 23{THIN}000,00{NBSP}€ dans l’année.")


def test_report_is_due_six_months_later() -> None:
    finding = financial_report(date(2027, 8, 31))

    assert finding.figures.financial_report_until == date(2028, 2, 29)
    assert finding.sentence == "Compte rendu financier à recevoir au plus tard le 29 février 2028."

"""Does this grant to an association need an agreement, and when is its report due?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from maillage.law.delays import months_after
from maillage.law.finding import LegalFinding, finding, remark, statement
from maillage.law.rules import Rules, built_in_rules
from maillage.law.wording import cents_up, french_amount, french_date


@dataclass(frozen=True)
class Grant:
    """What one authority gives in one year, in euros; `in_kind` for help given a value."""

    authority: str
    year: int
    amount: Decimal
    in_kind: bool = False


@dataclass(frozen=True)
class YearlyTotal:
    """What one authority gives in one year in all, in euros, and whether it needs an agreement."""

    authority: str
    year: int
    total: Decimal
    required: bool


@dataclass(frozen=True)
class AssociationGrants:
    """One line per authority and year, in order of appearance."""

    agreement_required: tuple[YearlyTotal, ...]


@dataclass(frozen=True)
class FinancialReport:
    """Last day to receive the report of a grant for a defined expense."""

    financial_report_until: date


def association_grants(
    grants: Sequence[Grant], *, rules: Rules | None = None
) -> LegalFinding[AssociationGrants]:
    """Return the yearly total of each authority and whether it needs an agreement.

    Strictly above 23 000 €, valued help in kind included. Source: loi 2000-321 art. 10, décret
    2001-495. On screen: « Convention obligatoire : CC B en 2026 (24 000,00 €). »
    """
    rules = rules or built_in_rules()
    above = rules["association_grants.agreement"].decimal("above")
    totals: dict[tuple[str, int], Decimal] = {}
    for grant in grants:
        place = (grant.authority, grant.year)
        totals[place] = totals.get(place, Decimal(0)) + grant.amount
    lines = tuple(
        YearlyTotal(authority, year, cents_up(total), total > above)
        for (authority, year), total in totals.items()
    )
    needed = [line for line in lines if line.required]
    return finding(
        rules,
        "association_grants.agreement",
        remark("attention", "required") if needed else statement("not_required"),
        AssociationGrants(lines),
        above=french_amount(above),
        authorities=", ".join(map(_line_words, needed)),
    )


def financial_report(
    accounting_year_end: date, *, rules: Rules | None = None
) -> LegalFinding[FinancialReport]:
    """Return until when the financial report is due, whatever the amount of the grant.

    Six months after the end of the accounting year. Source: loi 2000-321 art. 10 al. 4.
    On screen: « Compte rendu financier à recevoir au plus tard le 30 juin 2027. »
    """
    rules = rules or built_in_rules()
    rule = rules["association_grants.financial_report"]
    until = months_after(accounting_year_end, rule.whole("months"))
    figures = FinancialReport(until)
    return finding(rules, rule.id, statement("report"), figures, report=french_date(until))


def _line_words(line: YearlyTotal) -> str:
    return f"{line.authority} en {line.year} ({french_amount(line.total)})"

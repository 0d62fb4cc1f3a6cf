"""What do the rules on money give for a worked example?"""

from decimal import Decimal

from maillage.law.association_grants import Grant, association_grants, financial_report
from maillage.law.cases.inputs import Inputs
from maillage.law.cases.outputs import Outputs, outputs_of
from maillage.law.fonds_de_concours import FundingAmounts, Parties, fonds_de_concours
from maillage.law.own_share import own_share

ZERO = Decimal(0)


def own_share_outputs(inputs: Inputs) -> Outputs:
    """Return the rate, the public money, the minimum of the owner and whether it is respected."""
    own, other = inputs.amount_or_none("own"), inputs.amount_or_none("other_public")
    has_plan = own is not None and other is not None
    return outputs_of(
        own_share(
            ZERO if has_plan and not inputs.is_set("cost") else inputs.amount("cost"),
            own,
            other,
            private=inputs.amount_or_none("private") or ZERO,
            doubtful=inputs.amount_or_none("doubtful") or ZERO,
            situation=inputs.text("situation", "ordinary"),
            prefect_rate=inputs.amount_or_none("prefect_rate"),
            territory=inputs.text("territory", "metropolitan"),
            expenditure=inputs.text("expenditure", "investment"),
        )
    )


def fonds_de_concours_outputs(inputs: Inputs) -> Outputs:
    """Return the maximum of the fonds, whether it is allowed and who must still agree."""
    amounts = parties = votes = None
    if inputs.is_set("cost"):
        amounts = FundingAmounts(
            inputs.amount("cost"),
            inputs.amount_or_none("subsidies") or ZERO,
            inputs.amount_or_none("fonds_de_concours") or ZERO,
            inputs.amount_or_none("own"),
        )
    if inputs.has("payer") or inputs.has("beneficiary"):
        parties = Parties(
            inputs.part("payer").text("kind"),
            inputs.part("beneficiary").text("kind"),
            inputs.flag("membership"),
            inputs.text("purpose", "equipment"),
        )
    if inputs.has("votes"):
        given = inputs.part("votes")
        votes = {side: given.text_or_none(side) for side in given.fields}
    return outputs_of(fonds_de_concours(parties, amounts, votes=votes))


def association_grants_outputs(inputs: Inputs) -> Outputs:
    """Return which yearly totals need an agreement, and when the financial report is due."""
    value_by_name: Outputs = {}
    if inputs.has("grants"):
        value_by_name |= outputs_of(
            association_grants([_grant(one) for one in inputs.items("grants")])
        )
    if inputs.has("accounting_year_end"):
        value_by_name |= outputs_of(financial_report(inputs.day("accounting_year_end")))
    return value_by_name


def _grant(one: Inputs) -> Grant:
    return Grant(
        one.text("authority"), one.whole("year"), one.amount("amount"), one.flag("in_kind", False)
    )

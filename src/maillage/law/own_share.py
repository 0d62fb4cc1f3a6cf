"""Does the owner of the investment pay enough of it?"""

from dataclasses import dataclass
from decimal import Decimal

from maillage.law.finding import LegalFinding, Remark, finding, remark, statement
from maillage.law.rules import Rules, built_in_rules
from maillage.law.wording import cents_up, french_amount, french_rate, two_decimals


@dataclass(frozen=True)
class OwnShare:
    """Amounts in euros; `None` for what the plan given does not allow to say."""

    applies: bool
    rate: Decimal | None = None
    base: Decimal | None = None
    minimum_own: Decimal | None = None
    respected: bool | None = None
    max_other_public: Decimal | None = None


def own_share(
    cost: Decimal,
    own: Decimal | None = None,
    other_public: Decimal | None = None,
    *,
    private: Decimal = Decimal(0),
    situation: str = "ordinary",
    prefect_rate: Decimal | None = None,
    territory: str = "metropolitan",
    expenditure: str = "investment",
    rules: Rules | None = None,
) -> LegalFinding[OwnShare]:
    """Return the least share of the owner in the public money, and whether the plan respects it.

    minimum = rate × (own + other public), rounded up to the cent; equality respects the rule.
    Without a plan the public money is cost − private, and `max_other_public` is what others may
    bring. `situation` is the name of a rule `own_share.…`. Source: CGCT L1111-10 III, L1111-9.
    On screen: « Part du maître d’ouvrage insuffisante : 50 000,00 € pour un minimum de… »
    """
    rules = rules or built_in_rules()
    outside = _outside(territory, expenditure)
    if outside is not None:
        return finding(rules, "own_share.ordinary", outside, OwnShare(applies=False))
    rule_id = f"own_share.{situation if prefect_rate is None else 'prefect_rate'}"
    rate = rules[rule_id].decimal("rate") if prefect_rate is None else prefect_rate
    has_plan = own is not None and other_public is not None
    base = (own or Decimal(0)) + (other_public or Decimal(0)) if has_plan else cost - private
    minimum = cents_up(rate * base)
    figures = OwnShare(
        applies=True,
        rate=two_decimals(rate),
        base=cents_up(base),
        minimum_own=minimum,
        respected=None if own is None else own >= minimum,
        max_other_public=None if has_plan else cents_up(base - minimum),
    )
    return finding(
        rules,
        rule_id,
        _chosen(figures),
        figures,
        own=french_amount(own or Decimal(0)),
        minimum=french_amount(minimum),
        rate=french_rate(rate),
        base=french_amount(base),
        others=french_amount(base - minimum),
    )


def _outside(territory: str, expenditure: str) -> Remark | None:
    if territory == "overseas":
        return remark("information", "overseas_not_concerned")
    if expenditure == "operating":
        return remark("information", "operating_not_concerned")
    return None


def _chosen(figures: OwnShare) -> Remark:
    if figures.respected is None:
        return statement("to_plan")
    return statement("respected") if figures.respected else remark("alert", "not_respected")

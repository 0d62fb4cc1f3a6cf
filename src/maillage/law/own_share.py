"""Does the owner of the investment pay enough of it?"""

from dataclasses import dataclass, replace
from decimal import Decimal

from maillage.law.finding import LegalFinding, Remark, finding, remark, statement
from maillage.law.rules import Rules, built_in_rules
from maillage.law.wording import cents_up, french_amount, french_rate, two_decimals


@dataclass(frozen=True)
class OwnShare:
    """Amounts in euros; `None` for what the plan given does not allow to say.

    `minimum_with_doubtful` and `respected_with_doubtful` count the funders of whom it is discussed
    whether they are public; `None` without any.
    """

    applies: bool
    rate: Decimal | None = None
    base: Decimal | None = None
    minimum_own: Decimal | None = None
    respected: bool | None = None
    max_other_public: Decimal | None = None
    minimum_with_doubtful: Decimal | None = None
    respected_with_doubtful: bool | None = None


def own_share(
    cost: Decimal,
    own: Decimal | None = None,
    other_public: Decimal | None = None,
    *,
    private: Decimal = Decimal(0),
    doubtful: Decimal = Decimal(0),
    situation: str = "ordinary",
    prefect_rate: Decimal | None = None,
    territory: str = "metropolitan",
    expenditure: str = "investment",
    rules: Rules | None = None,
) -> LegalFinding[OwnShare]:
    """Return the least share of the owner in the public money, and whether the plan respects it.

    minimum = rate × (own + other public), rounded up to the cent; equality respects the rule.
    Without a plan the public money is cost − private, and `max_other_public` is what others may
    bring. `doubtful` is the money of the Caf, the MSA or Europe, which the plan leaves out of
    `other_public`: both counts are given. `situation` is the name of a rule `own_share.…`; the
    30 % of a lead competence is a question, never an alert. Source: CGCT L1111-10 III, L1111-9.
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
    if doubtful and own is not None and has_plan:
        figures = _with_doubtful(figures, own, rate * (base + doubtful))
    chosen = _chosen(figures, situation)
    return finding(
        rules,
        "own_share.doubtful_funders" if chosen.finding_id == "doubtful" else rule_id,
        chosen,
        figures,
        **_amounts_in_words(figures, own or Decimal(0), rate, base),
    )


def _amounts_in_words(
    figures: OwnShare, own: Decimal, rate: Decimal, base: Decimal
) -> dict[str, str]:
    minimum = figures.minimum_own or Decimal(0)
    return {
        "own": french_amount(own),
        "minimum": french_amount(minimum),
        "rate": french_rate(rate),
        "base": french_amount(base),
        "others": french_amount(base - minimum),
        "lacking": french_amount((figures.minimum_with_doubtful or minimum) - own),
    }


def _with_doubtful(figures: OwnShare, own: Decimal, minimum: Decimal) -> OwnShare:
    return replace(
        figures,
        minimum_with_doubtful=cents_up(minimum),
        respected_with_doubtful=own >= cents_up(minimum),
    )


def _outside(territory: str, expenditure: str) -> Remark | None:
    if territory == "overseas":
        return remark("information", "overseas_not_concerned")
    if expenditure == "operating":
        return remark("information", "operating_not_concerned")
    return None


def _chosen(figures: OwnShare, situation: str) -> Remark:
    if figures.respected is None:
        return statement("to_plan")
    if figures.respected and figures.respected_with_doubtful is False:
        return remark("attention", "doubtful")
    if figures.respected:
        return statement("respected")
    if situation == "lead_competence_without_convention":
        return remark("information", "lead_competence_question")
    return remark("alert", "not_respected")

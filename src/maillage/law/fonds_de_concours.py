"""May one pay this fonds de concours, and how much at most?"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from maillage.law.finding import LegalFinding, Remark, finding, remark, statement
from maillage.law.rules import Rules, built_in_rules
from maillage.law.wording import cents_down, french_amount, french_list
from maillage.law.words import SIDES


@dataclass(frozen=True)
class FundingAmounts:
    """Cost, public subsidies and total of the fonds, in euros; `own` is what the owner pays.

    `own` is cost − subsidies − fonds unless private money pays a part.
    """

    cost: Decimal
    subsidies: Decimal
    fonds_de_concours: Decimal
    own: Decimal | None = None

    @property
    def beneficiary_share(self) -> Decimal:
        """What the beneficiary pays, subsidies and fonds left out."""
        if self.own is not None:
            return self.own
        return self.cost - self.subsidies - self.fonds_de_concours

    @property
    def public_money(self) -> Decimal:
        """All public money, the fonds and the beneficiary's share included."""
        return self.subsidies + self.fonds_de_concours + self.beneficiary_share


@dataclass(frozen=True)
class FondsDeConcours:
    """Amounts in euros, `None` without amounts; `missing` sides that have not agreed."""

    beneficiary_share: Decimal | None
    maximum: Decimal | None
    respected: bool | None
    own_share_respected: bool | None
    acquired: bool | None
    missing: tuple[str, ...] | None


@dataclass(frozen=True)
class Parties:
    """Who pays whom, and for what: words of `words.BODY_KINDS` and of `words.PURPOSES`.

    `energy` is that of an electricity syndicate and its members: another regime, not computed.
    """

    payer_kind: str
    beneficiary_kind: str
    membership: bool
    purpose: str = "equipment"


def fonds_de_concours(
    parties: Parties | None = None,
    amounts: FundingAmounts | None = None,
    *,
    votes: Mapping[str, str | None] | None = None,
    rules: Rules | None = None,
) -> LegalFinding[FondsDeConcours]:
    """Return whether the fonds is allowed, its maximum, and which council must still agree.

    maximum = half of (cost − subsidies), rounded down to the cent, and never above the
    beneficiary's own share. The fonds is public money for L1111-10 too: both are checked.
    `votes` gives « agreement » or `None` for `payer` and `beneficiary`. Source: CGCT L5214-16 V,
    L5215-26, L5216-5 VI. On screen: « Un fonds de concours finance un équipement, … »
    """
    rules = rules or built_in_rules()
    if parties is not None and parties.purpose == "energy":
        nothing = FondsDeConcours(None, None, None, None, None, None)
        chosen = remark("attention", "another_regime")
        return finding(rules, "fonds_de_concours.energy", chosen, nothing)
    missing = None
    if votes is not None:
        missing = tuple(side for side in SIDES if votes.get(side) != "agreement")
    figures = _figures(rules, amounts, missing)
    return finding(
        rules,
        "fonds_de_concours.maximum",
        _not_allowed(parties) or _chosen(figures),
        figures,
        **_sentence_values(amounts, figures),
    )


def _figures(
    rules: Rules, amounts: FundingAmounts | None, missing: tuple[str, ...] | None
) -> FondsDeConcours:
    acquired = None if missing is None else not missing
    if amounts is None:
        return FondsDeConcours(None, None, None, None, acquired, missing)
    share = amounts.beneficiary_share
    rate = rules["fonds_de_concours.maximum"].decimal("rate")
    maximum = cents_down(max(rate * (amounts.cost - amounts.subsidies), Decimal(0)))
    floor_of_owner = rules["own_share.ordinary"].decimal("rate") * amounts.public_money
    return FondsDeConcours(
        beneficiary_share=cents_down(share),
        maximum=maximum,
        respected=amounts.fonds_de_concours <= min(maximum, share),
        own_share_respected=share >= floor_of_owner,
        acquired=acquired,
        missing=missing,
    )


def _not_allowed(parties: Parties | None) -> Remark | None:
    if parties is None:
        return None
    kinds = {parties.payer_kind, parties.beneficiary_kind}
    if kinds != {"epci", "commune"} or not parties.membership:
        return remark("alert", "not_between_epci_and_member")
    if parties.purpose == "service":
        return remark("alert", "service_not_equipment")
    return None


def _chosen(figures: FondsDeConcours) -> Remark:
    if figures.respected is None:
        return statement("allowed")
    if not figures.respected:
        return remark("alert", "above_maximum")
    return statement("respected") if figures.own_share_respected else _own_share_broken()


def _own_share_broken() -> Remark:
    return remark("alert", "own_share_not_respected")


def _sentence_values(amounts: FundingAmounts | None, figures: FondsDeConcours) -> dict[str, str]:
    sides = [SIDES[side] for side in figures.missing or ()]
    return {
        "fonds": french_amount(amounts.fonds_de_concours) if amounts else "",
        "maximum": french_amount(figures.maximum or Decimal(0)),
        "share": french_amount(figures.beneficiary_share or Decimal(0)),
        "missing": f"il manque l’accord du {french_list(sides)}" if sides else "accords réunis",
    }

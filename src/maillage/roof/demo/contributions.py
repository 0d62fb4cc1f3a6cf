"""What the structures of the first story pay each year: called, received, two still waited for."""

from datetime import date

from maillage.foundation.cooperations.choices import Means
from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.models import Organisation
from maillage.trade.funding.contributions.choices import Origin
from maillage.trade.funding.contributions.models import (
    Contribution,
    ContributionCall,
    ContributionReceipt,
)
from maillage.trade.funding.contributions.readings import split_calls
from maillage.trade.funding.contributions.services import add_call, add_contribution, add_receipt
from maillage.trade.funding.cost_keys.models import CostSharing

FIRST_YEAR, THIS_YEAR = 2023, 2026
# In cents, of 2023 to 2027.
PAID = {
    "agglo": (28_900_00, 30_100_00, 32_000_00, 33_400_00, 35_330_48),
    "ervelle": (12_900_00, 13_300_00, 13_800_00, 14_200_00, 12_206_79),
    "aubree": (14_500_00, 15_000_00, 15_600_00, 16_100_00, 15_300_79),
    "etangs": (11_500_00, 11_900_00, 12_300_00, 12_800_00, 13_661_94),
    "chambre": (1_500_00,) * 5,
    "voisins": (100_00,) * 5,
}
ORIGINS = {
    "chambre": (Origin.AGREEMENT, "Forfait"),
    "voisins": (Origin.MEMBERSHIP, "Adhésion votée par l’assemblée"),
}
PROPOSED_YEAR = 2027  # its key is not before the councils yet
BY_KEY = (Origin.AGREEMENT, "article 6, selon la clé de l’année")
# Of 2026: what came of the second call; who is not there paid it all.
OF_SECOND = {"ervelle": (0, None), "etangs": (3_000_00, date(2026, 11, 6))}
NOT_CALLED = "voisins"
PERCENTS, CALLED, DUE = (60, 40), ((3, 12), (9, 15)), ((4, 30), (10, 15))
TITLES = ("118", "241")


def make_contributions(*, access: Access, organisations: dict[str, Organisation]) -> None:
    """The contributions of the first story; the others have other structures."""
    if "ervelle" not in organisations:
        return
    proposed = CostSharing.objects.filter(
        cooperation=access.cooperation_id, year=PROPOSED_YEAR
    ).first()
    for key, sums in PAID.items():
        origin, text = ORIGINS.get(key, BY_KEY)
        for year, cents in enumerate(sums, FIRST_YEAR):
            one = add_contribution(
                access=access,
                contribution=Contribution(
                    organisation=organisations[key],
                    year=year,
                    origin=origin,
                    origin_text=text,
                    sharing=proposed if year == PROPOSED_YEAR and key not in ORIGINS else None,
                    planned_cents=cents,
                    collector=organisations["agglo"],
                ),
            )
            if year < THIS_YEAR:
                _settled(access, one, cents)
            elif year == THIS_YEAR and key != NOT_CALLED:
                _this_year(access, one, key, cents)


def _settled(access: Access, one: Contribution, cents: int) -> None:
    """One call in the spring, all paid in May."""
    _call(access, one, cents, 0)
    _receive(access, one, cents, date(one.year, 5, 14))


def _this_year(access: Access, one: Contribution, key: str, cents: int) -> None:
    """Two calls; the second came in part from some."""
    first, second = split_calls(cents, PERCENTS)
    _call(access, one, first, 0)
    _receive(access, one, first, date(THIS_YEAR, 5, 4))
    _call(access, one, second, 1)
    came, on = OF_SECOND.get(key, (second, date(THIS_YEAR, 10, 12)))
    if on is not None:
        _receive(access, one, came, on)


def _call(access: Access, one: Contribution, cents: int, place: int) -> None:
    add_call(
        access=access,
        call=ContributionCall(
            contribution=one,
            cents=cents,
            called_on=date(one.year, *CALLED[place]),
            due_on=date(one.year, *DUE[place]),
            title_number=f"{one.year}-{TITLES[place]}",
        ),
    )


def _receive(access: Access, one: Contribution, cents: int, on: date) -> None:
    add_receipt(
        access=access,
        receipt=ContributionReceipt(
            contribution=one,
            cents=cents,
            on=on,
            how="Virement, état du comptable",
            means=Means.ACT,
        ),
    )

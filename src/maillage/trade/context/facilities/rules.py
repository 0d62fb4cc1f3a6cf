"""How well is a commune covered, where do places lack, and which agreement is to be renewed?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.utils.translation import gettext_lazy as lazy

from maillage.trade.context.choices import FacilityField, FacilityKind, NeedKind

# What counts for each field: the kinds of facilities, and whom they are for.
FIELDS: Mapping[FacilityField, tuple[FacilityKind, ...]] = {
    FacilityField.CHILDREN: (
        FacilityKind.NURSERY,
        FacilityKind.MICRO,
        FacilityKind.MINDERS,
        FacilityKind.MAM,
        FacilityKind.RPE,
        FacilityKind.LAEP,
    ),
    FacilityField.YOUTH: (FacilityKind.LEISURE, FacilityKind.YOUTH, FacilityKind.TOYS),
    FacilityField.SOCIAL: (
        FacilityKind.CENTRE,
        FacilityKind.EVS,
        FacilityKind.FRANCE_SERVICES,
        FacilityKind.OTHER,
    ),
}
NEEDS: Mapping[FacilityField, NeedKind | None] = {
    FacilityField.CHILDREN: NeedKind.UNDER_THREE,
    FacilityField.YOUTH: NeedKind.THREE_TO_ELEVEN,
    FacilityField.SOCIAL: None,
}
TOO_MANY_PLACES = lazy("%(value)s places : est-ce le nombre d’enfants ?")
DEFICIT = Fraction(2, 3)
LEAST_CHILDREN = 10
RENEW_MONTHS = 9


@dataclass(frozen=True, slots=True)
class Coverage:
    """Places and people of a commune, or of the whole; nobody counted is not nobody."""

    places: int
    people: int | None

    @property
    def rate(self) -> float | None:
        """Places for a hundred; None when too few are counted for a rate to say anything."""
        if self.people is None or self.people < LEAST_CHILDREN:
            return None
        return 100 * self.places / self.people


def is_deficit(one: Coverage, whole: Coverage, by_hand: bool | None) -> bool:
    """Whether places lack: what was said by hand wins, else under two thirds of the whole."""
    if by_hand is not None:
        return by_hand
    if one.rate is None or whole.rate is None:
        return False
    return one.rate < DEFICIT * whole.rate


def is_to_renew(end_on: date | None, today: date) -> bool:
    """Whether an agreement ends within nine months; one that is over is no more to renew."""
    if end_on is None or end_on < today:
        return False
    months = (end_on.year - today.year) * 12 + end_on.month - today.month
    return (months, end_on.day) <= (RENEW_MONTHS, today.day)


def tint(one: Coverage, whole: Coverage) -> int:
    """How a commune is tinted: 0 unknown, 1 the least covered, 4 the best."""
    if one.rate is None or not whole.rate:
        return 0
    share = one.rate / whole.rate
    return 1 + sum(share >= step for step in (float(DEFICIT), 1, 4 / 3))

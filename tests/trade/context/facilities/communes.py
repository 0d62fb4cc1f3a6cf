"""Communes with their facilities."""

from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.territories.models import Territory
from tests.links_to import pages_of
from tests.trade.context.makers import make_facility, make_local_need

url = pages_of("context", "facilities")


def counted(cooperation: Cooperation, communes: list[Territory]) -> None:
    for area, places, number in zip(communes, (4, 40, 3), (50, 60, 8), strict=True):
        make_facility(cooperation=cooperation, name=f"À {area}", commune=area, places=places)
        make_local_need(cooperation=cooperation, commune=area, number=number)

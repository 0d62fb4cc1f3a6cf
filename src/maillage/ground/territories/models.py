"""Which territories exist, and which does a cooperation draw for itself?"""

from maillage.ground.territories.perimeters.models import Perimeter
from maillage.ground.territories.territories.models import (
    Membership,
    Outline,
    Population,
    RegisterLoad,
    Territory,
)

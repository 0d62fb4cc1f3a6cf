"""Which territories exist, and which does a cooperation draw for itself?"""

from maillage.ground.territories.models.perimeters import Perimeter
from maillage.ground.territories.models.territories import (
    Membership,
    Outline,
    Population,
    RegisterLoad,
    Territory,
)

__all__ = ["Membership", "Outline", "Perimeter", "Population", "RegisterLoad", "Territory"]

"""The pages of the map, one module per tool."""

from maillage.ground.missions.views.mission_map import mission_map
from maillage.ground.missions.views.my_day import my_day
from maillage.ground.missions.views.portfolio import portfolio

__all__ = ["mission_map", "my_day", "portfolio"]

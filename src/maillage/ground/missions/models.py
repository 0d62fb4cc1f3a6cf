"""What was read, declared and remembered of each mission's state."""

from maillage.ground.missions.mission.models import Declaration
from maillage.ground.missions.my_day.models import HandOver
from maillage.ground.missions.portfolio.models import Snapshot
from maillage.ground.missions.states.models import MissionState

"""What was read, declared and remembered of each mission's state."""

from maillage.ground.missions.models.declarations import Declaration
from maillage.ground.missions.models.hand_overs import HandOver
from maillage.ground.missions.models.snapshots import Snapshot
from maillage.ground.missions.models.states import MissionState

__all__ = ["Declaration", "HandOver", "MissionState", "Snapshot"]

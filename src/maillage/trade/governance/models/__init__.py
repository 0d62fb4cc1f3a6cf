"""The records of governance."""

from maillage.trade.governance.models.attendance import Presence, StandDown
from maillage.trade.governance.models.bodies import Body, Holder, Seat
from maillage.trade.governance.models.meetings import AgendaItem, Meeting

__all__ = ["AgendaItem", "Body", "Holder", "Meeting", "Presence", "Seat", "StandDown"]

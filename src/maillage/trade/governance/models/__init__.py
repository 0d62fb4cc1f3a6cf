"""The records of governance."""

from maillage.trade.governance.models.bodies import Body, Holder, Seat

__all__ = ["Body", "Holder", "Seat"]

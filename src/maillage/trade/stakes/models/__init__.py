"""The records of stakes."""

from maillage.trade.stakes.models.asks import PositionAsk
from maillage.trade.stakes.models.stakes import LabelChoice, Stake
from maillage.trade.stakes.models.themes import Theme, ThemeChoice

__all__ = ["LabelChoice", "PositionAsk", "Stake", "Theme", "ThemeChoice"]

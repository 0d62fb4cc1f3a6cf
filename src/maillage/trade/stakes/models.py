"""The records of stakes."""

from maillage.trade.stakes.findings.models import Finding, FindingFigure, FindingReading
from maillage.trade.stakes.position_asks.models import PositionAsk
from maillage.trade.stakes.stakes.models import LabelChoice, Stake
from maillage.trade.stakes.themes.models import Theme, ThemeChoice

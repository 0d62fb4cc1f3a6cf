"""What evaluation keeps: what each structure draws, and what it said of its own page."""

from maillage.trade.evaluation.balance.models import BalanceReading, Benefit

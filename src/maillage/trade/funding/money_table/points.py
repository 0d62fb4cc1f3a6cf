"""What do tables of money answer on other pages?"""

from maillage.foundation.exchange.targets.targets import imports
from maillage.trade.funding.money_table.target import MONEY_TABLE

imports.answer(lambda: (MONEY_TABLE,))

"""What do tables of contributions answer on other pages?"""

from maillage.foundation.exchange.targets.targets import imports
from maillage.trade.funding.contribution_table.target import CONTRIBUTION_TABLE

imports.answer(lambda: (CONTRIBUTION_TABLE,))

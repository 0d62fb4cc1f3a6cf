"""Do the rules give what a file of worked examples expects?"""

from maillage.law.cases.comparison import NOT_COMPUTED, Difference, run

__all__ = ["NOT_COMPUTED", "Difference", "run"]

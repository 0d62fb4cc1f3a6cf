"""What does the table of contracts and themes tell on the pages of the other tools?"""

from maillage.core.probes import probe
from maillage.trade.plan.mesh import states
from maillage.trade.plan.writing import ACTIONS, SHARES

MOVED = {ACTIONS, SHARES, "schemes", "stakes"}
probe("implementation.move.mesh-schemes", load=states.load, reads="team", topics=MOVED)(
    states.schemes_without_gap
)
probe("implementation.move.mesh-themes", load=states.load, reads="team", topics=MOVED)(
    states.themes_without_gap
)

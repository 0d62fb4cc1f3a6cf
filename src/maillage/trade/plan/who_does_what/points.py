"""What does the table of who does what tell on the pages of the other tools?"""

from maillage.core.probes import probe
from maillage.trade.plan.who_does_what import states
from maillage.trade.plan.writing import ACTIONS, SHARES

probe(
    "implementation.lead.who-does-what",
    load=states.load,
    reads="team",
    topics={ACTIONS, SHARES},
)(states.roles_clear)
probe(
    "implementation.move.cross-manage",
    load=states.load_shared,
    reads="team",
    topics={ACTIONS, SHARES},
)(states.shared_out)

"""Which missions does the context judge?"""

from maillage.core.probes import probe
from maillage.trade.context.heading import states as moving_states
from maillage.trade.context.history import states as history_states
from maillage.trade.context.nature import states as nature_states

probe(
    "pre.context.history",
    load=history_states.load,
    reads="officers",
    topics={"history", "members", "organisations"},
)(history_states.history_told)

probe(
    "pre.context.nature",
    load=nature_states.load,
    reads="officers",
    topics={"nature", "members", "organisations"},
)(nature_states.nature_read)

MOVES = {"heading", "signals"}
probe("pre.complexity.moving-context", load=moving_states.load, reads="officers", topics=MOVES)(
    moving_states.heading_held
)
probe("implementation.timing", load=moving_states.load, reads="officers", topics=MOVES)(
    moving_states.timing_known
)

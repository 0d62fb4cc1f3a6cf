"""Which missions do themes judge?"""

from maillage.core.probes import probe
from maillage.trade.stakes.allies import states

probe("emergence.stakes.focus", load=states.load, reads="members", topics={"stakes"})(
    states.focused
)


probe(
    "emergence.stakes.allies",
    load=states.load,
    reads="officers",
    topics={"positions", "stakes", "actors", "members", "organisations"},
)(states.allied)

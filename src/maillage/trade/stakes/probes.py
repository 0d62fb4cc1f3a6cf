"""Which missions do stakes judge?"""

from maillage.core.probes import probe
from maillage.trade.stakes.allies import states as theme_states
from maillage.trade.stakes.positions import states as stake_states

probe(
    "emergence.stakes.common-ground",
    load=stake_states.load,
    reads="officers",
    topics={"positions", "stakes", "actors", "members", "organisations"},
)(stake_states.common_ground_known)

probe(
    "emergence.stakes.focus",
    load=theme_states.load,
    reads="members",
    topics={"stakes"},
)(theme_states.focused)
probe(
    "emergence.stakes.allies",
    load=theme_states.load,
    reads="officers",
    topics={"positions", "stakes", "actors", "members", "organisations"},
)(theme_states.allied)

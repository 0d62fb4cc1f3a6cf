"""Which missions does the dialogue judge?"""

from maillage.core.probes import probe
from maillage.trade.dialogue.compromises import states as compromise_states
from maillage.trade.dialogue.notebook.states import (
    contacts as contact_states,
)
from maillage.trade.dialogue.notebook.states import (
    differences as notebook_states,
)

probe(
    "emergence.actors.differences",
    load=notebook_states.load,
    reads="officers",
    topics={"notebook", "positions", "members", "organisations"},
)(notebook_states.differences_written)

probe(
    "emergence.actors.reliable-people",
    load=contact_states.load,
    reads="officers",
    topics={"notebook", "members", "people", "organisations", "imports"},
)(contact_states.contacts_known)

probe(
    "construction.partnerships.compromise",
    load=compromise_states.load,
    reads="officers",
    topics={"conflicts", "compromises"},
)(compromise_states.compromises_sought)

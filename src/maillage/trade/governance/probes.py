"""Which missions does governance judge?"""

from maillage.core.probes import probe
from maillage.trade.governance import decision_states, meeting_states

PACE = {"bodies", "meetings"}

probe("construction.partnerships.bodies", load=meeting_states.load, reads="members", topics=PACE)(
    meeting_states.bodies_alive
)
probe(
    "implementation.lead.articulation-body", load=meeting_states.load, reads="members", topics=PACE
)(meeting_states.bodies_meet)
probe("implementation.move.bodies", load=meeting_states.load, reads="members", topics=PACE)(
    meeting_states.meetings_kept
)
probe(
    "implementation.lead.deliberations",
    load=decision_states.load,
    reads="members",
    topics={"joint_decisions", "organisations"},
)(decision_states.deliberations)

"""Which missions does governance judge?"""

from maillage.core.probes import probe
from maillage.trade.governance.commitments import states as commitment_states
from maillage.trade.governance.decisions import states as question_states
from maillage.trade.governance.joint_decisions import states as decision_states
from maillage.trade.governance.lead_partner import states as lead_states
from maillage.trade.governance.meetings import states as meeting_states

PACE = {"bodies", "meetings"}
PLEDGES = {"commitments"}

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

for leaf, judge in (
    ("emergence.actors.negotiate-resources", commitment_states.resources_negotiated),
    ("emergence.adhesion.set-in-motion", commitment_states.set_in_motion),
    ("construction.support.partners", commitment_states.partners_supported),
):
    probe(leaf, load=commitment_states.load, reads="members", topics=PLEDGES)(judge)
probe(
    "construction.partnerships.lead-partner",
    load=lead_states.load,
    reads="members",
    topics={"lead_partner", "members", "organisations"},
)(lead_states.lead_partner)

QUESTIONS = {"decisions", "meetings", "bodies", "joint_decisions"}
probe(
    "construction.partnerships.political-technical",
    load=question_states.load,
    reads="members",
    topics=QUESTIONS,
)(question_states.questions_routed)
probe(
    "implementation.lead.decision-frame",
    load=question_states.load,
    reads="members",
    topics=QUESTIONS,
)(question_states.frame_shared)

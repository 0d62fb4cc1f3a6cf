"""The records of governance."""

from maillage.trade.governance.models.attendance import Presence, StandDown
from maillage.trade.governance.models.bodies import Body, Holder, Seat
from maillage.trade.governance.models.calendars import CalendarFeed
from maillage.trade.governance.models.commitments import Commitment, CommitmentStep
from maillage.trade.governance.models.consultations import (
    Consultation,
    ConsultedSeat,
    Opinion,
)
from maillage.trade.governance.models.date_polls import (
    DateAnswer,
    DatePoll,
    PollInvitee,
    PollSlot,
)
from maillage.trade.governance.models.decisions import Decision, DecisionOption
from maillage.trade.governance.models.joint_decisions import (
    Answer,
    Deliberation,
    JointDecision,
    TextVersion,
)
from maillage.trade.governance.models.lead_partner import LeadPartner
from maillage.trade.governance.models.meetings import AgendaItem, Meeting
from maillage.trade.governance.models.minutes import ItemNote, NoteVariant
from maillage.trade.governance.models.nominations import Nomination, Nominee, SeatCall
from maillage.trade.governance.models.records import Amendment

__all__ = [
    "AgendaItem",
    "Amendment",
    "Answer",
    "Body",
    "CalendarFeed",
    "Commitment",
    "CommitmentStep",
    "Consultation",
    "ConsultedSeat",
    "DateAnswer",
    "DatePoll",
    "Decision",
    "DecisionOption",
    "Deliberation",
    "Holder",
    "ItemNote",
    "JointDecision",
    "LeadPartner",
    "Meeting",
    "Nomination",
    "Nominee",
    "NoteVariant",
    "Opinion",
    "PollInvitee",
    "PollSlot",
    "Presence",
    "Seat",
    "SeatCall",
    "StandDown",
    "TextVersion",
]

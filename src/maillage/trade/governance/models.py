"""The records of governance."""

from maillage.trade.governance.agreements.models import (
    Agreement,
    AgreementAct,
    AgreementParty,
    AgreementText,
    Article,
)
from maillage.trade.governance.agreements.remarks import AgreementRemark, ArticleAmendment
from maillage.trade.governance.bodies.models import Body, Holder, Seat
from maillage.trade.governance.commitments.models import Commitment, CommitmentStep
from maillage.trade.governance.consultations.models import Consultation, ConsultedSeat, Opinion
from maillage.trade.governance.date_polls.models import DateAnswer, DatePoll, PollInvitee, PollSlot
from maillage.trade.governance.decisions.models import Decision, DecisionOption
from maillage.trade.governance.joint_decisions.models import (
    Answer,
    Deliberation,
    JointDecision,
    TextVersion,
)
from maillage.trade.governance.lead_partner.models import LeadPartner
from maillage.trade.governance.legal_forms.models import FormStudy, StudyMember
from maillage.trade.governance.meetings.models import (
    AgendaItem,
    CalendarFeed,
    Guest,
    Meeting,
    Presence,
    StandDown,
)
from maillage.trade.governance.minutes.models import Amendment, ItemNote, NoteVariant
from maillage.trade.governance.nominations.models import Nomination, Nominee, SeatCall

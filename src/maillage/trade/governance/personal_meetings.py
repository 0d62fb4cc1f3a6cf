"""What do meetings, their notes and their date polls know of a person?"""

from collections.abc import Sequence

from django.db.models import Model
from django.utils.translation import gettext as _

from maillage.core.personal import Chapter, Somebody
from maillage.core.points import Reader
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.foundation.journal.erasable import Erasable, each_line, mask_texts
from maillage.ground.actors.models import Subject
from maillage.ground.directory.rights.queries import day
from maillage.trade.governance.agreements.models import Agreement, AgreementParty
from maillage.trade.governance.agreements.queries import agreements
from maillage.trade.governance.agreements.remarks import AgreementRemark, ArticleAmendment
from maillage.trade.governance.bodies.models import Body
from maillage.trade.governance.consultations.models import Consultation, ConsultedSeat, Opinion
from maillage.trade.governance.consultations.queries import consulted
from maillage.trade.governance.date_polls.models import DateAnswer, DatePoll, PollInvitee
from maillage.trade.governance.date_polls.queries import invitees
from maillage.trade.governance.decisions.models import Decision, DecisionOption
from maillage.trade.governance.decisions.queries import decisions
from maillage.trade.governance.joint_decisions.models import Answer, Deliberation, JointDecision
from maillage.trade.governance.lead_partner.models import LeadPartner
from maillage.trade.governance.legal_forms.models import FormStudy
from maillage.trade.governance.legal_forms.queries import studies
from maillage.trade.governance.meetings.models import (
    AgendaItem,
    Guest,
    Meeting,
    Presence,
    StandDown,
)
from maillage.trade.governance.meetings.queries.meetings import items_of_person, meetings
from maillage.trade.governance.meetings.queries.who_came import guests, presences_of_person
from maillage.trade.governance.minutes.models import Amendment, ItemNote, NoteVariant
from maillage.trade.governance.minutes.queries import notes
from maillage.trade.governance.nominations.models import Nomination, SeatCall
from maillage.trade.governance.permissions import can_read_sources

WRITTEN: tuple[tuple[type[Model], str, tuple[str, ...]], ...] = (
    (ItemNote, "item__meeting__body", ("text",)),
    (NoteVariant, "note__item__meeting__body", ("text",)),
    (Decision, "", ("question", "wording", "effects", "nature_why", "goes_up", "stays")),
    (DecisionOption, "decision", ("label", "plus", "minus", "cost")),
    (Body, "", ("purpose", "rhythm")),
    (JointDecision, "", ("title", "question")),
    (Deliberation, "decision", ("leaving",)),
    (Answer, "deliberation__decision", ("reserves",)),
    (Nomination, "body", ("title", "reason")),
    (SeatCall, "nomination__body", ("act",)),
    (DatePoll, "body", ("title", "place", "dropped_for")),
    (LeadPartner, "subject", ("scope",)),
    (FormStudy, "", ("purpose", "reason")),
    (Agreement, "", ("title", "reference", "purpose", "unsettled_reason", "end_reason")),
    (
        AgreementParty,
        "agreement",
        ("signatory", "act_reference", "early_reason", "refused_reason", "reading_note"),
    ),
    (AgreementRemark, "agreement", ("told_by", "words", "answer")),
    (
        ArticleAmendment,
        "agreement",
        ("told_by", "wording", "reason", "settled_by", "settled_reason"),
    ),
    (Amendment, "meeting__body", ("text", "told_by")),
    (AgendaItem, "meeting__body", ("title",)),
    (Meeting, "body", ("title", "place", "cancelled_for")),
    (StandDown, "item__meeting__body", ("note",)),
    (Presence, "meeting__body", ("note", "came_name")),
    (Guest, "meeting__body", ("name", "quality")),
    (DateAnswer, "invitee__poll__body", ("told_by",)),
    (Opinion, "asked__consultation__body", ("told_by", "words")),
    (Consultation, "body", ("question", "context", "result")),
)
POINTING = (
    Erasable(Presence, "meeting__body", about="seat__person"),
    Erasable(StandDown, "item__meeting__body", about="seat__person"),
    Erasable(PollInvitee, "poll__body", about="person"),
    Erasable(ConsultedSeat, "consultation__body", about="person"),
    Erasable(AgendaItem, "meeting__body", person="person"),
    Erasable(Presence, "meeting__body", person="came"),
)


def export_meetings(reader: Reader, somebody: Somebody) -> Sequence[Chapter]:
    """The points that they present, the dates that they were asked, where one writes of them."""
    access = as_access(reader)
    rows = [
        (str(one.meeting), one.title, day(one.meeting.held_on))
        for one in items_of_person(access, somebody.number)
    ]
    rows += [
        (str(one.poll), _("invitation à dire ses dates"), day(one.poll.closes_on))
        for one in invitees(access).filter(person=somebody.number)
        if access.is_in_team
    ]
    rows += [
        (str(one.consultation), _("consultation écrite"), day(one.consultation.closes_on))
        for one in consulted(access).filter(person=somebody.number)
        if access.is_in_team
    ]
    rows += [
        (
            str(one.meeting),
            _("présence pour %(seat)s") % {"seat": one.seat},
            day(one.meeting.held_on),
        )
        for one in presences_of_person(access, somebody)
    ]
    headers = (_("Séance"), _("Point présenté"), _("Le"))
    return (
        Chapter(_("Séances"), headers, rows),
        Chapter(
            _("Notes et décisions"),
            (_("Séance"), _("Ce qui est écrit")),
            _naming_texts(access, somebody),
        ),
    )


def _naming_texts(access: Access, somebody: Somebody) -> list[tuple[str, str]]:
    """The lines of notes and the words of decisions in which they are named."""
    pairs = [
        (str(one.item.meeting), one.text)
        for one in notes(access).select_related("item__meeting__body")
    ]
    pairs += [
        (str(one.meeting or one.body or ""), f"{one.question}\n{one.wording}\n{one.effects}")
        for one in decisions(access)
    ]
    if can_read_sources(access):
        observed = Presence.objects.filter(meeting__in=meetings(access)).exclude(note="")
        pairs += [(str(one.meeting), one.note) for one in observed.select_related("meeting__body")]
    pairs += [(str(one.meeting), str(one)) for one in guests(access)]
    pairs += [(_("Forme juridique"), f"{one.purpose}\n{one.reason}") for one in studies(access)]
    pairs += [(one.title, one.purpose) for one in agreements(access)]
    signing = AgreementParty.objects.filter(agreement__in=agreements(access).values("pk"))
    pairs += [(one.agreement.title, one.signatory) for one in signing.select_related("agreement")]
    return [
        (meeting, line)
        for meeting, text in pairs
        for line in text.splitlines()
        if somebody.is_mentioned_in(line)
    ]


def forget_meetings(somebody: Somebody) -> None:
    """Their name on the agendas, in notes and decisions, and what the journal told of them."""
    written = [Erasable(model, place, texts, way=each_line) for model, place, texts in WRITTEN]
    for one in (*POINTING, *written):
        one.erase(somebody)
    joint_decisions = JointDecision.objects.filter(cooperation__workspace=somebody.workspace_id)
    subjects = Subject.objects.filter(pk__in=joint_decisions.values("subject"))
    mask_texts(subjects, ("label",), somebody, each_line)

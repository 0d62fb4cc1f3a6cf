"""Makes bodies, seats, their holders and their meetings for tests."""

from collections.abc import Sequence
from datetime import date, time

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.directory.models import Organisation, Person
from maillage.trade.governance.choices import (
    BodyKind,
    HolderKind,
    QuorumKind,
    StandingDown,
    Voice,
)
from maillage.trade.governance.models import (
    AgendaItem,
    Amendment,
    Body,
    Decision,
    DecisionOption,
    FormStudy,
    Guest,
    Holder,
    ItemNote,
    LeadPartner,
    Meeting,
    Nomination,
    Nominee,
    NoteVariant,
    Presence,
    Seat,
    SeatCall,
    StandDown,
    StudyMember,
)
from tests.foundation.accounts.makers import make_user
from tests.foundation.cooperations.makers import make_cooperation
from tests.ground.actors.makers import make_subject
from tests.ground.directory.makers import make_member_person, make_organisation, make_spoken_member
from tests.records import create_record, marked
from tests.registry import Argument


def make_body(**values: object) -> Body:
    """A body of the cooperation, without any seat."""
    return create_record(
        Body,
        values,
        cooperation=make_cooperation,
        name="Comité de pilotage",
        kind=BodyKind.POLITICAL,
        quorum=QuorumKind.NONE,
    )


def make_seat(*, body: Body | None = None, **values: object) -> Seat:
    """The seat of a structure in the body."""
    body = body or make_body()
    return create_record(
        Seat,
        values,
        body=body,
        organisation=lambda: make_organisation(workspace=body.cooperation.workspace),
        voice=Voice.DELIBERATIVE,
    )


def make_own_seat(*, body: Body, person: Person) -> Seat:
    """The seat of a person in their own name."""
    return Seat.objects.create(body=body, person=person)


def make_holder(*, seat: Seat | None = None, **values: object) -> Holder:
    """Who holds the seat: somebody who acts in a member unless one is given."""
    seat = seat or make_seat()
    return create_record(
        Holder,
        values,
        seat=seat,
        person=lambda: make_member_person(cooperation=seat.body.cooperation),
        kind=HolderKind.TITULAIRE,
        since=date(2026, 5, 18),
        source="délibération du 18 mai 2026",
    )


def make_spoken_seat(*, cooperation: Cooperation) -> Seat:
    """A seat of a member for which every open access of the cooperation speaks."""
    body = a_body_of(cooperation)
    return make_seat(body=body, organisation=make_spoken_member(cooperation=cooperation))


def a_body_of(cooperation: Cooperation) -> Body:
    """The committee of the cooperation, made the first time it is asked for."""
    body = Body.objects.filter(cooperation=cooperation, until__isnull=True).first()
    return body or make_body(cooperation=cooperation)


def make_meeting(**values: object) -> Meeting:
    """A meeting of the body, planned, without agenda."""
    return create_record(
        Meeting,
        values,
        body=make_body,
        held_on=date(2026, 12, 3),
        starts_at=time(18, 30),
        ends_at=time(20, 30),
        place="Maison du bocage",
    )


def make_agenda_item(**values: object) -> AgendaItem:
    """A point of the meeting's agenda."""
    return create_record(
        AgendaItem,
        values,
        meeting=make_meeting,
        title="Clé de répartition",
        kind="decision",
        minutes=30,
    )


def make_presence(*, meeting: Meeting | None = None, **values: object) -> Presence:
    """How a seat of the meeting's body is held."""
    meeting = meeting or make_meeting()
    return create_record(
        Presence,
        values,
        meeting=meeting,
        seat=lambda: make_seat(body=meeting.body),
        standing="present",
    )


def make_guest(**values: object) -> Guest:
    """Somebody invited to the meeting, of whom it is not yet said whether they came."""
    return create_record(Guest, values, meeting=make_meeting, name="Inès Gaborit")


def make_stand_down(*, item: AgendaItem | None = None, **values: object) -> StandDown:
    """A seat that takes no part in an item, by default as a representative."""
    item = item or make_agenda_item()
    return create_record(
        StandDown,
        values,
        item=item,
        seat=lambda: make_seat(body=item.meeting.body),
        kind=StandingDown.REPRESENTS,
    )


def make_item_note(**values: object) -> ItemNote:
    """The note of an item."""
    return create_record(ItemNote, values, item=make_agenda_item, text="Le Département vote.")


def make_note_variant(**values: object) -> NoteVariant:
    """The text that another person wrote on the same lines."""
    return create_record(
        NoteVariant, values, note=make_item_note, author=make_user, text="Il ne vote pas."
    )


def make_decision(
    *,
    cooperation: Cooperation | None = None,
    meeting: Meeting | None = None,
    item: AgendaItem | None = None,
    wording: str = "La clé par population est retenue.",
) -> Decision:
    """What the body settled at the meeting."""
    body = a_body_of(cooperation) if cooperation else None
    meeting = item.meeting if item else meeting or make_meeting(body=body)
    return Decision.objects.create(
        cooperation=meeting.body.cooperation, meeting=meeting, item=item, wording=wording
    )


def make_question(**values: object) -> Decision:
    """A line of the register written outside of a meeting."""
    return create_record(
        Decision,
        values,
        cooperation=make_cooperation,
        question="Qui porte l’ingénierie partagée ?",
        outcome="",
    )


def make_decision_option(**values: object) -> DecisionOption:
    """One answer that the question may receive."""
    return create_record(
        DecisionOption, values, decision=make_question, label="La porter à plusieurs"
    )


def make_amendment(*, meeting: Meeting | None = None, **values: object) -> Amendment:
    """A change asked on the record of the meeting."""
    meeting = meeting or make_meeting()
    place = meeting.body.cooperation
    return create_record(
        Amendment,
        values,
        meeting=meeting,
        organisation=lambda: make_organisation(workspace=place.workspace),
        text="Lire « population municipale ».",
    )


def _variant_number(cooperation: Cooperation) -> int:
    item = make_agenda_item(meeting=a_meeting_of(cooperation))
    return make_note_variant(note=make_item_note(item=item)).pk


def _stand_down_number(cooperation: Cooperation) -> int:
    return make_stand_down(item=make_agenda_item(meeting=a_meeting_of(cooperation))).pk


def _option_number(cooperation: Cooperation) -> int:
    return make_decision_option(decision=make_question(cooperation=cooperation)).pk


def a_meeting_of(cooperation: Cooperation) -> Meeting:
    """The meeting of the cooperation's committee, made the first time it is asked for."""
    meeting = Meeting.objects.filter(body__cooperation=cooperation).first()
    return meeting or make_meeting(body=a_body_of(cooperation))


def _holder_number(cooperation: Cooperation) -> int:
    seat = make_spoken_seat(cooperation=cooperation)
    return make_holder(seat=seat, person=make_member_person(cooperation=cooperation)).pk


def make_nomination(**values: object) -> Nomination:
    """A campaign for the body, that asks nobody yet."""
    return create_record(Nomination, values, body=make_body, title="Qui vous représente ?")


def make_seat_call(*, nomination: Nomination | None = None, seat: Seat | None = None) -> SeatCall:
    """What the campaign asks of a structure for its seat."""
    nomination = nomination or make_nomination()
    return SeatCall.objects.create(
        nomination=nomination, seat=seat or make_seat(body=nomination.body)
    )


def make_nominee(**values: object) -> Nominee:
    """Somebody that a structure names as titulaire, not in the directory."""
    return create_record(
        Nominee,
        values,
        seat_call=make_seat_call,
        kind=HolderKind.TITULAIRE,
        family_name="Gaborit",
        given_name="Inès",
        function="maire",
    )


def _spoken_call(cooperation: Cooperation) -> int:
    seat = make_spoken_seat(cooperation=cooperation)
    return make_seat_call(nomination=make_nomination(body=seat.body), seat=seat).pk


def make_lead_partner(
    *, cooperation: Cooperation | None = None, label: str = "Mobilités", **values: object
) -> LeadPartner:
    """The structure that carries a theme of the cooperation, that no act names yet."""
    cooperation = cooperation or make_cooperation()
    return create_record(
        LeadPartner,
        values,
        subject=make_subject(cooperation=cooperation, label=label),
        organisation=lambda: make_organisation(workspace=cooperation.workspace),
        since=date(2026, 1, 1),
    )


def make_form_study(
    *,
    cooperation: Cooperation | None = None,
    author: User | None = None,
    purpose: str = "l’enfance-jeunesse",
    shares: str = "service",
    visibility: str = "team",
    organisations: Sequence[Organisation] = (),
    **other: object,
) -> FormStudy:
    """A study that the team reads, of which no form is kept."""
    study = FormStudy.objects.create(
        cooperation=cooperation or make_cooperation(),
        author=author or make_user(),
        purpose=purpose,
        shares=shares,
        wants_new_body="no",
        visibility=visibility,
        **other,
    )
    for organisation in organisations:
        make_study_member(study=study, organisation=organisation)
    return study


def make_study_member(*, study: FormStudy | None = None, **values: object) -> StudyMember:
    """A structure of a study, of which the directory says the kind."""
    study = study or make_form_study()
    workspace = study.cooperation.workspace
    return create_record(
        StudyMember,
        values,
        study=study,
        organisation=lambda: make_organisation(workspace=workspace),
    )


MARKED = {FormStudy: marked(make_form_study, "purpose")}
URL_ARGUMENTS = {
    "form_study": Argument(lambda place: make_form_study(cooperation=place).pk),
    "nomination": Argument(lambda place: make_nomination(body=a_body_of(place)).pk),
    "seat_call": Argument(_spoken_call),
    "lead_partner": Argument(lambda place: make_lead_partner(cooperation=place).pk),
    "decision_option": Argument(_option_number),
    "body": Argument(lambda place: a_body_of(place).pk),
    "seat": Argument(lambda place: make_spoken_seat(cooperation=place).pk),
    "holder": Argument(_holder_number),
    "amendment": Argument(lambda place: make_amendment(meeting=a_meeting_of(place)).pk),
    "decision": Argument(lambda place: make_decision(meeting=a_meeting_of(place)).pk),
    "note_variant": Argument(_variant_number),
    "stand_down": Argument(_stand_down_number),
    "guest": Argument(lambda place: make_guest(meeting=a_meeting_of(place)).pk),
    "meeting": Argument(lambda place: a_meeting_of(place).pk),
    "about": Argument(lambda place: a_meeting_of(place).pk),
    "agenda_item": Argument(lambda place: make_agenda_item(meeting=a_meeting_of(place)).pk),
}

CORRECTED = {
    "governance:routing_edit": {"nature": "political", "next_step": "political"},
    "governance:date_poll_edit": {"slots": ""},
    "governance:body_seat_edit": {"weight": "2"},
}
FILLED = {
    "governance:legal_forms_add": {
        "purpose": "la piscine",
        "shares": "equipment",
        "wants_new_body": "no",
    },
    "governance:form_study_choose": {"chosen": "entente", "reason": "Chacun garde la décision."},
    "governance:routing_edit": {
        "nature": "political",
        "nature_why": "Elle dit ce que l’on veut ensemble.",
    },
    "governance:nomination_answer": {
        "titulaire_family_name": "Gaborit",
        "titulaire_given_name": "Inès",
        "titulaire_function": "maire",
        "told_by": "L. Roux, secrétariat",
        "means": "phone",
        "told_on": "07/10/2026",
    },
    "governance:meeting_cancel": {"reason": "Salle fermée"},
    "governance:meeting_amendment_answer": {"state": "accepted"},
}
TRIED_IN_ITS_ROOM = {
    "governance:meeting_conclude",  # the makers' meeting is still to come
    "governance:meeting_attendance",  # what another noted is said beside the seat
    "governance:meeting_minutes",  # both texts stay in the item
}
EDITED_ELSEWHERE = {Presence, ItemNote}  # on the pages of their meeting

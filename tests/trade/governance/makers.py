"""Makes bodies, seats, their holders and their meetings for tests."""

from datetime import date, time

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.directory.models import Organisation, Person
from maillage.trade.governance.choices import (
    BodyKind,
    CouncilKind,
    DecisionRule,
    HolderKind,
    QuorumKind,
    Voice,
    Vote,
)
from maillage.trade.governance.models import (
    AgendaItem,
    Amendment,
    Answer,
    Body,
    Decision,
    Deliberation,
    Holder,
    ItemNote,
    JointDecision,
    Meeting,
    NoteVariant,
    Presence,
    Seat,
    StandDown,
    TextVersion,
)
from maillage.trade.governance.text_words import fingerprint_of_words
from tests.foundation.accounts.makers import make_user
from tests.foundation.cooperations.makers import make_cooperation
from tests.ground.actors.makers import make_subject
from tests.ground.directory.makers import make_member_person, make_organisation, make_spoken_member
from tests.registry import Argument


def make_body(
    *,
    cooperation: Cooperation | None = None,
    name: str = "Comité de pilotage",
    kind: str = BodyKind.POLITICAL,
    quorum: str = QuorumKind.NONE,
    colleges: str = "",
) -> Body:
    """A body of the cooperation, without any seat."""
    return Body.objects.create(
        cooperation=cooperation or make_cooperation(),
        name=name,
        kind=kind,
        quorum=quorum,
        colleges=colleges,
    )


def make_seat(
    *,
    body: Body | None = None,
    organisation: Organisation | None = None,
    college: str = "",
    voice: str = Voice.DELIBERATIVE,
) -> Seat:
    """The seat of a structure in the body."""
    body = body or make_body()
    return Seat.objects.create(
        body=body,
        organisation=organisation or make_organisation(workspace=body.cooperation.workspace),
        college=college,
        voice=voice,
    )


def make_own_seat(*, body: Body, person: Person) -> Seat:
    """The seat of a person in their own name."""
    return Seat.objects.create(body=body, person=person)


def make_holder(
    *,
    seat: Seat | None = None,
    person: Person | None = None,
    kind: str = HolderKind.TITULAIRE,
    since: date | None = date(2026, 5, 18),
    source: str = "délibération du 18 mai 2026",
) -> Holder:
    """Who holds the seat: somebody who acts in a member unless one is given."""
    seat = seat or make_seat()
    return Holder.objects.create(
        seat=seat,
        person=person or make_member_person(cooperation=seat.body.cooperation),
        kind=kind,
        since=since,
        source=source,
    )


def make_spoken_seat(*, cooperation: Cooperation) -> Seat:
    """A seat of a member for which every open access of the cooperation speaks."""
    body = a_body_of(cooperation)
    return make_seat(body=body, organisation=make_spoken_member(cooperation=cooperation))


def a_body_of(cooperation: Cooperation) -> Body:
    """The committee of the cooperation, made the first time it is asked for."""
    known = Body.objects.filter(cooperation=cooperation, until__isnull=True).first()
    return known or make_body(cooperation=cooperation)


def make_meeting(
    *,
    body: Body | None = None,
    title: str = "",
    held_on: date = date(2026, 12, 3),
    starts_at: time | None = time(18, 30),
    ends_at: time | None = time(20, 30),
) -> Meeting:
    """A meeting of the body, planned, without agenda."""
    return Meeting.objects.create(
        body=body or make_body(),
        title=title,
        held_on=held_on,
        starts_at=starts_at,
        ends_at=ends_at,
        place="Maison du bocage",
    )


def make_agenda_item(
    *,
    meeting: Meeting | None = None,
    title: str = "Clé de répartition",
    rank: int = 1,
    minutes: int | None = 30,
    person: Person | None = None,
) -> AgendaItem:
    """A point of the meeting's agenda."""
    return AgendaItem.objects.create(
        meeting=meeting or make_meeting(),
        title=title,
        kind="decision",
        rank=rank,
        minutes=minutes,
        person=person,
    )


def make_presence(
    *,
    meeting: Meeting | None = None,
    seat: Seat | None = None,
    standing: str = "present",
    given_to: Seat | None = None,
) -> Presence:
    """How a seat of the meeting's body is held."""
    meeting = meeting or make_meeting()
    return Presence.objects.create(
        meeting=meeting,
        seat=seat or make_seat(body=meeting.body),
        standing=standing,
        given_to=given_to,
    )


def make_stand_down(
    *, item: AgendaItem | None = None, seat: Seat | None = None, note: str = ""
) -> StandDown:
    """A seat that takes no part in an item."""
    item = item or make_agenda_item()
    return StandDown.objects.create(
        item=item, seat=seat or make_seat(body=item.meeting.body), note=note
    )


def make_item_note(
    *, item: AgendaItem | None = None, text: str = "Le Département vote."
) -> ItemNote:
    """The note of an item."""
    return ItemNote.objects.create(item=item or make_agenda_item(), text=text)


def make_note_variant(
    *, note: ItemNote | None = None, author: User | None = None, text: str = "Il ne vote pas."
) -> NoteVariant:
    """The text that another person wrote on the same lines."""
    return NoteVariant.objects.create(
        note=note or make_item_note(), author=author or make_user(), text=text
    )


def make_decision(
    *,
    meeting: Meeting | None = None,
    item: AgendaItem | None = None,
    wording: str = "La clé par population est retenue.",
) -> Decision:
    """What the body settled at the meeting."""
    return Decision.objects.create(
        meeting=item.meeting if item else meeting or make_meeting(), item=item, wording=wording
    )


def make_amendment(
    *,
    meeting: Meeting | None = None,
    organisation: Organisation | None = None,
    text: str = "Lire « population municipale ».",
) -> Amendment:
    """A change asked on the record of the meeting."""
    meeting = meeting or make_meeting()
    place = meeting.body.cooperation
    return Amendment.objects.create(
        meeting=meeting,
        organisation=organisation or make_organisation(workspace=place.workspace),
        text=text,
    )


def _variant_number(cooperation: Cooperation) -> int:
    item = make_agenda_item(meeting=a_meeting_of(cooperation))
    return make_note_variant(note=make_item_note(item=item)).pk


def _stand_down_number(cooperation: Cooperation) -> int:
    return make_stand_down(item=make_agenda_item(meeting=a_meeting_of(cooperation))).pk


def a_meeting_of(cooperation: Cooperation) -> Meeting:
    """The meeting of the cooperation's committee, made the first time it is asked for."""
    known = Meeting.objects.filter(body__cooperation=cooperation).first()
    return known or make_meeting(body=a_body_of(cooperation))


def _holder_number(cooperation: Cooperation) -> int:
    seat = make_spoken_seat(cooperation=cooperation)
    return make_holder(seat=seat, person=make_member_person(cooperation=cooperation)).pk


def make_joint_decision(
    *,
    cooperation: Cooperation | None = None,
    title: str = "Charte de coopération",
    rule: str = DecisionRule.UNANIMITY,
    silence: str = "",
) -> JointDecision:
    """A question to several councils, which nobody has been asked yet."""
    cooperation = cooperation or make_cooperation()
    return JointDecision.objects.create(
        cooperation=cooperation,
        subject=make_subject(cooperation=cooperation, label=title),
        title=title,
        rule=rule,
        silence=silence,
    )


def make_text_version(
    *, decision: JointDecision | None = None, words: str = "Article 1. Le cap.", number: int = 1
) -> TextVersion:
    """A version of the text of the decision."""
    return TextVersion.objects.create(
        decision=decision or make_joint_decision(),
        number=number,
        dated_on=date(2026, 9, 1),
        words=words,
        fingerprint=fingerprint_of_words(words),
    )


def make_deliberation(
    *,
    decision: JointDecision | None = None,
    organisation: Organisation | None = None,
    council: str = CouncilKind.COMMUNE,
    session_on: date | None = None,
    sent_on: date | None = None,
) -> Deliberation:
    """The way of the decision through the council of a structure."""
    decision = decision or make_joint_decision()
    workspace = decision.cooperation.workspace
    return Deliberation.objects.create(
        decision=decision,
        organisation=organisation or make_organisation(workspace=workspace),
        council=council,
        session_on=session_on,
        sent_on=sent_on,
    )


def make_answer(
    *,
    deliberation: Deliberation | None = None,
    vote: str = Vote.ADOPTED,
    voted_on: date = date(2026, 10, 6),
    told_by: str = "",
    reserves: str = "",
    text: TextVersion | None = None,
) -> Answer:
    """What the council answered, known by telephone."""
    return Answer.objects.create(
        deliberation=deliberation or make_deliberation(),
        vote=vote,
        voted_on=voted_on,
        text=text,
        told_by=told_by,
        told_on=voted_on,
        reserves=reserves,
    )


def make_spoken_deliberation(*, cooperation: Cooperation) -> Deliberation:
    """A question to a member for which every open access of the cooperation speaks."""
    return make_deliberation(
        decision=make_joint_decision(cooperation=cooperation),
        organisation=make_spoken_member(cooperation=cooperation),
    )


URL_ARGUMENTS = {
    "joint_decision": Argument(lambda place: make_joint_decision(cooperation=place).pk),
    "deliberation": Argument(lambda place: make_spoken_deliberation(cooperation=place).pk),
    "body": Argument(lambda place: a_body_of(place).pk),
    "seat": Argument(lambda place: make_spoken_seat(cooperation=place).pk),
    "holder": Argument(_holder_number),
    "amendment": Argument(lambda place: make_amendment(meeting=a_meeting_of(place)).pk),
    "decision": Argument(lambda place: make_decision(meeting=a_meeting_of(place)).pk),
    "note_variant": Argument(_variant_number),
    "stand_down": Argument(_stand_down_number),
    "meeting": Argument(lambda place: a_meeting_of(place).pk),
    "agenda_item": Argument(lambda place: make_agenda_item(meeting=a_meeting_of(place)).pk),
}

CORRECTED = {
    "governance:body_seat_edit": {"weight": "2"},
    "governance:joint_decision_council_edit": {"session_on": "20/11/2026"},
}
FILLED = {
    "governance:meeting_conclude": {"on": "03/12/2026"},
    "governance:meeting_cancel": {"reason": "Salle fermée"},
    "governance:meeting_amendment_answer": {"state": "accepted"},
    "governance:joint_decision_answer": {
        "vote": "adopted",
        "voted_on": "06/10/2026",
        "means": "phone",
        "told_by": "L. Roux, secrétariat",
        "told_on": "07/10/2026",
    },
    "governance:joint_decision_leave": {"on": "01/10/2026", "why": "Elle quitte la démarche"},
}
TRIED_IN_ITS_ROOM = {
    "governance:meeting_attendance",  # what another noted is said beside the seat
    "governance:meeting_minutes",  # both texts stay in the item
}
EDITED_ELSEWHERE = {Presence, ItemNote}  # on the pages of their meeting

"""A year of meetings, as an officer keeps them: five held, one cancelled, two to come."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.actors.models import Subject
from maillage.ground.directory.models import Person
from maillage.law.delays import previous_working_day
from maillage.roof.demo.stories import Story
from maillage.trade.governance.choices import Attending, ItemKind, Outcome
from maillage.trade.governance.meetings.services import meetings as services
from maillage.trade.governance.meetings.services.attendance import record_presence
from maillage.trade.governance.minutes.services import (
    Typed,
    add_decision,
    validate_record,
    write_note,
)
from maillage.trade.governance.models import AgendaItem, Body, Decision, Meeting, Presence, Seat


@dataclass(frozen=True)
class StoryMeeting:
    """A meeting of the story: of which body, how many days from today, its object, its points."""

    body: int
    days: int
    title: str = ""
    cancelled_for: str = ""
    points: tuple[tuple[str, str, int], ...] = field(default_factory=tuple)


INFORMATION, QUESTION, DECISION = ItemKind.INFORMATION, ItemKind.QUESTION, ItemKind.DECISION
MINUTES = "Compte rendu de la séance précédente", INFORMATION, 5
RECORD = "Relevé de décisions de la séance précédente", INFORMATION, 5
YEAR = (
    StoryMeeting(1, -300, points=(("Tour de table des projets", INFORMATION, 40),)),
    StoryMeeting(
        1,
        -215,
        points=(MINUTES, ("Calendrier des conseils", INFORMATION, 20)),
    ),
    StoryMeeting(
        0,
        -185,
        "Installation",
        points=(
            ("Qui siège, et à quel rythme", DECISION, 30),
            ("Ce que chacun attend de la coopération", QUESTION, 60),
        ),
    ),
    StoryMeeting(
        0,
        -145,
        points=(
            RECORD,
            ("Partager l’ingénierie : les trois clés possibles", QUESTION, 45),
            ("Priorités de l’année", DECISION, 45),
        ),
    ),
    StoryMeeting(1, -90, cancelled_for="trop d’absents annoncés pendant les congés"),
    StoryMeeting(1, -48, points=(MINUTES, ("Préparer le comité de pilotage", QUESTION, 30))),
    StoryMeeting(
        0,
        8,
        points=(
            RECORD,
            ("Où en sont les conseils", INFORMATION, 20),
            ("Clé de répartition de l’ingénierie", DECISION, 45),
            ("Dates de l’an prochain", QUESTION, 10),
        ),
    ),
    StoryMeeting(1, 29, points=(("Suites du comité de pilotage", INFORMATION, 30),)),
)
BEARS_ON = {"Clé de répartition de l’ingénierie": "Partage du coût de l’ingénierie"}
SETTLED = {
    "Qui siège, et à quel rythme": "Chaque membre a un siège ; le comité se réunit tous les quatre "
    "mois.",
}
PRIORITIES = {
    "petr": "L’enfance d’abord, puis les mobilités ; l’alimentation est remise à l’an prochain.",
    "ctg": "Les places du mercredi d’abord, puis la parentalité ; la mobilité des jeunes attend "
    "l’an prochain.",
    "cls": "Les médecins traitants d’abord, puis la santé des jeunes ; l’habitat est remis à l’an "
    "prochain.",
}
CONVENED_BEFORE = timedelta(days=15)
AWAY, ABSENT = 3, 6
NOTES = {
    "Compte rendu de la séance précédente": "Il est validé sans remarque.",
    "Relevé de décisions de la séance précédente": "Il est validé sans remarque.",
    "Tour de table des projets": "Chaque structure présente dit où en sont ses projets.\n"
    "Les calendriers des assemblées sont à demander pour la prochaine séance.",
    "Calendrier des conseils": "Chaque structure présente donne les dates de son assemblée.\n"
    "Celles qui manquent sont demandées aux absents.",
    "Qui siège, et à quel rythme": "La liste des sièges est lue et corrigée en séance.",
    "Ce que chacun attend de la coopération": "Deux attentes reviennent : un seul interlocuteur "
    "par projet, et des dates connues six mois à l’avance.",
    "Partager l’ingénierie : les trois clés possibles": "Trois clés sont comparées : parts "
    "égales, population, usage.\nUne simulation par habitant est demandée.",
    "Priorités de l’année": "Chaque membre présent classe trois priorités.",
    "Préparer le comité de pilotage": "L’ordre du jour du comité de pilotage est arrêté.",
}
HOURS = {
    "petr": ((time(18, 30), time(20, 30)), (time(9, 30), time(11, 30))),
    "ctg": ((time(17, 0), time(19, 0)), (time(14, 0), time(16, 0))),
    "cls": ((time(12, 30), time(14, 0)), (time(16, 30), time(18, 0))),
}


def make_meetings(
    *, author: User, bodies: Sequence[Body], story: Story, today: date
) -> list[Meeting]:
    """Eight meetings of the first two bodies over a year, on working days."""
    meetings = [
        _make_one(author, bodies[story_meeting.body], story, story_meeting, today)
        for story_meeting in YEAR
    ]
    for meeting in meetings:
        _validate(author, meeting, today)
    return meetings


def make_agenda_subjects(*, author: User, cooperation: Cooperation, today: date) -> None:
    """Says on which stake the points of the meetings to come bear."""
    items = AgendaItem.objects.filter(
        meeting__body__cooperation=cooperation, meeting__held_on__gte=today, title__in=BEARS_ON
    )
    for item in items.select_related("meeting__body__cooperation"):
        item.subject = Subject.objects.filter(
            cooperation=cooperation, label=BEARS_ON[item.title]
        ).first()
        services.edit_item(author=author, item=item, read=item.version)


def _make_one(
    author: User, body: Body, story: Story, story_meeting: StoryMeeting, today: date
) -> Meeting:
    starts, ends = HOURS[story.profile][story_meeting.body]
    day = _working_day(today + timedelta(days=story_meeting.days))
    meeting = services.add_meeting(
        author=author,
        meeting=Meeting(
            body=body,
            title=story_meeting.title,
            held_on=day,
            starts_at=starts,
            ends_at=ends,
            place=story.places[story_meeting.body],
        ),
    )
    for rank, (title, kind, minutes) in enumerate(story_meeting.points, start=1):
        item = AgendaItem(meeting=meeting, title=title, kind=kind, minutes=minutes, rank=rank)
        services.add_item(author=author, item=item)
    return _followed(author, meeting, story_meeting, today)


def _followed(author: User, meeting: Meeting, story_meeting: StoryMeeting, today: date) -> Meeting:
    """The meeting, convened when it is time, then held or cancelled when it is past."""
    called = previous_working_day(meeting.held_on - CONVENED_BEFORE)
    if called <= today:
        services.convene(author=author, meeting=meeting, read=meeting.version, on=called)
    if story_meeting.cancelled_for:
        return services.cancel(
            author=author,
            meeting=meeting,
            read=meeting.version,
            on=meeting.held_on - timedelta(days=3),
            reason=story_meeting.cancelled_for,
        )
    if meeting.held_on < today:
        _make_presences(author, meeting)
        _make_minutes(author, meeting, _next_day(story_meeting, today))
        services.conclude(author=author, meeting=meeting, read=meeting.version, on=meeting.held_on)
    return meeting


def _next_day(story_meeting: StoryMeeting, today: date) -> date | None:
    """When the body meets next in the year."""
    later = [
        one.days
        for one in YEAR
        if one.body == story_meeting.body
        and one.days > story_meeting.days
        and not one.cancelled_for
    ]
    return _working_day(today + timedelta(days=min(later))) if later else None


def _make_minutes(author: User, meeting: Meeting, review_on: date | None) -> None:
    """What was said of each point, and what was settled on each point to decide."""
    items = list(meeting.items.order_by("rank"))
    steward = meeting.body.seats.order_by("pk").filter(organisation__kind="epci").last()
    for item in items:
        write_note(author=author, item=item, typed=Typed(NOTES[item.title], "", 1))
    for item in items:
        if item.kind == ItemKind.DECISION:
            decision = Decision(
                meeting=meeting,
                item=item,
                wording=SETTLED.get(item.title) or PRIORITIES[meeting.body.cooperation.profile],
                outcome=Outcome.PRINCIPLE,
                steward=steward.organisation if steward else None,
                review_on=review_on,
            )
            add_decision(author=author, decision=decision)


def _validate(author: User, meeting: Meeting, today: date) -> None:
    """The record, validated at the next meeting of the body when it has taken place."""
    later = Meeting.objects.filter(body=meeting.body, held_on__gt=meeting.held_on)
    at = later.filter(concluded_on__isnull=False).order_by("held_on").first()
    if meeting.concluded_on and at:
        validate_record(author=author, meeting=meeting, read=meeting.version, at=at)


def _make_presences(author: User, meeting: Meeting) -> None:
    """The seats where somebody sits are present, the fourth of each five away, the others absent.

    Of two who may have come, one is noted. Where nobody is seated yet, the structures come.
    """
    seats = list(
        meeting.body.seats.order_by("pk")
        .select_related("organisation")
        .prefetch_related("holders__person")
    )
    seated = [_seated(seat, meeting.held_on) for seat in seats]
    is_empty = not any(seated)
    for rank, (seat, people) in enumerate(zip(seats, seated, strict=True)):
        is_there = (people or is_empty) and rank % 7 != ABSENT
        came = Attending.PRESENT if is_there else Attending.ABSENT
        standing = Attending.EXCUSED if rank % 5 == AWAY else came
        presence = Presence(meeting=meeting, seat=seat, standing=standing)
        if standing == Attending.PRESENT and len(people) > 1:
            presence.came = people[rank % 2]
        record_presence(author=author, presence=presence, read=0)


def _seated(seat: Seat, day: date) -> list[Person]:
    return [one.person for one in seat.holders.all() if one.since is None or one.since <= day]


def _working_day(day: date) -> date:
    """The day, or the Monday after it when it falls on a week-end."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)

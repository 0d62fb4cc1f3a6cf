"""What governance is measured? A body, its meetings, the questions to councils, the promises."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Cooperation
from maillage.foundation.journal import services as journal
from maillage.ground.actors.models import Subject
from maillage.ground.directory.models import Organisation
from maillage.trade.governance.choices import BodyKind, DecisionRule, Vote
from maillage.trade.governance.joint_decisions.services.joint_decisions import keep_standing
from maillage.trade.governance.models import (
    AgendaItem,
    Answer,
    Body,
    Commitment,
    CommitmentStep,
    Deliberation,
    JointDecision,
    Meeting,
    Seat,
)

FIRST_DAY = date(2026, 1, 8)
ITEMS = 5
MANY = 100
VOTES = (Vote.ADOPTED, Vote.ADOPTED, Vote.RESERVED, Vote.DEFERRED, None)


@dataclass(frozen=True)
class Councils:
    """How many questions, seats, meetings and commitments a cooperation of this size has."""

    decisions: int
    seats: int
    meetings: int
    commitments: int


SIZES = {"demo": Councils(2, 9, 8, 20), "large": Councils(60, 60, 120, 2_000)}


def fill_councils(
    author: User, cooperation: Cooperation, organisations: list[Organisation]
) -> None:
    """Make governance among these structures, nine or many; inside a write of this author."""
    counts = SIZES["demo" if len(organisations) < MANY else "large"]
    body = journal.bulk_create(Body, [_body(cooperation)])[0]
    seats = (Seat(body=body, organisation=one) for one in organisations[: counts.seats])
    journal.bulk_create(Seat, seats)
    meetings = journal.bulk_create(Meeting, _meetings(body, counts.meetings))
    journal.bulk_create(AgendaItem, _items(meetings))
    titles = [f"Question {number} aux conseils" for number in range(1, counts.decisions + 1)]
    subjects = journal.bulk_create(Subject, _subjects(cooperation, titles))
    questions = journal.bulk_create(JointDecision, _decisions(body, subjects))
    ways = journal.bulk_create(Deliberation, _ways(questions, organisations))
    journal.bulk_create(Answer, _answers(ways))
    for question in questions:
        keep_standing(question)
    promises = _commitments(author, cooperation, organisations, counts.commitments)
    steps = journal.bulk_create(Commitment, promises)
    journal.bulk_create(CommitmentStep, map(_step, steps))


def _body(cooperation: Cooperation) -> Body:
    name, kind = "Comité de pilotage", BodyKind.POLITICAL
    return Body(cooperation=cooperation, name=name, kind=kind, since=FIRST_DAY)


def _meetings(body: Body, count: int) -> Iterator[Meeting]:
    """A meeting every third day, those of the past held; one today, one in a week."""
    for number in range(count):
        day = FIRST_DAY + timedelta(days=3 * number)
        yield Meeting(body=body, title=f"Séance {number + 1}", held_on=day, concluded_on=day)
    for title, days in (("Séance du jour", 0), ("Séance à venir", 7)):
        yield Meeting(body=body, title=title, held_on=timezone.localdate() + timedelta(days=days))


def _items(meetings: Sequence[Meeting]) -> Iterator[AgendaItem]:
    for meeting in meetings:
        for rank in range(1, ITEMS + 1):
            yield AgendaItem(meeting=meeting, title=f"Point {rank}", kind="decision", rank=rank)


def _subjects(cooperation: Cooperation, titles: Sequence[str]) -> Iterator[Subject]:
    for title in titles:
        yield Subject(cooperation=cooperation, kind="decision", label=title)


def _decisions(body: Body, subjects: Sequence[Subject]) -> Iterator[JointDecision]:
    for subject in subjects:
        yield JointDecision(
            cooperation_id=body.cooperation_id,
            subject=subject,
            title=subject.label,
            question=f"{subject.label} ?",
            body=body,
            proposed_on=FIRST_DAY,
            rule=DecisionRule.UNANIMITY,
        )


def _ways(
    questions: Sequence[JointDecision], organisations: Sequence[Organisation]
) -> Iterator[Deliberation]:
    for number, question in enumerate(questions):
        for place, organisation in enumerate(organisations):
            session = FIRST_DAY + timedelta(days=(number * 7 + place) % 300)
            sent = session - timedelta(days=20)
            yield Deliberation(
                decision=question, organisation=organisation, session_on=session, sent_on=sent
            )


def _answers(ways: Sequence[Deliberation]) -> Iterator[Answer]:
    for number, way in enumerate(ways):
        vote = VOTES[number % len(VOTES)]
        if vote is not None and way.session_on is not None:
            day = way.session_on
            yield Answer(deliberation=way, vote=vote, voted_on=day, told_on=day)


def _commitments(
    author: User, cooperation: Cooperation, organisations: Sequence[Organisation], count: int
) -> Iterator[Commitment]:
    for number in range(count):
        yield Commitment(
            cooperation=cooperation,
            author=author,
            visibility="members",
            organisation=organisations[number % len(organisations)],
            label=f"Jours de relecture {number}",
            quantity=1 + number % 20,
            due_on=FIRST_DAY + timedelta(days=number % 600),
        )


def _step(commitment: Commitment) -> CommitmentStep:
    return CommitmentStep(
        commitment=commitment,
        kind="asked",
        on=FIRST_DAY,
        quantity=commitment.quantity,
        told_on=FIRST_DAY,
    )

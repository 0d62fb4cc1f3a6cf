"""When is a mission about keeping bodies alive in place, and when must it be reviewed?"""

from datetime import date

import pytest

from maillage.core.probes import Level, Moment
from maillage.foundation.cooperations.models import Cooperation
from maillage.trade.governance.meetings.queries.meetings import BodyPace
from maillage.trade.governance.meetings.states import (
    PaceFacts,
    bodies_alive,
    bodies_meet,
    load,
    meetings_state,
)
from maillage.trade.governance.models import Meeting
from tests.trade.governance.makers import make_body, make_meeting, make_seat

TODAY = date(2026, 11, 25)
SEEN, AGO, NEXT = date(2026, 9, 10), date(2026, 4, 2), date(2026, 12, 3)


def facts(*bodies: BodyPace) -> PaceFacts:
    """The facts of a cooperation that has these bodies."""
    return PaceFacts(bodies, TODAY, "/instances/", "/seances/")


def body(
    seats: int = 3,
    last_on: date | None = None,
    next_on: date | None = None,
    unsaid: int = 0,
) -> BodyPace:
    """A committee and its meetings."""
    return BodyPace("Comité de pilotage", seats, last_on, next_on, unsaid)


@pytest.mark.parametrize(
    ("bodies", "levels"),
    [
        ((), (Level.TODO, Level.TODO, Level.TODO)),
        ((body(seats=0, last_on=SEEN),), (Level.DOING, Level.DONE, Level.DONE)),
        ((body(),), (Level.TODO, Level.TODO, Level.TODO)),
        ((body(next_on=NEXT),), (Level.DOING, Level.DOING, Level.DOING)),
        ((body(last_on=SEEN),), (Level.DONE, Level.DONE, Level.DONE)),
        ((body(last_on=AGO),), (Level.AGED, Level.AGED, Level.AGED)),
        ((body(last_on=AGO, next_on=NEXT),), (Level.DONE, Level.DONE, Level.DONE)),
        ((body(last_on=SEEN), body()), (Level.DOING, Level.DOING, Level.DOING)),
        ((body(last_on=SEEN, unsaid=2),), (Level.DONE, Level.DONE, Level.AGED)),
    ],
)
def test_bodies_that_meet_are_in_place(
    bodies: tuple[BodyPace, ...], levels: tuple[Level, Level, Level]
) -> None:
    pace_facts = facts(*bodies)

    assert (
        bodies_alive(pace_facts).level,
        bodies_meet(pace_facts).level,
        meetings_state(pace_facts).level,
    ) == levels


def test_what_is_in_place_ages_by_itself() -> None:
    assert bodies_meet(facts(body(last_on=SEEN))).until == date(2027, 3, 12)
    assert bodies_meet(facts(body(last_on=SEEN, next_on=NEXT))).until == NEXT


def test_facts_are_those_of_the_bodies_at_work(cooperation: Cooperation) -> None:
    pilot = make_body(cooperation=cooperation)
    make_seat(body=pilot)
    make_meeting(body=pilot, held_on=NEXT)
    make_meeting(body=pilot, held_on=AGO)
    meeting = make_meeting(body=pilot, held_on=SEEN)
    Meeting.objects.filter(pk=meeting.pk).update(concluded_on=SEEN)
    make_body(cooperation=cooperation, name="Comité technique")

    pace_facts = load(Moment(cooperation.pk, cooperation.slug, TODAY))

    assert list(pace_facts.bodies) == [
        BodyPace("Comité de pilotage", 1, SEEN, NEXT, 1),
        BodyPace("Comité technique", 0, None, None, 0),
    ]

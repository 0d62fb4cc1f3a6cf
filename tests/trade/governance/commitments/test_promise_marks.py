"""The strand of promises says what a structure gives, as far as the reader may know."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from maillage.core.strands import StrandMark
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.trade.governance.commitments.points import promises_of_structures
from maillage.trade.governance.models import Commitment
from tests.foundation.cooperations.makers import make_access
from tests.trade.governance.commitments.makers import make_commitment, make_commitment_step

SOON = timedelta(days=40)


def marks_of(access: Access, one: Commitment) -> list[StrandMark]:
    (strand,) = promises_of_structures(access, (one.organisation_id,))
    return list(strand.by_structure.get(one.organisation_id, ()))


@pytest.mark.parametrize(
    ("state", "value", "is_open"),
    [
        ("asked", "ask", True),
        ("promised", "sent", True),
        ("confirmed", "agenda", True),
        ("delivered", "yes", False),
        ("withdrawn", "no", False),
    ],
)
def test_a_promise_stands_at_the_day_of_its_last_step(
    access: Access, state: str, value: str, *, is_open: bool
) -> None:
    due = timezone.localdate() + SOON
    one = make_commitment(cooperation=access.cooperation, due_on=due)
    make_commitment_step(commitment=one, kind=state, on=date(2026, 11, 3))
    Commitment.objects.update(state=state)

    (mark,) = marks_of(access, one)

    assert (mark.fact, mark.value, mark.on, mark.is_open) == (
        *(state, value, date(2026, 11, 3), is_open),
    )
    assert (mark.next_on, mark.missed_on) == (due if is_open else None, None)


def test_a_late_promise_calls_for_a_reminder(access: Access) -> None:
    one = make_commitment(cooperation=access.cooperation, due_on=date(2026, 10, 30))
    Commitment.objects.update(state="promised")

    (mark,) = marks_of(access, one)

    assert (mark.fact, mark.next_on, mark.missed_on) == ("late", None, date(2026, 10, 30))
    assert (mark.gesture.verb if mark.gesture else "") == "Relancer"


@pytest.mark.parametrize(
    ("role", "count"),
    [("officer", 3), ("team", 2), ("elected", 1), ("partner", 1), ("observer", 1)],
)
def test_each_reads_what_they_may(cooperation: Cooperation, role: str, count: int) -> None:
    one = make_commitment(cooperation=cooperation, visibility="members")
    for level in ("team", "officers"):
        make_commitment(cooperation=cooperation, organisation=one.organisation, visibility=level)
    access = make_access(cooperation=cooperation, role=role)

    assert len(marks_of(access, one)) == count


def test_only_the_officer_reads_that_there_is_none(cooperation: Cooperation) -> None:
    partial = [
        promises_of_structures(make_access(cooperation=cooperation, role=role), (1,))[0].is_partial
        for role in ("officer", "team", "partner")
    ]

    assert partial == [False, True, True]

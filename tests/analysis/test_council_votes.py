"""From the votes of one body to the answer of its structure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.analysis.council_votes import (
    Ballot,
    VoteCount,
    answers_of_councils,
    count_on_the_whole_body,
    has_agreed,
)


@pytest.mark.parametrize(
    ("ballot", "agreed"),
    [
        (Ballot(8, 6, 1), True),
        (Ballot(6, 8), False),
        (Ballot(14, 14, 4, president_for=True), True),
        (Ballot(14, 14, 4), False),
        (Ballot(14, 14, 4, president_for=True, secret=True), False),
        (Ballot(0, 0, 20, president_for=True), False),
    ],
)
def test_votes_cast_decide_and_the_president_on_a_public_tie(ballot: Ballot, agreed: bool) -> None:
    assert has_agreed(ballot) is agreed


def test_a_council_that_has_not_voted_is_pending() -> None:
    answers = answers_of_councils({"Nort": Ballot(8, 6), "Blain": Ballot(1, 2), "Joué": None})

    assert answers == {"Nort": "agreement", "Blain": "refusal", "Joué": "pending"}


@pytest.mark.parametrize(
    ("seats", "in_favour", "against", "strict", "count"),
    [
        (30, 20, 2, False, VoteCount("acquired", 20, 0)),
        (30, 20, 2, True, VoteCount("possible", 21, 1)),
        (31, 20, 0, False, VoteCount("possible", 21, 1)),
        (30, 15, 10, False, VoteCount("possible", 20, 5)),
        (30, 15, 11, False, VoteCount("impossible", 20, 5)),
        (0, 0, 0, False, VoteCount("impossible", 0, 0)),
    ],
)
def test_absent_members_count_in_the_total(
    seats: int, in_favour: int, against: int, strict: bool, count: VoteCount
) -> None:
    assert count_on_the_whole_body(seats, in_favour, against, strict=strict) == count


@given(st.integers(1, 60), st.data())
def test_one_vote_more_never_loses_a_decision(seats: int, data: st.DataObject) -> None:
    in_favour = data.draw(st.integers(0, seats - 1))

    before = count_on_the_whole_body(seats, in_favour, 0)
    after = count_on_the_whole_body(seats, in_favour + 1, 0)

    assert (before.status, after.status) in {
        ("possible", "possible"),
        ("possible", "acquired"),
        ("acquired", "acquired"),
    }


@pytest.mark.parametrize(("in_favour", "against"), [(20, 11), (-1, 3)])
def test_more_votes_than_seats_are_refused(in_favour: int, against: int) -> None:
    with pytest.raises(ValueError, match=r"ne tiennent pas dans 30 sièges\."):
        count_on_the_whole_body(30, in_favour, against)

"""A date suits when those who must be there can be."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.analysis.group_choice import DateReading, Invited, date_poll

DATES = ["3 mars", "5 mars", "9 mars"]
PEOPLE = [
    Invited("Ana", "Nort", "COPIL", required=True),
    Invited("Luc", "Nort", "COPIL"),
    Invited("Zoé", "Blain", "COPIL"),
    Invited("Tom", "Joué"),
]
Answers = dict[str, dict[str, str]]


def test_required_people_and_quorums_come_before_numbers() -> None:
    answers = {
        "Ana": {"3 mars": "no", "5 mars": "yes", "9 mars": "yes"},
        "Luc": {"3 mars": "yes", "5 mars": "yes", "9 mars": "no"},
        "Zoé": {"3 mars": "yes", "5 mars": "no", "9 mars": "maybe"},
        "Tom": {"3 mars": "yes", "9 mars": "yes"},
    }

    rows = date_poll(DATES, PEOPLE, answers, {"COPIL": 2})

    assert rows == (
        DateReading("5 mars", True, 2, 0, (), (), ("Blain", "Joué")),
        DateReading("9 mars", False, 2, 1, (), (("COPIL", 1),), ()),
        DateReading("3 mars", False, 3, 0, ("Ana",), (), ()),
    )


def test_between_equal_dates_fewest_structures_are_absent() -> None:
    answers = {
        "Ana": {"3 mars": "yes", "5 mars": "yes"},
        "Luc": {"3 mars": "yes"},
        "Zoé": {"5 mars": "yes"},
    }

    rows = date_poll(DATES[:2], PEOPLE, answers)

    assert [(row.date, row.absent) for row in rows] == [
        ("5 mars", ("Joué",)),
        ("3 mars", ("Blain", "Joué")),
    ]


answers = st.dictionaries(st.sampled_from(DATES), st.sampled_from(["yes", "maybe", "no"]))
polls = st.dictionaries(st.sampled_from([person.name for person in PEOPLE]), answers)


@given(polls, st.integers(0, 4))
def test_a_possible_date_is_never_behind_an_impossible_one(answers: Answers, quorum: int) -> None:
    rows = date_poll(DATES, PEOPLE, answers, {"COPIL": quorum})

    possible = [row.possible for row in rows]
    assert possible == sorted(possible, reverse=True)


@given(polls)
def test_the_order_of_people_changes_no_order_of_dates(answers: Answers) -> None:
    first = date_poll(DATES, PEOPLE, answers)
    second = date_poll(DATES, PEOPLE[::-1], answers)

    assert [row.date for row in first] == [row.date for row in second]


@pytest.mark.parametrize(
    ("answers", "quorums", "message"),
    [
        ({"Léa": {}}, {}, "« Léa » a répondu sans être parmi les personnes invitées."),
        ({"Ana": {"4 mars": "yes"}}, {}, "Ana : la date « 4 mars » n’est pas proposée."),
        ({"Ana": {"3 mars": "oui"}}, {}, "Ana, 3 mars : « oui » inconnu ; yes, maybe, no."),
        ({}, {"Bureau": 2}, "Quorum de « Bureau » : personne n’est invité pour cette instance."),
    ],
)
def test_wrong_input_is_refused(answers: Answers, quorums: Mapping[str, int], message: str) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011 - the whole message is compared
        date_poll(DATES, PEOPLE, answers, quorums)

    assert str(refused.value) == message

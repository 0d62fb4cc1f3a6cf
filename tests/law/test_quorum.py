"""The council may decide, or must be called again."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.law.quorum import (
    Attendance,
    Proxy,
    Quorum,
    RefusedProxy,
    SecondConvocation,
    quorum,
    quorum_by_college,
)

SENT = date(2026, 12, 10)
FEW = Attendance(members_in_office=15, present=4)


def test_exactly_half_is_not_enough() -> None:
    finding = quorum(Attendance(members_in_office=14, present=7))

    assert finding.figures == Quorum(14, 8, False, 0, (), 7, None, False)
    assert (finding.level, finding.finding_id) == ("attention", "not_met")


def test_proxies_count_for_the_vote_only() -> None:
    proxies = [Proxy("Anne", "Luc"), Proxy("Rose", "Luc")]

    finding = quorum(Attendance(15, present=8, proxies=proxies))

    refused = (RefusedProxy("Rose", "holder_already_has_one"),)
    assert finding.figures == Quorum(15, 8, True, 1, refused, 9, None, True)
    assert finding.sentence == "Quorum atteint (présents : 8, nécessaires : 8) ; voix : 9."


def test_representatives_who_stand_down_are_not_counted() -> None:
    finding = quorum(Attendance(15, present=7, stood_down=2))

    assert finding.figures == Quorum(13, 7, True, 0, (), 7, None, True)
    assert finding.source == "CGCT L1111-6 II (à vérifier)"
    assert not quorum(Attendance(15, present=7, stood_down=1)).figures.may_decide


def test_members_with_an_interest_stay_in_office() -> None:
    finding = quorum(Attendance(19, present=9, interested=2))

    assert finding.figures == Quorum(19, 10, False, 0, (), 9, None, False)
    assert finding.rule.id == "quorum.interested"


@pytest.mark.parametrize(
    ("body_kind", "source", "sentence_ending"),
    [
        ("commune", "CGCT L2121-17", "Le conseil est convoqué une seconde fois."),
        (
            "epci",
            "CGCT L5211-1, qui renvoie à L2121-17",
            "Le conseil est convoqué une seconde fois.",
        ),
        (
            "departement",
            "CGCT L3121-14 (vérifié sur un texte de 2020)",
            "La réunion se tient de plein droit trois jours plus tard, avec les présents.",
        ),
        (
            "region",
            "CGCT L4132-13 (vérifié sur un texte de 2020)",
            "La réunion se tient de plein droit trois jours plus tard, avec les présents.",
        ),
        (
            "chamber",
            "Statuts ou règlement intérieur (à vérifier)",
            "Les statuts disent comment se réunir de nouveau.",
        ),
    ],
)
def test_each_kind_of_body_meets_again_by_its_own_rule(
    body_kind: str, source: str, sentence_ending: str
) -> None:
    finding = quorum(FEW, body_kind=body_kind)

    assert (finding.source, finding.finding_id) == (source, "not_met")
    assert finding.sentence.endswith(sentence_ending)


def test_statutes_alone_say_whether_a_second_meeting_decides() -> None:
    finding = quorum(FEW, SecondConvocation(SENT, date(2026, 12, 20)), body_kind="association")

    assert finding.figures.earliest_second_session is None
    assert (finding.figures.may_decide, finding.finding_id) == (False, "as_statutes")


def test_departement_meets_as_of_right_with_those_present() -> None:
    finding = quorum(FEW, SecondConvocation(SENT, date(2026, 12, 13)), body_kind="departement")

    assert (finding.level, finding.figures.may_decide) == (None, True)
    assert (
        finding.sentence
        == "Réunion de plein droit : le conseil délibère avec les présents ; voix : 4."
    )


def test_second_session_after_three_clear_days_needs_no_quorum() -> None:
    finding = quorum(FEW, SecondConvocation(SENT, date(2026, 12, 14)))

    assert finding.figures == Quorum(15, 8, False, 0, (), 4, date(2026, 12, 14), True)
    assert (finding.level, finding.rule.id) == (None, "quorum.second_session")


@pytest.mark.parametrize(
    ("second", "finding_id"),
    [
        (SecondConvocation(SENT, date(2026, 12, 13)), "second_session_too_early"),
        (SecondConvocation(SENT, date(2026, 12, 15), False), "not_on_first_agenda"),
    ],
)
def test_irregular_second_session_is_an_alert(second: SecondConvocation, finding_id: str) -> None:
    finding = quorum(FEW, second)

    assert not finding.figures.may_decide
    assert (finding.level, finding.finding_id) == ("alert", finding_id)


def test_each_college_has_its_quorum() -> None:
    finding = quorum_by_college({"élus": FEW, "partenaires": Attendance(5, present=3)})

    assert (finding.level, finding.finding_id) == ("attention", "colleges_missing")
    assert finding.sentence == "Quorum non atteint dans : élus."
    assert [one.quorum_met for one in finding.figures.values()] == [False, True]


def test_all_colleges_there_reports_nothing() -> None:
    finding = quorum_by_college({"partenaires": Attendance(5, present=3)})

    assert (finding.level, finding.sentence) == (None, "Quorum atteint dans chaque collège.")


@given(st.integers(0, 500), st.integers(0, 500), st.integers(0, 500))
def test_quorum_is_more_than_half_of_those_counted(
    members: int, stood_down: int, present: int
) -> None:
    figures = quorum(Attendance(members, present, stood_down)).figures

    assert figures.quorum_met == (2 * present > max(members - stood_down, 0))

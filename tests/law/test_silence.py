"""The silence of a council has a meaning, or none."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.law.silence import Procedure, Silence, silence, table_of_procedures

NOTIFIED = date(2026, 12, 15)
LAST = date(2027, 3, 15)


def test_delay_says_what_silence_will_mean() -> None:
    finding = silence("extension", NOTIFIED)

    assert finding.figures == Silence(3, "agreement", LAST, date(2027, 3, 16), None, None)
    assert finding.sentence == (
        "Le conseil peut délibérer jusqu’au 15 mars 2027 ; ensuite, silence : accord."
    )


@pytest.mark.parametrize(
    ("on", "deemed"), [(LAST, None), (date(2027, 3, 16), "refusal"), (None, None)]
)
def test_silence_is_deemed_the_day_after(on: date | None, deemed: str | None) -> None:
    assert silence("withdrawal", NOTIFIED, on=on).figures.deemed == deemed


def test_deemed_refusal_is_shown() -> None:
    finding = silence("withdrawal", NOTIFIED, on=date(2027, 3, 16))

    assert finding.sentence == (
        "Sans vote le 15 mars 2027, le conseil est réputé avoir donné : refus."
    )


def test_vote_on_the_last_day_counts() -> None:
    finding = silence("withdrawal", NOTIFIED, voted=LAST, on=date(2027, 6, 1))

    assert (finding.figures.vote_counts, finding.figures.deemed) == (True, None)
    assert finding.sentence == "Le conseil a voté dans le délai : son vote compte."


def test_late_vote_changes_nothing() -> None:
    finding = silence("extension", NOTIFIED, voted=date(2027, 3, 16), on=date(2027, 6, 1))

    assert (finding.figures.vote_counts, finding.figures.deemed) == (False, "agreement")
    assert finding.sentence.endswith("il ne change plus la décision réputée (accord).")


def test_joining_request_needs_an_express_vote() -> None:
    finding = silence("joining_request_to_epci", NOTIFIED, on=date(2027, 6, 1))

    assert finding.figures.deemed is None
    assert (finding.level, finding.finding_id) == ("attention", "express_vote_required")


def test_pact_takes_a_simple_opinion() -> None:
    finding = silence("governance_pact_opinion", date(2026, 10, 5))

    assert (finding.level, finding.finding_id) == ("information", "simple_opinion")
    assert finding.sentence == (
        "Avis simple : sans réponse au 5 décembre 2026, la procédure peut continuer."
    )


def test_nothing_runs_before_the_notification() -> None:
    finding = silence("creation")

    assert finding.figures == Silence(3, "agreement", None, None, None, None)
    assert finding.sentence == "Aucun délai légal ne court."


def test_months_of_a_text_are_not_replaced() -> None:
    assert silence("creation", NOTIFIED, months=1).figures.months == 3
    assert silence("no_text", NOTIFIED, months=1).figures.months == 1


def test_table_lists_every_procedure() -> None:
    table = table_of_procedures()

    assert len(table) == 11
    assert table["entente"] == Procedure(None, "none")


@given(st.dates(date(2020, 1, 1), date(2060, 1, 1)), st.integers(-10, 130))
def test_either_the_vote_counts_or_silence_is_deemed(notified: date, after: int) -> None:
    voted = notified + timedelta(days=after)

    figures = silence("extension", notified, voted=voted, on=date(2070, 1, 1)).figures

    assert figures.vote_counts == (figures.deemed is None)

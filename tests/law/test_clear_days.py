"""The convocation leaves in time."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.law.clear_days import ClearDays, clear_days, latest_sending_date
from maillage.law.legal_body import LegalBody
from maillage.law.words import BODY_KINDS

MONDAY = date(2026, 12, 7)
BLAIN = LegalBody("commune", population=1200)


def test_three_days_are_counted_between_sending_and_session() -> None:
    assert latest_sending_date(MONDAY, 3) == date(2026, 12, 3)


def test_convocation_to_send_says_until_when() -> None:
    finding = clear_days(MONDAY, BLAIN)

    assert finding.figures == ClearDays(3, "clear", date(2026, 12, 3), None, None)
    assert (finding.level, finding.finding_id, finding.level_label) == (None, None, "")
    assert finding.sentence == (
        "Convocation à envoyer au plus tard le 3 décembre 2026 (3 jours francs)."
    )
    assert finding.source == "CGCT L2121-11"


def test_text_sent_in_time_says_until_when_the_convocation_leaves() -> None:
    finding = clear_days(MONDAY, LegalBody("region"), sent=date(2026, 11, 24))

    assert finding.figures == ClearDays(12, "safe", date(2026, 11, 24), True, 0)
    assert finding.sentence == (
        "Le texte est parti à temps ; la convocation part au plus tard le 24 novembre 2026"
        " (12 jours pleins, lecture prudente)."
    )


def test_convocation_sent_on_the_eve_is_an_alert() -> None:
    finding = clear_days(MONDAY, BLAIN, sent=date(2026, 12, 6), emergency=True)

    assert finding.figures == ClearDays(1, "clear", date(2026, 12, 5), False, 1)
    assert (finding.level, finding.finding_id, finding.level_label) == (
        "alert",
        "sent_too_late",
        "alerte",
    )
    assert "(1 jour franc) ; il manque 1 jour." in finding.sentence


def test_eve_is_enough_in_an_emergency_in_alsace_moselle() -> None:
    finding = clear_days(MONDAY, LegalBody("commune", 1200, alsace_moselle=True), emergency=True)

    assert finding.figures == ClearDays(0, "eve", date(2026, 12, 6), None, None)
    assert finding.sentence.endswith("6 décembre 2026 (la veille).")


def test_number_given_by_hand_replaces_the_eve() -> None:
    commune = LegalBody("commune", 1200, alsace_moselle=True)

    finding = clear_days(MONDAY, commune, emergency=True, days_by_hand=2)

    assert finding.figures == ClearDays(2, "clear", date(2026, 12, 4), None, None)


def test_statutes_speak_for_an_open_syndicate() -> None:
    finding = clear_days(MONDAY, LegalBody("open_syndicate"), days_by_hand=8)

    assert finding.figures == ClearDays(8, "statutes", date(2026, 11, 28), None, None)
    assert finding.sentence.endswith("28 novembre 2026 (8 jours, selon les statuts).")


@pytest.mark.parametrize("kind", ["open_syndicate", "association", "pays"])
def test_no_legal_number_is_drawn_to_attention(kind: str) -> None:
    finding = clear_days(MONDAY, LegalBody(kind), emergency=True)

    assert finding.figures == ClearDays(None, "statutes", None, None, None)
    assert (finding.level, finding.finding_id) == ("attention", "statutes_decide")


def test_unknown_population_takes_the_longest_delay() -> None:
    assert clear_days(MONDAY, LegalBody("commune")).figures.days_required == 5


@given(
    st.dates(date(2020, 1, 1), date(2060, 1, 1)),
    st.sampled_from(sorted(BODY_KINDS)),
    st.integers(0, 20_000),
    st.integers(0, 40),
)
def test_sending_is_in_time_up_to_the_latest_day(
    session: date, kind: str, population: int, before: int
) -> None:
    sent = session - timedelta(days=before)

    figures = clear_days(session, LegalBody(kind, population), sent=sent).figures

    if figures.latest_sending_date is not None:
        assert figures.in_time == (sent <= figures.latest_sending_date)
        assert figures.in_time == (figures.missing_days == 0)


@pytest.mark.parametrize(
    ("kind", "source"),
    [
        ("epci", "CGCT L5211-1 et L2121-12"),
        ("commune_syndicate", "CGCT L5211-1 et L2121-12"),
        ("closed_syndicate", "CGCT L5711-1, L5211-1 et L2121-12"),
    ],
)
def test_each_body_reads_its_own_articles(kind: str, source: str) -> None:
    assert clear_days(date(2026, 12, 17), LegalBody(kind)).source == source

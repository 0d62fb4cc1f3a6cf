"""An act may be challenged until a known day."""

from datetime import date

import pytest

from maillage.law.challenge import Beginning, Challenge, challenge

TRANSMITTED = date(2026, 11, 6)


def test_two_clear_months_end_the_day_after() -> None:
    finding = challenge(published=Beginning(date(2026, 11, 5)))

    assert finding.figures == Challenge(date(2027, 1, 6), None, None, date(2027, 1, 6), None)
    assert (
        finding.sentence == "Contestable jusqu’au 6 janvier 2027, sauf recours gracieux d’ici là."
    )
    assert finding.source == "CJA R421-1 ; CE 19 septembre 2014 n° 362568"


def test_holiday_and_weekend_move_the_last_day() -> None:
    finding = challenge(published=Beginning(date(2026, 10, 24)))

    assert finding.figures.third_party_until == date(2026, 12, 28)


def test_good_friday_moves_it_in_moselle_only() -> None:
    published = Beginning(date(2027, 1, 25))

    assert challenge(published=published).figures.open_until == date(2027, 3, 26)
    assert challenge(published=published, department="57").figures.open_until == date(2027, 3, 30)


@pytest.mark.parametrize(
    ("requested", "received", "until"),
    [
        (None, None, date(2027, 1, 7)),
        (date(2026, 11, 5), date(2026, 12, 1), date(2027, 1, 7)),
        (date(2026, 11, 20), date(2026, 12, 1), date(2027, 2, 2)),
        (date(2027, 1, 7), date(2027, 1, 20), date(2027, 3, 22)),
        (date(2027, 1, 8), date(2027, 1, 20), date(2027, 1, 7)),
        (date(2026, 11, 20), None, None),
    ],
)
def test_prefect_restarts_only_within_his_delay(
    requested: date | None, received: date | None, until: date | None
) -> None:
    finding = challenge(transmitted=Beginning(TRANSMITTED, requested, received))

    assert finding.figures.prefect_until == until
    assert finding.rule.id == "challenge.prefect"


def test_open_parties_are_named_on_the_day() -> None:
    finding = challenge(
        published=Beginning(date(2026, 11, 5)),
        notified=Beginning(date(2026, 11, 12)),
        on=date(2027, 1, 7),
    )

    assert finding.figures.open_to == ("addressee",)
    assert finding.sentence == "Recours encore possible le 7 janvier 2027 pour : destinataire."


def test_gracious_appeal_is_counted_in_the_sentence() -> None:
    finding = challenge(published=Beginning(date(2026, 11, 16), appeal=date(2027, 1, 10)))

    assert finding.sentence == "Contestable jusqu’au 11 mai 2027, recours gracieux compté."


def test_after_the_last_day_all_is_closed() -> None:
    finding = challenge(published=Beginning(date(2026, 11, 5)), on=date(2027, 1, 7))

    assert finding.figures.open_to == ()
    assert finding.sentence == "Plus aucun délai de recours ne court le 7 janvier 2027."


def test_delay_not_begun_stays_open() -> None:
    finding = challenge(published=Beginning(None), transmitted=Beginning(TRANSMITTED))

    assert finding.figures == Challenge(None, None, date(2027, 1, 7), None, None)
    assert finding.sentence == "Contestable : un délai n’a pas encore commencé."


def test_act_without_delay_is_shown() -> None:
    assert challenge().sentence == "Aucun délai de recours ne concerne cet acte."

"""What is known of a person has an end."""

from datetime import date

from maillage.law.retention import (
    Due,
    access_answer,
    information_of_person,
    reading_expiry,
    retention,
    statement_renewal,
)


def test_record_ends_three_years_after_the_last_mandate() -> None:
    finding = retention([date(2026, 3, 22), date(2028, 2, 29)])

    assert finding.figures == Due(date(2031, 2, 28))
    assert finding.sentence == "Fiche à effacer ou anonymiser à partir du 28 février 2031."


def test_running_mandate_keeps_the_record() -> None:
    finding = retention([date(2026, 3, 22), None])

    assert finding.figures == Due(None)
    assert finding.sentence == "Un mandat est en cours : aucune date d’effacement."


def test_years_given_by_hand_replace_the_default() -> None:
    assert retention([date(2026, 3, 22)], years=1).figures == Due(date(2027, 3, 22))


def test_reading_expires_after_a_year_or_as_said() -> None:
    assert reading_expiry(date(2026, 12, 1)).figures == Due(date(2027, 12, 1))
    assert reading_expiry(date(2027, 11, 30), months=3).figures == Due(date(2028, 2, 29))


def test_person_hears_of_it_at_first_contact_or_within_a_month() -> None:
    obtained = date(2027, 1, 31)

    assert information_of_person(obtained).figures == Due(date(2027, 2, 28))
    assert information_of_person(obtained, first_contact=date(2027, 2, 3)).figures == Due(
        date(2027, 2, 3)
    )
    assert information_of_person(obtained, first_contact=date(2027, 3, 3)).figures == Due(
        date(2027, 2, 28)
    )


def test_person_hears_of_it_before_others_read_it() -> None:
    finding = information_of_person(date(2026, 12, 1), first_disclosure=date(2026, 12, 10))

    assert finding.figures == Due(date(2026, 12, 10))
    assert finding.sentence == "À informer au plus tard le 10 décembre 2026 : premier partage."
    earlier = information_of_person(
        date(2026, 12, 1), first_contact=date(2026, 12, 5), first_disclosure=date(2026, 12, 10)
    )
    assert earlier.sentence == "À informer au plus tard le 5 décembre 2026 : premier contact."


def test_access_request_is_answered_in_a_month() -> None:
    finding = access_answer(date(2026, 12, 31))

    assert finding.sentence == ("Répondre à la demande d’accès au plus tard le 31 janvier 2027.")


def test_accessibility_statement_lasts_three_years() -> None:
    assert statement_renewal(date(2028, 2, 29)).figures == Due(date(2031, 2, 28))

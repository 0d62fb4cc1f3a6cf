"""Public communication stays neutral before elections."""

from datetime import date

import pytest

from maillage.law.election_period import (
    Election,
    ElectionPeriod,
    Window,
    election_period,
    listed_elections,
)

PRESIDENTIAL = Window("presidential", date(2026, 10, 1), date(2027, 5, 2))


def test_known_elections_come_in_order() -> None:
    assert [(one.election, one.month_of_poll) for one in listed_elections()] == [
        ("municipal", date(2026, 3, 1)),
        ("senatorial", date(2026, 9, 1)),
        ("presidential", date(2027, 4, 1)),
        ("departmental_regional", date(2028, 3, 1)),
        ("legislative", date(2029, 6, 1)),
        ("european", date(2029, 6, 1)),
        ("senatorial", date(2029, 9, 1)),
        ("municipal", date(2032, 3, 1)),
    ]


def test_presidential_window_alone_informs() -> None:
    finding = election_period([listed_elections()[2]], on=date(2026, 10, 1))

    assert finding.figures == ElectionPeriod((PRESIDENTIAL,), True, ("presidential",))
    assert (finding.level, finding.finding_id) == ("information", "presidential_window")


def test_day_before_the_window_is_free() -> None:
    finding = election_period([listed_elections()[2]], on=date(2026, 9, 30))

    assert finding.figures == ElectionPeriod((PRESIDENTIAL,), False, ())
    assert (finding.level, finding.sentence) == (None, "Aucune période préélectorale ouverte.")


def test_other_windows_draw_attention() -> None:
    finding = election_period(on=date(2026, 3, 22), department="35")

    assert finding.figures.restricted_by == ("municipal", "senatorial")
    assert (finding.level, finding.finding_id) == ("attention", "restricted_window")
    assert "(municipales et communautaires et sénatoriales)" in finding.sentence


def test_partial_election_opens_no_window() -> None:
    partial = Election("municipal_partial", polls=(date(2027, 2, 7),))

    finding = election_period([partial], on=date(2027, 1, 10))

    assert finding.figures == ElectionPeriod((), False, ())
    assert (finding.level, finding.rule.id) == ("attention", "election_period.partial")


def test_without_a_day_the_windows_are_counted() -> None:
    finding = election_period(department="48")

    assert (finding.figures.restricted, finding.figures.restricted_by) == (None, None)
    assert finding.sentence == "Périodes préélectorales du territoire : 7."


@pytest.mark.parametrize(
    ("department", "years"),
    [
        ("1", [2026]),
        ("36", [2026]),
        ("37", [2029]),
        ("66", [2029]),
        ("67", [2026]),
        ("69D", [2026]),
        ("78", [2029]),
        ("90", [2026]),
        ("95", [2029]),
        ("2a", [2026]),
        ("971", [2029]),
        ("973", [2026]),
        ("988", [2029]),
        ("999", [2026, 2029]),
        (None, [2026, 2029]),
    ],
)
def test_senators_concern_one_series(department: str | None, years: list[int]) -> None:
    senatorial = [one for one in listed_elections() if one.election == "senatorial"]

    finding = election_period(senatorial, department=department)

    assert [window.end.year for window in finding.figures.windows] == years

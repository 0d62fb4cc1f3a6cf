"""A DETR falls when work begins too early, or too late."""

from datetime import date

import pytest

from maillage.law.detr import DetrDelay, detr_beginning, detr_completion, detr_start

RECEIVED = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("begun", "accepted", "finding_id"),
    [
        (date(2026, 3, 1), False, "begun_too_early"),
        (date(2026, 3, 2), True, None),
        (None, None, None),
    ],
)
def test_nothing_begins_before_the_receipt(
    begun: date | None, accepted: bool | None, finding_id: str | None
) -> None:
    finding = detr_start(RECEIVED, begun)

    assert (finding.figures.accepted, finding.finding_id) == (accepted, finding_id)


def test_nothing_begins_while_the_application_is_not_received() -> None:
    early = detr_start(None, date(2026, 3, 1))

    assert (early.figures.accepted, early.level) == (False, "alert")
    assert detr_start(None, None).finding_id == "not_begun"


def test_work_begins_within_two_years() -> None:
    finding = detr_beginning(date(2026, 6, 10))

    assert finding.figures == DetrDelay(date(2028, 6, 10), date(2029, 6, 10))
    assert finding.sentence == (
        "À commencer avant le 10 juin 2028, sinon la subvention tombe (prolongation possible d’un "
        "an, 10 juin 2029)."
    )


def test_completion_is_declared_within_four_years() -> None:
    finding = detr_completion(date(2027, 1, 15))

    assert finding.figures == DetrDelay(date(2031, 1, 15), date(2033, 1, 15))
    assert finding.source == "CGCT R2334-29 (vérifié sur un texte de 2020)"

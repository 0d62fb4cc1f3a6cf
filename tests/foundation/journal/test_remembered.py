"""Totals are counted once, until something is written in the workspace."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from pytest_django import Settings

from maillage.foundation.journal.remembered import Remembered
from tests.foundation.cooperations.makers import make_workspace
from tests.foundation.journal.makers import make_change

pytestmark = pytest.mark.django_db


class Counter:
    """Counts how often it was asked to count."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> int:
        self.times += 1
        return self.times


@pytest.fixture(autouse=True)
def _remembering(settings: Settings) -> None:
    settings.REMEMBERED_COUNTS = 2


def test_same_question_is_counted_once() -> None:
    kept, count, workspace = Remembered[int](), Counter(), make_workspace()

    assert [kept.of("people", workspace.pk, count) for _ in range(3)] == [1, 1, 1]


def test_any_change_of_the_workspace_counts_again() -> None:
    kept, count, workspace = Remembered[int](), Counter(), make_workspace()
    kept.of("people", workspace.pk, count)
    make_change(workspace=workspace)

    assert kept.of("people", workspace.pk, count) == 2


def test_change_elsewhere_counts_nothing_again() -> None:
    kept, count, workspace = Remembered[int](), Counter(), make_workspace()
    kept.of("people", workspace.pk, count)
    make_change(workspace=make_workspace())

    assert kept.of("people", workspace.pk, count) == 1


def test_another_reader_has_their_own_count() -> None:
    kept, count, workspace = Remembered[int](), Counter(), make_workspace()

    assert kept.of(("officer", 1), workspace.pk, count) == 1
    assert kept.of(("partner", 1), workspace.pk, count) == 2


def test_another_day_counts_again() -> None:
    kept, count, workspace = Remembered[int](), Counter(), make_workspace()
    paris = ZoneInfo("Europe/Paris")
    with time_machine.travel(datetime(2026, 11, 25, 12, tzinfo=paris)):
        kept.of("people", workspace.pk, count)
    with time_machine.travel(datetime(2026, 11, 26, 12, tzinfo=paris)):
        assert kept.of("people", workspace.pk, count) == 2


def test_oldest_leaves_first() -> None:
    kept, count, workspace = Remembered[int](), Counter(), make_workspace()
    for key in ("a", "b", "c"):
        kept.of(key, workspace.pk, count)

    assert kept.of("c", workspace.pk, count) == 3
    assert kept.of("a", workspace.pk, count) == 4


def test_switched_off_it_always_counts(settings: Settings) -> None:
    settings.REMEMBERED_COUNTS = 0
    kept, count, workspace = Remembered[int](), Counter(), make_workspace()

    assert [kept.of("people", workspace.pk, count) for _ in range(2)] == [1, 2]

"""What was read is read once, until something is written in the workspace."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from maillage.foundation.journal import services as journal
from maillage.foundation.journal.models import Change
from maillage.foundation.journal.remembered import (
    COMPARED,
    SETTLED,
    Remembered,
    last_changes,
    reading_changes_once,
)
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
    settings.REMEMBERED = 2


def later() -> time_machine.travel:
    """An instant when what was written has settled."""
    return time_machine.travel(timezone.now() + SETTLED + timedelta(seconds=1))


def test_same_question_is_counted_once() -> None:
    remembered, count, workspace = Remembered[int](), Counter(), make_workspace()

    assert [remembered.of("people", workspace.pk, count) for _ in range(3)] == [1, 1, 1]


def test_any_change_of_the_workspace_counts_again() -> None:
    remembered, count, workspace = Remembered[int](), Counter(), make_workspace()
    remembered.of("people", workspace.pk, count)
    make_change(workspace=workspace)

    assert remembered.of("people", workspace.pk, count) == 2
    with later():
        assert [remembered.of("people", workspace.pk, count) for _ in range(2)] == [3, 3]


def test_nothing_is_kept_while_one_writes() -> None:
    remembered, count, workspace = Remembered[int](), Counter(), make_workspace()
    make_change(workspace=workspace)

    assert [remembered.of("people", workspace.pk, count) for _ in range(2)] == [1, 2]


def test_last_changes_are_asked_once_until_one_writes() -> None:
    workspace = make_workspace()
    first = make_change(workspace=workspace)

    with reading_changes_once():
        with CaptureQueriesContext(connection) as queries:
            read = [last_changes(workspace.pk).numbers for _ in range(3)]
        with journal.write(None, workspace_id=workspace.pk, topic="test") as second:
            pass
        assert last_changes(workspace.pk).numbers == (second.pk, first.pk)

    assert (read, len(queries)) == ([(first.pk,)] * 3, 1)


def test_change_elsewhere_counts_nothing_again() -> None:
    remembered, count, workspace = Remembered[int](), Counter(), make_workspace()
    remembered.of("people", workspace.pk, count)
    make_change(workspace=make_workspace())

    assert remembered.of("people", workspace.pk, count) == 1


def test_another_reader_has_their_own_count() -> None:
    remembered, count, workspace = Remembered[int](), Counter(), make_workspace()

    assert remembered.of(("officer", 1), workspace.pk, count) == 1
    assert remembered.of(("partner", 1), workspace.pk, count) == 2


def test_another_day_counts_again() -> None:
    remembered, count, workspace = Remembered[int](), Counter(), make_workspace()
    paris = ZoneInfo("Europe/Paris")
    with time_machine.travel(datetime(2026, 11, 25, 12, tzinfo=paris)):
        remembered.of("people", workspace.pk, count)
    with time_machine.travel(datetime(2026, 11, 26, 12, tzinfo=paris)):
        assert remembered.of("people", workspace.pk, count) == 2


def test_a_kind_may_keep_fewer(settings: Settings) -> None:
    settings.REMEMBERED = 100
    remembered, count, workspace = Remembered[int](1), Counter(), make_workspace()

    assert [remembered.of(key, workspace.pk, count) for key in ("a", "b", "a")] == [1, 2, 3]


def test_oldest_leaves_first() -> None:
    remembered, count, workspace = Remembered[int](), Counter(), make_workspace()
    for key in ("a", "b", "c"):
        remembered.of(key, workspace.pk, count)

    assert remembered.of("c", workspace.pk, count) == 3
    assert remembered.of("a", workspace.pk, count) == 4


def test_switched_off_it_always_counts(settings: Settings) -> None:
    settings.REMEMBERED = 0
    remembered, count, workspace = Remembered[int](), Counter(), make_workspace()

    assert [remembered.of("people", workspace.pk, count) for _ in range(2)] == [1, 2]


@pytest.mark.django_db(transaction=True)
def test_what_was_committed_is_kept_at_once(settings: Settings) -> None:
    settings.REMEMBERED = 100
    remembered, count, workspace = Remembered[int](), Counter(), make_workspace()
    make_change(workspace=workspace)

    numbers = [remembered.of("people", workspace.pk, count) for _ in range(2)]
    with transaction.atomic():
        make_change(workspace=workspace)
        inside = [remembered.of("people", workspace.pk, count) for _ in range(2)]

    assert (numbers, inside) == ([1, 1], [2, 3])


@pytest.mark.django_db(transaction=True)
def test_change_committed_after_a_later_one_counts_again() -> None:
    remembered, count, workspace = Remembered[int](), Counter(), make_workspace()
    late = make_change(workspace=workspace)
    Change.objects.filter(pk=late.pk).delete()  # on its way: nobody else sees it yet
    make_change(workspace=workspace)

    before = [remembered.of("people", workspace.pk, count) for _ in range(2)]
    late.save(force_insert=True)

    assert (before, remembered.of("people", workspace.pk, count)) == ([1, 1], 2)


@pytest.mark.django_db(transaction=True)
def test_nothing_is_kept_under_a_flood_of_changes() -> None:
    remembered, count, workspace = Remembered[int](), Counter(), make_workspace()
    for _number in range(COMPARED):
        make_change(workspace=workspace)

    assert [remembered.of("people", workspace.pk, count) for _ in range(2)] == [1, 2]
    with later():
        assert [remembered.of("people", workspace.pk, count) for _ in range(2)] == [3, 3]

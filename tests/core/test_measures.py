"""The requests of the last hour, over all the processes of the machine."""

import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from pytest_django import Settings

from maillage.core import measures
from maillage.core.measures import Counts, Hour, forget_old_counts, last_hour

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _folder(settings: Settings, tmp_path: Path) -> None:
    settings.DATA = tmp_path


def left(counts: Counts, name: str) -> None:
    """These counts in the file of a process of this number."""
    counts.leave()
    (measures.folder() / f"{os.getpid()}.json").rename(measures.folder() / f"{name}.json")


def test_processes_are_added_up() -> None:
    first, second = Counts(), Counts()
    with time_machine.travel(NOON):
        for took in (4.0, 4.0, 4.0, 700.0):
            first.add(200, took)
        second.add(503, 15.0)
        left(first, "1")
        left(second, "2")

        assert last_hour() == Hour(requests=5, failed=1, median=10, p95=1_000)


def test_what_is_older_than_an_hour_is_left_out() -> None:
    counts = Counts()
    with time_machine.travel(NOON - timedelta(minutes=59)):
        counts.add(200, 9_000.0)
    with time_machine.travel(NOON):
        counts.add(200, 9_000.0)
        counts.leave()
        assert last_hour() == Hour(2, 0, None, None)
    with time_machine.travel(NOON + timedelta(minutes=1)):
        assert last_hour().requests == 1
    with time_machine.travel(NOON + timedelta(hours=2)):
        counts.add(200, 1.0)

    assert len(counts.minutes) == 1


def test_nothing_counted_says_nothing_of_time() -> None:
    assert last_hour() == Hour(0, 0, None, None)


def test_file_half_written_is_left_out() -> None:
    measures.folder().mkdir()
    (measures.folder() / "9.json").write_text('{"29')

    assert last_hour().requests == 0


def test_folder_that_cannot_be_written_stops_no_page(settings: Settings, tmp_path: Path) -> None:
    settings.DATA = tmp_path / "file"
    settings.DATA.write_text("")
    counts = Counts()
    counts.add(200, 1.0)

    counts.leave()

    assert last_hour().requests == 0


def test_files_of_ended_processes_go() -> None:
    old, young = Counts(), Counts()
    left(old, "old")
    left(young, "young")
    two_hours_ago = time.time() - 7_200
    os.utime(measures.folder() / "old.json", (two_hours_ago, two_hours_ago))

    forget_old_counts()

    assert [file.name for file in measures.folder().iterdir()] == ["young.json"]

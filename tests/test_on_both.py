"""Does what runs on one database alone say so, and does everything else run on both?"""

from pathlib import Path

import pytest

from tests.on_both import ON_ONE, OPEN_THEIR_OWN, ROOMS, runs_on_both

TESTS = Path(__file__).resolve().parent


@pytest.mark.parametrize(
    ("file", "used", "has_database", "on_both"),
    [
        ("trade/stakes/test_stakes.py", ("officer", "db"), True, False),
        ("trade/stakes/test_stakes.py", ("access", "db"), True, True),
        ("trade/stakes/test_stakes.py", ("access", "db", "signed_in"), True, False),
        ("trade/stakes/test_words.py", (), False, False),
        ("trade/governance/meetings/test_meeting_papers.py", ("access", "db"), True, False),
        ("trade/governance/meetings/test_papers_sent.py", ("access", "db"), True, True),
        ("foundation/exchange/test_runs.py", ("access", "db"), True, True),
        ("foundation/journal/test_history.py", ("officer", "db"), True, True),
        ("reliability/test_failover.py", (), False, True),
        ("test_visits.py", ("place",), True, True),
        ("test_pages.py", ("db",), True, False),
        ("a_room_that_nobody_placed/test_pages.py", ("officer", "db"), True, True),
        ("trade/a_room_that_is_added/test_services.py", ("db",), True, True),
    ],
)
def test_what_postgresql_can_change_runs_on_both(
    file: str, used: tuple[str, ...], has_database: bool, on_both: bool
) -> None:
    assert runs_on_both(file, used, has_database=has_database) == on_both


def test_what_runs_on_one_is_there_and_says_why() -> None:
    names = (*ON_ONE, *ROOMS, *OPEN_THEIR_OWN)

    assert [name for name in names if not (TESTS / name).exists()] == []
    assert [name for name, why in ON_ONE.items() if not why] == []

"""Levels rise and fall over time, drawn as steps or as a small line."""

from datetime import date, timedelta
from itertools import pairwise

from maillage.core.drawing.over_time import Steps, draw_steps, small_line

WORDS = ["bloqué", "vif", "tendu", "apaisé"]
FIRST, NEXT, LAST = date(2026, 1, 1), date(2026, 1, 11), date(2026, 1, 21)


def test_steps_go_from_day_to_day_the_first_level_on_top() -> None:
    assert draw_steps([(NEXT, 0), (FIRST, 2)], WORDS, LAST) == Steps(
        levels=[(18, "bloqué"), (48, "vif"), (78, "tendu"), (108, "apaisé")],
        knots=[(70, 78), (350, 18)],
        line="M 70 78 H 350 V 18 H 630",
        days=[
            (70, "1er\u00a0janv.", "start"),
            (350, "11\u00a0janv.", "middle"),
            (630, "21\u00a0janv.", "end"),
        ],
    )


def test_dates_of_an_axis_never_meet_and_its_ends_are_always_written() -> None:
    close = [(FIRST + timedelta(days=n), n % 4) for n in range(40)]

    drawn = draw_steps(close, WORDS, date(2027, 1, 1), date(2027, 1, 1))

    assert drawn is not None
    assert (drawn.days[0], drawn.days[-1]) == (
        (70, "1er\u00a0janv. 2026", "start"),
        (630, "aujourd’hui", "end"),
    )
    ends = [
        (x - 7.4 * len(words) * {"start": 0, "middle": 0.5, "end": 1}[anchor], len(words) * 7.4)
        for x, words, anchor in drawn.days
    ]
    assert all(left + width <= after for (left, width), (after, _w) in pairwise(ends))


def test_one_day_makes_no_step() -> None:
    assert draw_steps([(FIRST, 2)], WORDS, LAST) is None
    assert draw_steps([(FIRST, 2), (FIRST, 1)], WORDS, LAST) is None
    assert draw_steps([], WORDS, LAST) is None


def test_a_small_line_goes_on_to_the_last_day() -> None:
    drawn = small_line([(FIRST, 4), (NEXT, 0)], 5, LAST)

    assert 'points="6.0,38.0 60.0,6.0 114.0,6.0"' in drawn
    assert 'd="M6 22.0H114"' in drawn


def test_nothing_known_draws_nothing() -> None:
    assert small_line([], 5, LAST) == ""

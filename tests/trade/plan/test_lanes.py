"""The axis of the bars: which months and years it names, and what stands on it."""

from datetime import date

from maillage.trade.plan.lanes import Axis, Span, axis_of, lane

TODAY = date(2026, 11, 24)


def names(axis: Axis) -> tuple[list[str], list[str]]:
    """The years and the months that it names."""
    return [one.words for one in axis.years], [one.words for one in axis.months]


def test_axis_names_what_has_room() -> None:
    whole = axis_of([date(2025, 11, 3), date(2028, 3, 1)], TODAY)
    years, year = (axis_of([TODAY], TODAY, months=months) for months in (24, 12))

    assert whole
    assert years
    assert year
    assert names(whole) == (["2026", "2027", "2028"], [])
    assert names(years) == (["2026", "2027", "2028"], ["juill.", "janv.", "juill.", "janv."])
    assert names(year) == (["2026", "2027"], ["oct.", "janv.", "avril", "juill."])
    assert axis_of([None], TODAY, months=12) is None


def test_bar_beyond_the_period_is_not_drawn() -> None:
    axis = axis_of([TODAY], TODAY, months=12)

    assert axis
    assert (axis.first, axis.last) == (date(2026, 8, 1), date(2027, 8, 1))
    assert lane(axis, Span(date(2025, 1, 1), date(2025, 6, 1))) is None
    assert lane(axis, Span(date(2027, 9, 1), date(2027, 12, 1))) is None
    assert lane(axis, Span(date(2025, 1, 1), date(2026, 6, 1), possible=TODAY)) is not None


def test_bar_of_what_was_dropped_is_not_over() -> None:
    axis = Axis(date(2026, 1, 1), date(2026, 12, 31), TODAY)
    start, due, ended = date(2026, 4, 1), date(2026, 12, 1), date(2026, 9, 1)

    dropped = lane(axis, Span(start, due, done=ended, is_dropped=True))
    done = lane(axis, Span(start, due, done=ended))

    assert dropped
    assert done
    assert [one.kind for one in dropped.segments] == ["plan"]
    assert [one.kind for one in done.segments] == ["plan", "done"]
    assert dropped.label == "d’avril 2026 à décembre 2026, abandonnée en septembre 2026"
    assert done.label == "d’avril 2026 à décembre 2026, finie en septembre 2026"

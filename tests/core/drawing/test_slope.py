"""Names stand in the bands of their levels at both days, and a line joins them."""

from maillage.core.drawing.slope import Band, Ends, Line, draw_slope

DAYS = "4 mai 2026", "aujourd’hui"


def test_a_line_joins_both_days() -> None:
    drawn = draw_slope([Ends("Rouans", 2, 0)], ["pour", "neutre", "contre"], DAYS)

    assert drawn.days == DAYS
    assert drawn.bands == [Band("pour", "59.5", "73.0"), Band("contre", "96.5", "110.0")]
    assert drawn.lines == [
        Line("Rouans", "91.5", "54.5", "96.5", "59.5", "M300 91.5L480 54.5", has_moved=True)
    ]


def test_what_was_unknown_has_no_line() -> None:
    drawn = draw_slope([Ends("Vue", None, 0)], ["pour"], DAYS)

    assert [(one.was_y, one.now_y, one.path) for one in drawn.lines] == [("", "54.5", "")]


def test_two_names_of_a_level_stand_one_under_the_other() -> None:
    drawn = draw_slope([Ends("Vue", 0, 0), Ends("Rouans", 0, 0)], ["pour"], DAYS)

    assert [(one.name, one.now_y) for one in drawn.lines] == [("Rouans", "54.5"), ("Vue", "75.5")]
    assert drawn.height == "102"

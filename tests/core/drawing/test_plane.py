"""Points stand in four zones, named where there is room; an arrow says which ones moved."""

from maillage.core.drawing.plane import Corner, Dot, draw_plane, spots

ZONES = [("Pèsent", "a"), ("Relais", "b"), ("À part", "c"), ("Suivent", "d")]


def test_zones_are_named_in_their_corners() -> None:
    drawn = draw_plane([], zones=ZONES, across=("peu", "beaucoup"), upwards=("peu", "beaucoup"))

    assert drawn.spots == []
    assert drawn.corners[0] == Corner("Pèsent", "a", "38", "32", "50", "start")
    assert drawn.corners[3] == Corner("Suivent", "d", "580", "500", "518", "end")


def test_two_points_at_the_same_place_bear_their_names_apart() -> None:
    first, second = spots([Dot(1, "Rouans", (0.5, 0.5)), Dot(2, "Vue", (0.5, 0.5))])

    assert (first.x, first.y) == (second.x, second.y)
    assert [(one.name, one.name_y) for one in (first, second)] == [
        ("Rouans", "259.0"),
        ("Vue", "288.0"),
    ]


def test_a_name_leaves_the_arrow_and_the_other_points_bare() -> None:
    moved, _other = spots(
        [
            Dot(1, "Bocage d’Ervelle", (1.0, 0.4), was=(0.6, 0.4), changed=True),
            Dot(2, "Les Voisins du Bief", (0.75, 0.4)),
        ]
    )

    assert (moved.anchor, float(moved.name_y) < float(moved.y) - 7.5) == ("end", True)


def test_beyond_forty_points_numbers_stay_alone() -> None:
    drawn = spots([Dot(number, "Vue", (number / 41, 0.5)) for number in range(41)])

    assert {spot.name for spot in drawn} == {""}
    assert drawn[-1].number == 40


def test_an_arrow_comes_from_where_a_point_was() -> None:
    moved, still = spots(
        [
            Dot(1, "Rouans", (0.9, 0.5), was=(0.1, 0.5), changed=True),
            Dot(2, "Vue", (0.5, 0.1), was=(0.5, 0.2)),
        ]
    )

    assert (moved.has_moved, moved.path) == (True, "M99.8 268.0L505.2 268.0")
    assert (still.has_moved, still.path) == (False, "")

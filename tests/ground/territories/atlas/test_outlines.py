"""How outlines are packed."""

from hypothesis import given, settings
from hypothesis import strategies as st

from maillage.ground.territories.atlas.outlines import (
    Outline,
    box,
    from_coordinates,
    pack,
    to_geometry,
    unpack,
)

degrees = st.integers(-1_800_000, 1_800_000)
rings = st.lists(st.tuples(degrees, degrees), min_size=1, max_size=6)
outlines = st.lists(st.lists(rings, min_size=1, max_size=3), max_size=4)


@settings(max_examples=200)
@given(outlines)
def test_unpacked_is_what_was_packed(outline: Outline) -> None:
    assert unpack(pack(outline)) == outline


def test_from_coordinates_rounds_and_leaves_lines_out() -> None:
    square = [[0.0, 0.0], [0.00001, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0], [0.0, 0.0]]
    line = [[2.0, 2.0], [3.0, 3.0], [2.0, 2.0]]

    outline = from_coordinates([[square, line], [line]])

    assert outline == [[[(0, 0), (10_000, 0), (10_000, 10_000), (0, 10_000)]]]
    assert box(outline) == (0, 0, 10_000, 10_000)


def test_geometry_closes_its_rings() -> None:
    assert to_geometry([[[(0, 0), (10_000, 0), (0, 5_000)]]]) == {
        "type": "MultiPolygon",
        "coordinates": [[[[0.0, 0.0], [1.0, 0.0], [0.0, 0.5], [0.0, 0.0]]]],
    }

"""Which files are drawn, and what the others are told."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maillage.ground.territories.atlas.geojson import (
    MOST_BYTES,
    UnreadableOutlineError,
    read_geojson,
)
from maillage.ground.territories.atlas.outlines import box

SQUARE = [[-2.0, 47.0], [-1.0, 47.0], [-1.0, 48.0], [-2.0, 48.0], [-2.0, 47.0]]
BESIDE = [[-1.0, 47.0], [0.0, 47.0], [0.0, 48.0], [-1.0, 48.0], [-1.0, 47.0]]


def polygon(*rings: object) -> dict[str, object]:
    """A GeoJSON polygon."""
    return {"type": "Polygon", "coordinates": list(rings)}


def read(document: object) -> object:
    """What is read of a document."""
    return read_geojson(json.dumps(document).encode())


def test_neighbours_of_a_collection_become_one_outline() -> None:
    features = [{"type": "Feature", "geometry": polygon(ring)} for ring in (SQUARE, BESIDE)]

    outline = read_geojson(json.dumps({"type": "FeatureCollection", "features": features}).encode())

    assert len(outline) == 1
    assert box(outline) == (-20_000, 470_000, 0, 480_000)


@pytest.mark.parametrize(
    "document",
    [
        polygon(SQUARE),
        polygon(SQUARE[:-1]),
        polygon([[*position, 12.5] for position in SQUARE]),
        {"type": "MultiPolygon", "coordinates": [[SQUARE]]},
        {"type": "Feature", "geometry": polygon(SQUARE), "crs": {"name": "EPSG:4326"}},
    ],
)
def test_outline_is_read(document: object) -> None:
    assert read(document) == [
        [[(-20_000, 470_000), (-10_000, 470_000), (-10_000, 480_000), (-20_000, 480_000)]]
    ]


def test_hole_is_kept() -> None:
    hole = [[-1.6, 47.4], [-1.4, 47.4], [-1.4, 47.6], [-1.6, 47.4]]

    outline = read_geojson(json.dumps(polygon(SQUARE, hole)).encode())

    assert [len(ring) for ring in outline[0]] == [4, 3]


LAMBERT = [[355_000, 6_689_000], [356_000, 6_689_000], [356_000, 6_690_000], [355_000, 6_689_000]]
BOW_TIE = [[-2, 47], [-1, 48], [-1, 47], [-2, 48], [-2, 47]]
SWAPPED = [[47.0, -2.0], [47.0, -1.0], [48.0, -1.0], [47.0, -2.0]]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "n’est pas du GeoJSON lisible"),
        (b"\xff\xfe\x00", "n’est pas du GeoJSON lisible"),
        (b"PK\x03\x04", "n’est pas du GeoJSON lisible"),
        (b"[" * 100_000, "n’est pas du GeoJSON lisible"),
        (b'{"type": "Polygon", "coordinates": [[[NaN, 1]]]}', "n’est pas du GeoJSON lisible"),
        (b'{"a": ' + b"9" * 5_000 + b"}", "n’est pas du GeoJSON lisible"),
        (b" " * (MOST_BYTES + 1), "dépasse 2 Mo"),
        (b"[]", "il y manque le type"),
        (b'{"type": "FeatureCollection", "features": []}', "aucun polygone"),
        (b'{"type": "Point", "coordinates": [1, 2]}', "autre chose que des polygones"),
        (b'{"type": "FeatureCollection", "features": 3}', "mal rang"),
    ],
)
def test_broken_file_says_what_to_do(content: bytes, message: str) -> None:
    with pytest.raises(UnreadableOutlineError, match=message):
        read_geojson(content)


@pytest.mark.parametrize(
    ("document", "message"),
    [
        (polygon(), "polygone de ce fichier est vide"),
        (polygon([[1, 2], [1, 3]]), "moins de trois côtés"),
        (polygon([[1], [2], [3], [1]]), "n’a pas deux nombres"),
        (polygon([["a", True], [1, 2], [2, 3], [1, 1]]), "n’a pas deux nombres"),
        (polygon([[1e400, 2], [1, 2], [2, 3], [1, 1]]), "GeoJSON lisible"),
        (polygon(LAMBERT), "ne sont pas des degrés"),
        ({**polygon(SQUARE), "crs": {"name": "EPSG:2154"}}, "ne sont pas des degrés"),
        (polygon(SWAPPED), "semblent échangées"),
        (polygon(BOW_TIE), "se croise près de 47.5000 nord, -1.5000 est"),
        (polygon([[1, 1], [1.00001, 1], [1, 1.00001], [1, 1]]), "trop petit"),
        (
            {"type": "MultiPolygon", "coordinates": [[SQUARE]] * 2_001},
            "plus de 2000 morceaux",
        ),
    ],
)
def test_wrong_outline_says_what_to_do(document: object, message: str) -> None:
    with pytest.raises(UnreadableOutlineError, match=message):
        read(document)


json_values = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["type", "features", "geometry", "coordinates", "crs"]), inner
        )
    ),
    max_leaves=12,
)
kinds = st.sampled_from(["FeatureCollection", "Feature", "Polygon", "MultiPolygon"])


@settings(max_examples=200)
@given(kinds, json_values)
def test_any_document_is_read_or_refused_in_french(kind: str, value: object) -> None:
    document = {"type": kind, "features": value, "geometry": value, "coordinates": value}

    with pytest.raises(UnreadableOutlineError):
        read(document)

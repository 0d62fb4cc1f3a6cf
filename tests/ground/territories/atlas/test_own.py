"""How a workspace's own names are found."""

import pytest

from maillage.ground.territories.atlas.own import ranked_names

NAMES = ["CC du Pays de Valmorin", "Valmorin", "Saint-Aubrin-des-Prés"]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("valm", ["Valmorin", "CC du Pays de Valmorin"]),
        ("pays de v", ["CC du Pays de Valmorin"]),
        ("st aubrin", ["Saint-Aubrin-des-Prés"]),
        ("prés aubrin", ["Saint-Aubrin-des-Prés"]),
        ("valmroin", ["Valmorin"]),
        ("", []),
        ("zzz", []),
    ],
)
def test_names_are_found(typed: str, names: list[str]) -> None:
    ranked = ranked_names(typed, [(name, name) for name in NAMES])

    assert [name for _, name in sorted(ranked, key=lambda pair: pair[0])] == names

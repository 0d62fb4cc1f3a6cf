"""Figures of a network case are compared as their source wrote them."""

import json
from pathlib import Path

import pytest

from maillage.analysis.cases import run

INPUTS = {
    "nodes": ["a", "b", "c", "d"],
    "edges": [["a", "b"], ["b", "c"]],
    "groups": ["x", "y", "x", "y"],
}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("constraint", [1.0, 0.5, 1.0, None]),
        ("effective_size", [1, 2, 1, float("nan")]),
        ("betweenness", [0, 0.333, 0, 0]),
        ("closeness", [0.444, 0.667, 0.444, 0]),
        ("degree", [1, 2, 1, 0]),
        ("degree_centrality", [0.333, 0.667, 0.333, 0]),
        ("components", [["a", "b", "c"], ["d"]]),
        ("bridges", [["a", "b"], ["b", "c"]]),
        ("cut_vertices", ["b"]),
        ("modularity", -0.5),
        ("external", 2),
        ("block_density", {
            "x|x": {"edges": 0, "possible": 1, "density": 0.0},
            "y|x": {"edges": 2, "possible": 4, "density": 0.5},
            "y|y": {"edges": 0, "possible": 1, "density": 0.0},
        }),
    ],
)  # fmt: skip
def test_key_is_found(tmp_path: Path, key: str, value: object) -> None:
    path = tmp_path / "network" / "case.json"
    path.parent.mkdir()
    path.write_text(json.dumps({"inputs": INPUTS, "outputs": {key: value}}))

    assert run(path) == []


@pytest.mark.parametrize(
    ("key", "value"),
    [("betweenness", [0, 0.335, 0, 0]), ("e_i_index", 0.9), ("block_density", "none")],
)
def test_wrong_figure_is_returned(tmp_path: Path, key: str, value: object) -> None:
    path = tmp_path / "network" / "case.json"
    path.parent.mkdir()
    path.write_text(json.dumps({"inputs": INPUTS, "outputs": {key: value}}))

    assert [difference[:2] for difference in run(path)] == [(key, value)]

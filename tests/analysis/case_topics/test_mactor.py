"""Every output of an actor game can be checked by a case, whatever names it leaves out."""

import json
from pathlib import Path

import pytest

from maillage.analysis.cases import NOT_COMPUTED, run

INPUTS = {"influences": [[0, 3], [1, 0]], "positions": [[2, -1, 4], [-3, None, 1]]}


def differences(folder: Path, inputs: object, outputs: object) -> list[tuple[str, object, object]]:
    path = folder / "mactor" / "case.json"
    path.parent.mkdir()
    path.write_text(json.dumps({"inputs": inputs, "outputs": outputs}))
    return run(path)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("midi", [[1, 3], [1, 1]]),
        ("r_star", [2, 0]),
        ("r_star_without_self_term", [1.8, 0.2]),
        ("q_star", [1.8, 0.2]),
        ("stability", 50),
        ("quadrants", ["dominant", "dominé"]),
        ("coverage", 5 / 6),
        ("coverage_actor", [1, 2 / 3]),
        ("coverage_subject", [1, 0.5, 1]),
        ("mao1", [[1, -1, 1], [-1, None, 1]]),
        ("mao2", [[2, -1, 4], [-3, None, 1]]),
        ("mao3", [[4, -2, 8], [0, None, 0]]),
        ("mobilisation_actor_1", [3, 2]),
        ("mobilisation_actor_2", [7, 4]),
        ("mobilisation_subject_2", [5, 1, 5]),
        ("subject_for_2", [2, 0, 5]),
        ("subject_against_2", [-3, -1, 0]),
        ("caa2", [[0, 2.5], [2.5, 0]]),
        ("daa2", [[0, 2.5], [2.5, 0]]),
        ("net_distance_2", [[0, 0], [0, 0]]),
        ("net_distance_subject_1", [[0, -1, 0], [-1, 0, -1], [0, -1, 0]]),
        ("ambivalence_2", [1, 1]),
        ("convergence_degree_1", 50),
    ],
)
def test_key_is_found(tmp_path: Path, key: str, value: object) -> None:
    assert differences(tmp_path, INPUTS, {key: value}) == []


def test_positions_are_not_computed_from_influences_alone(tmp_path: Path) -> None:
    results = differences(tmp_path, {"influences": [[0]]}, {"r_star": [1], "caa1": [[0]]})

    assert results == [("caa1", [[0]], NOT_COMPUTED)]


def test_wrong_figure_is_returned(tmp_path: Path) -> None:
    results = differences(tmp_path, INPUTS, {"r_star": [2, 0.00000001]})

    assert results == [("r_star", [2, 0.00000001], (2.0, 0.0))]

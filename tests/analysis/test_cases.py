"""A third party checks the package with case files."""

import json
from pathlib import Path

import pytest

from maillage.analysis.cases import NOT_COMPUTED, run, topics


def write_case(folder: Path, inputs: object, outputs: object) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / "case.json"
    path.write_text(json.dumps({"source": "test", "inputs": inputs, "outputs": outputs}))
    return path


def test_differences_give_key_expected_and_computed(tmp_path: Path) -> None:
    path = write_case(
        tmp_path / "micmac",
        {"influences": [[0, 1], [1, 0]]},
        {"ranking_constant_from_power": 7, "influence_shift": [0, 0]},
    )

    assert run(path) == [("ranking_constant_from_power", 7, 1)]


def test_key_that_the_topic_ignores_is_not_computed(tmp_path: Path) -> None:
    path = write_case(tmp_path / "micmac", {"influences": [[0]]}, {"humeur": 3})

    assert run(str(path)) == [("humeur", 3, NOT_COMPUTED)]


def test_every_key_of_an_unknown_topic_is_not_computed(tmp_path: Path) -> None:
    path = write_case(tmp_path / "tarot", {}, {"a": 1, "b": NOT_COMPUTED})

    assert run(path) == [("a", 1, NOT_COMPUTED), ("b", NOT_COMPUTED, NOT_COMPUTED)]


def test_refused_computation_gives_the_text_of_the_refusal(tmp_path: Path) -> None:
    path = write_case(
        tmp_path / "micmac", {"influences": [[0, -1], [1, 0]]}, {"ranking_constant_from_power": 1}
    )

    assert run(path) == [
        (
            "ranking_constant_from_power",
            1,
            "ValueError: Influences, ligne 1, colonne 2 : -1. "
            "Règle : une influence est un nombre entier, 0 ou plus.",
        )
    ]


@pytest.mark.parametrize("written", [None, 25])
def test_ranking_that_never_settles_is_written_as_nothing_or_the_cap(
    tmp_path: Path, written: int | None
) -> None:
    path = write_case(
        tmp_path / "micmac",
        {"influences": [[0, 1, 0], [0, 0, 2], [0, 1, 0]]},
        {"ranking_constant_from_power": written},
    )

    assert run(path) == []


def test_missing_input_does_not_stop_the_reading(tmp_path: Path) -> None:
    path = write_case(tmp_path / "micmac", {}, {"by_power": []})

    assert run(path) == [("by_power", [], "KeyError: 'influences'")]


def test_relative_path_finds_its_topic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_case(tmp_path / "micmac", {"influences": [[0]]}, {"dependence_shift": [0]})
    monkeypatch.chdir(path.parent)

    assert run(path.name) == []


def test_topics_are_those_of_the_modules() -> None:
    assert "micmac" in topics()
    assert list(topics()) == sorted(topics())

"""Worked examples, counted by hand from the texts they name, are found by the rules."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from maillage.law.cases import Difference, run

FILES = sorted((Path(__file__).parent / "cases").glob("*.json"))


def case_file(tmp_path: Path, rule: str, *examples: Mapping[str, object]) -> Path:
    path = tmp_path / "case.json"
    rows = [{"id": f"case-{number}", **one} for number, one in enumerate(examples, 1)]
    path.write_text(json.dumps({"rule": rule, "about": "", "examples": rows}), encoding="utf-8")
    return path


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_worked_example_is_reproduced(path: Path) -> None:
    assert run(path) == []


def test_wrong_figure_is_told_with_ours(tmp_path: Path) -> None:
    example = {
        "inputs": {"session": "2026-12-07", "clear_days": 3},
        "expected": {"latest_sending_date": "2026-12-02", "days_required": 3},
    }

    differences = run(case_file(tmp_path, "clear_days", example))

    assert differences == [Difference("case-1", "latest_sending_date", "2026-12-02", "2026-12-03")]


def test_types_and_order_are_compared(tmp_path: Path) -> None:
    inputs: dict[str, object] = {
        "decision_rule": "unanimity",
        "members": ["A", "B", "C"],
        "in_favour": ["B"],
    }
    example = {"inputs": inputs, "expected": {"acquired": 0, "missing": ["C", "A"]}}

    differences = run(case_file(tmp_path, "majority", example))

    assert differences == [
        Difference("case-1", "acquired", 0, False),
        Difference("case-1", "missing", ["C", "A"], ["A", "C"]),
    ]


def test_list_cut_short_is_a_difference(tmp_path: Path) -> None:
    example = {
        "inputs": {"procedures": ["entente"], "procedure": "entente"},
        "expected": {"table": {}, "effect_of_silence": "none", "months": 0},
    }

    differences = run(case_file(tmp_path, "silence", example))

    assert differences == [
        Difference(
            "case-1", "table", {}, {"entente": {"months": None, "effect_of_silence": "none"}}
        ),
        Difference("case-1", "months", 0, None),
    ]


@pytest.mark.parametrize(
    ("rule", "inputs", "key"),
    [
        ("quorum", {"members_in_office": 15, "present": 9}, "colour"),
        ("taxes", {}, "rate"),
        ("majority", {"decision_rule": "lottery"}, "acquired"),
        ("majority", {"decision_rule": "unanimity", "members": "A"}, "acquired"),
        ("majority", {"decision_rule": "unanimity", "members": [], "in_favour": ["A"]}, "missing"),
        ("majority", {"decision_rule": "simple_majority_each"}, "acquired"),
        ("own_share", {"cost": "beaucoup"}, "rate"),
        ("own_share", {"cost": "100.00", "situation": "unheard_of"}, "rate"),
        ("silence", {"procedure": "unheard_of"}, "months"),
        ("clear_days", {"session": "2027-02-30"}, "days_required"),
        ("clear_days", {"session": "2027-02-03", "emergency": 1}, "days_required"),
        ("clear_days", {"session": 3}, "days_required"),
        ("quorum", {"members_in_office": True, "present": 9}, "needed"),
        ("quorum", {"members_in_office": 15, "present": 9, "proxies": {}}, "needed"),
        ("retention", {}, "answer_until"),
        ("association_grants", {}, "agreement_required"),
        ("deliberation", {}, "state"),
        ("deliberation", {"decision_rule": "qualified_majority", "structures": []}, "reason"),
    ],
)
def test_what_is_not_known_is_not_computed(
    tmp_path: Path, rule: str, inputs: dict[str, object], key: str
) -> None:
    example = {"inputs": inputs, "expected": {key: "?"}}

    differences = run(case_file(tmp_path, rule, example))

    assert differences == [Difference("case-1", key, "?", "not computed")]

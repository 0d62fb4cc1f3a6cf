"""The documentation of the engines is complete, and its example is true."""

import doctest
import inspect
import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

DOCS = Path(__file__).parents[2] / "docs"
SIGNATURE = re.compile(
    r"^\| `(?P<module>\w+)\.(?P<name>\w+)\((?P<inputs>[^)]*)\)` \|", re.MULTILINE
)
DOCUMENTED = (
    *("actor_game", "cases", "common_ground", "maturity", "silos", "structural"),
    *(
        "blocking",
        "voting_power",
        "double_majority",
        "majority_rules",
        "majorities",
        "council_votes",
    ),
    *("cost_keys", "water_filling", "joint_costs", "funding_plan", "schedule", "holdups"),
    *("group_choice", "priorities", "compromise"),
)


def public_functions(module: ModuleType) -> dict[str, Callable[..., object]]:
    return {
        name: value
        for name, value in vars(module).items()
        if inspect.isfunction(value)
        and not name.startswith("_")
        and value.__module__.startswith(module.__name__)
    }


def signatures(module: ModuleType) -> set[tuple[str, tuple[str, ...]]]:
    return {
        (name, tuple(inspect.signature(function).parameters))
        for name, function in public_functions(module).items()
    }


@pytest.mark.parametrize("name", DOCUMENTED)
def test_table_holds_every_public_signature(name: str) -> None:
    text = (DOCS / "analysis.md").read_text(encoding="utf-8")
    written = {
        (row["name"], tuple(filter(None, row["inputs"].split(", "))))
        for row in SIGNATURE.finditer(text)
        if row["module"] == name
    }

    assert written == signatures(import_module(f"maillage.analysis.{name}"))


@pytest.mark.parametrize("name", sorted(set(DOCUMENTED) - {"cases"}))
def test_docstring_has_a_sentence_for_the_screen_and_an_example(name: str) -> None:
    functions = public_functions(import_module(f"maillage.analysis.{name}"))

    incomplete = [
        name
        for name, function in functions.items()
        if "En clair : «" not in (function.__doc__ or "") or ">>>" not in (function.__doc__ or "")
    ]
    assert incomplete == []


def test_example_from_positions_to_a_page_is_true() -> None:
    failed, attempted = doctest.testfile(
        str(DOCS / "analysis-exemple.md"),
        module_relative=False,
        globs={"FOLDER": DOCS},
        encoding="utf-8",
    )

    assert failed == 0
    assert attempted > 20

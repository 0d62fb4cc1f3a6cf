"""The page on the rules says what the rules say."""

import doctest
import re
from pathlib import Path

from maillage.law.rules import built_in_rules, load_rules

PAGE = Path(__file__).parents[2] / "docs" / "law.md"
TEXT = PAGE.read_text(encoding="utf-8")


def test_table_lists_every_rule_as_it_is() -> None:
    rows = re.findall(r"^\| (\w+\.\w+) \| (.+) \| (.+) \| (.+) \| .+ \|$", TEXT, re.MULTILINE)

    assert rows == [
        (rule.id, rule.source, rule.status, rule.checked.isoformat()) for rule in built_in_rules()
    ]


def test_example_in_python_runs() -> None:
    assert doctest.testfile(str(PAGE), module_relative=False).failed == 0


def test_example_of_amendment_is_accepted(tmp_path: Path) -> None:
    example = re.search(r"```toml\n(.+?)```", TEXT, re.DOTALL)
    path = tmp_path / "regles.toml"
    path.write_text(example[1] if example else "", encoding="utf-8")

    rules = load_rules(path)

    assert rules["clear_days.commune_below_3500"].source == "Règlement intérieur, article 2"
    assert rules["silence.charter"].whole("months") == 1


def test_every_function_named_exists() -> None:
    named = re.findall(r"^\| `(\w+)\.(\w+)`", TEXT, re.MULTILINE)
    sources = Path(__file__).parents[2] / "src" / "maillage" / "law"

    found = [
        (module, function)
        for module, function in named
        if f"def {function}(" in (sources / f"{module}.py").read_text(encoding="utf-8")
    ]

    assert len(named) > 20
    assert found == named

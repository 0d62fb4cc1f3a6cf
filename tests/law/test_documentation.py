"""The page on the rules says what the rules say."""

import ast
import doctest
import re
from pathlib import Path

from maillage.law.rules import built_in_rules, load_rules

PAGE = Path(__file__).parents[2] / "docs" / "law.md"
TEXT = PAGE.read_text(encoding="utf-8")
PACKAGE = Path(__file__).parents[2] / "src" / "maillage" / "law"


def functions_that_find() -> list[tuple[str, str]]:
    """Name and docstring of every public function that returns a finding."""
    return [
        (node.name, ast.get_docstring(node) or "")
        for path in sorted(PACKAGE.glob("*.py"))
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef)
        and not node.name.startswith("_")
        and node.returns is not None
        and ast.unparse(node.returns).startswith("LegalFinding[")
        and node.name != "finding"
    ]


def test_table_lists_every_rule_as_it_is() -> None:
    rows = re.findall(r"^\| (\w+\.\w+) \| (.+) \| (.+) \| (.+) \| .+ \|$", TEXT, re.MULTILINE)

    assert rows == [
        (rule.id, rule.reference, rule.status, rule.checked.isoformat())
        for rule in built_in_rules()
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
    values = re.findall(r"^\| `(\w+)\.(\w+)`", TEXT, re.MULTILINE)

    pairs = [
        (module, function)
        for module, function in values
        if f"def {function}(" in (PACKAGE / f"{module}.py").read_text(encoding="utf-8")
    ]

    assert len(values) > 20
    assert pairs == values


def test_every_function_that_finds_says_its_source_and_its_sentence() -> None:
    pairs = functions_that_find()

    assert len(pairs) >= 20
    assert [
        name
        for name, text in pairs
        if not re.search(r"Source:", text) or not re.search(r"On\s+screen:\s+«", text)
    ] == []

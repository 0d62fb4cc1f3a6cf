"""A source of law is shown from its rule, with how sure it is; nowhere is one written by hand."""

import ast
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from maillage.law.rule import Rule
from maillage.law.rules import built_in_rules

SOURCES = Path(__file__).parents[2] / "src" / "maillage"
ARTICLE = re.compile(r"\b(CGCT|CRPA|CJA|CSS|CASF)\b|\b[LRD]\d{3,4}-\d")
SHOWN = (".html", ".xml", ".toml", ".txt")


def written(path: Path) -> Iterator[str]:
    """Every text of a module but its docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and (id(node) not in docstrings)
        ):
            yield node.value


def texts() -> Iterator[tuple[str, str]]:
    """What the product may show beside the rules, by file."""
    for path in sorted(SOURCES.rglob("*.*")):
        name = path.relative_to(SOURCES).as_posix()
        if name.startswith("law/") or "/migrations/" in name:
            continue
        if path.suffix == ".py":
            yield from ((name, text) for text in written(path))
        elif path.suffix in SHOWN:
            yield name, path.read_text(encoding="utf-8")


def test_no_article_is_written_beside_the_rules() -> None:
    assert [name for name, text in texts() if ARTICLE.search(text)] == []


@pytest.mark.parametrize(
    ("status", "shown"),
    [
        ("vérifié", "CGCT L2121-17"),
        ("vérifié sur un texte de 2020", "CGCT L2121-17 (vérifié sur un texte de 2020)"),
        ("à vérifier", "CGCT L2121-17 (à vérifier)"),
    ],
)
def test_source_says_how_sure_it_is(status: str, shown: str) -> None:
    rule = Rule("quorum.commune", "", "CGCT L2121-17", date(2026, 11, 28), status, {})

    assert rule.source == shown


def test_what_nobody_could_read_is_to_verify() -> None:
    names = [rule.id for rule in built_in_rules() if rule.is_to_verify]

    assert {
        "quorum.interested",
        "quorum.stood_down",
        "own_share.lead_competence_without_convention",
        "own_share.doubtful_funders",
        "fonds_de_concours.energy",
        "challenge.contract",
        "election_period.senatorial",
        "legal_forms.ctg",
        "reminder.leader_shares",
        "reminder.no_extension",
    } <= set(names)

"""A source of law is shown from its rule, with how sure it is; nowhere is one written by hand."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from types import CodeType

import pytest

from maillage.law.rule import Rule
from maillage.law.rules import built_in_rules

SOURCES = Path(__file__).parents[2] / "src" / "maillage"
ARTICLE = re.compile(r"\b(CGCT|CRPA|CJA|CSS|CASF)\b|\b[LRD]\d{3,4}-\d")
SHOWN = (".html", ".xml", ".toml", ".txt")


def written(values: Iterable[object]) -> Iterator[str]:
    """Every text among what a compiled module holds, at any depth."""
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, CodeType):
            yield from written(value.co_consts)
        elif isinstance(value, tuple | frozenset):
            yield from written(value)


def compiled(path: Path) -> Iterable[object]:
    """What a module holds without its docstrings: its tree would be ten times longer to walk."""
    code: CodeType = compile(path.read_bytes(), path.name, "exec", dont_inherit=True, optimize=2)
    return (code,)


def texts() -> Iterator[tuple[str, str]]:
    """What the product may show beside the rules, by file."""
    for path in sorted(SOURCES.rglob("*.*")):
        name = path.relative_to(SOURCES).as_posix()
        if name.startswith("law/") or "/migrations/" in name:
            continue
        if path.suffix == ".py":
            yield from ((name, text) for text in written(compiled(path)))
        elif path.suffix in SHOWN:
            yield name, path.read_text(encoding="utf-8")


def test_every_text_of_a_module_but_its_docstrings_is_looked_at(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text(
        '"""CGCT."""\n'
        "def cited():\n    'CRPA'\n"
        "    return f'{1} CJA', ['CSS', (1, ('CASF', 2))], {'L2121' '-17'}\n"
    )

    articles = [match[0] for text in written(compiled(module)) if (match := ARTICLE.search(text))]
    assert sorted(articles) == ["CASF", "CJA", "CSS", "L2121-1"]


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

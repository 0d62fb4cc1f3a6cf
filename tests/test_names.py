"""Names are ordinary words, but for what is stored, sent or given by others."""

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

import maillage

SOURCES = Path(maillage.__file__).parent
ROOT = Path(__file__).resolve().parents[1]
OTHERS = ("tests", "bench", "running")
DIALECT = re.compile(
    r"(?:^|_)(?:told|said|asked|heard|kept|known|held|found|named)(?:$|_)"
    r"|Told|Said|Asked|Heard|Kept|Known|Held|Found|Named"
)

# Attributes, keywords and fields of classes.
FIELDS = {
    "said": "a field of models, of forms and of saved tables",
    "told_by": "a field of models and of forms",
    "told_on": "a field of models and of forms",
    "said_by": "a field of forms, given whole to the reply that it fills",
    "held_on": "a field of models and of forms",
    "asked": "a field of models and of forms",
    "asked_id": "the key of a field of models",
    "asked_on": "a field of models",
    "asked_at": "a field of models",
    "asked_by": "a field of models",
    "asked_by_id": "the key of a field of models",
    "told": "a field of models",
    "told_entry": "a field of models",
    "held_back_by": "a term of the glossary",
}
# Variables, parameters, functions and classes.
NAMES = {
    **dict.fromkeys(
        ("told_by", "said_by", "held_on", "asked_on", "asked_at"),
        "the value of the field of that name",
    ),
    "told_entry": "the value of the field of that name",
    "asked_party": "the parameter of an address",
    "asked_actor": "the parameter of an address",
    "clean_held_on": "Django looks for it by the name of the field",
    "not_found": "the usual word for an answer 404",
    "NamedTuple": "Python's",
    "FileNotFoundError": "Python's",
    "ZoneInfoNotFoundError": "Python's",
}
# The same, of what tests and programs use of the sources or of libraries.
FIELDS_OF_OTHERS = {
    "not_found": "the view of the sources for an answer 404",
    "parse_known_args": "argparse's",
}
NAMES_OF_OTHERS = {
    "NamedTuple": "Python's",
    "FileNotFoundError": "Python's",
    "ASKED": "a constant of the sources",
    "KEPT_FOR": "a constant of the sources",
}


def _fields(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.keyword) and node.arg:
            yield from node.arg.split("__")
        elif isinstance(node, ast.ClassDef):
            yield from (target.id for one in node.body for target in _targets(one))


def _targets(statement: ast.stmt) -> list[ast.Name]:
    targets: list[ast.expr] = []
    if isinstance(statement, ast.AnnAssign):
        targets = [statement.target]
    elif isinstance(statement, ast.Assign):
        targets = statement.targets
    return [target for target in targets if isinstance(target, ast.Name)]


def _names(tree: ast.AST) -> Iterator[str]:
    fields = {
        id(target)
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        for one in node.body
        for target in _targets(one)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and id(node) not in fields:
            yield node.id
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.alias) and node.asname:
            yield node.asname


def dialect_of(source: str) -> tuple[set[str], set[str]]:
    """The fields and the names of a source that bear a word of the dialect."""
    tree = ast.parse(source)
    return (
        {name for name in _fields(tree) if DIALECT.search(name)},
        {name for name in _names(tree) if DIALECT.search(name)},
    )


def _own_names(tree: ast.AST) -> Iterator[str]:
    """What a file says of itself: the fields of its classes, its variables and its parameters."""
    makers = {
        id(node)
        for maker in ast.walk(tree)
        if isinstance(maker, ast.FunctionDef) and maker.name.startswith("make_")
        for node in ast.walk(maker)
        if _bound(node) in FIELDS
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            yield from (target.id for one in node.body for target in _targets(one))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield from [node.attr] * (node.value.id == "self")
        if id(node) not in makers:
            yield _bound(node)


def _bound(node: ast.AST) -> str:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.arg):
        return node.arg
    if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
        return ""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return node.name
    return node.asname or "" if isinstance(node, ast.alias) else ""


def _lower(name: str) -> str:
    return name.lower() if name.isupper() else name


def dialect_of_test(source: str) -> tuple[set[str], set[str]]:
    """The same of a test or a program, whose makers alone take the values of fields by name."""
    tree = ast.parse(source)
    return (
        {name for name in _fields(tree) if DIALECT.search(name)},
        {name for name in _own_names(tree) if DIALECT.search(_lower(name))},
    )


@cache
def _dialect_of_sources() -> Mapping[str, tuple[set[str], set[str]]]:
    return {
        str(path.relative_to(SOURCES)): dialect_of(path.read_text("utf-8"))
        for path in sorted(SOURCES.rglob("*.py"))
        if "migrations" not in path.parts
    }


@cache
def _dialect_of_others() -> Mapping[str, tuple[set[str], set[str]]]:
    return {
        str(path.relative_to(ROOT)): dialect_of_test(path.read_text("utf-8"))
        for folder in OTHERS
        for path in sorted((ROOT / folder).rglob("*.py"))
    }


def _refused(
    dialect: Mapping[str, tuple[set[str], set[str]]], fields: set[str], names: set[str]
) -> dict[str, list[str]]:
    refused = {path: (one - fields) | (two - names) for path, (one, two) in dialect.items()}
    return {path: sorted(words) for path, words in refused.items() if words}


def test_names_of_the_sources_are_ordinary_words() -> None:
    assert _refused(_dialect_of_sources(), {*FIELDS}, {*NAMES}) == {}


def test_names_of_tests_and_programs_are_ordinary_words() -> None:
    fields = {*FIELDS, *FIELDS_OF_OTHERS}

    assert _refused(_dialect_of_others(), fields, {*NAMES_OF_OTHERS}) == {}


def test_each_exception_is_still_needed() -> None:
    everything = list(_dialect_of_sources().values())
    others = list(_dialect_of_others().values())

    assert FIELDS.keys() == {name for fields, _names in everything for name in fields}
    assert NAMES.keys() == {name for _fields, names in everything for name in names}
    assert {name for fields, _names in others for name in fields} - FIELDS.keys() == {
        *FIELDS_OF_OTHERS
    }
    assert {name for _fields, names in others for name in names} == {*NAMES_OF_OTHERS}


def test_files_bear_ordinary_words() -> None:
    paths = [*_dialect_of_sources(), *_dialect_of_others()]

    assert [path for path in paths if DIALECT.search(Path(path).stem)] == []


@pytest.mark.parametrize(
    ("source", "dialect"),
    [
        ("found = rows.first()", (set(), {"found"})),
        ("class Told:\n    kept: int", ({"kept"}, {"Told"})),
        ("def known_rows(*, asked): ...", (set(), {"known_rows", "asked"})),
        ("rows = [one for one in read(heard=1) if one.held]", ({"heard", "held"}, set())),
        ("import rows as named", (set(), {"named"})),
        ("background = unknown = foundation", (set(), set())),
    ],
)
def test_a_word_of_the_dialect_is_seen(source: str, dialect: tuple[set[str], set[str]]) -> None:
    assert dialect_of(source) == dialect


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("def test_lost_file_is_found(said): ...", {"said"}),
        ("class Walk:\n    said: str", {"said"}),
        ("def add(self): self.said.append(1)", {"said"}),
        ("def asked_for(rows): ...", {"asked_for"}),
        ("ASKED_ON = date(2026, 10, 1)", {"ASKED_ON"}),
        ("def make_answer(*, told_by=''): return Answer(told_by=told_by)", set()),
        ("def make_answer(*, found=''): ...", {"found"}),
        ("def reply(*, told_by=''): ...", {"told_by"}),
    ],
)
def test_a_word_of_the_dialect_is_seen_in_a_test(source: str, names: set[str]) -> None:
    assert dialect_of_test(source)[1] == names

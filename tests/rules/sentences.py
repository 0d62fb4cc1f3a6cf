"""The sentences by which the product refuses something, and those that stand twice."""

import ast
from collections.abc import Iterable, Iterator

TRANSLATED = {"_", "lazy", "gettext", "gettext_lazy"}
SHORTEST = 40
# What is read before one types, or once it is done, refuses nothing.
ADVICE = {"help_text", "help_texts", "sentence", "next_step"}
DONE = {"say"}


def repeated_refusals(sources: Iterable[tuple[str, ast.Module]]) -> dict[str, list[str]]:
    """The refusals written in more than one place, with these places."""
    places: dict[str, list[str]] = {}
    for path, module in sources:
        for words, line in _refusals(module):
            places.setdefault(words, []).append(f"{path}:{line}")
    return {words: names for words, names in places.items() if len(names) > 1}


def _refusals(module: ast.Module) -> Iterator[tuple[str, int]]:
    """Every translated sentence of forty letters or more that ends with a full stop."""
    for node in _without_advice(module):
        if not (isinstance(node, ast.Call) and _name(node.func) in TRANSLATED and node.args):
            continue
        words = node.args[0]
        if not (isinstance(words, ast.Constant) and isinstance(words.value, str)):
            continue
        if len(words.value) >= SHORTEST and words.value.endswith("."):
            yield words.value, node.lineno


def _without_advice(node: ast.AST) -> Iterator[ast.AST]:
    yield node
    for child in ast.iter_child_nodes(node):
        if not _is_advice(child):
            yield from _without_advice(child)


def _is_advice(node: ast.AST) -> bool:
    if isinstance(node, ast.keyword):
        return node.arg in ADVICE
    if isinstance(node, ast.Call):
        return _name(node.func) in DONE
    if isinstance(node, ast.AnnAssign):
        return _name(node.target) in ADVICE
    return isinstance(node, ast.Assign) and any(_name(one) in ADVICE for one in node.targets)


def _name(node: ast.AST) -> str:
    return node.id if isinstance(node, ast.Name) else ""

"""Finds, in the whole house, the patterns and the readers of texts that a long text would stop."""

import contextlib
import importlib
import inspect
import pkgutil
import re
import time
from collections.abc import Callable, Iterator
from functools import cache
from types import ModuleType

from django.core.exceptions import ValidationError

import maillage
from maillage.foundation.exchange.cells.text import MAX_TEXT
from maillage.foundation.exchange.cells.workbook import Sheet

LIMIT_S = 0.15
_SIZES = (MAX_TEXT // 16, MAX_TEXT)  # the first stops what the second would take hours for
_UNITS = (
    " ", "\t", "\n", "\u00a0", " \n", "\r\n", "a", "A", "é", "1", "0", "a ", "Aa ", "1 ", "1.",
    "a.", "a,", ", ", "; ", "/", " / ", "(", "((a)", "[", "a@", "@", "@a.", "<a@", "a-", "-", "–",
    " – ", "'", "l'", "M. ", " et ", " ou son ", "a:", ": ", "&", "<", "{{", "{%", '"', "=", "|",
    "http://", "*", "%41", "06 ",
)  # fmt: skip
MOTIFS = (*((unit, "{}\x01") for unit in _UNITS), (" ", "a{}b"), ("\u00a0", "({}b"))


def house_modules() -> Iterator[ModuleType]:
    """Every module of the house, but its migrations and its commands."""
    for module in pkgutil.walk_packages(maillage.__path__, "maillage."):
        if ".migrations" not in module.name and ".management" not in module.name:
            yield importlib.import_module(module.name)


def house_patterns() -> dict[str, re.Pattern[str]]:
    """The compiled patterns of texts that modules hold, alone or in collections, by place."""
    places: dict[int, tuple[str, re.Pattern[str]]] = {}
    for module in house_modules():
        for name, value in vars(module).items():
            for pattern in patterns_in(value) if not name.startswith("__") else ():
                places.setdefault(id(pattern), (f"{module.__name__}.{name}", pattern))
    return dict(sorted(places.values(), key=lambda place: place[0]))


def patterns_in(value: object) -> Iterator[re.Pattern[str]]:
    """The patterns that a value is, or holds."""
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif isinstance(value, dict):
        for pair in value.items():
            yield from patterns_in(pair)
    elif isinstance(value, list | tuple | set | frozenset):
        for part in value:
            yield from patterns_in(part)


def readers_in(package: str) -> dict[str, Callable[[str], object]]:
    """The public functions of a package that a text alone is given to."""
    readers: dict[str, Callable[[str], object]] = {}
    for module in house_modules():
        if module.__name__.startswith(package):
            for name, value in vars(module).items():
                if not name.startswith("_") and _reads_a_text(value, module):
                    readers[f"{module.__name__}.{name}"] = value
    return readers


def _reads_a_text(value: object, module: ModuleType) -> bool:
    bare = inspect.unwrap(value) if callable(value) else None
    if not inspect.isfunction(bare) or bare.__module__ != module.__name__:
        return False
    required = [
        one
        for one in inspect.signature(bare).parameters.values()
        if one.default is one.empty and one.kind is not one.VAR_POSITIONAL
    ]
    return len(required) == 1 and required[0].name in {"text", "typed", "value", "name", "part"}


def search_all(pattern: re.Pattern[str]) -> Callable[[str], object]:
    """What looks for a pattern in a text, to its end."""
    return lambda text: sum(1 for _ in pattern.finditer(text))


def of_a_cell(text: str) -> str:
    """What is read of a cell that holds this text, where a name or an address is expected."""
    sheet = Sheet("A")
    sheet.put(1, 1, text)
    return sheet.text(1, 1)


def slow_motif(read: Callable[[str], object], seen_as: Callable[[str], str] = str) -> str:
    """The first motif that takes too long, with its length and time; nothing when none does."""
    for unit, text in _texts(seen_as):
        took = _seconds(read, text)
        if took > LIMIT_S:
            return f"{unit!r}, {len(text)} letters: {took:.2f} s"
    return ""


@cache
def _texts(seen_as: Callable[[str], str]) -> tuple[tuple[str, str], ...]:
    texts = [
        (unit, seen_as(shape.format((unit * size)[:size])))
        for unit, shape in MOTIFS
        for size in _SIZES
    ]
    return tuple(dict.fromkeys(texts))


def _seconds(read: Callable[[str], object], text: str) -> float:
    start = time.process_time()
    with contextlib.suppress(ValueError, LookupError, ValidationError):  # refused is read
        read(text)
    return time.process_time() - start

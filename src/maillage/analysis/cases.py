"""Does the package find the figures of a reference case? A third party checks us with this."""

import json
from collections.abc import Callable, Mapping
from importlib import import_module
from os import PathLike
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

from maillage.analysis import case_topics

NOT_COMPUTED = "not computed"

Difference = tuple[str, object, object]
Formulas = Mapping[str, Callable[[], object]]


def topics() -> tuple[str, ...]:
    """Names of the topics that can be checked, in alphabetical order."""
    return tuple(sorted(module.name for module in iter_modules(case_topics.__path__)))


def run(path: str | PathLike[str]) -> list[Difference]:
    """Differences `(key, expected, computed)` between a case file and what this package computes.

    The file is a JSON object with `inputs` and `outputs`; its folder names the topic. The list is
    empty when every output is found within the tolerance of the topic. An output that the topic
    does not know is returned with `"not computed"`; one whose computation is refused, with the
    text of the refusal.
    """
    file = Path(path)
    case = json.loads(file.read_text(encoding="utf-8"))
    topic = _topic(file.absolute().parent.name)
    if topic is None:
        return [(key, expected, NOT_COMPUTED) for key, expected in case["outputs"].items()]
    formulas = topic.compute(case["inputs"])
    values = {key: _computed(formulas, key) for key in case["outputs"]}
    return [
        (key, expected, values[key])
        for key, expected in case["outputs"].items()
        if not topic.agrees(key, expected, values[key])
    ]


def _topic(name: str) -> ModuleType | None:
    if name not in topics():
        return None
    return import_module(f"{case_topics.__name__}.{name}")


def _computed(formulas: Formulas, key: str) -> object:
    if key not in formulas:
        return NOT_COMPUTED
    try:
        return formulas[key]()
    except Exception as refusal:  # a refused key must not hide the other keys of the file
        return f"{type(refusal).__name__}: {refusal}"

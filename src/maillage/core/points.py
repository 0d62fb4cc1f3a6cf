"""How does a lower page show what a higher room knows?

A point is a question that a page asks and that any installed app may answer. The app that asks
knows nobody: an answer stands in the folder of its tool, in `points.py`, or in a module of the app
that bears the point's name. They are found at the first question.
"""

from bisect import insort
from collections.abc import Callable, Sequence
from functools import cache
from importlib import import_module
from operator import itemgetter
from pathlib import Path
from typing import Generic, ParamSpec, Protocol, TypeVar

from django.apps import apps
from django.utils.module_loading import autodiscover_modules

Parameters = ParamSpec("Parameters")
Answer = TypeVar("Answer")
Place = tuple[int, int, str]

POINT_MODULES = (
    "tools",
    "probes",
    "panels",
    "searchables",
    "imports",
    "answers",
    "dates",
    "agendas",
    "waiting",
    "awaited",
    "suggestions",
    "layers",
    "papers",
    "chores",
    "personal",
    "stops",
    "locks",
    "excerpts",
    "happenings",
    "windows",
    "fragments",
    "recalls",
    "visible_records",
    "carriers",
    "strands",
    "terms",
    "scheme_checks",
    "plan_lines",
    "public_actions",
)
FIRST = ""


class Reader(Protocol):
    """Who asks: the reader's access to one cooperation, as the rooms below see it."""

    role: str

    @property
    def cooperation_id(self) -> int: ...

    @property
    def user_id(self) -> int: ...


class Point(Generic[Parameters, Answer]):
    """A named question; `answer` registers a function, `ask` gathers what all of them say."""

    def __init__(self, name: str) -> None:
        if name not in POINT_MODULES:
            raise ValueError(f"Point inconnu : {name}")
        self.name = name
        self.answers: list[tuple[Place, Callable[Parameters, Sequence[Answer]]]] = []

    def answer(
        self, function: Callable[Parameters, Sequence[Answer]]
    ) -> Callable[Parameters, Sequence[Answer]]:
        """Registers an app's answer and returns it unchanged."""
        self.answer_for(function.__module__, function)
        return function

    def answer_for(self, module: str, function: Callable[Parameters, Sequence[Answer]]) -> None:
        """Registers an answer at the place of this module; `FIRST` comes before every app."""
        insort(self.answers, (place(self.name, module), function), key=itemgetter(0))

    def functions(self) -> list[Callable[Parameters, Sequence[Answer]]]:
        """What answers: apps as they are installed, tools as their app orders them."""
        find_answers(self.name)
        return [function for _place, function in self.answers]

    def ask(self, *args: Parameters.args, **kwargs: Parameters.kwargs) -> list[Answer]:
        """What every app answers, in their order."""
        return [one for function in self.functions() for one in function(*args, **kwargs)]


def place(point: str, module: str) -> Place:
    """Where what a module answers at a point comes: its app, then its tool in this app.

    Tools follow the alphabet, after those that `answers_in_order` of the app's configuration names
    for this point.
    """
    if module == FIRST:
        return (-1, 0, "")
    app = apps.get_containing_app_config(module)
    if app is None:
        return (len(apps.app_configs), 0, module)
    tool = module.removeprefix(app.name).lstrip(".").split(".")[0]
    order: Sequence[str] = getattr(app, "answers_in_order", {}).get(point, ())
    rank = order.index(tool) if tool in order else len(order)
    return (list(apps.app_configs).index(app.label), rank, tool)


@cache
def find_answers(name: str) -> None:
    """Loads, once, the modules in which installed apps and their tools answer at this point."""
    autodiscover_modules(name)
    _find_tools()


@cache
def _find_tools() -> None:
    for app in apps.get_app_configs():
        folder = Path(app.path)
        paths = [*folder.glob("*/points.py"), *folder.glob("*/points/__init__.py")]
        for tool in sorted(path.relative_to(folder).parts[0] for path in paths):
            import_module(f"{app.name}.{tool}.points")


def find_every_answer() -> None:
    """Loads what answers at every point: a server does it before it parts into workers."""
    for name in POINT_MODULES:
        find_answers(name)

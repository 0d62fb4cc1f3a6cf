"""How does a lower page show what a higher room knows?

A point is a question that a page asks and that any installed app may answer. The app that asks
knows nobody: each app answers in a module that bears the point's name, found at the first question.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Generic, ParamSpec, Protocol, TypeVar

from django.utils.module_loading import autodiscover_modules

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")

POINT_MODULES = (
    "tools",
    "probes",
    "panels",
    "searchables",
    "imports",
    "answers",
    "dates",
    "waiting",
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
    "visible_records",
)


class Reader(Protocol):
    """Who asks: the reader's access to one cooperation, as the rooms below see it."""

    role: str

    @property
    def cooperation_id(self) -> int: ...

    @property
    def user_id(self) -> int: ...


class Point(Generic[Asked, Answer]):
    """A named question; `answer` registers a function, `ask` gathers what all of them say."""

    def __init__(self, name: str) -> None:
        if name not in POINT_MODULES:
            raise ValueError(f"Point inconnu : {name}")
        self.name = name
        self.answers: list[Callable[Asked, Sequence[Answer]]] = []

    def answer(
        self, function: Callable[Asked, Sequence[Answer]]
    ) -> Callable[Asked, Sequence[Answer]]:
        """Registers an app's answer and returns it unchanged."""
        self.answers.append(function)
        return function

    def ask(self, *args: Asked.args, **kwargs: Asked.kwargs) -> list[Answer]:
        """What every app answers, in the order of the installed apps."""
        find_answers(self.name)
        return [said for function in self.answers for said in function(*args, **kwargs)]


@cache
def find_answers(name: str) -> None:
    """Loads, once, the modules in which installed apps answer at this point."""
    autodiscover_modules(name)


def find_every_answer() -> None:
    """Loads what answers at every point: a server does it before it parts into workers."""
    for name in POINT_MODULES:
        find_answers(name)

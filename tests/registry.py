"""Every maker of the tests: one for each model, each URL argument, each record that is marked."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Protocol

from django.apps import apps
from django.db.models import Model

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Cooperation

TESTS = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Argument:
    """How a URL argument is made in a cooperation so that all its readers may reach it.

    `shared` when the object belongs to the workspace: its other cooperations reach it too.
    `common` when it is no object of anybody (a mission of the map, a purpose).
    """

    make: Callable[[Cooperation], object]
    shared: bool = False
    common: bool = False


class MarkedMaker(Protocol):
    """Makes a record with a visibility and a text that one can look for."""

    def __call__(
        self, *, cooperation: Cooperation, author: User, visibility: str, mark: str
    ) -> Model: ...


@cache
def makers() -> list[ModuleType]:
    """Every makers module under tests/."""
    return [
        import_module("tests." + ".".join(path.relative_to(TESTS).with_suffix("").parts))
        for path in sorted(TESTS.rglob("makers.py"))
    ]


@cache
def url_arguments() -> dict[str, Argument]:
    """The makers of URL arguments, by the argument's name."""
    argument_by_name: dict[str, Argument] = {}
    for module in makers():
        argument_by_name |= getattr(module, "URL_ARGUMENTS", {})
    return argument_by_name


@cache
def marked_makers() -> dict[type[Model], MarkedMaker]:
    """The makers of marked records, by their model."""
    marked_maker_by_key: dict[type[Model], MarkedMaker] = {}
    for module in makers():
        marked_maker_by_key |= getattr(module, "MARKED", {})
    return marked_maker_by_key


@cache
def filled_forms() -> dict[str, dict[str, str]]:
    """What makes the form of a page valid, beyond what the page already shows, by its name."""
    texts_by_name: dict[str, dict[str, str]] = {}
    for module in makers():
        texts_by_name |= getattr(module, "FILLED", {})
    return texts_by_name


@cache
def corrected_forms() -> dict[str, dict[str, str]]:
    """What a correction says in the controls that are no free text, by the name of the page."""
    texts_by_name: dict[str, dict[str, str]] = {}
    for module in makers():
        texts_by_name |= getattr(module, "CORRECTED", {})
    return texts_by_name


@cache
def tried_in_their_room() -> set[str]:
    """The pages whose two texts are shown in a way of their own, and tried beside it."""
    return {name for module in makers() for name in getattr(module, "TRIED_IN_ITS_ROOM", ())}


@cache
def edited_on_another_page() -> set[type[Model]]:
    """The models whose rows are edited on the page of what they belong to."""
    return {model for module in makers() for model in getattr(module, "EDITED_ELSEWHERE", ())}


@cache
def made_names() -> set[str]:
    """The names of all maker functions: make_organisation, make_person…"""
    return {name for module in makers() for name in vars(module) if name.startswith("make_")}


def own_models() -> list[type[Model]]:
    """Every model of ours."""
    return [model for model in apps.get_models() if model.__module__.startswith("maillage.")]

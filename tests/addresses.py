"""Every address of the application, and what a reader gets there."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from maillage.foundation.cooperations.models import Cooperation
from maillage.foundation.cooperations.pages.doors import Door
from tests.registry import url_arguments

LIBRARY = ("allauth.", "django.views.static", "django.contrib.staticfiles")


@dataclass(frozen=True)
class Address:
    """One URL pattern: its full name, its arguments, its view and the door on it."""

    name: str
    arguments: tuple[str, ...]
    view: Callable[..., object]

    @property
    def door(self) -> Door | None:
        """The door that guards the view, or None when nobody put one."""
        return getattr(self.view, "door", None)

    @property
    def is_library(self) -> bool:
        """Whether the view comes from a library, which guards it itself."""
        module = getattr(self.view, "__module__", "")
        return module.startswith(LIBRARY)

    def url(self, cooperation: Cooperation, objects_of: Cooperation | None = None) -> str:
        """The URL in this cooperation, with arguments made in `objects_of` (itself by default)."""
        made, owner = url_arguments(), objects_of or cooperation
        return self.path(cooperation, {name: made[name].make(owner) for name in self.own_arguments})

    def path(self, cooperation: Cooperation, objects: Mapping[str, object]) -> str:
        """The URL in this cooperation, which names these objects."""
        places = {"cooperation": cooperation.slug, "workspace": cooperation.workspace.slug}
        values = {**places, **objects}
        return reverse(self.name, kwargs={name: values[name] for name in self.arguments})

    @property
    def room(self) -> str:
        """The room of its view, as `trade/governance`, or its floor; nothing for a library's."""
        match = re.match(r"maillage\.(core|\w+\.\w+)", getattr(self.view, "__module__", ""))
        return match[1].replace(".", "/") if match else ""

    @property
    def own_arguments(self) -> tuple[str, ...]:
        """The arguments that name an object inside the cooperation."""
        return tuple(name for name in self.arguments if name not in {"cooperation", "workspace"})

    @property
    def owned_arguments(self) -> tuple[str, ...]:
        """Among them, those that belong to somebody."""
        made = url_arguments()
        return tuple(
            name for name in self.own_arguments if not (name in made and made[name].common)
        )


def addresses(patterns: list[URLPattern | URLResolver] | None = None) -> list[Address]:
    """Every named address of the application, or of these patterns."""
    return list(_listed(get_resolver()) if patterns is None else _walk(patterns, "", ()))


@cache
def _listed(resolver: URLResolver) -> tuple[Address, ...]:
    return tuple(_walk(resolver.url_patterns, "", ()))


def _walk(
    patterns: list[URLPattern | URLResolver], prefix: str, arguments: tuple[str, ...]
) -> Iterator[Address]:
    for pattern in patterns:
        names = arguments + tuple(pattern.pattern.regex.groupindex)
        if isinstance(pattern, URLResolver):
            space = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from _walk(pattern.url_patterns, space, names)
        else:
            yield Address(f"{prefix}{pattern.name}", names, pattern.callback)


def cooperation_addresses() -> list[Address]:
    """The addresses behind the door of a cooperation."""
    return [
        address
        for address in addresses()
        if address.door is not None and address.door.kind == "cooperation"
    ]

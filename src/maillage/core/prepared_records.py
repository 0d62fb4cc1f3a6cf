"""How is a record that every page asks for read without writing its SQL each time?"""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import Generic, NamedTuple, TypeVar

from django.db import DEFAULT_DB_ALIAS
from django.db.models import ForeignKey, Model, QuerySet

from maillage.core.prepared import Prepared, Word

Record = TypeVar("Record", bound=Model)
Made = TypeVar("Made", bound=Model)


class _Part(NamedTuple):
    """A record of the answer: from which other one it is reached, by which key, and its columns."""

    origin: str
    key: str
    model: type[Model]
    columns: Sequence[str]


class PreparedRecord(Generic[Record]):
    """The record of this model that answers a question, with those that it refers to."""

    def __init__(self, model: type[Record], *follows: str) -> None:
        """`follows` names foreign keys never empty, each after the one that leads to it."""
        self._model = model
        self._follows = follows
        self._rows = Prepared()

    def first(
        self, words: Sequence[Word], build: Callable[[Sequence[Word]], QuerySet[Record]]
    ) -> Record | None:
        """The first record of what `build` asks of these words, or None; in one query."""
        rows = self._rows.rows("", words, lambda asked: build(asked).values_list(*self._asked)[:1])
        return self._record(iter(rows[0])) if rows else None

    def _record(self, values: Iterator[object]) -> Record:
        found = _made(self._model, _columns(self._model), values)
        reached: dict[str, Model] = {"": found}
        for path, part in self._parts.items():
            reached[path] = _made(part.model, part.columns, values)
            setattr(reached[part.origin], part.key, reached[path])
        return found

    @cached_property
    def _parts(self) -> dict[str, _Part]:
        """The records that are reached, by path."""
        models: dict[str, type[Model]] = {"": self._model}
        parts: dict[str, _Part] = {}
        for path in self._follows:
            origin, _, key = path.rpartition("__")
            models[path] = _target(models[origin], key)
            parts[path] = _Part(origin, key, models[path], _columns(models[path]))
        return parts

    @property
    def _asked(self) -> list[str]:
        further = [f"{path}__{one}" for path, part in self._parts.items() for one in part.columns]
        return [*_columns(self._model), *further]


def _target(model: type[Model], key: str) -> type[Model]:
    field = model._meta.get_field(key)
    if not isinstance(field, ForeignKey) or field.null:
        raise TypeError(f"{model.__name__}.{key} : une clé toujours remplie est attendue")
    return field.remote_field.model


def _columns(model: type[Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


def _made(model: type[Made], columns: Sequence[str], values: Iterator[object]) -> Made:
    return model.from_db(DEFAULT_DB_ALIAS, columns, list(islice(values, len(columns))))

"""How are « 2 », « 10 » and « 7 bis » put in the order that one expects, on both databases?"""

import re

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from maillage.core.folded import WIDTH, fold

DIGITS = re.compile(r"\d+")
WITHOUT = "9" * (WIDTH + 1)


def padded(text: str) -> str:
    """The text with its numbers of one length: « halle 2 » comes before « halle 10 »."""
    return DIGITS.sub(lambda one: one[0].zfill(WIDTH), text)


def numbered_key(text: str) -> str:
    """The text with its figures padded; one without any text comes after all the others.

    >>> numbered_key("7 bis") < numbered_key("10") < numbered_key("")
    True
    """
    return padded(fold(text)) or WITHOUT


def sort_numbers_as_numbers() -> None:
    """From now on each connection to SQLite can pad the numbers of a text."""
    connection_created.connect(_pad_numbers, dispatch_uid="maillage.numbers")


def _pad_numbers(sender: object, connection: BaseDatabaseWrapper, **kwargs: object) -> None:
    if connection.vendor == "sqlite":
        connection.connection.create_function("PADDED_NUMBERS", 1, _padded, deterministic=True)


def _padded(text: str | None) -> str | None:
    return None if text is None else padded(text)


class NumberedField(models.CharField[str, str]):
    """A column that follows the number of its record, as it is sorted."""

    def __init__(self, source: str) -> None:
        self.source = source
        super().__init__(max_length=200, editable=False, default="")

    def deconstruct(self) -> tuple[str, str, list[object], dict[str, object]]:
        """What a migration writes: the source alone."""
        name, path, _args, _options = super().deconstruct()
        return name, path, [self.source], {}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """The key of the number, set on the record."""
        key = numbered_key(str(getattr(model_instance, self.source)))
        setattr(model_instance, self.attname, key)
        return key

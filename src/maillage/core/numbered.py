"""How are « 2 », « 10 » and « 7 bis » put in the order that one expects, on both databases?"""

import re

from django.db import models

from maillage.core.folded import fold

DIGITS = re.compile(r"\d+")
WIDTH = 8
WITHOUT = "9" * (WIDTH + 1)


def numbered_key(text: str) -> str:
    """The text with its figures padded; one without any text comes after all the others.

    >>> numbered_key("7 bis") < numbered_key("10") < numbered_key("")
    True
    """
    return DIGITS.sub(lambda one: one[0].zfill(WIDTH), fold(text)) or WITHOUT


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

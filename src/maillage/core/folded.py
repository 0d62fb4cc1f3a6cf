"""How does one find « Évelyne » by typing evelyne, on both databases?"""

import re
import unicodedata
from collections.abc import Sequence

from django.db import models
from django.db.models import Q

LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "’": " ", "'": " ", "\x00": ""})
SPACES = re.compile(r"\s+")
MOST_WORDS = 8


def fold(text: str) -> str:
    """The text in lower case, without accents, ligatures, apostrophes or NUL, single spaces."""
    lowered = text.lower().translate(LIGATURES)
    decomposed = unicodedata.normalize("NFKD", lowered)
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return SPACES.sub(" ", bare).strip()


class FoldedField(models.TextField[str, str]):
    """A column that follows the named fields of its record, folded: what a search reads.

    It is set when the record is saved or inserted, alone or in bulk.
    """

    def __init__(self, *sources: str) -> None:
        self.sources = sources
        super().__init__(editable=False, default="")

    def deconstruct(self) -> tuple[str, str, Sequence[object], dict[str, object]]:
        """What a migration writes: the sources alone."""
        name, path, _args, _options = super().deconstruct()
        return name, path, list(self.sources), {}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """The folded text of the sources, kept on the record."""
        told = " ".join(str(getattr(model_instance, source)) for source in self.sources)
        folded = fold(told)
        setattr(model_instance, self.attname, folded)
        return folded


def holds_words(typed: str, *columns: str) -> Q:
    """The rows in which each word typed is found in one of the folded columns."""
    asked = Q()
    for word in fold(typed).split()[:MOST_WORDS]:
        one = Q()
        for column in columns:
            one |= Q(**{f"{column}__contains": word})
        asked &= one
    return asked

"""How does one find « Évelyne » by typing evelyne, on both databases?"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import filterfalse
from typing import TypeVar

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Q, QuerySet
from django.db.models.lookups import StartsWith
from django.db.models.sql.compiler import SQLCompiler

LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "’": " ", "'": " ", "\x00": ""})
ACCENTED = "àâäçéèêëîïôöùûüÿœæ"
GLOB_SIGNS = re.compile(r"[*?\[]")
SPACES = re.compile(r"\s+")
MOST_WORDS = 8
KEPT = 4_096
WIDTH = 8  # of a number, where texts are put in order
Record = TypeVar("Record", bound=models.Model)


@lru_cache(KEPT)
def fold(text: str) -> str:
    """The text in lower case, without accents, ligatures, apostrophes or NUL, single spaces.

    Kept, because a search and an import fold the same names again and again.
    """
    bare = text.lower().translate(LIGATURES)
    if not bare.isascii():
        decomposed = unicodedata.normalize("NFKD", bare)
        bare = "".join(filterfalse(unicodedata.combining, decomposed))
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
        text = " ".join(str(getattr(model_instance, source)) for source in self.sources)
        folded = fold(text)
        setattr(model_instance, self.attname, folded)
        return folded


def _plain_in_sql() -> str:
    """The template of a text in lower case without accents, in words that both databases read."""
    sql = "%(expressions)s"
    for one in ACCENTED + ACCENTED.upper():
        sql = f"REPLACE({sql}, '{one}', '{fold(one)}')"
    return f"LOWER({sql})"


@models.CharField.register_lookup
class Plain(models.Transform):
    """A short text as it is put in order: É comes with E, 2 before 10.

    `order_by("label__plain")`; where a record has a folded column, that one serves.
    """

    lookup_name = "plain"
    template = f"PADDED_NUMBERS({_plain_in_sql()})"  # a function of ours, in `numbered`

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, Sequence[object]]:
        """The condition in SQL, and its values."""
        longer = rf"REGEXP_REPLACE({_plain_in_sql()}, '(\d+)', '{'0' * WIDTH}\1', 'g')"
        template = rf"REGEXP_REPLACE({longer}, '0*(\d{{{WIDTH},}})', '\1', 'g')"
        return super().as_sql(compiler, connection, template=template)


@FoldedField.register_lookup
class FoldedStartsWith(StartsWith):
    """The same answer as Django's lookup; on SQLite by GLOB, which the column's index serves."""

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, Sequence[object]]:
        """The condition in SQL, and its values."""
        if not self.rhs_is_direct_value():
            return self.as_sql(compiler, connection)
        column, values = self.process_lhs(compiler, connection)
        return f"{column} GLOB %s", [*values, f"{as_glob(str(self.rhs))}*"]


def as_glob(text: str) -> str:
    """The text as GLOB reads it to the letter."""
    return GLOB_SIGNS.sub(r"[\g<0>]", text)


def holds_words(typed: str, *columns: str) -> Q:
    """The rows in which each word typed is found in one of the folded columns."""
    condition = Q()
    for word in fold(typed).split()[:MOST_WORDS]:
        one = Q()
        for column in columns:
            one |= Q(**{f"{column}__contains": word})
        condition &= one
    return condition


def whole_words(typed: str) -> str:
    """The pattern of a folded text that holds what is typed, not as a part of longer words.

    >>> [bool(re.search(whole_words("Lot 1"), one)) for one in ("lot 1, nord", "lot 16")]
    [True, False]
    """
    return f"(^|[^a-z0-9]){re.escape(fold(typed))}([^a-z0-9]|$)"


def begun_first(
    records: QuerySet[Record], answering: QuerySet[Record], typed: str, most: int
) -> list[Record]:
    """The records that answer, `most` at most, in two queries: first those whose name begins so.

    `known` and `answering` have a `folded` column. Of a thousand records that hold a word, the one
    that is this word is among those found, without putting the thousand in order.
    """
    begun = records.filter(folded__startswith=fold(typed)).order_by("folded", "pk")
    results = list(begun[:most])
    if len(results) < most:
        results += answering.exclude(pk__in=[one.pk for one in results])[: most - len(results)]
    return results

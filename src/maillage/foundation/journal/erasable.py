"""Somebody leaves: where may rows point to them or name them, and what is put in its place?"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Model, QuerySet

from maillage.core.folded import FoldedField, fold
from maillage.core.personal import MASK, Somebody
from maillage.foundation.journal.services import forget

Way = Callable[[Somebody, str], str]


def whole_text(somebody: Somebody, text: str) -> str:
    """The text, or the mask when it names them."""
    return MASK if somebody.is_mentioned_in(text) else text


def each_line(somebody: Somebody, text: str) -> str:
    """The text, each line that names them masked; the others stay as they are."""
    return "\n".join(whole_text(somebody, line) for line in text.split("\n"))


@dataclass(frozen=True)
class Erasable:
    """Rows that may name somebody, or point to them.

    `place` is the path to their cooperation, "" when they bear it; `texts` are the fields masked
    `way` by `way`; `person` is a field emptied where it points to them, and `about` a path to them
    that stays, of which the journal alone forgets the values.
    """

    model: type[Model]
    place: str = ""
    texts: tuple[str, ...] = ()
    person: str = ""
    about: str = ""
    way: Way = whole_text

    def erase(self, somebody: Somebody) -> None:
        """Masks and empties, in every cooperation of their workspace, and in the journal."""
        rows = self.model._default_manager.all()
        for path in filter(None, (self.person, self.about)):
            for number in list(rows.filter(**{path: somebody.number}).values_list("pk", flat=True)):
                if path == self.person:
                    rows.filter(pk=number).update(**{path: None})
                forget(self.model, number)
        place = "__".join(filter(None, (self.place, "cooperation__workspace")))
        mask_texts(rows.filter(**{place: somebody.workspace_id}), self.texts, somebody, self.way)


def erasing(*erasables: Erasable) -> Callable[[Somebody], None]:
    """What erases somebody from all of these rows."""

    def erase(somebody: Somebody) -> None:
        for one in erasables:
            one.erase(somebody)

    return erase


def mask_texts(
    rows: QuerySet[Model], texts: Iterable[str], somebody: Somebody, way: Way = whole_text
) -> None:
    """Masks the texts that name them, what a search reads of the row, and its journal."""
    searched = [one for one in rows.model._meta.concrete_fields if isinstance(one, FoldedField)]
    read = {*texts, *(name for one in searched for name in one.sources)}
    for row in rows.order_by("pk").values("pk", *read):
        masked = row | {name: way(somebody, row[name]) for name in texts}
        changed = {name: masked[name] for name in texts if masked[name] != row[name]}
        if changed:
            for one in searched:
                changed[one.name] = fold(" ".join(str(masked[name]) for name in one.sources))
            rows.model._base_manager.filter(pk=row["pk"]).update(**changed)
            forget(rows.model, row["pk"])


def drop_rows(rows: Iterable[Model]) -> None:
    """Removes rows that have no parts, and what the journal told of them."""
    for row in rows:
        number = row.pk
        row.delete()
        forget(type(row), number)

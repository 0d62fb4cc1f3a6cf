"""How is a value of the journal read in French: a date, a choice, the name of what it points to?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db.models import AutoField, DateTimeField, Field, ForeignKey, Model
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.money import euros_words
from maillage.foundation.journal.models import LogEntry

NOTHING = {"", "None"}
NOT_TOLD = {"workspace", "cooperation", "author", "folded", "version"}
OwnField = Field[object, object]
COLUMNS = (
    *("pk", "change", "timestamp", "action", "content_type", "object_id", "object_repr", "sheet"),
    *("changes", "change__via", "actor__name", "actor__email"),
)


class Entry(NamedTuple):
    """One entry of the journal as a sheet tells it, in the order of `COLUMNS`."""

    pk: int
    change: int | None
    at: datetime
    action: int
    content_type: int
    object_id: int | None
    name: str
    sheet: str
    changes: Mapping[str, Sequence[object]] | None
    via: str | None
    actor_name: str | None
    actor_email: str | None

    @property
    def model(self) -> type[Model] | None:
        """The model of the record, or None when it is no more."""
        return ContentType.objects.get_for_id(self.content_type).model_class()

    @property
    def author(self) -> str:
        """Who wrote the entry, or by which link it was answered."""
        return self.via or self.actor_name or self.actor_email or _("Maillage")


@dataclass(frozen=True, slots=True)
class Written:
    """The names of the records that the entries point to, by model and key."""

    names: dict[tuple[str, str], str]

    def shown_value(self, field: OwnField, value: str) -> str:
        """The value as a reader of the sheet says it; nothing for nothing."""
        if value in NOTHING:
            return ""
        if isinstance(field, ForeignKey):
            return self.names.get((field.related_model._meta.label, value), _("fiche retirée"))
        if field.choices:
            return str(dict(field.flatchoices).get(value, value))
        return _in_french(field, value)


def shown_fields(entry: Entry, model: type[Model]) -> Iterator[tuple[OwnField, str, str]]:
    """The fields of the model that this entry changed, with both values as they are stored."""
    changes = entry.changes or {}
    for field in model._meta.fields:
        silent = field.name in NOT_TOLD or isinstance(field, AutoField | DateTimeField)
        if field.name in changes and not silent:
            before, after = changes[field.name]
            yield field, str(before), str(after)


def written_values(entries: Sequence[Entry]) -> Written:
    """The names of what updated entries point to, in one query for each model pointed to."""
    wanted: dict[type[Model], set[str]] = {}
    for entry in entries:
        model = entry.model
        if model is None or entry.action != LogEntry.Action.UPDATE:
            continue
        for field, *both in shown_fields(entry, model):
            if isinstance(field, ForeignKey):
                wanted.setdefault(field.related_model, set()).update(set(both) - NOTHING)
    return Written(
        {
            (model._meta.label, str(record.pk)): str(record)
            for model, keys in wanted.items()
            for record in model._default_manager.filter(pk__in=keys)
        }
    )


def _in_french(field: OwnField, value: str) -> str:
    internal = field.get_internal_type()
    if internal == "DateField":
        return french.long_date(date.fromisoformat(value[:10]))
    if internal == "BooleanField":
        return _("oui") if value == "True" else _("non")
    if field.name.endswith("_cents"):
        return euros_words(int(value))
    if internal == "DecimalField":
        return value.replace(".", ",")
    return value

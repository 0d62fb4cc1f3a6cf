"""What does one officer read of the whole cooperation? A walk over the models of every room.

A model is told when it points to the cooperation or to its workspace, or to a model told already:
a room added later is told without a word here.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import models

from maillage.core.tables_out import Value
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Access, Administrator, Cooperation, Workspace
from maillage.foundation.cooperations.records.models import VisibleQuerySet, VisibleRecord
from maillage.foundation.exchange.models import ImportFile, SavedMapping
from maillage.roof.departures.models import Archive

# Who looks after the workspace, files that pass, and the archives themselves.
LEFT_OUT: frozenset[type[models.Model]] = frozenset(
    {Administrator, Archive, ImportFile, SavedMapping, User, Workspace}
)
OwnField = models.Field[object, object]


@dataclass(frozen=True)
class Table:
    """The rows of one model that the officer reads."""

    model: type[models.Model]
    rows: models.QuerySet[models.Model]

    @property
    def title(self) -> str:
        """Its name in French, in the plural."""
        return str(self.model._meta.verbose_name_plural)

    @property
    def fields(self) -> list[OwnField]:
        """The fields told: neither keys of our own nor secrets of links."""
        return [field for field in self.model._meta.concrete_fields if _is_visible(field)]


def _is_visible(field: OwnField) -> bool:
    made_by_clock = getattr(field, "auto_now_add", False) or getattr(field, "auto_now", False)
    return bool(field.editable or field.primary_key or made_by_clock)


def tables_for(access: Access) -> list[Table]:
    """Every table of the cooperation as this officer reads it, the cooperation first."""
    records_by_key: dict[type[models.Model], models.QuerySet[models.Model]] = {
        Cooperation: Cooperation._base_manager.filter(pk=access.cooperation_id)
    }
    waiting = [model for model in apps.get_models() if _may_be_exported(model)]
    while pairs := [pair for model in waiting if (pair := _reached(model, access, records_by_key))]:
        records_by_key.update(pairs)
        waiting = [model for model in waiting if model not in records_by_key]
    _leave_out_what_hidden_records_own(records_by_key)
    return [Table(model, rows.order_by("pk")) for model, rows in records_by_key.items()]


def _leave_out_what_hidden_records_own(
    records_by_key: dict[type[models.Model], models.QuerySet[models.Model]],
) -> None:
    """The row that a record owns, one to one, is read by whoever reads the record."""
    for model, rows in list(records_by_key.items()):
        for field in model._meta.concrete_fields if _is_guard(model) else ():
            owned = field.related_model
            if isinstance(field, models.OneToOneField) and owned in records_by_key:
                hidden = model._base_manager.exclude(pk__in=rows.values("pk"))
                numbers = hidden.exclude(**{field.name: None}).values(field.name)
                records_by_key[owned] = records_by_key[owned].exclude(pk__in=numbers)


def _may_be_exported(model: type[models.Model]) -> bool:
    ours = model.__module__.startswith("maillage.") and model._meta.app_label != "journal"
    return ours and model is not Cooperation and model not in LEFT_OUT


def _reached(
    model: type[models.Model],
    access: Access,
    records_by_key: dict[type[models.Model], models.QuerySet[models.Model]],
) -> tuple[type[models.Model], models.QuerySet[models.Model]] | None:
    """The rows of this model that belong to what is told already, as the officer reads them."""
    rows = model._default_manager.all()
    if issubclass(model, VisibleRecord) and isinstance(rows, VisibleQuerySet):
        return model, rows.visible_to(access)
    links = {
        field.related_model: field
        for field in reversed(model._meta.concrete_fields)
        if isinstance(field, models.ForeignKey)
    }
    if Cooperation in links:
        return model, rows.filter(**{links[Cooperation].name: access.cooperation_id})
    if Workspace in links:
        return model, rows.filter(**{links[Workspace].name: access.cooperation.workspace_id})
    guards = [one for one, field in links.items() if _is_guard(one) and not field.null]
    owner = next(
        (one for one in guards or links if one in records_by_key and one is not Cooperation), None
    )
    if owner is None:
        return None
    return model, rows.filter(**{f"{links[owner].name}__in": records_by_key[owner].values("pk")})


def _is_guard(model: object) -> bool:
    """Whether a part of this model is read by whoever reads the model's own record."""
    return isinstance(model, type) and issubclass(model, VisibleRecord)


def table_rows(table: Table) -> Iterator[list[Value]]:
    """The rows of a table as one reads them: names in place of numbers, words of choices."""
    fields = table.fields
    names = [field.name for field in fields if isinstance(field, models.ForeignKey)]
    rows = table.rows.select_related(*names) if names else table.rows
    for record in rows.iterator(chunk_size=500):
        yield [_shown(record, field) for field in fields]


def _shown(record: models.Model, field: OwnField) -> Value:
    if field.choices:
        return str(getattr(record, f"get_{field.name}_display")())
    value = getattr(record, field.name)
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(field, models.DateField | models.DecimalField):
        shown: Value = value
        return shown
    return str(value)


def plain_rows(table: Table) -> Iterator[dict[str, object]]:
    """The rows of a table as a program reads them."""
    for record in table.rows.iterator(chunk_size=500):
        yield {field.attname: getattr(record, field.attname) for field in table.fields}

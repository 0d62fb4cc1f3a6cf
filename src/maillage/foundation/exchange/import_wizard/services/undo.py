"""Taking an import back: what it created goes, what somebody changed since stays and is listed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone

from maillage.core import french
from maillage.foundation.accounts.models import User
from maillage.foundation.documents.models import Attachment
from maillage.foundation.exchange.choices import ImportState, ImportStep
from maillage.foundation.exchange.import_wizard.models import Import
from maillage.foundation.exchange.import_wizard.services.later_changes import (
    gestures_that_made,
    imports_to_undo_first,
    standing_since,
)
from maillage.foundation.exchange.targets.targets import target_by_word
from maillage.foundation.journal import services as journal
from maillage.foundation.journal.models import LogEntry

Created = dict[type[models.Model], dict[int, str]]
Numbers = dict[type[models.Model], set[int]]
SheetLabel = tuple[str, str]
_CHUNK = 900
_FAILED = (
    "L’annulation s’est arrêtée sur une erreur. Rien n’a été retiré : relancez-la, ou retirez "
    "vous-même ce qui est de trop."
)


@dataclass(frozen=True, slots=True)
class Undoing:
    """What taking an import back does: rows created, those that stay, fields emptied again.

    The imports `before` are to be taken back first: they wrote since on what would stay.
    """

    created: Created
    staying: Numbers
    completed: list[LogEntry]
    sheets: list[SheetLabel]
    before: list[Import]

    @property
    def names(self) -> list[str]:
        """The names of the sheets that stay."""
        return [name for name, _sheet in self.sheets]

    @property
    def going(self) -> list[str]:
        """How many rows go, by kind: « 2 structures », « 3 personnes »."""
        return _counted(
            {model: len(rows) - len(self.staying[model]) for model, rows in self.created.items()}
        )

    @property
    def made(self) -> list[str]:
        """How many rows the import created, by kind, whatever became of them."""
        return _counted({model: len(rows) for model, rows in self.created.items()})


def queue_undo(*, run: Import) -> bool:
    """Whether this gesture asked for the import to be taken back; a second one changes nothing."""
    if not run.can_be_undone(timezone.now()):
        return False
    return bool(
        Import.objects.filter(pk=run.pk, state=ImportState.DONE).update(
            state=ImportState.UNDOING, step=ImportStep.REMOVING, failure=""
        )
    )


def undo_import(*, run: Import, author_id: int) -> Import:
    """Removes what an import created and nobody changed or uses; restores what it completed.

    When that fails nothing is removed, and the import says so.
    """
    if run.state != ImportState.UNDOING or run.change is None:
        return run
    try:
        return _take_back(run, run.change, User.objects.get(pk=author_id))
    except Exception:
        run.state, run.failure = ImportState.DONE, _FAILED
        Import.objects.filter(pk=run.pk).update(state=run.state, failure=_FAILED)
        raise


def planned_undo(*, change: int) -> Undoing:
    """What would go and what would stay, if the import of this gesture were taken back now."""
    created, labels = _created(change)
    since = standing_since(change)
    users = _users_by_sheet(created)
    changed = since.gestures.keys() | users.keys()
    staying = _remaining_rows(created, changed, _touched(created, since.records))
    sheets = _remaining_labels(created, staying, labels)
    later = set().union(*since.gestures.values())
    later |= gestures_that_made({one for some in users.values() for one in some})
    return Undoing(
        created,
        staying,
        _completed(change, created, changed),
        sheets,
        imports_to_undo_first(change, later, timezone.now()),
    )


def _take_back(run: Import, change: int, author: User) -> Import:
    workspace = run.cooperation.workspace_id
    with journal.write(
        author, workspace_id=workspace, topic="imports", cooperation_id=run.cooperation_id
    ):
        planned = planned_undo(change=change)
        removed = _remove(planned.created, planned.staying)
        restored = _restore(planned.completed)
        settle = target_by_word(run.target).settle
        if settle is not None:
            settle(run.cooperation_id)
        run.state = ImportState.UNDONE
        run.report |= {
            "undone_at": timezone.now().isoformat(),
            "removed": removed,
            "kinds": french.listed_whole(planned.going),
            "restored": restored,
            "kept": planned.names,
            "kept_at": [sheet for _name, sheet in planned.sheets],
        }
        run.save(update_fields=["state", "report"])
    return run


def _created(change: int) -> tuple[Created, dict[tuple[type[models.Model], int], str]]:
    """The rows that a gesture created, with their sheet, by model: what others point to first."""
    entries = LogEntry.objects.filter(change_id=change, action=LogEntry.Action.CREATE)
    created: Created = defaultdict(dict)
    labels: dict[tuple[type[models.Model], int], str] = {}
    rows = entries.order_by("pk").values_list("content_type", "object_id", "sheet", "object_repr")
    for kind, number, sheet, label in rows.iterator():
        model = _model(kind)
        created[model][number] = sheet
        labels[(model, number)] = label
    return _targets_first(created), labels


def _targets_first(created: Created) -> Created:
    """The same, each model after those to which its rows point, else in the order of creation.

    A part given to a sheet that was there comes before the first sheet of its kind that is made.
    """
    ordered: Created = defaultdict(dict)

    def place(model: type[models.Model], above: tuple[type[models.Model], ...]) -> None:
        if model in ordered or model in above:
            return
        for field in model._meta.fields:
            target = field.related_model
            if isinstance(target, type) and target in created:
                place(target, (*above, model))
        ordered[model] = created[model]

    for model in created:
        place(model, ())
    return ordered


def _model(kind: int) -> type[models.Model]:
    content_type = ContentType.objects.get_for_id(kind)
    return apps.get_model(content_type.app_label, content_type.model)


def _own_sheets(created: Created) -> set[str]:
    """The sheets that the import itself created; the others were there before it."""
    return {f"{model._meta.model_name}:{pk}" for model, rows in created.items() for pk in rows}


def _remaining_rows(
    created: Created, remaining_sheets: AbstractSet[str], touched: Numbers
) -> Numbers:
    """Rows that stay: those of a changed sheet, and all that a row that stays points to.

    On a sheet that was there before, only what was touched stays, with its own parts.
    """
    own = _own_sheets(created)
    numbers_by_model: Numbers = {
        model: {
            number
            for number, sheet in rows.items()
            if (sheet in remaining_sheets if sheet in own else number in touched[model])
        }
        for model, rows in created.items()
    }
    for model in reversed(list(created)):
        _keep_targets(model, numbers_by_model, created)
    for model in created:
        _keep_parts(model, numbers_by_model, created)
    return numbers_by_model


def _touched(created: Created, changed: AbstractSet[tuple[int, int | None]]) -> Numbers:
    """What somebody changed, uses, or gave a part to since, by model."""
    touched: Numbers = {}
    for model, rows in created.items():
        kind = ContentType.objects.get_for_model(model).pk
        touched[model] = {number for number in rows if (kind, number) in changed}
        links = (*_uses(model), *_parts(model))
        touched[model] |= {to for *_row, to in _pointing(links, set(rows), created)}
    return touched


def _parts(model: type[models.Model]) -> Iterator[tuple[type[models.Model], str]]:
    """The models that go with this one, with their field."""
    for relation in model._meta.related_objects:
        other = relation.related_model
        if relation.on_delete is models.CASCADE and isinstance(other, type):
            yield other, relation.field.name


def _keep_parts(model: type[models.Model], numbers_by_key: Numbers, created: Created) -> None:
    """What the import gave to a row that stays, on a sheet that was there before, stays with it."""
    own = _own_sheets(created)
    before = {number for number in numbers_by_key[model] if created[model][number] not in own}
    for part, name in _parts(model):
        if part not in created:
            continue
        for chunk in _chunks(sorted(before)):
            records = part._base_manager.filter(**{f"{name}__in": chunk})
            numbers = set(records.values_list("pk", flat=True))
            numbers_by_key[part] |= numbers & created[part].keys()


def _users_by_sheet(created: Created) -> dict[str, set[tuple[int, int]]]:
    """The rows that the import did not create, by sheet of the row to which each points."""
    users: dict[str, set[tuple[int, int]]] = {}
    for model, rows in created.items():
        for kind, number, target in _pointing(_uses(model), set(rows), created):
            users.setdefault(rows[target], set()).add((kind, number))
    document = ContentType.objects.get_for_model(Attachment).pk
    for sheet, number in _attached(created):
        users.setdefault(sheet, set()).add((document, number))
    return users


def _attached(created: Created) -> Iterator[tuple[str, int]]:
    """Each document attached to a sheet of the import, which it knows by kind and number alone."""
    for model, rows in created.items():
        kind = model._meta.model_name
        own = sorted(number for number, sheet in rows.items() if sheet == f"{kind}:{number}")
        for chunk in _chunks(own):
            documents = Attachment.objects.filter(kind=kind, number__in=chunk)
            pairs = documents.values_list("number", "pk")
            yield from ((f"{kind}:{number}", pk) for number, pk in pairs)


def _pointing(
    links: Iterable[tuple[type[models.Model], str]], numbers: set[int], created: Created
) -> Iterator[tuple[int, int, int]]:
    """Each row that points by a link and is not the import's: its kind, its number, its target."""
    for other, name in links:
        own = created.get(other, {})
        kind = ContentType.objects.get_for_model(other).pk
        for chunk in _chunks(sorted(numbers)):
            records = other._base_manager.filter(**{f"{name}__in": chunk})
            pairs = records.values_list("pk", f"{name}_id")
            yield from ((kind, number, to) for number, to in pairs.iterator() if number not in own)


def _uses(model: type[models.Model]) -> Iterator[tuple[type[models.Model], str]]:
    """The models that use this one, with their field, those it does not know by name included.

    What it knows by name and goes with it is its own part, and no use; so are its own ties, of
    which a field of many records is made.
    """
    for relation in model._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ManyToOneRel):
            continue
        other = relation.related_model
        is_part = relation.on_delete is models.CASCADE and not relation.hidden
        is_own_tie = any(other is one.remote_field.through for one in model._meta.many_to_many)
        if isinstance(other, type) and not is_part and not is_own_tie:
            yield other, relation.field.name


def _keep_targets(model: type[models.Model], numbers_by_key: Numbers, created: Created) -> None:
    for field in model._meta.fields:
        target = field.related_model
        if not isinstance(field, models.ForeignKey) or target not in created:
            continue
        for chunk in _chunks(sorted(numbers_by_key[model])):
            numbers = model._base_manager.filter(pk__in=chunk).values_list(field.attname, flat=True)
            numbers_by_key[target] |= {number for number in numbers if number in created[target]}


def _remove(created: Created, numbers_by_key: Numbers) -> int:
    removed = 0
    for model in reversed(list(created)):
        going = sorted(set(created[model]) - numbers_by_key[model])
        for chunk in _chunks(going):
            removed += journal.bulk_delete(model, chunk)
    return removed


def _completed(change: int, created: Created, remaining_sheets: AbstractSet[str]) -> list[LogEntry]:
    """What the import filled on sheets that it did not create, where nobody wrote since."""
    entries = LogEntry.objects.filter(change_id=change, action=LogEntry.Action.UPDATE)
    return [
        entry
        for entry in entries.order_by("pk")
        if entry.sheet not in remaining_sheets
        and entry.object_id not in created.get(_model(entry.content_type_id), {})
    ]


def _restore(completed: list[LogEntry]) -> int:
    """Empties again the fields that the import filled."""
    restored = 0
    for entry in completed:
        model = _model(entry.content_type_id)
        record = model._base_manager.filter(pk=entry.object_id).first()
        if record is None or not isinstance(entry.changes, dict):
            continue
        for name, (old, _new) in entry.changes.items():
            field = model._meta.get_field(name)
            if isinstance(field, models.Field):
                value = None if old == "None" else field.to_python(old)
                setattr(record, field.attname, value)
        record.save()
        restored += 1
    return restored


def _remaining_labels(
    created: Created,
    numbers_by_key: Numbers,
    labels: dict[tuple[type[models.Model], int], str],
) -> list[SheetLabel]:
    """The rows that stay: their name, their sheet; those of a sheet that stays are not named."""
    own = _own_sheets(created)
    parts = {part for model in created for part, _name in _parts(model) if model in created}
    return [
        (labels[(model, number)], sheet)
        for model, rows in created.items()
        for number, sheet in rows.items()
        if number in numbers_by_key[model]
        and (
            sheet == f"{model._meta.model_name}:{number}"
            or (sheet and sheet not in own and model not in parts)
        )
    ]


def _counted(counts: Mapping[type[models.Model], int]) -> list[str]:
    shown = {model: n for model, n in counts.items() if n and not hasattr(model, "stands_for")}
    return [f"{french.number(n)} {_kind(model, n)}" for model, n in shown.items()]


def _kind(model: type[models.Model], count: int) -> str:
    """« structure », « structures »."""
    return str(model._meta.verbose_name if count < 2 else model._meta.verbose_name_plural)


def _chunks(numbers: list[int]) -> list[list[int]]:
    return [numbers[start : start + _CHUNK] for start in range(0, len(numbers), _CHUNK)]

"""Who changed a sheet, what, from what to what, and when?"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from django.contrib.contenttypes.models import ContentType
from django.db.models import Max, Model, Q, QuerySet
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.among import among
from maillage.foundation.journal.models import LogEntry, sheet_of
from maillage.foundation.journal.values import (
    COLUMNS,
    Entry,
    Written,
    shown_fields,
    written_values,
)

TOLD_AT_ONCE, LONGEST_VALUE = 60, 60
# What a state answers says nothing beside it: « où en est-elle ».
WHERE = "où en "


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of the sheet, or of `part` of it: its French name, what it said, what it says.

    Of a part that the same gesture added, `added_as` is how this gesture names it.
    """

    label: str
    before: str
    after: str
    part: str = ""
    added_as: str = ""

    @property
    def name(self) -> str:
        """The French name of the field alone, without that of the part."""
        label = self.label.rpartition(", ")[2]
        return f"{label[:1].lower()}{label[1:]}"


@dataclass(frozen=True, slots=True)
class Gesture:
    """One gesture on a sheet: when, by whom, what was added or removed, which fields changed.

    `added` and `removed` name what was, each with its kind; `kinds` are those of what was added,
    in the plural; `is_first` when it made the sheet. `unquoted` are the kinds of what changed, in
    the plural, of which nothing is quoted.
    """

    at: datetime
    author: str
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changes: tuple[FieldChange, ...] = ()
    is_first: bool = False
    kinds: tuple[str, ...] = ()
    unquoted: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """The gesture in one sentence: who, and what was done, the first things named."""
        done = [_("a créé la fiche")] if self.is_first and not self.added else []
        if self.is_first and self.added:
            what = _made_with(self.added, self.kinds)
            done.append(_("a créé la fiche avec %(what)s") % {"what": what})
        added = [] if self.is_first else _with_values(self.added, self.changes)
        states = tuple(f"« {_value(one).lower()} »" for one in self.changes if _is_state(one))
        added = [what for what in added if not what.lower().startswith(states)]
        done += [
            verb % {"what": french.listed(list(dict.fromkeys(what)))}
            for verb, what in (
                (_("a ajouté %(what)s"), added),
                (_("a retiré %(what)s"), self.removed),
                (_("a changé %(what)s"), () if self.is_first else self.unquoted_words),
            )
            if what
        ]
        done += _noted([one for one in self.changes if not one.added_as])
        return f"{self.author} {french.listed(done)}."

    @property
    def unquoted_words(self) -> list[str]:
        """What changed and is not quoted: « des coordonnées »."""
        return [_("des %(kind)s") % {"kind": kind} for kind in self.unquoted]

    @property
    def has_more(self) -> bool:
        """Whether the sentence leaves something out."""
        return max(len(self.added), len(self.removed)) > french.MOST_NAMED


@dataclass(frozen=True, slots=True)
class Writer:
    """Who last wrote a record, and when."""

    name: str
    at: datetime


def last_writer(record: Model) -> Writer | None:
    """Who last changed this record or a part of its sheet, or None when nobody did."""
    mine = _is_of(type(record)) & Q(object_id=record.pk)
    if sheet_of(record) == f"{record._meta.model_name}:{record.pk}":
        mine |= Q(sheet=sheet_of(record))
    latest = next(iter(_newest(mine, 1)), None)
    return None if latest is None else Writer(latest.author, latest.at)


def last_entry() -> int:
    """The number of the journal's last entry, 0 while there is none."""
    return LogEntry.objects.aggregate(last=Max("pk"))["last"] or 0


def history(
    sheet: str,
    *,
    cooperation_id: int,
    also: Iterable[QuerySet[Model]] = (),
    hidden: frozenset[str] = frozenset(),
    unquoted: frozenset[str] = frozenset(),
) -> list[Gesture]:
    """The last gestures on this sheet as this cooperation may read them, newest first.

    `also` are records told here besides the sheet's own parts; give only those that the reader
    may see. `hidden` are the fields ("mandate.notes") and models ("contact") that are left out;
    "source.id" leaves out that a source was added, and still tells what changes in it. Of the
    models of `unquoted` it is told that they changed, and nothing of what they say or said.
    """
    entries = _entries(sheet, cooperation_id, also)
    values = written_values(entries)
    own = next((one.name for one in entries if _is_sheet(one, sheet)), "")
    gestures = []
    for _gesture, group in groupby(entries, key=lambda entry: entry.change or -entry.pk):
        rows = list(group)
        one = _read_gesture(rows, sheet, own, values, hidden | unquoted)
        one = replace(one, unquoted=_kinds_of(rows, unquoted))
        if one.is_first or one.added or one.removed or one.changes or one.unquoted:
            gestures.append(one)
    return gestures


def _entries(sheet: str, cooperation_id: int, also: Iterable[QuerySet[Model]]) -> list[Entry]:
    """The journal is read once, by one index for the sheet and one for each kind of record."""
    condition = Q(sheet=sheet)
    for records in also:
        condition |= Q(_is_of(records.model), among("object_id", records))
    mine = Q(cooperation_id__isnull=True) | Q(cooperation_id=cooperation_id)
    return _newest(mine & condition, TOLD_AT_ONCE)


def _newest(condition: Q, most: int) -> list[Entry]:
    """The last writes that fulfil this condition, without making records of them."""
    rows = LogEntry.objects.filter(condition).exclude(action=LogEntry.Action.ACCESS)
    return [Entry(*row) for row in rows.order_by("-timestamp", "-pk").values_list(*COLUMNS)[:most]]


def _is_of(model: type[Model]) -> Q:
    """The entries about this model, its content type found first and without a query of its own."""
    kinds = ContentType.objects.filter(
        app_label=model._meta.app_label, model=model._meta.model_name
    )
    return Q(content_type=kinds.values("pk")[:1])


def _read_gesture(
    entries: list[Entry], sheet: str, own: str, values: Written, hidden: frozenset[str]
) -> Gesture:
    added: dict[tuple[type[Model], int], str] = {}
    removed: list[str] = []
    changes: list[FieldChange] = []
    is_first = False
    for entry in reversed(entries):
        model = entry.model
        if model is None or model._meta.model_name in hidden:
            continue
        key = model, entry.object_id or -entry.pk
        if entry.action == LogEntry.Action.UPDATE:
            rows = _changes(entry, model, values, hidden)
            changes += [replace(one, added_as=added.get(key, "")) for one in rows]
        elif _is_sheet(entry, sheet):
            is_first = True
        elif f"{model._meta.model_name}.id" in hidden:
            continue
        elif entry.action == LogEntry.Action.CREATE:
            added[key] = _what(entry, model, own)
        else:
            removed.append(_what(entry, model, own))
    things = tuple(added.values()), tuple(removed)
    kinds = tuple(_plural(model) for model, _number in added)
    return Gesture(entries[0].at, entries[0].author, *things, tuple(changes), is_first, kinds)


def _kinds_of(entries: Iterable[Entry], models: frozenset[str]) -> tuple[str, ...]:
    """The kinds, in the plural, of those of these entries that are of one of the models."""
    own = [one.model for one in entries if one.model and one.model._meta.model_name in models]
    return tuple(dict.fromkeys(map(_plural, own)))


def _plural(model: type[Model]) -> str:
    """« parts » for the « parts des actions », on the sheet of what has them."""
    return str(model._meta.verbose_name_plural).partition(" des ")[0]


def _is_sheet(entry: Entry, sheet: str) -> bool:
    """Whether an entry is of the sheet itself, and not of a part of it."""
    return entry.model is not None and sheet == f"{entry.model._meta.model_name}:{entry.object_id}"


def _what(entry: Entry, model: type[Model], own: str) -> str:
    """What was added or removed, and its kind: « Denis Herbreteau » (mandat), « version 2 ».

    The kind is told on the sheet of what has it: « nouvelle », for a « nouvelle d’une action »; the
    sheet's `own` name, which ends that of a part, is not.
    """
    noun = str(model._meta.verbose_name).partition(" d’un")[0]
    name = entry.name.removesuffix(f", {own}") if own else entry.name
    words = {"what": french.inner_quotes(name), "noun": noun}
    begins_with_kind = words["what"].lower().split(" ")[0] == words["noun"].split(" ")[0]
    return (_("« %(what)s »") if begins_with_kind else _("« %(what)s » (%(noun)s)")) % words


def _made_with(added: Sequence[str], kinds: Sequence[str]) -> str:
    """What a sheet was made with: its names; too many are counted, « six parts et dix étapes ».

    The only one of its kind keeps its name, and says its kind.
    """
    names = [what.rpartition(" (")[0] or what for what in added]
    if not kinds or len(set(names)) <= french.MOST_NAMED:
        return french.listed(list(dict.fromkeys(names)))
    counts = Counter(kinds)
    of_kind = dict(zip(kinds, added, strict=True))
    return french.listed_whole(
        [
            of_kind[kind] if count == 1 else f"{french.in_words(count)} {kind}"
            for kind, count in counts.items()
        ]
    )


def _with_values(added: Sequence[str], changes: Sequence[FieldChange]) -> list[str]:
    """What was added, each with what it was then given: « CC » (financement, accordé : 9 €).

    A state that one of these values is named by, and a thing added to say it, are not repeated.
    """
    given = [one for one in changes if _is_given(one)]
    labels = {one.name for one in given}
    shown = [one for one in given if one.after.lower() not in labels]
    return [
        _with_value(what, [_field_now(one) for one in shown if one.added_as == what])
        for what in added
        if not any(what.startswith(f"« {name} »") for name in labels)
    ]


def _is_state(change: FieldChange) -> bool:
    """Whether the sheet itself is in another state: what was added to say so is not repeated."""
    return not change.part and change.name.startswith(WHERE) and bool(change.after)


def _is_given(change: FieldChange) -> bool:
    """Whether a part that this gesture added had nothing there before, and has something short."""
    return bool(change.added_as and change.after and not change.before) and not _is_long(change)


def _with_value(what: str, values: Sequence[str]) -> str:
    if not values:
        return what
    words = ", ".join(values)
    return f"{what[:-1]}, {words})" if what.endswith(")") else f"{what} ({words})"


def _noted(changes: Sequence[FieldChange]) -> list[str]:
    """What the sheet says now, in its own fields, then in each of its parts."""
    parts: dict[str, list[str]] = {}
    for change in changes:
        parts.setdefault(change.part, []).append(_now(change))
    return [
        (_("a noté pour %(what)s %(now)s") if what else _("a noté %(now)s"))
        % {"what": what, "now": french.listed(words)}
        for what, words in sorted(parts.items(), key=lambda part: bool(part[0]))
    ]


def _now(change: FieldChange) -> str:
    """A field as it stands now: « fin prévue le 3 mars », or that its text is another."""
    if _is_long(change):
        return _("un autre texte pour « %(label)s »") % {"label": change.name}
    return f"« {_field_now(change)} »"


def _is_long(change: FieldChange) -> bool:
    return len(_value(change)) > LONGEST_VALUE


def _value(change: FieldChange) -> str:
    return french.inner_quotes(change.after).removesuffix(".")


def _field_now(change: FieldChange) -> str:
    """« fin prévue le 3 mars », « priorité : haute », « validée »."""
    label, value = change.name, _value(change)
    if label.startswith(WHERE) and value:
        return value
    joined = "%(label)s %(value)s" if french.waits(label) and value else _("%(label)s : %(value)s")
    return joined % {"label": label, "value": value or _("rien")}


def _changes(
    entry: Entry, model: type[Model], values: Written, hidden: frozenset[str]
) -> Iterator[FieldChange]:
    for field, before, after in shown_fields(entry, model):
        if f"{model._meta.model_name}.{field.name}" in hidden:
            continue
        label, part = str(field.verbose_name), ""
        if entry.sheet != f"{model._meta.model_name}:{entry.object_id}":
            part = entry.name
            label = _("%(what)s, %(field)s") % {"what": part, "field": label}
        yield FieldChange(
            label=label[:1].upper() + label[1:],
            before=values.shown_value(field, before),
            after=values.shown_value(field, after),
            part=part,
        )

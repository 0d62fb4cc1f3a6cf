"""What did we hear, of whom, and what has been drawn from it?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, Max, OuterRef, Prefetch, Q, QuerySet

from maillage.core.among import Among, among
from maillage.core.folded import holds_words
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.records.history import history
from maillage.foundation.journal.queries import Gesture
from maillage.foundation.journal.remembered import Remembered
from maillage.ground.actors.choices import SourceKind
from maillage.ground.actors.models import Influence, Position, Posture, Source
from maillage.ground.actors.subjects.queries import subjects
from maillage.ground.directory.models import Member, Organisation
from maillage.ground.directory.records.models.periods import in_force
from maillage.ground.directory.records.queries.organisations import (
    member_organisations,
    organisations,
)
from maillage.ground.directory.records.queries.people import people_to_name
from maillage.trade.context.models import Signal
from maillage.trade.dialogue.compromises.models import OptionAnswer
from maillage.trade.dialogue.conflicts.models import Conflict, ConflictHeat
from maillage.trade.dialogue.notebook.models import Note, NoteLink
from maillage.trade.stakes.models import Stake

BEGINNING = 160
COMES_WITH_THE_NOTE = frozenset({"source.id"})


def notes(access: Access) -> QuerySet[Note]:
    """The notes that this reader may see."""
    return Note.objects.visible_to(access).select_related("source", "cooperation", "author")


def note_links(access: Access) -> QuerySet[NoteLink]:
    """What the notes that this reader may see are about."""
    rows = NoteLink.objects.filter(note__in=Note.objects.visible_to(access))
    return rows.select_related("note__cooperation", "organisation", "person", "subject")


def notes_holding(rows: QuerySet[Note], typed: str) -> QuerySet[Note]:
    """The notes whose words, or one of whose structures, hold what is typed."""
    links = NoteLink.objects.filter(holds_words(typed, "organisation__folded"), note=OuterRef("pk"))
    return rows.filter(holds_words(typed, "folded") | Exists(links))


def notes_about(rows: QuerySet[Note], kind: str, number: int) -> QuerySet[Note]:
    """The notes tied to this structure, person or subject."""
    tied = NoteLink.objects.filter(Q((kind, number)), note=OuterRef("pk"))
    return rows.filter(Exists(tied))


def first_hand_notes(access: Access, organisations: Sequence[int]) -> list[tuple[int, Note]]:
    """What these structures said themselves, with their numbers, oldest first; one query.

    A note about several structures does not say which of them spoke.
    """
    others = NoteLink.objects.filter(note=OuterRef("note"), organisation__isnull=False)
    is_shared = Exists(others.exclude(pk=OuterRef("pk")))
    rows = note_links(access).filter(~Q(is_shared), organisation__in=organisations)
    first_hand = rows.exclude(note__source__kind__in=SourceKind.second_hand())
    links = first_hand.select_related(None).select_related("note__source")
    return [
        (one.organisation_id, one.note)
        for one in links.order_by("note__source__on", "pk")
        if one.organisation_id is not None
    ]


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note as the register reads it."""

    pk: int
    on: date
    kind: str
    title: str
    beginning: str
    who: str
    about: str
    readers: str


def note_rows(page: QuerySet[Note]) -> list[NoteRow]:
    """The rows of one page, in two queries: the notes, and what they are about."""
    return [_row(note) for note in with_links(page)]


def with_links(rows: QuerySet[Note]) -> QuerySet[Note]:
    """The notes with what they are about, in one more query."""
    links = NoteLink.objects.select_related("organisation", "person", "subject")
    return rows.prefetch_related(Prefetch("links", links, to_attr="told_links"))


def links_of(note: Note) -> list[NoteLink]:
    """What a note read by `with_links` is about: structures, then people, then subjects."""
    links: list[NoteLink] = getattr(note, "told_links", [])
    return sorted(links, key=lambda one: (one.organisation is None, one.person is None, one.pk))


def _row(note: Note) -> NoteRow:
    lines = [
        one.organisation.short_name or one.organisation.name if one.organisation else str(one)
        for one in links_of(note)
    ]
    return NoteRow(
        pk=note.pk,
        on=note.source.on,
        kind=str(note.source),
        title=note.title or beginning_of(note.words, 60),
        beginning=beginning_of(note.words) if note.title else "",
        who=note.who,
        about=", ".join(lines),
        readers=str(Visibility(note.visibility).label),
    )


def beginning_of(words: str, most: int = BEGINNING) -> str:
    """The first words of a text, on one line."""
    flat = " ".join(words[: most * 2].split())
    return flat if len(flat) <= most else f"{flat[:most].rsplit(' ', 1)[0]}…"


@dataclass(frozen=True)
class Drawn:
    """What was drawn from a note, that this reader may see."""

    positions: Sequence[Position]
    postures: Sequence[Posture]
    influences: Sequence[Influence]
    signals: Sequence[Signal]
    heats: Sequence[ConflictHeat]
    answers: Sequence[OptionAnswer]
    stakes: Mapping[int, int]


@dataclass(frozen=True)
class NoteSheet:
    """All that is known of one note."""

    note: Note
    links: Sequence[NoteLink]
    gone: dict[int, str]
    gestures: Sequence[Gesture] = field(default_factory=tuple)


def note_sheet(access: Access, note: Note) -> NoteSheet:
    """The sheet of a note read by `with_links`, in a constant number of queries."""
    links = links_of(note)
    also = (Note.objects.filter(pk=note.pk), Source.objects.filter(pk=note.source_id))
    return NoteSheet(
        note=note,
        links=links,
        gone=_gone(access, [one.organisation_id for one in links if one.organisation_id]),
        gestures=history(
            access,
            f"note:{note.pk}",
            also=also,
            hidden=COMES_WITH_THE_NOTE,
        ),
    )


def drawn_from_source(access: Access, source: int) -> Drawn:
    """What was drawn from a note, by its source, in seven queries."""
    condition = Q(source=source, withdrawn_at__isnull=True)
    actors = "actor__organisation", "actor__person"
    targets = "target__organisation", "target__person"
    positions = Position.objects.visible_to(access).filter(condition)
    postures = Posture.objects.visible_to(access).filter(condition)
    influences = Influence.objects.visible_to(access).filter(condition)
    answers = OptionAnswer.objects.visible_to(access).filter(condition)
    shown = Conflict.objects.visible_to(access)
    heats = ConflictHeat.objects.filter(source=source, conflict__in=shown)
    stakes = Stake.objects.filter(subject__in=positions.order_by().values("subject"))
    return Drawn(
        positions=list(positions.select_related(*actors, "subject")),
        postures=list(postures.select_related(*actors, "subject")),
        influences=list(influences.select_related(*actors, *targets)),
        signals=list(Signal.objects.visible_to(access).filter(source=source)),
        heats=list(heats.select_related("conflict")),
        answers=list(answers.select_related(*actors, "option")),
        stakes=dict(stakes.values_list("subject", "pk")),
    )


def _gone(access: Access, numbers: Sequence[int]) -> dict[int, str]:
    """Of these structures, those that are no member any more, with the name of their heir."""
    if not numbers:
        return {}
    place = Member.objects.filter(
        in_force(), cooperation=access.cooperation_id, organisation=OuterRef("pk")
    )
    rows = Organisation.objects.filter(~Exists(place), pk__in=numbers).order_by()
    return {pk: heir or "" for pk, heir in rows.values_list("pk", "successor__name")}


def organisations_of_notes(access: Access, note: Note | None = None) -> QuerySet[Organisation]:
    """The members, and those that the note is tied to already."""
    rows = member_organisations(access)
    if note is not None and note.pk:
        tied = NoteLink.objects.filter(note=note, organisation=OuterRef("pk"))
        rows = organisations(access).filter(Q(pk__in=rows.values("pk")) | Exists(tied))
    return rows.order_by("folded", "pk")


@dataclass(frozen=True, slots=True)
class Noted:
    """What the notes of a reader are about, each with its number, as a list offers it."""

    organisations: tuple[tuple[str, str], ...]
    people: tuple[tuple[str, str], ...]
    subjects: tuple[tuple[str, str], ...]


_noted: Remembered[Noted] = Remembered()


def noted(access: Access) -> Noted:
    """The structures, people and subjects of the notes that this reader sees.

    In three queries, asked again only after a change.
    """
    workspace = access.cooperation.workspace_id
    return _noted.of((access.pk, access.role), workspace, lambda: _read_noted(access))


def _read_noted(access: Access) -> Noted:
    """Each list is read before what is looked for in it: there may be ten thousand notes."""
    links = NoteLink.objects.filter(among("note_id", Note.objects.visible_to(access)))

    def value(kind: str) -> Among:
        return among("pk", links.values(kind).distinct())

    bodies = Organisation.objects.filter(value("organisation"))
    humans = people_to_name(access).filter(value("person"))
    about = subjects(access).filter(value("subject"))
    return Noted(
        organisations=tuple((str(one.pk), str(one)) for one in bodies.order_by("folded", "pk")),
        people=tuple((str(one.pk), str(one)) for one in humans),
        subjects=tuple((str(one.pk), one.label) for one in about),
    )


def count_of_notes(access: Access) -> tuple[int, date | None]:
    """How many notes this reader sees, and the day of the last one."""
    rows = Note.objects.visible_to(access)
    last = rows.order_by("-source__on", "pk").values_list("source__on", flat=True).first()
    return rows.count(), last


@dataclass(frozen=True, slots=True)
class LastNote:
    """A member, and the day of the last note about it that the reader may see."""

    organisation: int
    name: str
    on: date


def longest_unheard(access: Access) -> LastNote | None:
    """The member on which nothing was noted for the longest time; None when none has a note."""
    living = Member.objects.filter(in_force(), cooperation=access.cooperation_id)
    rows = note_links(access).filter(organisation__in=living.values("organisation"))
    first = (
        rows.order_by()
        .values("organisation", "organisation__name", "organisation__short_name")
        .annotate(on=Max("note__source__on"))
        .order_by("on", "organisation")
        .first()
    )
    if first is None:
        return None
    name = first["organisation__short_name"] or first["organisation__name"]
    return LastNote(first["organisation"], name, first["on"])


def months_between(first: date, last: date) -> int:
    """How many whole months went by."""
    months = (last.year - first.year) * 12 + last.month - first.month
    return months - (last.day < first.day)

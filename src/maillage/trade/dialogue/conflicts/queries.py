"""Which conflicts are open, how hot are they, and which ones wait for their next step?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Window,
)

from maillage.core.folded import holds_words
from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.members.queries import actors
from maillage.ground.directory.models import Actor, Member
from maillage.ground.directory.records.models.periods import in_force
from maillage.trade.dialogue.choices import Heat
from maillage.trade.dialogue.conflicts.models import Conflict, ConflictHeat, Party


def conflicts(access: Access) -> QuerySet[Conflict]:
    """The conflicts that this reader may see."""
    return Conflict.objects.visible_to(access).select_related("subject", "cooperation", "author")


def open_conflicts(access: Access) -> QuerySet[Conflict]:
    """Those of them that nobody ended."""
    return conflicts(access).filter(until__isnull=True)


def stalled_conflicts(access: Access, today: date) -> QuerySet[Conflict]:
    """The open ones whose next step was to come before today, the oldest first.

    Each has `stalled_count`, how many they are before any cut.
    """
    rows = open_conflicts(access).filter(next_on__lt=today)
    return rows.annotate(stalled_count=Window(Count("pk"))).order_by("next_on", "pk")


def conflicts_holding(rows: QuerySet[Conflict], typed: str) -> QuerySet[Conflict]:
    """The conflicts whose words, or one of whose parties, hold what is typed."""
    party = Party.objects.filter(
        holds_words(typed, "actor__organisation__folded"), conflict=OuterRef("pk")
    )
    return rows.filter(holds_words(typed, "folded") | Exists(party))


def conflicts_of_actor(rows: QuerySet[Conflict], organisation: int) -> QuerySet[Conflict]:
    """The conflicts to which this structure is a party."""
    party = Party.objects.filter(actor__organisation=organisation, conflict=OuterRef("pk"))
    return rows.filter(Exists(party))


def with_heat(rows: QuerySet[Conflict]) -> QuerySet[Conflict]:
    """The conflicts with their last heat, the day of it, and whether they are over."""
    last = ConflictHeat.objects.filter(conflict=OuterRef("pk")).order_by("-on", "-pk")
    return rows.annotate(
        is_over=ExpressionWrapper(Q(until__isnull=False), BooleanField()),
        heat=Subquery(last.values("level")[:1]),
        heat_on=Subquery(last.values("on")[:1]),
    )


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """A conflict as the register reads it."""

    pk: int
    title: str
    subject: str
    parties: str
    heat: str
    heat_on: date | None
    next_step: str
    next_on: date | None
    is_open: bool
    outcome: str
    since: date


def conflict_rows(page: QuerySet[Conflict]) -> list[ConflictRow]:
    """The rows of one page read `with_heat`, in two queries: the conflicts and their parties."""
    return [_row(one) for one in with_parties(page)]


def with_parties(rows: QuerySet[Conflict]) -> QuerySet[Conflict]:
    """The conflicts with their parties, in one more query."""
    shown_parties = Party.objects.select_related("actor__organisation__successor", "actor__person")
    return rows.prefetch_related(Prefetch("parties", shown_parties, to_attr="told_parties"))


def parties(access: Access) -> QuerySet[Party]:
    """The parties to the conflicts that this reader may see."""
    rows = Party.objects.filter(conflict__in=Conflict.objects.visible_to(access))
    return rows.select_related("conflict__cooperation", "actor__organisation", "actor__person")


def parties_of(conflict: Conflict) -> list[Party]:
    """The parties of a conflict read by `with_parties`."""
    return list(getattr(conflict, "told_parties", []))


def _row(one: Conflict) -> ConflictRow:
    level = getattr(one, "heat", None)
    return ConflictRow(
        pk=one.pk,
        title=one.title,
        subject=one.subject.label if one.subject else "",
        parties=", ".join(name_of(party.actor) for party in parties_of(one)),
        heat=str(Heat(level).label) if level else "",
        heat_on=getattr(one, "heat_on", None),
        next_step=one.next_step,
        next_on=one.next_on,
        is_open=one.is_open,
        outcome=str(one.get_outcome_display()) if one.outcome else "",
        since=one.since,
    )


def name_of(actor: Actor) -> str:
    """The short name of whoever is there."""
    if actor.organisation:
        return actor.organisation.short_name or actor.organisation.name
    return str(actor)


def members_among(access: Access, organisations: Sequence[int | None]) -> frozenset[int]:
    """Those of these structures that are members now, in one query."""
    rows = Member.objects.filter(
        in_force(), cooperation=access.cooperation_id, organisation__in=organisations
    )
    return frozenset(rows.values_list("organisation", flat=True))


def possible_parties(access: Access) -> QuerySet[Actor]:
    """The structures that are members now, and the groups; a person is no party."""
    living = Member.objects.filter(in_force(), cooperation=access.cooperation_id)
    rows = actors(access).filter(person__isnull=True)
    return rows.filter(
        Q(organisation__isnull=True) | Q(organisation__in=living.values("organisation"))
    )


@dataclass(frozen=True, slots=True)
class Counts:
    """How many conflicts there are, are open, and wait for a step that is past."""

    all: int
    open: int
    stalled: int


def conflict_counts(access: Access, today: date) -> Counts:
    """The counts of what this reader may see, in one query."""
    is_open = Q(until__isnull=True)
    values = Conflict.objects.visible_to(access).aggregate(
        all=Count("pk"),
        open=Count("pk", filter=is_open),
        stalled=Count("pk", filter=is_open & Q(next_on__lt=today)),
    )
    return Counts(values["all"], values["open"], values["stalled"])

"""What is owed to funders, as far as this reader may read, and what is still missing for it?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet

from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.models import Organisation, Spokesperson
from maillage.trade.context.choices import DutyKind
from maillage.trade.context.duties.models import Duty, DutyPiece
from maillage.trade.context.duties.rules import MONTH

OPEN = Q(done_on__isnull=True, waived_on__isnull=True)
ENDS = Q(kind=DutyKind.END)
OWED = OPEN & ~ENDS
MOST_BEFORE = 6


def duties(access: Access) -> QuerySet[Duty]:
    """What is due, the first first: all of it for the team, what it owes or funds for the others.

    Whoever speaks for a structure reads, of what the team reads, what it funds and that of which
    a piece is its own.
    """
    read = Duty.objects.visible_to(access)
    if access.is_in_team:
        rows = read
    else:
        own = _spoken_for(access)
        piece = DutyPiece.objects.filter(duty=OuterRef("pk"), organisation__in=own)
        concerned = Q(funder__in=own) | Exists(piece)
        of_team = Q(concerned, cooperation=access.cooperation_id, visibility=Visibility.TEAM)
        rows = Duty.objects.filter(of_team | Q(pk__in=read.values("pk")))
    rows = rows.select_related("funder", "scheme", "responsible")
    return rows.order_by(F("due_on").asc(nulls_last=True), "pk")


def readable_pieces(access: Access) -> QuerySet[DutyPiece]:
    """Every piece for the team; for the others, those of the structures they speak for."""
    rows = DutyPiece.objects.filter(duty__cooperation=access.cooperation_id)
    if not access.is_in_team:
        rows = rows.filter(organisation__in=_spoken_for(access))
    return rows.select_related("organisation").order_by("organisation__folded", "pk")


def _spoken_for(access: Access) -> QuerySet[Spokesperson, int]:
    return Spokesperson.objects.filter(access=access.pk).values_list("organisation", flat=True)


def givable_pieces(access: Access) -> QuerySet[DutyPiece]:
    """The pieces that this reader may say they gave: all for officers, else those they answer for.

    Only of what they read, and while it is owed.
    """
    rows = readable_pieces(access).filter(duty__in=open_duties(access).order_by().values("pk"))
    if not access.is_officer:
        rows = rows.filter(organisation__in=_spoken_for(access))
    return rows.select_related("duty", "organisation")


def with_pieces(access: Access, rows: QuerySet[Duty]) -> QuerySet[Duty]:
    """These duties with the pieces that the reader may read; one query more."""
    return rows.prefetch_related(Prefetch("pieces", readable_pieces(access)))


def missing_pieces(access: Access, one: Duty) -> list[DutyPiece]:
    """The pieces of this duty that have not come; one query."""
    return list(readable_pieces(access).filter(duty=one, received_on__isnull=True))


def open_duties(access: Access) -> QuerySet[Duty]:
    """What is neither sent nor waived."""
    return duties(access).filter(OPEN)


def late(rows: QuerySet[Duty], today: date) -> QuerySet[Duty]:
    """Those still owed whose day is past."""
    return rows.filter(OPEN, due_on__lt=today)


def within_a_month(rows: QuerySet[Duty], today: date) -> QuerySet[Duty]:
    """Those still owed, due from today on in the thirty days to come."""
    return rows.filter(OPEN, due_on__range=(today, today + MONTH))


def due_from(rows: QuerySet[Duty], organisation: int) -> QuerySet[Duty]:
    """Those of which a structure owes a piece."""
    pieces = DutyPiece.objects.filter(duty=OuterRef("pk"), organisation=organisation)
    return rows.filter(Exists(pieces))


def duties_of_organisation(access: Access, organisation: int) -> QuerySet[Duty]:
    """What is still owed to a structure, or waits for a piece of it."""
    pieces = DutyPiece.objects.filter(
        duty=OuterRef("pk"), organisation=organisation, received_on__isnull=True
    )
    return open_duties(access).filter(Q(funder=organisation) | Exists(pieces))


def offered(organisations: Iterable[Organisation]) -> list[tuple[str, str]]:
    """These structures, each once, as the list of a register offers them."""
    rows = {one.pk: one for one in organisations}
    in_order = sorted(rows.values(), key=lambda one: (one.folded, one.pk))
    return [(str(one.pk), one.name) for one in in_order]


def funders_of_duties(access: Access) -> list[tuple[str, str]]:
    """To whom something is owed, as the list of a register offers them."""
    rows = Organisation.objects.filter(pk__in=duties(access).order_by().values("funder"))
    return [(str(pk), name) for pk, name in rows.order_by("folded", "pk").values_list("pk", "name")]


def owing_organisations(access: Access) -> list[tuple[str, str]]:
    """Who owes a piece, as the list of a register offers them."""
    pieces = readable_pieces(access).filter(duty__in=duties(access).order_by().values("pk"))
    rows = Organisation.objects.filter(pk__in=pieces.order_by().values("organisation"))
    return [(str(pk), name) for pk, name in rows.order_by("folded", "pk").values_list("pk", "name")]


@dataclass(frozen=True, slots=True)
class DutySheet:
    """One thing due: its pieces, and those of the same name that were sent before it."""

    duty: Duty
    pieces: Sequence[DutyPiece]
    before: Sequence[Duty]


def duty_sheet(access: Access, one: Duty) -> DutySheet:
    """What the page of one duty shows; two queries."""
    before = duties(access).filter(done_on__isnull=False, funder=one.funder_id, kind=one.kind)
    before = before.filter(Q(label=one.label) | Q(pk=one.follows_id)).exclude(pk=one.pk)
    if one.due_on:
        before = before.filter(due_on__lt=one.due_on)
    return DutySheet(
        one,
        list(readable_pieces(access).filter(duty=one).select_related("attachment")),
        list(before.order_by("-due_on", "-pk")[:MOST_BEFORE]),
    )

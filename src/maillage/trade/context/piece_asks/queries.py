"""Which piece is asked by link, of whom, and what was noted of it when its page opened?"""

from collections.abc import Mapping, Sequence
from datetime import date
from zlib import crc32

from django.db.models import QuerySet

from maillage.core.links import address
from maillage.foundation.cooperations.models import Access, AnswerLink
from maillage.ground.directory.records.queries.recipients import addressed, who_answers_for
from maillage.trade.context.duties.models import Duty, DutyPiece
from maillage.trade.context.duties.queries import givable_pieces

PURPOSE = "duty_piece"
STATE = ("received_on", "expected_on", "told_by", "note")


def piece_of(link: AnswerLink) -> DutyPiece | None:
    """The piece that the link asks, in its cooperation, while what it serves is owed."""
    rows = DutyPiece.objects.filter(
        pk=link.target,
        duty__cooperation=link.cooperation_id,
        duty__done_on__isnull=True,
        duty__waived_on__isnull=True,
    )
    return rows.select_related("duty__funder", "duty__cooperation", "organisation").first()


def days_of(links: Sequence[AnswerLink]) -> Mapping[int, date]:
    """The day on which what each piece serves is due, by the number of its link; one query."""
    rows = DutyPiece.objects.filter(pk__in=[link.target for link in links])
    pairs = rows.values_list("pk", "duty__due_on")
    days = {number: day for number, day in pairs if day is not None}
    return {link.pk: days[link.target] for link in links if link.target in days}


def sheet_of(link: AnswerLink) -> str:
    """The address of what the piece serves, for those who prepare it."""
    piece = DutyPiece.objects.filter(pk=link.target).first()
    return address("context:duty", link.cooperation.slug, piece.duty_id) if piece else ""


def missing_to_ask(access: Access, duty: Duty) -> list[DutyPiece]:
    """The pieces of this duty that have not come, as an officer asks them all at once."""
    return list(pieces_to_ask(access).filter(duty=duty))


def mark_of(piece: DutyPiece) -> int:
    """What tells one state of the piece from another."""
    return crc32(repr([getattr(piece, name) for name in STATE]).encode())


def pieces_to_ask(access: Access) -> QuerySet[DutyPiece]:
    """The pieces that an officer may put by link: those that have not come."""
    return givable_pieces(access).filter(received_on__isnull=True)


def who_answers(piece: DutyPiece) -> dict[str, object]:
    """The name and the address of whoever answers for the structure that owes it."""
    contact = who_answers_for(piece.duty.cooperation_id, piece.organisation_id)
    return addressed(contact, piece.organisation)

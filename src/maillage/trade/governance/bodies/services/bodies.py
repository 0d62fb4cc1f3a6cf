"""Bodies are made, composed and ended; seats and who holds them end, and are never overwritten."""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from maillage.core.versions import claim_version, is_recorded
from maillage.foundation.accounts.models import User
from maillage.foundation.journal import services as journal
from maillage.foundation.journal.models import Change
from maillage.ground.directory.models import Organisation, Person
from maillage.trade.governance.bodies.models import Body, Holder, Seat
from maillage.trade.governance.choices import HolderKind


@dataclass(frozen=True)
class SeatTerms:
    """What several seats have in common: college, voice, weight, and the day they begin."""

    college: str
    voice: str
    weight: int
    since: date | None


def add_body(*, author: User, body: Body) -> Body:
    """The body, without any seat yet."""
    with write_body(author, body):
        body.save()
    return body


def edit_body(*, author: User, body: Body, read: int) -> Body:
    """The body with its changes; StaleVersionError when version `read` is not the last."""
    with write_body(author, body):
        claim_version(body, read)
        body.save()
    return body


def end_body(*, author: User, body: Body, read: int, on: date) -> Body:
    """The body, ended that day: its seats stay as they were.

    Raises StaleVersionError when version `read` is not the last.
    """
    with write_body(author, body):
        claim_version(body, read)
        body.end(on)
        body.save()
    return body


def give_seats(
    *, author: User, body: Body, organisations: Iterable[Organisation], terms: SeatTerms
) -> list[Seat]:
    """A seat for each of these structures, on the same terms."""
    with write_body(author, body):
        return [
            Seat.objects.create(
                body=body,
                organisation=organisation,
                college=terms.college,
                voice=terms.voice,
                weight=terms.weight,
                since=terms.since,
            )
            for organisation in organisations
        ]


def give_own_seat(*, author: User, seat: Seat) -> Seat:
    """The seat of a person who sits in their own name."""
    with write_body(author, seat.body):
        seat.save()
    return seat


def edit_seat(*, author: User, seat: Seat, read: int) -> Seat:
    """The seat with its changes; StaleVersionError when version `read` is not the last."""
    with write_body(author, seat.body):
        claim_version(seat, read)
        seat.save()
    return seat


def end_seat(*, author: User, seat: Seat, read: int, on: date) -> Seat:
    """The seat, ended that day with those who hold it.

    Raises StaleVersionError when version `read` is not the last.
    """
    with write_body(author, seat.body):
        claim_version(seat, read)
        seat.end(on)
        seat.save()
        for holder in seat.holders.filter(until__isnull=True):
            _end(holder, on)
    return seat


def name_holder(*, author: User, holder: Holder, read: int = 0) -> Holder:
    """Who holds the seat from that day; who held it as titulaire until then is ended that day.

    A seat has one titulaire, and as many suppléants as its structure names. Raises
    RivalAnswerError when somebody who would leave was named after number `read` of its holders.
    """
    with write_body(author, holder.seat.body):
        for former in _leaving(holder):
            if is_recorded(holder, former, read):
                return former
        keep_holder(holder)
    return holder


@dataclass(frozen=True)
class Appointment:
    """A person named for a seat, as titulaire or as deputy."""

    seat: Seat
    person: Person
    kind: HolderKind


def name_holders(
    *, author: User, body: Body, appointments: Iterable[Appointment], since: date
) -> list[Holder]:
    """Those who hold seats of a body from that day, named together.

    A seat that somebody filled meanwhile keeps who holds it.
    """
    with write_body(author, body):
        filled = set(
            Holder.objects.filter(
                seat__body=body, until__isnull=True, kind=HolderKind.TITULAIRE
            ).values_list("seat", flat=True)
        )
        holders = [
            Holder(seat=one.seat, person=one.person, kind=one.kind, since=since)
            for one in appointments
            if one.kind != HolderKind.TITULAIRE or one.seat.pk not in filled
        ]
        for holder in holders:
            keep_holder(holder)
    return holders


def keep_holder(holder: Holder) -> None:
    """As `name_holder`, inside the write of the caller, whoever was named before."""
    for former in _leaving(holder):
        _end(former, holder.since)
    holder.save()


def _leaving(holder: Holder) -> QuerySet[Holder]:
    """Those who hold the seat until this one does: the same person, or the titulaire replaced."""
    holders = Holder.objects.filter(seat=holder.seat_id, until__isnull=True).order_by("pk")
    leaving = holders.filter(person=holder.person_id)
    if holder.kind == HolderKind.TITULAIRE:
        leaving = leaving | holders.filter(kind=HolderKind.TITULAIRE)
    return leaving


def end_holder(*, author: User, holder: Holder, on: date) -> Holder:
    """Who holds the seat, until that day; one that has ended keeps its date."""
    if holder.until is not None:
        return holder
    with write_body(author, holder.seat.body):
        _end(holder, on)
    return holder


def _end(holder: Holder, on: date | None) -> None:
    """Ends the row that day, or on the day it began when it began later."""
    ended = on or timezone.localdate()
    holder.end(max(ended, holder.since or ended))
    holder.save()


def write_body(author: User, body: Body) -> AbstractContextManager[Change]:
    """One gesture on the seats of a body."""
    return journal.write_in(author, body.cooperation, "bodies")

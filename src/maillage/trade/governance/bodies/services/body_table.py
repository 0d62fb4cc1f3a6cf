"""A table of bodies makes those that are unknown, and completes their seats and who holds them."""

from collections.abc import Mapping
from dataclasses import replace

from maillage.core.versions import fill_blanks
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.targets.targets import Figure, Outcome, WriteOrder
from maillage.ground.directory.records.models.periods import in_force
from maillage.trade.governance.bodies.models import Body, Holder, Seat
from maillage.trade.governance.bodies.services.bodies import keep_holder
from maillage.trade.governance.bodies.table.places import ExistingPerson
from maillage.trade.governance.bodies.table.rows import BodyTable, ExistingBody, SeatRow
from maillage.trade.governance.choices import HolderKind, Voice


def seat_newcomers(table: BodyTable, numbers: Mapping[str, int]) -> None:
    """Gives to those who entered with the table, by the key of their plan, their own number."""

    def entered(person: ExistingPerson) -> ExistingPerson:
        return replace(person, pk=numbers.get(str(-person.pk), person.pk))

    for one in table.seats:
        one.titulaire = entered(one.titulaire) if one.titulaire else None
        one.suppleants = tuple(map(entered, one.suppleants))


def write_body_table(table: BodyTable, order: WriteOrder) -> Outcome:
    """Writes the rows that nothing stops; inside journal.write, the workspace being locked."""
    made = seated = completed = 0
    bodies: dict[str, Body] = {}
    for one in table.seats:
        name = folded(one.body)
        if name not in bodies:
            bodies[name], is_made = _body(table.bodies[name], order)
            made += is_made
        if one.existing is None:
            _hold(_seat(one, bodies[name]), one, order)
            seated += 1
        elif one.fills():
            _complete(one, order)
            completed += 1
    figures = (
        Figure("instances créées", made),
        Figure("sièges créés", seated),
        Figure("sièges complétés", completed),
    )
    return Outcome(figures)


def _body(existing_body: ExistingBody, order: WriteOrder) -> tuple[Body, bool]:
    """The body, made when nobody knows it; one without colleges receives those of its seats."""
    colleges = "\n".join(existing_body.colleges)
    rows = Body.objects.filter(in_force(), cooperation=order.cooperation)
    body = (
        rows.filter(pk=existing_body.pk)
        if existing_body.pk
        else rows.filter(name=existing_body.name)
    ).first()
    if body is None:
        made = Body(
            cooperation=order.cooperation,
            name=existing_body.name,
            kind=existing_body.kind,
            colleges=colleges,
        )
        made.save()
        return made, True
    fill_blanks(body, {"colleges": colleges})
    return body, False


def _seat(one: SeatRow, body: Body) -> Seat:
    is_own = one.place is None or not one.place.pk
    seat = Seat(
        body=body,
        organisation_id=one.place.pk if one.place and not is_own else None,
        person_id=one.titulaire.pk if one.titulaire and is_own else None,
        college=one.college,
        voice=one.voice or Voice.DELIBERATIVE,
        weight=one.weight or 1,
        since=one.since,
    )
    seat.save()
    return seat


def _complete(one: SeatRow, order: WriteOrder) -> None:
    """Fills the blanks of the seat, and names who joins it."""
    if one.existing is None:
        return
    seat = Seat.objects.get(pk=one.existing.pk, body__cooperation=order.cooperation)
    since = one.since if one.fills_since else None
    fill_blanks(seat, {"college": one.college, "since": since})
    _hold(seat, one, order)


def _hold(seat: Seat, one: SeatRow, order: WriteOrder) -> None:
    """Names who holds the seat; who was titulaire until then is ended that day."""
    if seat.organisation_id is None:
        return
    if one.nominee is not None:
        keep_holder(_holder(seat, one.nominee, HolderKind.TITULAIRE, one, order))
    for person in one.joining:
        keep_holder(_holder(seat, person, HolderKind.SUPPLEANT, one, order))


def _holder(
    seat: Seat, person: ExistingPerson, kind: HolderKind, one: SeatRow, order: WriteOrder
) -> Holder:
    return Holder(seat=seat, person_id=person.pk, kind=kind, since=one.since, source=order.source)

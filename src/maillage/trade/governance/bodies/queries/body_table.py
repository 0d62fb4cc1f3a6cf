"""Which bodies and seats are known, as a table of them is compared with them, or made?"""

from collections.abc import Iterable, Sequence
from datetime import date

from maillage.core.tables_out import Value
from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.cells.text import folded
from maillage.ground.directory.models import Person
from maillage.ground.directory.records.models.periods import in_force
from maillage.ground.directory.records.queries.people import people
from maillage.trade.governance.bodies.models import Holder, Seat
from maillage.trade.governance.bodies.queries.bodies import bodies, holders, seats
from maillage.trade.governance.bodies.queries.table_places import known_places
from maillage.trade.governance.bodies.table.cells import KnownBodies, KnownBody, KnownSeat
from maillage.trade.governance.bodies.table.places import KnownPerson, KnownPlace, person_key
from maillage.trade.governance.choices import BodyKind, HolderKind, Voice


def known_bodies(access: Access) -> KnownBodies:
    """The bodies at work of the cooperation, their seats in force and who may hold them."""
    rows = bodies(access).filter(in_force()).order_by("folded", "pk")
    held = known_seats(access)
    return KnownBodies(
        places=known_places(access.cooperation_id, {one.key[1] for one in held if one.key[1]}),
        bodies=[
            KnownBody(one.pk, one.name, one.kind, list(one.college_names), not one.colleges)
            for one in rows
        ],
        seats=held,
        everybody=lambda: _everybody(access),
    )


def known_seats(access: Access) -> list[KnownSeat]:
    """Every seat in force of the bodies at work, with who holds it; two queries."""
    rows = _seats(access)
    held = _holders(access, rows)
    return [_known(seat, held.get(seat.pk, [])) for seat in rows]


def seat_rows_out(access: Access, fields: Sequence[str]) -> Iterable[Sequence[Value]]:
    """The seats of the bodies at work, in the order of these fields; two queries."""
    rows = _seats(access)
    held = _holders(access, rows)
    for seat in rows:
        known = _known(seat, held.get(seat.pk, []))
        told: dict[str, Value] = {
            "body": seat.body.name,
            "body_kind": str(BodyKind(seat.body.kind).label),
            "organisation_name": seat.organisation.name if seat.organisation else "",
            "college": seat.college,
            "voice": str(Voice(seat.voice).label),
            "weight": seat.weight,
            "titulaire_name": known.titulaire.name if known.titulaire else "",
            "suppleant_name": " ; ".join(one.name for one in known.suppleants),
            "since": known.since,
        }
        yield [told.get(name, "") for name in fields]


def _seats(access: Access) -> list[Seat]:
    rows = seats(access).filter(in_force(), in_force("body__"))
    return list(
        rows.order_by("body__folded", "body", "organisation__folded", "person__folded", "pk")
    )


def _holders(access: Access, rows: Sequence[Seat]) -> dict[int, list[Holder]]:
    """Who holds each of these seats now."""
    found: dict[int, list[Holder]] = {}
    living = holders(access).filter(in_force(), seat__in=rows)
    for one in living.order_by("pk"):
        found.setdefault(one.seat_id, []).append(one)
    return found


def _known(seat: Seat, held: Sequence[Holder]) -> KnownSeat:
    titulaires = [one for one in held if one.kind == HolderKind.TITULAIRE]
    titulaires.sort(key=lambda one: (one.until is not None, -one.pk))
    suppleants = sorted((one for one in held if one.kind == HolderKind.SUPPLEANT), key=_number)
    titulaire = titulaires[0].person if titulaires else seat.person
    since: date | None = titulaires[0].since if titulaires else None
    return KnownSeat(
        pk=seat.pk,
        key=(folded(seat.body.name), seat.organisation_id or 0),
        college=seat.college,
        voice=seat.voice,
        weight=seat.weight,
        since=since or seat.since,
        titulaire=_person(titulaire) if titulaire else None,
        suppleants=tuple(_person(one.person) for one in suppleants),
    )


def _number(holder: Holder) -> int:
    return holder.pk


def _person(person: Person) -> KnownPerson:
    name = str(person)
    return KnownPerson(person.pk, person_key(name), name)


def _everybody(access: Access) -> KnownPlace:
    """The people of the directory, any of whom may sit in their own name."""
    return KnownPlace(0, "", "", "", tuple(_person(one) for one in people(access)))

"""Which bodies and seats are known, as a table of them is compared with them, or made?"""

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.translation import gettext as _

from maillage.core.tables_out import Value
from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.cells.text import folded
from maillage.ground.directory.models import Mandate, Member, Organisation, Person
from maillage.ground.directory.records.models.people import full_name
from maillage.ground.directory.records.models.periods import in_force
from maillage.ground.directory.records.queries.people import people
from maillage.ground.directory.records.words import followed_by
from maillage.ground.territories.models import Territory
from maillage.ground.territories.territories.queries import with_population
from maillage.trade.governance.bodies.models import Holder, Seat
from maillage.trade.governance.bodies.queries.bodies import bodies, holders, seats
from maillage.trade.governance.bodies.table.body_names import own_words
from maillage.trade.governance.bodies.table.places import ExistingPerson, ExistingPlace, person_key
from maillage.trade.governance.bodies.table.rows import ExistingBodies, ExistingBody, ExistingSeat
from maillage.trade.governance.choices import BodyKind, HolderKind, Voice


def population_of(organisations: Iterable[Organisation]) -> dict[int, int]:
    """The last population known of each: its territory's, or else what somebody said."""
    current_organisations = list(organisations)
    rows = with_population(
        Territory.objects.filter(
            pk__in=[one.territory_id for one in current_organisations if one.territory_id]
        )
    )
    counted = {one.pk: getattr(one, "inhabitants", None) for one in rows}
    value_by_number = {
        one.pk: counted.get(one.territory_id or 0) or one.population
        for one in current_organisations
    }
    return {number: population for number, population in value_by_number.items() if population}


def existing_places(cooperation_id: int, others: Iterable[int] = ()) -> list[ExistingPlace]:
    """The members of a cooperation and these other structures, with who acts there."""
    members = Member.objects.filter(in_force(), cooperation=cooperation_id)
    current = set(members.values_list("organisation", flat=True))
    people = _people(current | set(others))
    rows = Organisation.objects.filter(pk__in=current | set(others)).select_related("successor")
    rows = rows.only("name", "short_name", "successor__name")
    left = _("Cette structure n’est plus membre : corrigez le nom, ou ajoutez-la.")
    return [
        ExistingPlace(
            one.pk,
            one.name,
            one.short_name,
            "" if one.pk in current else followed_by(one) or left,
            tuple(people.get(one.pk, {}).values()),
        )
        for one in rows.order_by("folded", "pk")
    ]


def _people(organisations: Iterable[int]) -> dict[int, dict[int, ExistingPerson]]:
    """Those who act now in each of these structures, each person once."""
    rows = Mandate.objects.filter(in_force(), organisation__in=organisations).order_by("pk")
    fields = ("organisation", "person", "person__given_name", "person__family_name")
    existing_people_by_number: dict[int, dict[int, ExistingPerson]] = {}
    for organisation, person, given_name, family_name in rows.values_list(*fields):
        name = full_name(given_name, family_name)
        existing_person = ExistingPerson(person, person_key(name), name)
        existing_people_by_number.setdefault(organisation, {})[person] = existing_person
    return existing_people_by_number


def existing_bodies(access: Access) -> ExistingBodies:
    """The bodies at work of the cooperation, their seats in force and who may hold them."""
    rows = bodies(access).filter(in_force()).order_by("folded", "pk")
    seats_in_force = existing_seats(access)
    return ExistingBodies(
        places=existing_places(
            access.cooperation_id, {one.key[1] for one in seats_in_force if one.key[1]}
        ),
        bodies=[
            ExistingBody(one.pk, one.name, one.kind, list(one.college_names), not one.colleges)
            for one in rows
        ],
        seats=seats_in_force,
        everybody=lambda: _everybody(access),
        own_words=own_words(access.cooperation),
    )


def existing_seats(access: Access) -> list[ExistingSeat]:
    """Every seat in force of the bodies at work, with who holds it; two queries."""
    rows = _seats(access)
    holders_by_number = _holders(access, rows)
    return [_existing_seat(seat, holders_by_number.get(seat.pk, [])) for seat in rows]


def seat_rows_out(access: Access, fields: Sequence[str]) -> Iterable[Sequence[Value]]:
    """The seats of the bodies at work, in the order of these fields; two queries."""
    rows = _seats(access)
    holders_by_number = _holders(access, rows)
    for seat in rows:
        existing_seat = _existing_seat(seat, holders_by_number.get(seat.pk, []))
        values: dict[str, Value] = {
            "body": seat.body.name,
            "body_kind": str(BodyKind(seat.body.kind).label),
            "organisation_name": seat.organisation.name if seat.organisation else "",
            "college": seat.college,
            "voice": str(Voice(seat.voice).label),
            "weight": seat.weight,
            "titulaire_name": existing_seat.titulaire.name if existing_seat.titulaire else "",
            "suppleant_name": " ; ".join(one.name for one in existing_seat.suppleants),
            "since": existing_seat.since,
        }
        yield [values.get(name, "") for name in fields]


def _seats(access: Access) -> list[Seat]:
    rows = seats(access).filter(in_force(), in_force("body__"))
    return list(
        rows.order_by("body__folded", "body", "organisation__folded", "person__folded", "pk")
    )


def _holders(access: Access, rows: Sequence[Seat]) -> dict[int, list[Holder]]:
    """Who holds each of these seats now."""
    holders_by_number: dict[int, list[Holder]] = {}
    living = holders(access).filter(in_force(), seat__in=rows)
    for one in living.order_by("pk"):
        holders_by_number.setdefault(one.seat_id, []).append(one)
    return holders_by_number


def _existing_seat(seat: Seat, rows: Sequence[Holder]) -> ExistingSeat:
    titulaires = [one for one in rows if one.kind == HolderKind.TITULAIRE]
    titulaires.sort(key=lambda one: (one.until is not None, -one.pk))
    suppleants = sorted((one for one in rows if one.kind == HolderKind.SUPPLEANT), key=_number)
    titulaire = titulaires[0].person if titulaires else seat.person
    since: date | None = titulaires[0].since if titulaires else None
    return ExistingSeat(
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


def _person(person: Person) -> ExistingPerson:
    name = str(person)
    return ExistingPerson(person.pk, person_key(name), name)


def _everybody(access: Access) -> ExistingPlace:
    """The people of the directory, any of whom may sit in their own name."""
    return ExistingPlace(0, "", "", "", tuple(_person(one) for one in people(access)))

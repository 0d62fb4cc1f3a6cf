"""Which bodies does the cooperation have, who sits in them, and what do they lack?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet
from django.utils import timezone

from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.records.history import history
from maillage.foundation.journal.queries import Gesture
from maillage.ground.directory import permissions as directory
from maillage.ground.directory.models import Mandate, Member, Organisation, Person
from maillage.ground.directory.records.models.periods import in_force
from maillage.ground.directory.records.queries.organisations import member_organisations, spoken_for
from maillage.ground.directory.records.queries.people import people
from maillage.ground.directory.records.words import quality
from maillage.trade.governance.bodies.models import Body, Holder, Seat
from maillage.trade.governance.choices import HolderKind, Voice
from maillage.trade.governance.permissions import can_name_holder

OF_PEOPLE = frozenset({"holder", "seat"})


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A body as the register reads it: its seats, how many lack a titulaire, its next meeting."""

    pk: int
    name: str
    kind: str
    rhythm: str
    seats: int
    vacant: int
    rule: str
    meets_on: date | None = None


def bodies(access: Access) -> QuerySet[Body]:
    """Every body of the reader's cooperation, past ones too."""
    return Body.objects.filter(cooperation=access.cooperation_id)


def seats(access: Access) -> QuerySet[Seat]:
    """Every seat of the bodies of the reader's cooperation."""
    rows = Seat.objects.filter(body__cooperation=access.cooperation_id)
    return rows.select_related("body", "organisation", "person")


def holders(access: Access) -> QuerySet[Holder]:
    """Who holds or held seats, as far as this reader sees people."""
    rows = Holder.objects.filter(seat__body__cooperation=access.cooperation_id)
    if not directory.can_open_people(access):
        return rows.none()
    seen = rows if access.is_in_team else rows.filter(person__in=people(access))
    return seen.select_related("person", "seat__body", "seat__organisation")


def member_kinds(access: Access) -> set[str]:
    """The kinds of structure that are members of the cooperation now."""
    return set(member_organisations(access).values_list("kind", flat=True))


def body_rows(page: QuerySet[Body]) -> list[BodyRow]:
    """The rows of one page, in three queries."""
    current_bodies = list(page)
    today = timezone.localdate()
    coming = Q(meetings__held_on__gte=today, meetings__cancelled_on__isnull=True)
    days = dict(
        Body.objects.filter(coming, pk__in=[one.pk for one in current_bodies])
        .order_by()
        .annotate(meets_on=Min("meetings__held_on"))
        .values_list("pk", "meets_on")
    )
    rows = Seat.objects.filter(in_force(), body__in=current_bodies).order_by().values("body")
    counts = {
        one["body"]: (one["all"], one["vacant"])
        for one in rows.annotate(all=Count("pk"), vacant=Count("pk", filter=_vacant()))
    }
    return [
        BodyRow(
            pk=body.pk,
            name=body.name,
            kind=str(body.get_kind_display()),
            rhythm=body.rhythm,
            seats=counts.get(body.pk, (0, 0))[0],
            vacant=counts.get(body.pk, (0, 0))[1],
            rule=str(body.get_decision_rule_display()) if body.decision_rule else "",
            meets_on=days.get(body.pk),
        )
        for body in current_bodies
    ]


def _vacant() -> Q:
    """Seats of structures that nobody holds as titulaire now."""
    rows = Holder.objects.filter(in_force(), seat=OuterRef("pk"), kind=HolderKind.TITULAIRE)
    return Q(("organisation__isnull", False)) & ~Q(Exists(rows))


def vacant_seats(cooperation_id: int) -> QuerySet[Seat]:
    """The seats of structures that nobody holds as titulaire, in the bodies at work."""
    rows = Seat.objects.filter(in_force(), in_force("body__"), body__cooperation=cooperation_id)
    return rows.filter(_vacant())


def bodies_at_work(access: Access) -> tuple[int, dict[str, int] | None]:
    """How many bodies are in force; the seats without titulaire of each, for the team alone."""
    count = bodies(access).filter(in_force()).count()
    if not access.is_in_team:
        return count, None
    rows = vacant_seats(access.cooperation_id).order_by().values("body__name")
    counted = rows.annotate(vacant=Count("pk")).values_list("body__name", "vacant")
    return count, dict(counted.order_by("body__name"))


@dataclass(frozen=True, slots=True)
class HolderLine:
    """Who holds a seat; `acts` says whether a mandate keeps them in its structure."""

    holder: Holder
    acts: bool


@dataclass(frozen=True, slots=True)
class SeatLine:
    """A seat, who holds it now, and what its structure has become."""

    seat: Seat
    titulaires: Sequence[HolderLine]
    suppleants: Sequence[HolderLine]
    is_member: bool
    may_name: bool

    @property
    def successor(self) -> Organisation | None:
        """The structure that took over the one of the seat, or None."""
        return self.seat.organisation.successor if self.seat.organisation else None

    @property
    def is_vacant(self) -> bool:
        """Whether a structure's seat has no titulaire."""
        return self.seat.organisation_id is not None and not self.titulaires

    @property
    def gone(self) -> list[Person]:
        """Those who hold the seat and act in its structure no more."""
        return [line.holder.person for line in self.holders if not line.acts]

    @property
    def holders(self) -> list[HolderLine]:
        """Those who hold the seat, the titulaires first."""
        return [*self.titulaires, *self.suppleants]


@dataclass(frozen=True, slots=True)
class College:
    """The seats of one college; without a name, all of them."""

    name: str
    lines: Sequence[SeatLine]


@dataclass(frozen=True)
class BodySheet:
    """What is known of one body: its seats by college, those that ended, its history."""

    body: Body
    colleges: Sequence[College]
    past: Sequence[Seat]
    former: Sequence[Holder]
    gestures: Sequence[Gesture] = field(default_factory=tuple)

    @property
    def lines(self) -> list[SeatLine]:
        """Every seat in force."""
        return [line for college in self.colleges for line in college.lines]

    @property
    def voting(self) -> list[SeatLine]:
        """The seats that have a deliberative voice."""
        return [line for line in self.lines if line.seat.voice == Voice.DELIBERATIVE]


def body_sheet(access: Access, body: Body) -> BodySheet:
    """The sheet of a body, in a constant number of queries."""
    rows = list(_seats_of(body))
    current_holders = list(_holders_of(access, body)) if rows else []
    living = [holder for holder in current_holders if holder.is_in_force]
    spoken = spoken_for(access)
    lines = [_line(access, seat, living, spoken) for seat in rows if seat.is_in_force]
    return BodySheet(
        body=body,
        colleges=_colleges(body, lines),
        past=[seat for seat in rows if not seat.is_in_force],
        former=[holder for holder in current_holders if not holder.is_in_force],
        gestures=history(
            access,
            body.sheet_key,
            hidden=frozenset() if access.is_in_team else OF_PEOPLE,
        ),
    )


def _seats_of(body: Body) -> QuerySet[Seat]:
    place = Member.objects.filter(
        in_force(), cooperation=body.cooperation_id, organisation=OuterRef("organisation")
    )
    return (
        Seat.objects.filter(body=body)
        .select_related("organisation__successor", "person")
        .annotate(is_member=Exists(place))
        .order_by("organisation__folded", "person__folded", "pk")
    )


def _holders_of(access: Access, body: Body) -> QuerySet[Holder]:
    return (
        holders(access)
        .filter(seat__body=body)
        .annotate(acts=acting(in_force()))
        .order_by("kind", F("until").desc(nulls_first=True), "since", "pk")
    )


def acting(on_day: Q) -> Q:
    """Of holders, whether they are still in office in the structure of their seat that day.

    Whoever was named with no mandate noted there is taken at the word of the designation.
    """
    mandates = Mandate.objects.filter(
        person=OuterRef("person"), organisation=OuterRef("seat__organisation")
    )
    return Q(Exists(mandates.filter(on_day))) | ~Q(Exists(mandates))


def _line(access: Access, seat: Seat, living: Sequence[Holder], spoken: frozenset[int]) -> SeatLine:
    mine = [
        HolderLine(holder, bool(getattr(holder, "acts", True)))
        for holder in living
        if holder.seat_id == seat.pk
    ]
    by_kind = {kind: [line for line in mine if line.holder.kind == kind] for kind in HolderKind}
    own = seat.organisation_id is None
    return SeatLine(
        seat=seat,
        titulaires=by_kind[HolderKind.TITULAIRE],
        suppleants=by_kind[HolderKind.SUPPLEANT],
        is_member=own or bool(getattr(seat, "is_member", True)),
        may_name=not own and can_name_holder(access, seat.organisation_id, spoken),
    )


def _colleges(body: Body, lines: Iterable[SeatLine]) -> list[College]:
    """The colleges of the body in its order, then those that only seats name."""
    by_name: dict[str, list[SeatLine]] = {name: [] for name in body.college_names}
    for line in lines:
        by_name.setdefault(line.seat.college, []).append(line)
    return [College(name, rows) for name, rows in by_name.items() if rows]


def seatless_organisations(access: Access, body: Body) -> QuerySet[Organisation]:
    """The members of the cooperation that have no seat in this body now."""
    rows = Seat.objects.filter(in_force(), body=body, organisation=OuterRef("pk"))
    return member_organisations(access).filter(~Exists(rows)).order_by("folded", "pk")


def structure_seats(body: Body, *, vacant_only: bool) -> QuerySet[Seat]:
    """The seats of structures in this body now; with `vacant_only`, those without titulaire."""
    rows = Seat.objects.filter(in_force(), body=body, organisation__ended_on__isnull=True)
    current_seats = rows.filter(organisation__isnull=False).order_by("organisation__folded", "pk")
    return current_seats.filter(_vacant()) if vacant_only else current_seats


def people_of_seat(seat: Seat) -> QuerySet[Person]:
    """The people who act now in the structure of the seat: one of them may hold it."""
    rows = Person.objects.filter(
        in_force("mandates__"), mandates__organisation=seat.organisation_id
    )
    return rows.distinct().order_by("family_name", "given_name", "pk")


def last_holder(seat: Seat) -> int:
    """The number of whoever was last named for the seat, 0 when nobody was."""
    return seat.holders.aggregate(last=Max("pk"))["last"] or 0


@dataclass(frozen=True, slots=True)
class ListedSeat:
    """A seat of a structure or a person, as another sheet tells it."""

    body_id: int
    body: str
    words: str
    people: str = ""


def seats_of_organisation(access: Access, organisation: int) -> list[ListedSeat]:
    """The seats of a structure in the bodies at work, with their holders; two queries."""
    rows = seats(access).filter(in_force(), in_force("body__"), organisation=organisation)
    matching_seats = list(rows.order_by("body__folded", "pk"))
    living = holders(access).filter(in_force(), seat__in=matching_seats).order_by("kind", "pk")
    names: dict[int, list[str]] = {}
    for holder in living if matching_seats else ():
        text = f"{holder.person}, {quality(holder.kind, holder.person.civility)}"
        names.setdefault(holder.seat_id, []).append(text)
    return [
        ListedSeat(
            seat.body_id, seat.body.name, seat_words(seat), " · ".join(names.get(seat.pk, ()))
        )
        for seat in matching_seats
    ]


def seats_of_person(access: Access, person: int) -> list[ListedSeat]:
    """The seats that a person holds now, for a structure or in their own name; two queries."""
    rows = holders(access).filter(in_force(), in_force("seat__"), person=person)
    own = seats(access).filter(in_force(), in_force("body__"), person=person)
    return [
        ListedSeat(
            one.seat.body_id,
            one.seat.body.name,
            quality(one.kind, one.person.civility),
            str(one.seat.organisation),
        )
        for one in rows.order_by("seat__body__folded", "pk")
    ] + [ListedSeat(seat.body_id, seat.body.name, seat_words(seat)) for seat in own]


def seat_words(seat: Seat) -> str:
    """The college and the voice of a seat, in a few words."""
    voice = f"voix {seat.get_voice_display()}"
    return ", ".join(part for part in (seat.college, voice) if part)

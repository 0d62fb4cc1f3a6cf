"""Which structures were asked whom they name, what did each answer, what is missing?"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from maillage.foundation.cooperations.models import Access, AnswerLink
from maillage.foundation.cooperations.records.history import history
from maillage.foundation.journal.queries import Gesture
from maillage.foundation.mail.choices import State
from maillage.ground.directory.choices import MandateKind, OrganisationKind
from maillage.ground.directory.models import Mandate, Member, Person
from maillage.ground.directory.records.models.periods import in_force
from maillage.ground.directory.records.queries.organisations import spoken_for
from maillage.ground.directory.records.queries.recipients import addressed, who_answers_for
from maillage.trade.governance.bodies.models import Body, Holder, Seat
from maillage.trade.governance.bodies.queries.seat_letters import (
    addresses_with_account,
    emails_of,
    reminders_on,
)
from maillage.trade.governance.bodies.rules import SeatValidity, Validity, last_renewal
from maillage.trade.governance.choices import HolderKind, Voice
from maillage.trade.governance.nominations.models import Nomination, Nominee, SeatCall
from maillage.trade.governance.permissions import can_name_holder

PURPOSE = "names"
OF_PEOPLE = frozenset({"nominee", "seatcall"})
RENEWED = (OrganisationKind.COMMUNE, OrganisationKind.EPCI, OrganisationKind.SYNDICATE)


@dataclass(frozen=True, slots=True)
class NominationRow:
    """A campaign as the register reads it."""

    pk: int
    title: str
    body: str
    requested: int
    answered: int
    accepted: int
    due_on: date | None
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class NominationTotals:
    """The open campaigns, the seats that wait for a name, the names that wait to be accepted."""

    campaigns: int
    waited: int
    to_accept: int


def nomination_totals(access: Access) -> NominationTotals:
    """What the register says in a sentence, of the seats that exist; one query."""
    seats = in_force("calls__seat__") & Q(calls__seat__organisation__ended_on__isnull=True)
    counts = (
        nominations(access)
        .filter(closed_on__isnull=True)
        .aggregate(
            campaigns=Count("pk", distinct=True),
            waited=Count("calls", filter=Q(calls__told_on__isnull=True) & seats),
            to_accept=Count(
                "calls",
                filter=Q(calls__told_on__isnull=False, calls__accepted_on__isnull=True),
            ),
        )
    )
    return NominationTotals(**counts)


@dataclass(frozen=True, slots=True)
class CallLine:
    """One structure of the campaign: who is named, whether this reader may answer for it."""

    call: SeatCall
    nominees: Sequence[Nominee]
    may_answer: bool

    @property
    def is_closed(self) -> bool:
        """Whether the seat or its structure no longer exists."""
        organisation = self.call.seat.organisation
        gone = organisation is None or organisation.ended_on is not None
        return gone or not self.call.seat.is_in_force


@dataclass(frozen=True)
class NominationSheet:
    """What is known of a campaign."""

    nomination: Nomination
    lines: Sequence[CallLine]
    validity: Validity
    gestures: Sequence[Gesture] = field(default_factory=tuple)

    @property
    def waited(self) -> list[CallLine]:
        """The structures that have not answered and still may."""
        return [one for one in self.lines if not one.call.told_on and not one.is_closed]

    @property
    def to_accept(self) -> list[CallLine]:
        """The answers that nobody has accepted yet."""
        return [one for one in self.lines if one.call.told_on and not one.call.accepted_on]


def nominations(access: Access) -> QuerySet[Nomination]:
    """Every campaign of the reader's cooperation."""
    rows = Nomination.objects.filter(body__cooperation=access.cooperation_id)
    return rows.select_related("body__cooperation")


def nomination_rows(page: QuerySet[Nomination]) -> list[NominationRow]:
    """The rows of one page, in one query."""
    counted = page.annotate(
        requested=Count("calls"),
        answered=Count("calls", filter=Q(calls__told_on__isnull=False)),
        accepted=Count("calls", filter=Q(calls__accepted_on__isnull=False)),
    )
    return [
        NominationRow(
            pk=one.pk,
            title=one.title,
            body=one.body.name,
            requested=one.requested,
            answered=one.answered,
            accepted=one.accepted,
            due_on=one.due_on,
            closed_on=one.closed_on,
        )
        for one in counted
    ]


def seat_calls(access: Access) -> QuerySet[SeatCall]:
    """Every seat asked in the campaigns of the reader's cooperation."""
    rows = SeatCall.objects.filter(nomination__body__cooperation=access.cooperation_id)
    return rows.select_related("nomination__body__cooperation", "seat__organisation__successor")


def nomination_sheet(access: Access, nomination: Nomination, today: date) -> NominationSheet:
    """The sheet of a campaign, in a constant number of queries; names for whoever may see them."""
    spoken = spoken_for(access)
    prefetch = Prefetch("nominees", Nominee.objects.select_related("person"))
    rows = seat_calls(access).filter(nomination=nomination).prefetch_related(prefetch)
    lines = [
        CallLine(
            call=call,
            nominees=list(call.nominees.all()) if _shows(access, call, spoken) else (),
            may_answer=can_name_holder(access, call.seat.organisation_id, spoken),
        )
        for call in rows.order_by("seat__organisation__folded", "pk")
    ]
    hidden = frozenset() if access.is_officer else OF_PEOPLE
    return NominationSheet(
        nomination=nomination,
        lines=lines,
        validity=validity_of(nomination.body, today),
        gestures=history(access, nomination.sheet_key, hidden=hidden),
    )


def _shows(access: Access, call: SeatCall, spoken: frozenset[int]) -> bool:
    """Names wait for acceptance among officers and who speaks for the structure."""
    return access.is_officer or call.seat.organisation_id in spoken


def validity_of(body: Body, today: date) -> Validity:
    """What the last municipal election changed for the voting seats of a body; two queries."""
    renewal = last_renewal(today)
    elected = Mandate.objects.filter(
        person=OuterRef("person"),
        organisation=OuterRef("seat__organisation"),
        kind=MandateKind.ELECTED,
    )
    holders = Holder.objects.filter(in_force(), seat__body=body, kind=HolderKind.TITULAIRE)
    rows = holders.annotate(
        is_elected=Exists(elected),
        was_elected_again=Exists(elected.filter(in_force(), since__gte=renewal or date.max)),
    )
    by_seat = {holder.seat_id: holder for holder in rows}
    seats = Seat.objects.filter(
        in_force(), body=body, voice=Voice.DELIBERATIVE, organisation__isnull=False
    ).select_related("organisation")
    return Validity(renewal, [_validity(seat, by_seat.get(seat.pk), renewal) for seat in seats])


def _validity(seat: Seat, holder: Holder | None, renewal: date | None) -> SeatValidity:
    organisation = seat.organisation
    name = organisation.short_name or organisation.name if organisation else ""
    if holder is None or organisation is None:
        return SeatValidity(name, has_titulaire=False, is_ended=False)
    older = renewal is not None and (holder.since is None or holder.since < renewal)
    renewed = organisation.kind in RENEWED and getattr(holder, "is_elected", False)
    again = getattr(holder, "was_elected_again", False)
    return SeatValidity(name, has_titulaire=True, is_ended=older and renewed and not again)


def bodies_to_fill(access: Access) -> QuerySet[Body]:
    """The bodies at work in which a structure has a seat."""
    seated = Seat.objects.filter(in_force(), body=OuterRef("pk"), organisation__isnull=False)
    rows = Body.objects.filter(in_force(), cooperation=access.cooperation_id)
    return rows.filter(Exists(seated)).order_by("folded", "pk")


def call_of(link: AnswerLink) -> QuerySet[SeatCall]:
    """The seat that the link is about, while it may be answered for."""
    return SeatCall.objects.filter(
        in_force("seat__"),
        pk=link.target,
        nomination__body__cooperation=link.cooperation_id,
        nomination__closed_on__isnull=True,
        seat__organisation__ended_on__isnull=True,
    ).select_related("nomination__body__cooperation", "seat__organisation")


def open_calls(cooperation_id: int) -> QuerySet[SeatCall]:
    """The seats for which a campaign still waits for an answer, or for its acceptance."""
    return SeatCall.objects.filter(
        in_force("seat__"),
        nomination__body__cooperation=cooperation_id,
        nomination__closed_on__isnull=True,
        accepted_on__isnull=True,
    ).select_related("nomination", "seat__organisation")


def nominations_due(access: Access, first: date, last: date) -> QuerySet[Nomination]:
    """The open campaigns whose answers are due in the period."""
    return nominations(access).filter(closed_on__isnull=True, due_on__range=(first, last))


def contact_of_call(call: SeatCall) -> dict[str, object]:
    """To whom the question goes: who answers for the structure, with their address."""
    seat = call.seat
    person = who_answers_for(call.nomination.body.cooperation_id, seat.organisation_id)
    return addressed(person, seat)


@dataclass(frozen=True, slots=True)
class CalledContact:
    """A point of contact, their address, the seats for which a name is waited from them."""

    person: Person
    email: str
    calls: Sequence[SeatCall]
    has_account: bool
    reminder: State | None

    @property
    def may_be_written(self) -> bool:
        """Whether a letter may leave: one message a day at most, digests counted."""
        return bool(self.email) and not self.has_account and self.reminder is None


def called_contacts(access: Access, lines: Sequence[CallLine], today: date) -> list[CalledContact]:
    """The points of contact of the structures waited for, each once; four queries."""
    by_organisation: dict[int | None, list[SeatCall]] = {}
    for line in lines:
        by_organisation.setdefault(line.call.seat.organisation_id, []).append(line.call)
    places = Member.objects.filter(
        in_force(),
        cooperation=access.cooperation_id,
        organisation__in=[number for number in by_organisation if number],
    )
    calls: dict[Person, list[SeatCall]] = {}
    for place in places.filter(contact__isnull=False).select_related("contact"):
        if place.contact is not None:
            calls.setdefault(place.contact, []).extend(by_organisation[place.organisation_id])
    emails, accounts = emails_of(list(calls)), addresses_with_account(access)
    states = reminders_on(today, emails.values())
    return [
        CalledContact(
            person=person,
            email=email,
            calls=calls[person],
            has_account=email.lower() in accounts,
            reminder=states.get(email.lower()),
        )
        for person in sorted(calls, key=lambda person: person.folded)
        for email in (emails.get(person.pk, ""),)
    ]

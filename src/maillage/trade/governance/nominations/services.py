"""Structures are asked whom they name; those named hold the seat once somebody has accepted."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core.letters import letter_text
from maillage.core.versions import claim_version
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.choices import Means
from maillage.foundation.cooperations.links.services import (
    Absolute,
    LinkDraft,
    make_answer_link,
    mark_answered,
)
from maillage.foundation.cooperations.models import Access, AnswerLink, Cooperation
from maillage.foundation.cooperations.questions.points import path_of
from maillage.foundation.journal import services as journal
from maillage.foundation.journal.models import Change
from maillage.foundation.mail.choices import Kind
from maillage.foundation.mail.services import Draft, write_letters
from maillage.ground.directory.choices import MandateKind
from maillage.ground.directory.models import Mandate, Person
from maillage.ground.directory.people.services import Around, Calls, add_mandate, add_person
from maillage.ground.directory.records.models.periods import in_force
from maillage.ground.directory.records.queries.people import namesake_in
from maillage.ground.directory.records.services import Reach
from maillage.trade.governance.bodies.models import Holder, Seat
from maillage.trade.governance.bodies.queries.seat_letters import reminder_key
from maillage.trade.governance.bodies.services.bodies import keep_holder, write_body
from maillage.trade.governance.bodies.services.seat_links import Question, links_of
from maillage.trade.governance.choices import BodyKind
from maillage.trade.governance.nominations.models import Nomination, Nominee, SeatCall
from maillage.trade.governance.nominations.queries import PURPOSE, CalledContact


@dataclass(frozen=True)
class NomineeInput:
    """Somebody that a structure names: one of its people, or somebody new."""

    kind: str
    person: Person | None = None
    family_name: str = ""
    given_name: str = ""
    function: str = ""
    email: str = ""


@dataclass(frozen=True)
class NamesReply:
    """What a structure says: whom it names, from when, by which act, and who said it, how."""

    nominees: Sequence[NomineeInput]
    starts_on: date
    act: str
    informant: str
    day: date
    means: str = Means.PHONE


def open_nomination(*, author: User, nomination: Nomination, seats: Iterable[Seat]) -> Nomination:
    """The campaign, with what is asked for each of these seats."""
    with _write(author, nomination):
        nomination.save()
        for seat in seats:
            SeatCall.objects.create(nomination=nomination, seat=seat)
    return nomination


def close_nomination(*, author: User, nomination: Nomination, read: int, on: date) -> Nomination:
    """The campaign, closed that day: its links open no more; StaleVersionError as usual."""
    with _write(author, nomination):
        claim_version(nomination, read)
        nomination.closed_on = on
        nomination.save()
    return nomination


def record_names(
    *, author: User, call: SeatCall, read: int, reply: NamesReply, accepts: bool
) -> SeatCall:
    """The answer of a structure, known by telephone or said by its spokesperson.

    With `accepts` those named hold the seat at once. Sent twice, it is recorded once. Raises
    StaleVersionError when version `read` is not the last.
    """
    with _write(author, call.nomination):
        seat_call = SeatCall.objects.get(pk=call.pk)
        if (seat_call.accepted_on is not None) == accepts and _is_recorded(
            seat_call, reply, author
        ):
            return seat_call
        claim_version(call, read)
        call.recorded_by = author
        _keep(call, reply)
        if accepts:
            _fill(author, call)
    return call


def names_by_link(*, link: AnswerLink, call: SeatCall, read: int, reply: NamesReply) -> SeatCall:
    """The answer that a structure gives by link, which it closes; it waits for acceptance.

    Raises LinkClosedError when another answer came first, StaleVersionError when version `read`
    is not the last: the link then stays open.
    """
    via = _("%(name)s, par lien") % {"name": reply.informant}
    with _write(None, call.nomination, via):
        mark_answered(link=link)
        claim_version(call, read)
        call.recorded_by = None
        _keep(call, reply)
    return call


def accept_names(*, author: User, call: SeatCall, read: int) -> SeatCall:
    """The answer, accepted: those named hold the seat from the day said.

    Raises StaleVersionError when version `read` is not the last.
    """
    with _write(author, call.nomination):
        claim_version(call, read)
        _fill(author, call)
    return call


def _is_recorded(call: SeatCall, reply: NamesReply, author: User) -> bool:
    """Whether this very answer stands, taken down by the same author."""
    standing = (call.starts_on, call.act, call.told_by, call.told_on, call.means)
    sent = (reply.starts_on, reply.act, reply.informant, reply.day, reply.means)
    nominees = {one.kind: one for one in call.nominees.select_related("person")}
    return (
        call.recorded_by_id == author.pk
        and standing == sent
        and nominees.keys() == {one.kind for one in reply.nominees}
        and all(_is_whom(nominees[one.kind], one) for one in reply.nominees)
    )


def _is_whom(nominee: Nominee, nominee_input: NomineeInput) -> bool:
    """Whether the nominee is whom this names, in the directory already or not."""
    person = nominee.person
    if nominee_input.person is not None or person is None:
        return (person, nominee.family_name, nominee.given_name) == (
            (nominee_input.person, "", "")
            if nominee_input.person
            else (None, nominee_input.family_name, nominee_input.given_name)
        ) and (nominee.function, nominee.email) == (nominee_input.function, nominee_input.email)
    return (
        (person.family_name, person.given_name)
        == (nominee_input.family_name, nominee_input.given_name)
        and person.mandates.filter(function=nominee_input.function).exists()
        and (not nominee_input.email or person.contacts.filter(value=nominee_input.email).exists())
    )


def _keep(call: SeatCall, reply: NamesReply) -> None:
    """Writes the answer; a later one replaces what had not been accepted, or was."""
    call.nominees.all().delete()
    call.starts_on, call.act = reply.starts_on, reply.act
    call.told_by, call.told_on, call.means = reply.informant, reply.day, reply.means
    call.accepted_on = None
    call.save()
    for one in reply.nominees:
        Nominee.objects.create(
            seat_call=call,
            kind=one.kind,
            person=one.person,
            family_name="" if one.person else one.family_name,
            given_name="" if one.person else one.given_name,
            function=one.function,
            email=one.email,
        )


def _fill(author: User, call: SeatCall) -> None:
    """Those named, in the directory with their mandate, holding the seat from the day said."""
    for nominee in call.nominees.select_related("person"):
        person = nominee.person or _person(author, call, nominee)
        nominee.person, nominee.family_name, nominee.given_name = person, "", ""
        nominee.function, nominee.email = "", ""
        nominee.save()
        holder = Holder(
            seat=call.seat,
            person=person,
            kind=nominee.kind,
            since=call.starts_on,
            source=source_of(call),
        )
        with write_body(author, call.seat.body):
            keep_holder(holder)
    call.accepted_on = timezone.localdate()
    call.save()


def _person(author: User, call: SeatCall, nominee: Nominee) -> Person:
    """The person of the structure who bears this name, or somebody new; with their mandate."""
    organisation = call.seat.organisation
    if organisation is None:
        raise ValueError("A seat of a person names nobody.")
    technical = call.nomination.body.kind == BodyKind.TECHNICAL
    mandate = Mandate(
        organisation=organisation,
        kind=MandateKind.TECHNICIAN if technical else MandateKind.ELECTED,
        function=nominee.function,
        since=call.starts_on,
    )
    record = namesake_in(organisation, nominee.family_name, nominee.given_name)
    if record is not None:
        if not record.mandates.filter(in_force(), organisation=organisation).exists():
            mandate.person = record
            add_mandate(author=author, mandate=mandate, calls=Calls())
        return record
    person = Person(
        workspace=organisation.workspace,
        family_name=nominee.family_name,
        given_name=nominee.given_name,
        source=source_of(call),
    )
    reach = Reach(emails=[nominee.email] if nominee.email else [])
    return add_person(author=author, person=person, around=Around(reach), mandate=mandate)


def source_of(call: SeatCall) -> str:
    """Where one knows it from: the act, or who said it, how and when."""
    if call.act:
        return call.act
    day = call.told_on or timezone.localdate()
    return _("%(who)s, %(means)s le %(day)s") % {
        "who": call.told_by,
        "means": call.get_means_display(),
        "day": day.strftime("%d/%m/%Y"),
    }


def _write(
    author: User | None, nomination: Nomination, via: str = ""
) -> AbstractContextManager[Change]:
    return journal.write_in(author, nomination.body.cooperation, "nominations", via)


DAYS = 90


@dataclass(frozen=True, slots=True)
class SeatQuestion:
    """One seat in a letter: its structure, its body, and the link that answers."""

    organisation: str
    body: str
    url: str


def make_names_link(*, author: User, call: SeatCall, recipient: str, email: str) -> AnswerLink:
    """A link for this seat, which is then asked."""
    place = call.nomination.body.cooperation
    with transaction.atomic():
        _mark_sent(author, place, [call])
        return make_answer_link(
            author=author, cooperation=place, draft=_draft(call, recipient, email)
        )


def write_to_contacts(
    *, access: Access, contacts: Iterable[CalledContact], today: date, absolute: Absolute
) -> int:
    """Writes to those who may be written to, one letter each; how many will leave."""
    written = [one for one in contacts if one.may_be_written]
    calls = [(call, one) for one in written for call in one.calls]
    with transaction.atomic():
        _mark_sent(access.user, access.cooperation, [call for call, _one in calls])
        drafts = [_draft(call, str(one.person), one.email) for call, one in calls]
        links = links_of(access, drafts)
        urls = {question: absolute(path_of(link)) for question, link in links.items()}
        return len(write_letters([_letter(access, one, today, urls) for one in written]))


def _letter(access: Access, one: CalledContact, today: date, urls: Mapping[Question, str]) -> Draft:
    seat_questions = [
        SeatQuestion(
            str(call.seat.organisation),
            call.nomination.body.name,
            urls[PURPOSE, call.pk, one.email],
        )
        for call in one.calls
    ]
    context = {
        "cooperation": access.cooperation.name,
        "author": access.user.name,
        "asked": seat_questions,
        "due_on": one.calls[0].nomination.due_on,
    }
    return Draft(
        key=reminder_key(access.cooperation_id, one.email, today),
        kind=Kind.ANSWER,
        to=one.email,
        subject=_("%(cooperation)s : qui vous représente ?")
        % {"cooperation": access.cooperation.name},
        text=letter_text("governance/letters/names.txt", context),
        workspace_id=access.cooperation.workspace_id,
    )


def _draft(call: SeatCall, recipient: str, email: str) -> LinkDraft:
    return LinkDraft(
        purpose=PURPOSE,
        target=call.pk,
        recipient=recipient,
        email=email,
        about=call.nomination.title,
        days=DAYS,
    )


def _mark_sent(author: User, place: Cooperation, calls: Iterable[SeatCall]) -> None:
    """Says when these structures were first asked."""
    unasked = [call for call in calls if call.asked_on is None]
    if unasked:
        with journal.write_in(author, place, "nominations"):
            journal.bulk_set(unasked, "asked_on", timezone.localdate())

"""A structure receives one letter a day at most, with a link for each name waited from it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.links.services.letters import Absolute
from maillage.foundation.cooperations.links.services.links import make_answer_link
from maillage.foundation.cooperations.models import Access, AnswerLink
from maillage.foundation.cooperations.questions.points import path_of
from maillage.foundation.journal import services as journal
from maillage.foundation.mail.choices import Kind
from maillage.foundation.mail.models import Letter
from maillage.foundation.mail.services import send_now, write_letter
from maillage.trade.governance.bodies.queries.seat_letters import reminder_key
from maillage.trade.governance.bodies.services.seat_links import link_held_by
from maillage.trade.governance.nominations.models import SeatCall
from maillage.trade.governance.nominations.queries import PURPOSE, CalledContact

DAYS = 90


@dataclass(frozen=True, slots=True)
class AskedSeat:
    """One seat in a letter: its structure, its body, and the link that answers."""

    organisation: str
    body: str
    url: str


def make_names_link(*, author: User, call: SeatCall, recipient: str, email: str) -> AnswerLink:
    """A link for this seat, which is then asked."""
    link = _new_link(author, call, recipient, email)
    _mark_asked(author, call)
    return link


def write_to_contacts(
    *, access: Access, contacts: Iterable[CalledContact], today: date, absolute: Absolute
) -> int:
    """Writes to those who may be written to, one letter each; returns how many letters."""
    letters = [_write_to(access, one, today, absolute) for one in contacts if one.may_be_written]
    for letter in letters:
        send_now(letter)
    return len(letters)


def _write_to(access: Access, one: CalledContact, today: date, absolute: Absolute) -> Letter:
    with transaction.atomic():
        asked = [
            AskedSeat(
                str(call.seat.organisation),
                call.nomination.body.name,
                absolute(path_of(_link(access, one, call))),
            )
            for call in one.calls
        ]
        for call in one.calls:
            _mark_asked(access.user, call)
        told = {
            "cooperation": access.cooperation.name,
            "author": access.user.name,
            "asked": asked,
            "due_on": one.calls[0].nomination.due_on,
        }
        return write_letter(
            key=reminder_key(access.cooperation_id, one.email, today),
            kind=Kind.ANSWER,
            to=one.email,
            subject=_("%(cooperation)s : qui vous représente ?")
            % {"cooperation": access.cooperation.name},
            text=render_to_string("governance/letters/names.txt", told),
            workspace_id=access.cooperation.workspace_id,
        )


def _link(access: Access, one: CalledContact, call: SeatCall) -> AnswerLink:
    """The link that they hold already for this seat, or a new one."""
    held = link_held_by(one.email, PURPOSE, call.pk)
    return held or _new_link(access.user, call, str(one.person), one.email)


def _new_link(author: User, call: SeatCall, recipient: str, email: str) -> AnswerLink:
    return make_answer_link(
        author=author,
        cooperation=call.nomination.body.cooperation,
        purpose=PURPOSE,
        target=call.pk,
        recipient=recipient,
        email=email,
        about=call.nomination.title,
        days=DAYS,
    )


def _mark_asked(author: User, call: SeatCall) -> None:
    """Says when the structure was first asked."""
    if call.asked_on is None:
        place = call.nomination.body.cooperation
        with journal.write(
            author, workspace_id=place.workspace_id, cooperation_id=place.pk, topic="nominations"
        ):
            call.asked_on = timezone.localdate()
            call.save()

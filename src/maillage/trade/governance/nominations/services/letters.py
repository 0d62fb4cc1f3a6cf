"""A structure receives one letter a day at most, with a link for each name waited from it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.links.services.letters import Absolute
from maillage.foundation.cooperations.links.services.links import LinkDraft, make_answer_link
from maillage.foundation.cooperations.models import Access, AnswerLink, Cooperation
from maillage.foundation.cooperations.questions.points import path_of
from maillage.foundation.journal import services as journal
from maillage.foundation.mail.choices import Kind
from maillage.foundation.mail.services import Draft, write_letters
from maillage.trade.governance.bodies.queries.seat_letters import reminder_key
from maillage.trade.governance.bodies.services.seat_links import Question, links_of
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
    place = call.nomination.body.cooperation
    with transaction.atomic():
        _mark_asked(author, place, [call])
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
        _mark_asked(access.user, access.cooperation, [call for call, _one in calls])
        drafts = [_draft(call, str(one.person), one.email) for call, one in calls]
        links = links_of(access, drafts)
        urls = {question: absolute(path_of(link)) for question, link in links.items()}
        return len(write_letters([_letter(access, one, today, urls) for one in written]))


def _letter(access: Access, one: CalledContact, today: date, urls: Mapping[Question, str]) -> Draft:
    asked = [
        AskedSeat(
            str(call.seat.organisation),
            call.nomination.body.name,
            urls[PURPOSE, call.pk, one.email],
        )
        for call in one.calls
    ]
    context = {
        "cooperation": access.cooperation.name,
        "author": access.user.name,
        "asked": asked,
        "due_on": one.calls[0].nomination.due_on,
    }
    return Draft(
        key=reminder_key(access.cooperation_id, one.email, today),
        kind=Kind.ANSWER,
        to=one.email,
        subject=_("%(cooperation)s : qui vous représente ?")
        % {"cooperation": access.cooperation.name},
        text=render_to_string("governance/letters/names.txt", context),
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


def _mark_asked(author: User, place: Cooperation, calls: Iterable[SeatCall]) -> None:
    """Says when these structures were first asked."""
    unasked = [call for call in calls if call.asked_on is None]
    if unasked:
        with journal.write(
            author, workspace_id=place.workspace_id, cooperation_id=place.pk, topic="nominations"
        ):
            journal.bulk_set(unasked, "asked_on", timezone.localdate())

"""Those invited to a date poll each get their link, by letter or to copy."""

from collections.abc import Sequence
from datetime import date

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from maillage.foundation.cooperations.links.services.letters import Absolute
from maillage.foundation.cooperations.models import Access, AnswerLink
from maillage.trade.governance.bodies.services.seat_links import Asking, Recipient, ask_by_link
from maillage.trade.governance.date_polls.models import DatePoll, PollInvitee
from maillage.trade.governance.date_polls.queries import PURPOSE, emails_of
from maillage.trade.governance.date_polls.words import slot_words


def ask_invitees(
    *,
    access: Access,
    poll: DatePoll,
    invitees: Sequence[PollInvitee],
    today: date,
    absolute: Absolute,
) -> int:
    """A link for each of those invited, and its letter; returns how many letters were written."""
    emails = emails_of(invitees)
    return ask_by_link(
        access=access,
        asking=_asking(poll),
        recipients=[
            Recipient(one.pk, str(one.person or one.seat), emails.get(one.pk, ""))
            for one in invitees
        ],
        today=today,
        absolute=absolute,
    )


def _asking(poll: DatePoll) -> Asking:
    slots = [slot_words(one) for one in poll.slots.all()]

    def text(link: AnswerLink, url: str) -> str:
        context = {"link": link, "poll": poll, "slots": slots, "url": url}
        return render_to_string("governance/letters/dates.txt", context)

    return Asking(
        purpose=PURPOSE,
        about=_("Date de la séance : %(name)s") % {"name": poll},
        subject=_("%(name)s : quelles dates vous conviennent ?") % {"name": poll},
        closes_on=poll.closes_on,
        text=text,
    )

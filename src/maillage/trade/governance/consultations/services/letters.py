"""Each seat consulted gets its link, by letter or to copy."""

from collections.abc import Sequence
from datetime import date

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from maillage.foundation.cooperations.links.services.letters import Absolute
from maillage.foundation.cooperations.models import Access, AnswerLink
from maillage.trade.governance.bodies.services.seat_links import Asking, Recipient, ask_by_link
from maillage.trade.governance.consultations.models import Consultation, ConsultedSeat
from maillage.trade.governance.consultations.queries import PURPOSE, emails_of_seats


def consult_by_link(
    *,
    access: Access,
    consultation: Consultation,
    seats: Sequence[ConsultedSeat],
    today: date,
    absolute: Absolute,
) -> int:
    """A link for each seat, and its letter; returns how many letters were written."""
    emails = emails_of_seats(seats)
    return ask_by_link(
        access=access,
        asking=_asking(consultation),
        recipients=[
            Recipient(one.pk, str(one.person or one.seat), emails.get(one.pk, "")) for one in seats
        ],
        today=today,
        absolute=absolute,
    )


def _asking(consultation: Consultation) -> Asking:
    def text(link: AnswerLink, url: str) -> str:
        context = {"link": link, "consultation": consultation, "url": url}
        return render_to_string("governance/letters/consultation.txt", context)

    return Asking(
        purpose=PURPOSE,
        about=consultation.question,
        subject=_("Consultation écrite : %(question)s") % {"question": consultation},
        closes_on=consultation.closes_on,
        text=text,
    )

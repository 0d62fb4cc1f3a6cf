"""What is awaited of whoever reads something due: to send it, or to give the piece of theirs?"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.agenda import Alike, Turn, Waiting
from maillage.foundation.cooperations.models import Access
from maillage.trade.context import permissions
from maillage.trade.context.choices import DutyKind
from maillage.trade.context.duties import words
from maillage.trade.context.duties.models import Duty, DutyPiece


def to_send(slug: str, one: Duty, today: date, alike: Alike | None = None) -> Waiting:
    """What an officer has to send, and to whom; it leads to the page of what is due."""
    return Waiting(
        _("Envoyer « %(name)s »") % {"name": french.inner_quotes(one.label)},
        words.owed_words(one, today),
        reverse("context:duty", args=[slug, one.pk]),
        verb=_("Envoyer"),
        turn=Turn.LEGAL,
        alike=alike,
        part=one.label,
    )


def to_give(slug: str, piece: DutyPiece, duty: Duty) -> Waiting:
    """The piece that a structure has to give; it leads to its form."""
    return Waiting(
        _("Donner votre pièce : %(name)s") % {"name": duty.label},
        _("Attendue pour le %(day)s.") % {"day": words.day_words(duty)}
        if duty.due_on
        else _("Son jour est à préciser."),
        reverse("context:duty_piece", args=[slug, piece.pk]),
        verb=_("Donner"),
    )


def of_its_page(access: Access, one: Duty, own: Iterable[DutyPiece], today: date) -> Waiting | None:
    """What the page of something due expects: that it is sent, or that one of `own` is given."""
    slug = access.cooperation.slug
    if not one.is_open:
        return None
    if permissions.can_edit_duties(access):
        is_end = one.kind == DutyKind.END
        url = reverse("context:duty_send", args=[slug, one.pk])
        return (
            None if is_end else replace(to_send(slug, one, today), url=url, verb=_("C’est envoyé"))
        )
    missing = (piece for piece in own if piece.received_on is None)
    return next((to_give(slug, piece, one) for piece in missing), None)

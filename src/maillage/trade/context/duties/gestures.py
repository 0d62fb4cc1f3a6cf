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
from maillage.trade.context.duties.reminders import is_recalled

# Where what makes an end is read.
_PAGES = {"agreement": "governance:agreement", "scheme": "context:scheme"}


def to_send(slug: str, one: Duty, today: date, alike: Alike | None = None) -> Waiting:
    """What an officer has to send, and to whom; an end, which nobody sends, says its day alone.

    It leads to the page of what is due.
    """
    is_end = one.kind == DutyKind.END
    sending = _("Envoyer « %(name)s »") % {"name": french.inner_quotes(one.label)}
    return Waiting(
        one.label if is_end else sending,
        words.ending_words(one, today) if is_end else words.owed_words(one, today),
        reverse("context:duty", args=[slug, one.pk]),
        verb=_("Ouvrir") if is_end else _("Envoyer"),
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
    """What the page of something due expects: that it is sent, or that one of `own` is given.

    That of an end, once it is near, leads to what ends, or says that nobody waits for it any more.
    """
    slug = access.cooperation.slug
    if not one.is_open or (one.kind == DutyKind.END and not is_recalled(one, today)):
        return None
    if permissions.can_edit_duties(access):
        url, verb = _done_at(slug, one)
        return replace(to_send(slug, one, today), url=url, verb=verb)
    missing = (piece for piece in own if piece.received_on is None)
    return next((to_give(slug, piece, one) for piece in missing), None)


def _done_at(slug: str, one: Duty) -> tuple[str, str]:
    """Where what is due is said sent, or what follows an end is prepared, and in which verb."""
    if one.kind != DutyKind.END:
        return reverse("context:duty_send", args=[slug, one.pk]), _("C’est envoyé")
    kind, _colon, number = one.origin.partition(":")
    if kind in _PAGES:
        return reverse(_PAGES[kind], args=[slug, int(number)]), _("Préparer la suite")
    return reverse("context:duty_waive", args=[slug, one.pk]), _("Dire que c’est sans objet")

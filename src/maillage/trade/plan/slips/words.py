"""How is a slip put in a sentence?"""

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.trade.plan.slips.queries import End, Slip


def _done_by(one: End) -> str:
    structure = one.structure.short_name or one.structure.name
    return _("« %(title)s » (%(structure)s)") % {
        "title": french.inner_quotes(one.title),
        "structure": structure,
    }


def slip_sentence(one: Slip) -> str:
    """« Avis » (Département) attend « Dossier » (CC) : possible le…, au lieu du…."""
    return _("%(after)s attend %(before)s : possible le %(possible)s, au lieu du %(planned)s.") % {
        "after": _done_by(one.after),
        "before": _done_by(one.before),
        "possible": french.long_date(one.possible),
        "planned": french.long_date(one.planned),
    }


def seen_words(one: Slip) -> str:
    """« Vu le 24 novembre 2026 : « on garde la date ». », or that it is not seen yet."""
    if one.seen is None:
        return _("Pas encore vu.")
    words = _("Vu le %(day)s") % {"day": french.long_date(one.seen.on)}
    if one.seen.note:
        words += _(" : « %(note)s »") % {"note": french.inner_quotes(one.seen.note)}
    return _("%(seen)s ; il a grandi depuis.") % {"seen": words} if one.is_unseen else f"{words}."

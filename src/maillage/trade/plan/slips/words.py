"""How is a slip put in a sentence?"""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.ground.directory.models import Organisation
from maillage.trade.plan.slips.queries import End, HoldUp, Slip

MOST_NAMES = 3


def structure_name(one: Organisation) -> str:
    """The structure as a line names it."""
    return one.short_name or one.name


def waiting_name(one: Slip) -> str:
    """Who waits, with its article."""
    return french.with_article(structure_name(one.after.structure))


def waiting_part(one: Slip) -> str:
    """Who waits, and to do what."""
    return _("%(who)s : %(title)s") % {"who": waiting_name(one), "title": one.after.title}


def _done_by(one: End) -> str:
    return _("« %(title)s » %(of)s") % {
        "title": french.inner_quotes(one.title),
        "of": french.of_body(structure_name(one.structure)),
    }


def slip_sentence(one: Slip) -> str:
    """« Le Département attend « Dossier » de la CC : « Avis » ne peut commencer avant le… »."""
    return _(
        "%(who)s attend %(before)s : « %(after)s » ne peut commencer avant le %(possible)s, au "
        "lieu du %(planned)s."
    ) % {
        "who": french.capital(waiting_name(one)),
        "after": french.inner_quotes(one.after.title),
        "before": _done_by(one.before),
        "possible": french.long_date(one.possible),
        "planned": french.long_date(one.planned),
    }


def delay_words(one: Slip) -> str:
    """What is said of what waits, where its title and its structure are read already."""
    return _("Au mieux le %(possible)s, au lieu du %(planned)s : attend %(before)s.") % {
        "possible": french.long_date(one.possible),
        "planned": french.long_date(one.planned),
        "before": _done_by(one.before),
    }


def seen_words(one: Slip) -> str:
    """« Vu par la Caf le 24 novembre 2026 : « on garde la date ». », or that it is not seen yet.

    What somebody else notes is not said by who waits.
    """
    if one.seen is None:
        return _("Pas encore vu.")
    is_own = one.seen.organisation_id is not None
    words = (
        _("Vu par %(who)s le %(day)s") if is_own else _("L’équipe projet l’a signalé le %(day)s")
    ) % {"who": waiting_name(one), "day": french.long_date(one.seen.on)}
    if one.seen.note:
        words += _(" : « %(note)s »") % {"note": french.inner_quotes(one.seen.note)}
    return _("%(seen)s ; il a grandi depuis.") % {"seen": words} if one.is_unseen else f"{words}."


def others_words(count: int) -> str:
    """Where the slips are read that a long list leaves out; nothing when it is whole."""
    if not count:
        return ""
    sentence = _("Les plus longues d’abord ; %(n)s autres se lisent sur la fiche de leur action.")
    return sentence % {"n": french.number(count)}


def awaiting_words(one: HoldUp) -> str:
    """« Ce qu’attend la Caf »: who waits for an action, over its steps; how many beyond three."""
    names = [french.with_article(name) for name in one.waiting[:MOST_NAMES]]
    if more := len(one.waiting) - len(names):
        others = ngettext("une autre structure", "%(n)s autres structures", more)
        names.append(others % {"n": french.in_words(more, feminine=True)})
    words = ngettext("Ce qu’attend %(names)s", "Ce qu’attendent %(names)s", len(names))
    return words % {"names": french.listed(names)}


def end_name(one: End) -> str:
    """« fiche 28 »: the action of what waits, or of what it waits for."""
    number = one.action.number
    return _("fiche %(number)s") % {"number": number} if number else str(one.action)


def hold_ups_sentence(rows: Sequence[HoldUp]) -> str:
    """« Ouvrir une crèche » fait attendre trois structures ; of a tie, how many actions do."""
    if not rows:
        return ""
    waiting = len(rows[0].waiting)
    values = {
        "n": french.in_words(waiting, feminine=True),
        "title": french.inner_quotes(str(rows[0].action)),
        "actions": french.capital(french.in_words(len(rows), feminine=True)),
    }
    if len(rows) == 1:
        words = ngettext(
            "« %(title)s » fait attendre une structure.",
            "« %(title)s » fait attendre %(n)s structures.",
            waiting,
        )
        return words % values
    words = ngettext(
        "%(actions)s fiches ont une structure qui les attend.",
        "%(actions)s fiches ont %(n)s structures qui les attendent.",
        waiting,
    )
    return words % values

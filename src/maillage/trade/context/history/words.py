"""How is a past relation said in a sentence, and what do all of them say together?"""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.ground.actors.readings.rules import NARROW
from maillage.ground.directory.models import Organisation
from maillage.ground.directory.records.words import dated, period_words
from maillage.trade.context.choices import Ending, Trust
from maillage.trade.context.history.models import Relation


def trust_words(one: Relation) -> str:
    """What it left of trust, in words; that it is not known otherwise."""
    return str(one.get_trust_display()) if one.trust else _("on ne sait pas encore")


def parties_words(one: Relation) -> str:
    """The structures of the relation, by their short names, then those out of the directory."""
    names = [
        party.organisation.short_name or party.organisation.name for party in one.parties.all()
    ]
    return ", ".join([*names, *([one.others] if one.others else [])])


def history_reading(relations: Sequence[Relation], today: date) -> str:
    """How many relations, over how long, what they left, and when the breaks were."""
    if not relations:
        return ""
    first = min((one.since for one in relations if one.since), default=today)
    count = len(relations)
    sentence = ngettext("%(n)s relation", "%(n)s relations", count) % {
        "n": french.in_words(count, feminine=True).capitalize()
    }
    if first.year < today.year:
        sentence += ngettext(" en un an", " en %(n)s ans", today.year - first.year) % {
            "n": french.in_words(today.year - first.year)
        }
    parts = [part for part in _trust_parts(relations) if part]
    if parts:
        sentence += _(" : %(parts)s") % {"parts": ", ".join(parts)}
    return f"{sentence}. {_breaks(relations)}".strip()


def _trust_parts(relations: Sequence[Relation]) -> list[str]:
    counts = Counter(one.trust for one in relations)
    gained, worn = counts[Trust.GAINED], counts[Trust.WORN]
    return [
        ngettext("une a laissé plus de confiance", "%(n)s ont laissé plus de confiance", gained)
        % {"n": french.in_words(gained, feminine=True)}
        if gained
        else "",
        ngettext("une l’a entamée", "%(n)s l’ont entamée", worn)
        % {"n": french.in_words(worn, feminine=True)}
        if worn
        else "",
    ]


def _breaks(relations: Sequence[Relation]) -> str:
    """The relations stopped on their way, and the year after which there was none."""
    years = [one.until.year for one in relations if one.ending == Ending.CUT and one.until]
    if not years:
        return ""
    return ngettext(
        "Un arrêt en chemin, en %(year)s.",
        "%(n)s arrêts en chemin, le dernier en %(year)s.",
        len(years),
    ) % {"n": french.in_words(len(years)).capitalize(), "year": max(years)}


def closed_words(relations: Sequence[Relation]) -> str:
    """How many of these stories the other readers find nowhere; nothing when all are shared."""
    count = sum(one.visibility in NARROW for one in relations)
    if not count:
        return ""
    return ngettext(
        "Un récit est réservé : les autres lecteurs ne le voient ni ici, ni dans les comptes.",
        "%(n)s récits sont réservés : les autres lecteurs ne les voient ni ici, ni dans les "
        "comptes.",
        count,
    ) % {"n": french.in_words(count).capitalize()}


def relation_sentence(one: Relation) -> str:
    """From when to when, how it ended, and what is left of it."""
    words = f"{_('Relation')} {period_words(one)}".strip()
    ending = {
        Ending.ON: _("qui se poursuit"),
        Ending.FRAYED: _("qui s’est éteinte"),
    }.get(Ending(one.ending), one.get_ending_display())
    words = f"{words}, {ending}"
    return f"{words} ; {one.get_trust_display()}." if one.trust else f"{words}."


def became_words(organisation: Organisation) -> str:
    """What became of a structure that is no more."""
    if organisation.successor is not None:
        return _("%(name)s est devenue %(next)s") % {
            "name": organisation,
            "next": organisation.successor,
        }
    if organisation.ended_on:
        return _("%(name)s n’existe plus depuis le %(day)s") % {
            "name": organisation,
            "day": french.long_date(organisation.ended_on),
        }
    return ""


def dates_words(one: Relation) -> str:
    """The period as precisely as it is known, for a cell."""
    if one.since is None:
        return ""
    since = dated(one.since, one.since_precision)
    if one.until is None:
        return _("depuis %(day)s") % {"day": since}
    until = dated(one.until, one.until_precision)
    return since if since == until else f"{since} – {until}"

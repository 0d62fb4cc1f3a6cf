"""How is a scheme said in a sentence, and what do all of them say together?"""

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.trade.context.choices import SchemeState
from maillage.trade.context.schemes.models import Scheme
from maillage.trade.context.schemes.queries import Overlap, alert_day, has_ended, in_force_on

NAMED = 3


def perimeter_words(one: Scheme, *, whole: bool = False) -> str:
    """The territories of a scheme; that its perimeter is not told otherwise."""
    names = sorted(str(territory) for territory in one.territories.all())
    return (
        (french.listed_whole(names) if whole else short_list(names))
        if names
        else _("périmètre non précisé")
    )


def short_list(names: Sequence[str]) -> str:
    """Three names at most, and how many others there are."""
    if len(names) <= NAMED + 1:
        return french.listed(names)
    others = len(names) - NAMED
    return _("%(names)s et %(n)s autres") % {
        "names": ", ".join(names[:NAMED]),
        "n": french.in_words(others),
    }


A_YEAR, YEARS_FROM = 366, 2


def days_left_words(one: Scheme, today: date) -> str:
    """How long it still runs, in days under a year; since when it is over."""
    if one.state == SchemeState.REPLACED:
        return str(one.get_state_display())
    if one.end_on is None:
        return _("sans terme connu")
    days = (one.end_on - today).days
    if days < 0:
        return ngettext("échu depuis un jour", "échu depuis %(n)s jours", -days) % {
            "n": french.number(-days)
        }
    if one.state == SchemeState.PREPARED:
        return str(one.get_state_display())
    return _time_left(days)


def _time_left(days: int) -> str:
    """« encore 396 jours », « encore plus de trois ans »."""
    if not days:
        return _("dernier jour")
    if (years := days // A_YEAR) >= YEARS_FROM:
        return _("encore plus de %(n)s ans") % {"n": french.in_words(years)}
    return ngettext("encore un jour", "encore %(n)s jours", days) % {"n": french.number(days)}


def scheme_sentence(one: Scheme, today: date) -> str:
    """What a scheme is, who holds it, until when, in a sentence."""
    what = french.capital(str(one.get_kind_display()))
    holder = french.with_article(one.holder.name) if one.holder else ""
    carried = _(" : %(name)s le porte") % {"name": holder} if holder else ""
    return f"{what}{carried}. {state_sentence(one, today)}"


def state_sentence(one: Scheme, today: date) -> str:
    """Where a scheme is in its life, and the day that matters next."""
    if one.state == SchemeState.REPLACED:
        by = _(" par « %(name)s »") % {"name": one.replaced_by} if one.replaced_by else ""
        return _("Remplacé%(by)s.") % {"by": by}
    if one.state == SchemeState.PREPARED:
        return _("En préparation.")
    return _running_sentence(one, today)


def _running_sentence(one: Scheme, today: date) -> str:
    if one.end_on is None:
        return _("En vigueur, sans terme connu.")
    end = french.long_date(one.end_on)
    if has_ended(one, today):
        return _("Terme passé depuis le %(day)s : dites ce qui le remplace.") % {"day": end}
    alert = alert_day(one)
    if alert and alert <= today:
        return _("Prend fin le %(day)s : la suite se prépare dès maintenant.") % {"day": end}
    if one.start_on and one.start_on > today:
        start = french.long_date(one.start_on)
        return _("Commence le %(start)s, prend fin le %(day)s.") % {"start": start, "day": end}
    return _("En vigueur jusqu’au %(day)s.") % {"day": end}


def schemes_reading(rows: Sequence[Scheme], shared: Sequence[Overlap], today: date) -> str:
    """How many run today, where most of them overlap, and which one ends first."""
    running = sum(in_force_on(one, today) for one in rows)
    if not running:
        sentence = _("Aucun dispositif n’est en vigueur aujourd’hui.")
        return f"{sentence} {first_end(rows, today)}".strip()
    sentence = ngettext("Un dispositif en vigueur", "%(n)s dispositifs en vigueur", running) % {
        "n": french.capital(french.in_words(running))
    }
    if shared:
        count, communes = len(shared[0].schemes), most_covered(shared)
        where = (
            communes[0]
            if len(communes) == 1
            else _("%(n)s communes") % {"n": french.in_words(len(communes), feminine=True)}
        )
        words = french.in_words(count)
        sentence += _(" ; %(n)s couvrent %(where)s") % {
            "n": words if count < running else _("les %(n)s") % {"n": words},
            "where": where,
        }
    return f"{sentence}. {first_end(rows, today)}".strip()


def most_covered(shared: Iterable[Overlap]) -> list[str]:
    """The communes that most schemes cover at once, in the order of their names."""
    rows = list(shared)
    most = max((len(one.schemes) for one in rows), default=0)
    return sorted(name for one in rows if len(one.schemes) == most for name in one.communes)


def first_end(rows: Iterable[Scheme], today: date) -> str:
    """What ended without being replaced, else what ends first; nothing without an end."""
    ends = [one for one in rows if one.state == SchemeState.IN_FORCE and one.end_on]
    over = [one for one in ends if has_ended(one, today)]
    if over:
        return _("%(names)s : terme passé.") % {"names": short_list([str(one) for one in over])}
    coming = sorted(ends, key=lambda one: (one.end_on or date.max, one.pk))
    if not coming or coming[0].end_on is None:
        return ""
    day = french.long_date(coming[0].end_on)
    return _("Premier terme : %(name)s, le %(day)s.") % {"name": coming[0], "day": day}


def overlap_words(one: Overlap) -> str:
    """Which schemes cover which communes at once: a line of the list."""
    count = french.capital(french.in_words(len(one.schemes)))
    where = short_list(one.communes)
    return _("%(n)s dispositifs couvrent %(where)s") % {"n": count, "where": where}

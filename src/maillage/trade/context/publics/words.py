"""How is a public said, and what do all of them say together?"""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.trade.context.publics.models import Public

NAMED = 3


def where_words(one: Public) -> str:
    """Its communes, three by name at most; nothing when it is everywhere."""
    names = sorted(str(territory) for territory in one.territories.all())
    if len(names) <= NAMED:
        return french.listed(names)
    return french.counted(len(names), _("commune"), _("communes"))


def size_words(one: Public) -> str:
    """How many they are, and when they were counted; nothing when it is not known."""
    if one.size is None:
        return ""
    count = french.number(one.size)
    return _("%(n)s en %(year)s") % {"n": count, "year": one.year} if one.year else count


def others_words(count: int) -> str:
    """« et deux autres », after the first ones; nothing without any."""
    if count <= 0:
        return ""
    words = ngettext("et une autre", "et %(n)s autres", count)
    return words % {"n": french.in_words(count, feminine=True)}


def publics_reading(count: int, counted: int, without: int = 0) -> str:
    """How many publics there are, how many have their number, how many no action."""
    sentence = ngettext("Un public", "%(n)s publics", count) % {
        "n": french.capital(french.in_words(count))
    }
    if counted == count:
        rest = ngettext("avec son nombre", "tous avec leur nombre", count)
    elif counted:
        rest = ngettext("un seul a son nombre", "%(n)s ont leur nombre", counted) % {
            "n": french.in_words(counted)
        }
    else:
        rest = ngettext("sans nombre pour l’instant", "aucun n’a son nombre pour l’instant", count)
    if without:
        last = ngettext(
            "un n’a aucune action ouverte", "%(n)s n’ont aucune action ouverte", without
        ) % {"n": french.in_words(without)}
        return f"{sentence} : {rest} ; {last}."
    return f"{sentence} : {rest}."

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


def publics_reading(count: int, counted: int) -> str:
    """How many publics there are, and how many have their number."""
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
    return f"{sentence} : {rest}."

"""What do the priorities of themes say in sentences?"""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.trade.stakes.priorities.queries import Priorities, Ranked

SAFE = 0.9
DIVIDED, SHARED = 0.5, 0.25


def priorities_sentence(read: Priorities) -> str:
    """Which theme comes first, and whether that is safe."""
    first = next((one for one in read.ranked if one.can_be_read), None)
    if first is None:
        return _("Trop peu de structures ont parlé : l’ordre ne peut pas encore être lu.")
    sentence = _("En tête : %(name)s.") % {"name": first.theme.label}
    if first.first is None:
        return sentence
    return f"{sentence} {robust_words(first).capitalize()}."


def count_words(read: Priorities) -> str:
    """How many structures have spoken, and when last."""
    spoken = sum(count > 0 for count in read.last_on.values())
    if not spoken:
        return _("Aucune structure entendue.")
    sentence = ngettext(
        "%(n)s structure entendue sur %(all)s",
        "%(n)s structures entendues sur %(all)s",
        spoken,
    ) % {"n": spoken, "all": len(read.actors)}
    if read.latest is None:
        return f"{sentence}."
    return _("%(said)s, la dernière fois le %(day)s.") % {
        "said": sentence,
        "day": french.long_date(read.latest),
    }


def mean_words(one: Ranked) -> str:
    """The mean on the scale from −4 to +4: « +2,3 »."""
    if one.mean is None:
        return _("ne peut pas encore être lu")
    value = round(8 * one.mean - 4, 1)
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return f"{sign}{french.number(abs(value))}"


def disagreement_words(one: Ranked) -> str:
    """Whether the structures see the theme alike; the figure is the next cell's."""
    if one.disagreement is None:
        return ""
    if len(one.spoken) == 1:
        return _("une seule a parlé")
    if one.disagreement >= DIVIDED:
        return _("elles se divisent")
    if one.disagreement >= SHARED:
        return _("avis partagés")
    return _("elles se rejoignent")


def robust_words(one: Ranked) -> str:
    """Whether its place would hold if structures weighed otherwise."""
    if one.first is None:
        return ""
    if one.first >= SAFE:
        return _("place sûre, quel que soit le poids de chaque structure")
    if one.first <= 1 - SAFE:
        return _("sûrement pas parmi les premiers")
    values = {"k": one.places, "n": round(10 * one.first)}
    if one.places == 1:
        return _("place qui dépend des poids : en tête %(n)s fois sur dix") % values
    return _("place qui dépend des poids : parmi les %(k)s premiers %(n)s fois sur dix") % values


def spoken_words(one: Ranked) -> str:
    """How many have spoken: « 4 structures sur 9 »."""
    n = len(one.spoken)
    if not n:
        return _("personne")
    sentence = ngettext("%(n)s structure sur %(all)s", "%(n)s structures sur %(all)s", n)
    return sentence % {"n": n, "all": n + one.silent}

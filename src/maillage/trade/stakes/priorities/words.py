"""What do the priorities of themes say in sentences?"""

from math import copysign

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.trade.stakes.priorities.queries import Priorities, Ranked
from maillage.trade.stakes.words import stance_words

SAFE = 0.9
DIVIDED, SHARED = 0.5, 0.25


def priorities_sentence(read: Priorities) -> str:
    """Which theme comes first, and whether that is safe."""
    first = read.main
    if first is None:
        return _("Trop peu de structures ont parlé : l’ordre ne peut pas encore être lu.")
    sentence = _("En tête : %(name)s.") % {"name": first.theme.label}
    if first.first is None:
        return sentence
    return _("%(first)s Si chaque structure pesait autrement, il serait %(place)s.") % {
        "first": sentence,
        "place": robust_words(first),
    }


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
    """What the theme touches on the whole: en moyenne « sert ses projets ».

    Between two words, the weaker one: it claims less.
    """
    if one.centre is None:
        return _("ne peut pas encore être lu")
    nearest = int(one.centre + copysign(0.49, one.centre))
    return _("en moyenne « %(stance)s »") % {"stance": stance_words(nearest)}


def spread_words(one: Ranked) -> str:
    """From what to what the structures say: « de gêne ses projets à sert ses missions »."""
    values = [value for _actor, value in one.spoken]
    if len(set(values)) < 2:
        return ""
    return _("de « %(low)s » à « %(high)s »") % {
        "low": stance_words(min(values)),
        "high": stance_words(max(values)),
    }


def disagreement_words(one: Ranked) -> str:
    """Whether the structures see the theme alike."""
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
    among = _("en tête")
    if one.places > 1:
        among = _("parmi les %(k)s premiers") % {"k": french.in_words(one.places)}
    if one.first >= SAFE:
        return _("presque toujours %(among)s") % {"among": among}
    if one.first <= 1 - SAFE:
        return _("presque jamais %(among)s") % {"among": among}
    times = french.in_words(round(10 * one.first))
    return _("%(among)s %(n)s fois sur dix") % {"among": among, "n": times}


def spoken_words(one: Ranked) -> str:
    """How many have spoken: « 4 structures sur 9 »."""
    n = len(one.spoken)
    if not n:
        return _("personne")
    sentence = ngettext("%(n)s structure sur %(all)s", "%(n)s structures sur %(all)s", n)
    return sentence % {"n": n, "all": n + one.silent}

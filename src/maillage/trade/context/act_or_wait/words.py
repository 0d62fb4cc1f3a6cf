"""How is it said that one acts, prepares or waits with each structure?"""

from collections import Counter
from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from maillage.core import french
from maillage.ground.actors.readings.words import span_words
from maillage.trade.context.act_or_wait.models import Move
from maillage.trade.context.act_or_wait.queries import StructureTime
from maillage.trade.context.act_or_wait.rules import Step

UNKNOWN: dict[str, Promise] = {
    "council": lazy("la date de son prochain conseil"),
    "news": lazy("ce qui se passe chez elle"),
    "posture": lazy("sa posture"),
    "old_posture": lazy("sa posture d’aujourd’hui, la dernière lecture a plus de six mois"),
}


def planned_reading(count: int, first: Move | None) -> str:
    """How many gestures are planned, and around when the first of them is."""
    if first is None:
        return _("Aucun geste n’est prévu.")
    counted = ngettext("Un geste est prévu", "%(n)s gestes sont prévus", count) % {
        "n": french.capital(french.in_words(count))
    }
    return _("%(moves)s ; le premier, « %(label)s », autour du %(day)s.") % {
        "moves": counted,
        "label": french.inner_quotes(first.label),
        "day": french.long_date(first.around_on),
    }


def advice_words(time: StructureTime) -> str:
    """« attendre le 1er avril 2027 », « agir », « préparer »."""
    advice = time.advice
    if advice.step == Step.WAIT and advice.free_on:
        return _("attendre le %(day)s") % {"day": french.long_date(advice.free_on)}
    return str(advice.step.label)


def became_words(time: StructureTime) -> str:
    """That the structure merged, is gone, or is no longer a member; nothing otherwise."""
    one = time.organisation
    if one.successor is not None:
        return _("devenue %(name)s : c’est elle qu’il faut viser") % {"name": one.successor}
    if one.ended_on:
        return _("n’existe plus depuis le %(day)s") % {"day": french.long_date(one.ended_on)}
    return "" if time.is_member else _("n’est plus membre de la coopération")


def unknown_words(time: StructureTime) -> str:
    """What is not known of it, in a sentence; nothing when all is."""
    return ", ".join(str(UNKNOWN[kind]) for kind in time.unknown)


def posture_span(times: Sequence[StructureTime]) -> str:
    """Between which days the postures that it rests on were noted; the other dates are shown."""
    windows = [one for time in times for one in time.windows if one.kind == "posture"]
    words = span_words(one.first for one in windows)
    return _("Pour les postures : %(span)s") % {"span": f"l{words[1:]}"} if words else ""


def moves_reading(times: Sequence[StructureTime]) -> str:
    """With how many structures one acts, prepares, waits."""
    counts = Counter(time.advice.step for time in times)
    text = ", ".join(
        words % {"n": french.in_words(counts[step], feminine=True)}
        for step, words in (
            (Step.ACT, _("agir avec %(n)s")),
            (Step.PREPARE, _("préparer %(n)s")),
            (Step.WAIT, _("attendre pour %(n)s")),
        )
        if counts[step]
    )
    if not text:
        return ""
    return ngettext(
        "Une structure, à cette date : %(told)s.",
        "%(n)s structures, à cette date : %(told)s.",
        len(times),
    ) % {"n": french.in_words(len(times), feminine=True).capitalize(), "told": text}

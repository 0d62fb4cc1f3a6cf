"""How is it said that one acts, prepares or waits with each structure?"""

from collections.abc import Sequence
from datetime import date

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
    "old_posture": lazy("sa posture d’aujourd’hui (lue il y a plus de six mois)"),
}


def planned_reading(
    count: int, first: Move | None, times: Sequence[StructureTime], today: date
) -> str:
    """How many gestures are planned, around when the first is, and with whom one acts or waits."""
    if first is None:
        return _("Aucun geste n’est prévu.")
    words = {
        "n": french.capital(french.in_words(count)),
        "label": french.inner_quotes(first.label),
        "day": french.long_date(first.around_on),
        "advice": _advice_of_first(first, times, today),
    }
    return (
        ngettext(
            "Un geste est prévu, « %(label)s », autour du %(day)s%(advice)s.",
            "%(n)s gestes sont prévus ; le premier, « %(label)s », autour du %(day)s%(advice)s.",
            count,
        )
        % words
    )


def _advice_of_first(first: Move, times: Sequence[StructureTime], today: date) -> str:
    """What its day advises; nothing of a day that is over but whether the gesture was made."""
    if first.around_on < today:
        return " : " + _("ce jour est passé, dites s’il est fait")
    return f" : {steps_words(times)}" if times else ""


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


def moves_reading(times: Sequence[StructureTime], around: date) -> str:
    """Around which day, and with which structures one acts, prepares, waits."""
    if not times:
        return ""
    values = {"day": french.long_date(around), "steps": steps_words(times)}
    return _("Autour du %(day)s : %(steps)s.") % values


def steps_words(times: Sequence[StructureTime]) -> str:
    """With which structures one acts, prepares, waits; neither act nor wait is said too."""
    act, prepare, wait = (_names(times, step) for step in (Step.ACT, Step.PREPARE, Step.WAIT))
    neither = _("ni agir ni attendre, ") if not (act or wait) else ""
    parts = [
        _("agir avec %(names)s") % {"names": act} if act else "",
        neither + _("préparer avec %(names)s") % {"names": prepare} if prepare else "",
        _("attendre pour %(names)s") % {"names": wait} if wait else "",
    ]
    return " ; ".join(part for part in parts if part)


def _names(times: Sequence[StructureTime], step: Step) -> str:
    """The structures for which one advises this step, each with its article."""
    ours = [time.organisation for time in times if time.advice.step == step]
    return french.listed([french.with_article(one.short_name or one.name) for one in ours])

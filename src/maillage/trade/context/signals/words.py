"""How is a piece of news said: its effect, its answer, what waits?"""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.trade.context.choices import Response
from maillage.trade.context.signals.models import Signal
from maillage.trade.context.signals.queries import SignalFact


def concerned_words(one: Signal) -> str:
    """Whom it concerns, by their short names."""
    names = []
    for party in one.parties.all():
        structure = party.actor.organisation
        names.append((structure.short_name or structure.name) if structure else str(party.actor))
    return ", ".join(names)


def effect_words(one: Signal) -> str:
    """« contraire, sur le vote de la convention, jusqu’au 31 mars 2027 »."""
    sentence = str(one.get_effect_display())
    if one.effect_on:
        what = french.inner_quotes(one.effect_on)
        sentence = _("%(said)s sur « %(what)s »") % {"said": sentence, "what": what}
    if one.until:
        sentence = _("%(said)s, jusqu’au %(day)s") % {
            "said": sentence,
            "day": french.long_date(one.until),
        }
    return sentence


def answer_words(one: Signal, today: date) -> str:
    """What was done about it, or that it waits for an answer."""
    if not one.answer:
        return _("sans réponse") if one.on <= today else _("à venir")
    words = str(one.get_answer_display())
    if one.answer == Response.WAIT and one.again_on:
        day = french.long_date(one.again_on)
        late = (
            _("à revoir depuis le %(day)s") if one.again_on <= today else _("à revoir le %(day)s")
        )
        return f"{words}, {late % {'day': day}}"
    return words


def waits_on(fact: SignalFact, day: date) -> bool:
    """Whether the news calls for an answer on that day."""
    if not fact.answer:
        return fact.on <= day
    return fact.answer == Response.WAIT and fact.again_on is not None and fact.again_on <= day


def signals_reading(waiting: int, oldest: date | None, count: int) -> str:
    """How much news there is, how much of it waits, since when."""
    if not count:
        return ""
    if not waiting or oldest is None:
        return ngettext(
            "L’actualité connue a sa réponse.",
            "Les %(n)s actualités connues ont leur réponse.",
            count,
        ) % {"n": french.in_words(count, feminine=True)}
    return ngettext(
        "Une actualité attend une réponse, depuis le %(day)s.",
        "%(n)s actualités attendent une réponse, la plus ancienne depuis le %(day)s.",
        waiting,
    ) % {
        "n": french.in_words(waiting, feminine=True).capitalize(),
        "day": french.long_date(oldest),
    }


def waiting_facts(facts: Sequence[SignalFact], day: date) -> list[SignalFact]:
    """The news that calls for an answer on that day, the oldest first."""
    return sorted((one for one in facts if waits_on(one, day)), key=lambda one: one.on)

"""Does a plan count of its sources what their own rules allow?"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.money import euros_words
from maillage.trade.funding.choices import PlanRule
from maillage.trade.funding.funding_plan.rules.checks import Check, PlanFacts, Sourced


def source_checks(facts: PlanFacts) -> Iterator[Check]:
    """One line for all the sources of the plan: what departs from their rules, each in words."""
    if not facts.sourced:
        return
    faults = [words for one in facts.sourced for words in _faults(one)]
    names = french.listed([one.name for one in facts.sourced])
    head = _("Règles des sources : %(names)s") % {"names": names}
    if faults:
        yield Check(PlanRule.SOURCES, head, ".", _checked(facts), " ".join(faults), "attention")
    else:
        yield Check(PlanRule.SOURCES, head, _(", respectées."), _checked(facts))


def _faults(one: Sourced) -> Iterator[str]:
    about = {"name": one.name, "sum": euros_words(one.counted)}
    if one.rate_bp is not None and one.counted * 10_000 > one.rate_bp * one.base:
        most = one.rate_bp * one.base // 10_000
        words = _("%(name)s : %(sum)s, pour %(most)s au plus d’après son taux.")
        yield words % {**about, "most": euros_words(most)}
    if one.cap is not None and one.counted > one.cap:
        words = _("%(name)s : %(sum)s, pour un plafond de %(most)s.")
        yield words % {**about, "most": euros_words(one.cap)}
    if one.floor is not None and 0 < one.counted < one.floor:
        words = _("%(name)s : %(sum)s, sous l’aide minimale de %(least)s.")
        yield words % {**about, "least": euros_words(one.floor)}
    if one.budget is not None and one.used > one.budget:
        words = _("%(name)s : %(used)s comptés sur une année, pour une enveloppe de %(most)s.")
        yield words % {**about, "used": euros_words(one.used), "most": euros_words(one.budget)}
    if one.clashes:
        words = _("%(name)s ne se cumule pas avec %(others)s.")
        yield words % {**about, "others": french.listed_whole(list(one.clashes))}


def _checked(facts: PlanFacts) -> str:
    """Since when each of these rules was read; nothing when one never was."""
    days = [one.checked_on for one in facts.sourced]
    read = [day for day in days if day is not None]
    if len(read) < len(days):
        return _("Règles jamais vérifiées : à relire chez le financeur.")
    return _("Règles vérifiées le %(day)s.") % {"day": french.long_date(min(read))}

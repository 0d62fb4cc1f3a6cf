"""Did the work begin late enough, until when does a DETR last, is the plan displayed?"""

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core import french
from maillage.law.detr import detr_beginning, detr_completion, detr_start
from maillage.law.rules import built_in_rules
from maillage.trade.funding.choices import PlanRule
from maillage.trade.funding.funding_plan.rules.checks import Check, Detr, PlanFacts

DISPLAYED = "reminder.publication_of_funding_plan"
NOTE_RECEIPT = lazy(
    "Attendez l’accusé de réception de la demande, et notez sa date avec le financement."
)
# How long before a grant lapses it calls.
NEAR = timedelta(days=61)


def calendar_checks(facts: PlanFacts, today: date) -> Iterator[Check]:
    """What the rules on dates say of this plan, those that apply to it."""
    for one in facts.detr:
        yield _detr(facts, one, today)
    if facts.begun_on is not None and facts.sums.others > 0:
        yield _display(facts.begun_on, facts.displayed_on, today)


def _detr(facts: PlanFacts, one: Detr, today: date) -> Check:
    """Begun on the receipt or after it, then finished in time; not begun, until when it may.

    A request is no receipt: nothing is permitted on its day.
    """
    begun = facts.begun_on
    if begun is None:
        return _not_begun(one, today)
    started = detr_start(one.received, begun)
    head = _("Travaux commencés le %(day)s") % {"day": french.long_date(begun)}
    if one.received is None:
        is_early = one.requested is not None and begun < one.requested
        risk = _("Risque de refus : commencement noté avant la demande.")
        return Check(
            PlanRule.DETR,
            head,
            _(", sans accusé de réception noté pour la DETR."),
            started.source,
            risk if is_early else _("Notez sa date : commencer avant elle fait risquer un refus."),
            "alert" if is_early else "attention",
        )
    if started.level:
        return Check(PlanRule.DETR, head, "", started.source, started.sentence, started.level)
    rest = _(", après la demande de DETR, reçue le %(day)s.") % {
        "day": french.long_date(one.received)
    }
    end = detr_completion(begun)
    level = "attention" if end.figures.until - NEAR <= today else ""
    return Check(PlanRule.DETR, head, rest, started.source, end.sentence, level)


def _not_begun(one: Detr, today: date) -> Check:
    if one.granted is None:
        head = _("DETR %(year)s pas encore accordée, travaux pas commencés") % {"year": one.year}
        finding = detr_start(one.received, None)
        note = finding.sentence if one.received else str(NOTE_RECEIPT)
        return Check(PlanRule.DETR, head, ".", finding.source, note, "information")
    head = _("DETR %(year)s accordée, travaux pas encore commencés") % {"year": one.year}
    delay = detr_beginning(one.granted)
    level = "attention" if delay.figures.until - NEAR <= today else "information"
    return Check(PlanRule.DETR, head, ".", delay.source, delay.sentence, level)


def _display(begun: date, displayed: date | None, today: date) -> Check:
    rule = built_in_rules()[DISPLAYED]
    due = begun + timedelta(days=rule.whole("days"))
    if displayed is not None:
        head = _("Plan affiché le %(day)s") % {"day": french.long_date(displayed)}
        late = _(", attendu le %(day)s.") % {"day": french.long_date(due)}
        return Check(PlanRule.DISPLAY, head, late if displayed > due else ".", rule.source)
    head = _("Plan de financement à afficher")
    words = (
        _(" : il devait l’être le %(day)s.") if today > due else _(" avant le %(day)s inclus.")
    ) % {"day": french.long_date(due)}
    level = "alert" if today > due else "information"
    return Check(PlanRule.DISPLAY, head, words, rule.source, rule.text, level)

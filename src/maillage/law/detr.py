"""May this investment begin, and until when does its DETR last?"""

from dataclasses import dataclass
from datetime import date

from maillage.law.delays import months_after
from maillage.law.finding import LegalFinding, Remark, finding, remark, statement
from maillage.law.rules import Rules, built_in_rules
from maillage.law.wording import french_date


@dataclass(frozen=True)
class DetrStart:
    """Whether the application stands; `None` while nothing has begun."""

    accepted: bool | None


@dataclass(frozen=True)
class DetrDelay:
    """The last day, and the last one that the prefect may grant."""

    until: date
    extended: date


def detr_start(
    received: date | None, begun: date | None, *, rules: Rules | None = None
) -> LegalFinding[DetrStart]:
    """Return whether the first act that commits came late enough: on the receipt or after it.

    Studies and land are no beginning: leave them out. Source: CGCT R2334-24.
    On screen: « Risque de refus : les travaux ont commencé le 1er mars 2026, avant… »
    """
    rules = rules or built_in_rules()
    is_early = begun is not None and (received is None or begun < received)
    figures = DetrStart(None if begun is None else not is_early)
    return finding(
        rules,
        "detr.begun_before_receipt",
        _beginning(received, is_early=is_early),
        figures,
        begun=french_date(begun) if begun else "",
        received=french_date(received) if received else "à venir",
    )


def detr_beginning(notified: date, *, rules: Rules | None = None) -> LegalFinding[DetrDelay]:
    """Return until when the work may begin: two years from the notification, one more granted.

    Source: CGCT R2334-28. On screen: « À commencer avant le 10 juin 2028, sinon… »
    """
    return _delay(rules or built_in_rules(), "begin", "detr.beginning", notified)


def detr_completion(begun: date, *, rules: Rules | None = None) -> LegalFinding[DetrDelay]:
    """Return until when completion is declared: four years from the beginning, two more granted.

    Source: CGCT R2334-29. On screen: « Achèvement à déclarer avant le 15 janvier 2031… »
    """
    return _delay(rules or built_in_rules(), "complete", "detr.completion", begun)


def _beginning(received: date | None, *, is_early: bool) -> Remark:
    if is_early:
        return remark("alert", "begun_too_early")
    return statement("may_begin") if received else remark("attention", "not_begun")


def _delay(rules: Rules, word: str, rule_id: str, start: date) -> LegalFinding[DetrDelay]:
    rule = rules[rule_id]
    until = months_after(start, rule.whole("months"))
    extended = months_after(start, rule.whole("months") + rule.whole("extension"))
    days = {word: french_date(until), f"{word}_extended": french_date(extended)}
    return finding(rules, rule_id, statement(f"{word}_before"), DetrDelay(until, extended), **days)

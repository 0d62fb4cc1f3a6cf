"""Until when may the convocation be sent?"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from maillage.law.finding import LegalFinding, Remark, finding, remark, statement
from maillage.law.legal_body import LegalBody
from maillage.law.rule import Rule
from maillage.law.rules import Rules, built_in_rules
from maillage.law.wording import count_of, french_date
from maillage.law.words import COUNTINGS


@dataclass(frozen=True)
class ClearDays:
    """Days asked between sending and session; `None` where no text gives a number.

    `note_required` says that an explanatory note goes with the convocation.
    """

    days_required: int | None
    counting: str
    latest_sending_date: date | None
    in_time: bool | None
    missing_days: int | None
    note_required: bool = False


def latest_sending_date(session: date, days: int) -> date:
    """Return the last day of sending that leaves so many whole days before the session.

    Neither the sending day nor the session day counts; nothing is extended (CGCT L2121-11, -12).
    On screen: « Dernier jour d’envoi : 3 décembre 2026. »
    """
    return session - timedelta(days=days + 1)


def clear_days(
    session: date,
    body: LegalBody | None = None,
    *,
    days_by_hand: int | None = None,
    emergency: bool = False,
    first_session_after_renewal: bool = False,
    classified_installation: bool = False,
    sent: date | None = None,
    rules: Rules | None = None,
) -> LegalFinding[ClearDays]:
    """Return the days of convocation, the last day of sending and whether `sent` is in time.

    `days_by_hand` (statutes, amended parameter) replaces the number drawn from the body, also in
    an emergency. An item on a classified installation asks a small commune for the days and the
    note of a large one. Source: CGCT L2121-7, -11, -12, L2541-2, L3121-19, L4132-18, L5211-1,
    L5711-1. On screen: « Convocation à envoyer au plus tard le 3 décembre 2026 (3 jours francs). »
    """
    rules = rules or built_in_rules()
    cases = _Cases(first_session_after_renewal, classified_installation)
    rule = _rule_of(rules, body, cases)
    days, counting = _days_of(rule, emergency)
    if days_by_hand is not None:
        days, counting = days_by_hand, "clear" if counting == "eve" else counting
    figures = replace(_figures(session, days, counting, sent), note_required=rule.flag("note"))
    return finding(rules, rule.id, _chosen(figures), figures, **_sentence_values(figures))


@dataclass(frozen=True)
class _Cases:
    """What is out of the ordinary in this session; each a flag by which a rule may be reserved."""

    first_session: bool
    classified_installation: bool


def _rule_of(rules: Rules, body: LegalBody | None, cases: _Cases) -> Rule:
    if body is None:
        return rules["clear_days.by_hand"]
    fitting = [rule for rule in rules.of("clear_days") if _fits(rule, body, cases)]
    return fitting[0] if fitting else rules["clear_days.statutes"]


def _fits(rule: Rule, body: LegalBody, cases: _Cases) -> bool:
    if body.kind not in rule.words("kinds"):
        return False
    if rule.flag("alsace_moselle") and not body.alsace_moselle:
        return False
    if rule.flag("first_session") and not cases.first_session:
        return False
    if rule.flag("classified_installation") and not cases.classified_installation:
        return False
    if body.population is None:
        return not rule.has("population_below")
    below = rule.whole("population_below") or body.population + 1
    return rule.whole("population_from") <= body.population < below


def _days_of(rule: Rule, emergency: bool) -> tuple[int | None, str]:
    when = "emergency_" if emergency and rule.has("emergency_days") else ""
    counting = rule.word(when + "counting") or rule.word("counting") or "statutes"
    return (rule.whole(when + "days") if rule.has(when + "days") else None), counting


def _figures(session: date, days: int | None, counting: str, sent: date | None) -> ClearDays:
    if days is None:
        return ClearDays(None, counting, None, None, None)
    latest = latest_sending_date(session, days)
    if sent is None:
        return ClearDays(days, counting, latest, None, None)
    missing = min(max((sent - latest).days, 0), max(days, 1))
    return ClearDays(days, counting, latest, sent <= latest, missing)


def _chosen(figures: ClearDays) -> Remark:
    if figures.days_required is None:
        return remark("attention", "statutes_decide")
    if figures.in_time is None:
        return statement("send_by")
    return statement("in_time") if figures.in_time else remark("alert", "sent_too_late")


def _delay(days: int, counting: str) -> str:
    if counting == "eve":
        return COUNTINGS["eve"]
    if counting == "clear":
        return count_of(days, "jour franc", "jours francs")
    if counting == "safe":
        return count_of(days, "jour plein", "jours pleins") + ", lecture prudente"
    return count_of(days, "jour", "jours") + ", " + COUNTINGS[counting]


def _sentence_values(figures: ClearDays) -> dict[str, str]:
    latest, days = figures.latest_sending_date, figures.days_required
    return {
        "latest": french_date(latest) if latest else "",
        "delay": _delay(days or 0, figures.counting),
        "missing": count_of(figures.missing_days or 0, "jour", "jours"),
    }

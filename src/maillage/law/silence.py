"""What is the silence of a council worth, and from when?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from maillage.law.delays import months_after
from maillage.law.finding import LegalFinding, Remark, finding, remark, statement
from maillage.law.rule import Rule
from maillage.law.rules import Rules, built_in_rules
from maillage.law.wording import french_date
from maillage.law.words import EFFECTS_OF_SILENCE


@dataclass(frozen=True)
class Silence:
    """The delay and its meaning; `None` without a delay, a vote or a day of reading."""

    months: int | None
    effect_of_silence: str
    last_day_to_deliberate: date | None
    delay_over_from: date | None
    vote_counts: bool | None
    deemed: str | None


@dataclass(frozen=True)
class Procedure:
    """One line of the table: months from notification, meaning of silence."""

    months: int | None
    effect_of_silence: str


def silence(
    procedure: str,
    notified: date | None = None,
    *,
    months: int | None = None,
    voted: date | None = None,
    on: date | None = None,
    rules: Rules | None = None,
) -> LegalFinding[Silence]:
    """Return the last day to deliberate, whether the vote counts and what is deemed on a day.

    Months run from notification to the same-numbered day, the last day of the month if none; no
    extension for weekends; deemed the day after. A late vote changes nothing. `procedure` is the
    name of a rule `silence.…`; `months` serves where no text gives a delay. Source: CGCT
    L5211-5 I, -17 to -20, CE 26 March 2007. A procedure without a rule raises a `KeyError`.
    On screen: « Le conseil peut délibérer jusqu’au 15 mars 2027 ; ensuite, silence : accord. »
    """
    rules = rules or built_in_rules()
    rule = rules[f"silence.{procedure}"]
    delay = _months_of(rule, months)
    last = months_after(notified, delay) if notified and delay is not None else None
    effect = rule.word("effect_of_silence") or "none"
    figures = Silence(
        months=delay,
        effect_of_silence=effect,
        last_day_to_deliberate=last,
        delay_over_from=last + timedelta(days=1) if last else None,
        vote_counts=None if voted is None else last is None or voted <= last,
        deemed=_deemed(effect, last, voted, on),
    )
    return finding(
        rules,
        rule.id,
        _chosen(rule, figures),
        figures,
        last=french_date(last) if last else "",
        effect=EFFECTS_OF_SILENCE[effect],
    )


def table_of_procedures(
    procedures: Sequence[str] | None = None, *, rules: Rules | None = None
) -> dict[str, Procedure]:
    """Return months and meaning of silence by procedure, in the order asked; all by default.

    Source: that of each rule `silence.…`. A procedure without a rule raises a `KeyError`.
    On screen: « Retrait : trois mois, silence valant refus. »
    """
    rules = rules or built_in_rules()
    every = [rule.id.partition(".")[2] for rule in rules.of("silence")]
    return {
        name: Procedure(
            _months_of(rules[f"silence.{name}"], None),
            rules[f"silence.{name}"].word("effect_of_silence") or "none",
        )
        for name in (every if procedures is None else procedures)
    }


def _months_of(rule: Rule, by_hand: int | None) -> int | None:
    return rule.whole("months") if rule.has("months") else by_hand


def _deemed(effect: str, last: date | None, voted: date | None, on: date | None) -> str | None:
    if effect == "none" or last is None or on is None or on <= last:
        return None
    return effect if voted is None or voted > last else None


def _chosen(rule: Rule, figures: Silence) -> Remark:
    word = rule.word("finding")
    if word == "simple_opinion":
        return remark("information", word)
    if word is not None and figures.vote_counts is None:
        return remark("attention", word)
    if figures.last_day_to_deliberate is None:
        return statement("no_delay")
    if figures.vote_counts is not None:
        return statement("counts" if figures.vote_counts else "too_late")
    return statement("deemed" if figures.deemed else "before")

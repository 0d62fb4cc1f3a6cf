"""What would change if those who are awaited said no? Nothing is written."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.trade.funding.choices import LineKind, Section
from maillage.trade.funding.funding_plan.plan_readings import Amount, balance, if_refused
from maillage.trade.funding.funding_plan.queries.sheet import PlanSheet
from maillage.trade.funding.funding_plan.rules.checks import Check, PlanFacts
from maillage.trade.funding.funding_plan.rules.shares import share_checks
from maillage.trade.funding.funding_plan.words import payer_words, refused_words


def refusal_title(sheet: PlanSheet, section: str) -> str:
    """« Et si le Département et la MSA disent non ? »; nothing when nobody is awaited."""
    awaited = sheet.balance(section).awaited
    names = list(dict.fromkeys(one.name for one in awaited if one.awaits_answer))
    if not names:
        return ""
    who = french.listed([payer_words(one) for one in names])
    question = _("Et si %(who)s dit non ?") if len(names) == 1 else _("Et si %(who)s disent non ?")
    return question % {"who": who}


def refusal_words(sheet: PlanSheet, facts: PlanFacts, section: str) -> str:
    """What the owner would pay, and which rules on shares would then call."""
    after = if_refused(sheet.read_costs, sheet.read_lines)
    before = sheet.read_lines
    sentence = refused_words(
        facts.owner,
        (_own(before, section), _own(after, section)),
        (_gap(sheet, before, section), _gap(sheet, after, section)),
    )
    if section != Section.INVESTMENT:
        return sentence
    return f"{sentence} {_rules_words(facts, after)}".strip()


def _own(lines: Sequence[Amount], section: str) -> int:
    return sum(one.counted for one in lines if one.section == section and one.is_own)


def _gap(sheet: PlanSheet, lines: Sequence[Amount], section: str) -> int:
    return max(balance(section, sheet.read_costs, lines).gap, 0)


def _rules_words(facts: PlanFacts, after: Sequence[Amount]) -> str:
    fonds = {one.name for one in after if one.kind == LineKind.FONDS_DE_CONCOURS and one.counted}
    refused = replace(
        facts, lines=after, fonds=[one for one in facts.fonds if one.name in fonds], rated=()
    )
    before, later = list(share_checks(facts)), list(share_checks(refused))
    calling = {one.rule for one in before if one.calls}
    others = [one for one in later if one.calls and one.rule not in calling]
    if others:
        return " ".join(_words(one) for one in others)
    return "" if calling or not later else _("Les règles sur les parts resteraient respectées.")


def _words(check: Check) -> str:
    return check.note or f"{check.head}{check.rest}"

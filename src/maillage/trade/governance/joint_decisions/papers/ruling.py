"""By which rule is the text adopted, as its papers say it, and where is that rule written?"""

import re

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core.french import capital, in_words
from maillage.trade.governance.choices import DecisionRule
from maillage.trade.governance.joint_decisions.models import JointDecision
from maillage.trade.governance.joint_decisions.words.standing_words import rule_text

ARTICLE = re.compile(r"article(?P<several>s?) \S")


def ruling_words(decision: JointDecision, source: str, count: int) -> str:
    """A sentence that says what is needed, never that it is done; with its source when there is.

    `count` is to how many structures the text is put: nothing tells that they are all the members.
    """
    words = _needed(decision, count)
    article = ARTICLE.match(source)
    if article is None:
        return capital(f"{words} ({source})." if source else f"{words}.")
    under = f"des {source}" if article["several"] else f"de l’{source}"
    return _("En application %(under)s, %(words)s.") % {"under": under, "words": words}


def _needed(decision: JointDecision, count: int) -> str:
    if decision.rule == DecisionRule.UNANIMITY:
        return ngettext(
            "ce texte, soumis à une structure, n’est adopté qu’avec son accord",
            "ce texte n’est adopté que si l’ensemble des %(n)s structures l’approuve",
            count,
        ) % {"n": in_words(count, feminine=True)}
    text = rule_text(decision.rule, decision.least_agreements).rstrip(".")
    if decision.rule == DecisionRule.EACH_FOR_ITSELF:
        return text[:1].lower() + text[1:]
    return _("la règle est celle-ci : %(rule)s") % {"rule": text[:1].lower() + text[1:]}


def signing_words(decision: JointDecision, count: int) -> str:
    """When the text is signed: once all agreed where all must, else by those that authorised it."""
    if decision.rule != DecisionRule.UNANIMITY:
        return _("par les structures qui l’ont autorisée")
    return ngettext(
        "une fois l’accord recueilli", "une fois les %(n)s accords recueillis", count
    ) % {"n": in_words(count)}

"""By which rule is this joint decision taken, in plain values that a computation can take?"""

from collections.abc import Sequence

from maillage.law.finding import LegalFinding, finding, statement
from maillage.law.rule import Rule
from maillage.law.rules import Rules, built_in_rules

PLAIN_KEYS = ("kind", "alternatives", "required_above")
PlainRule = dict[str, object]


def majority_rules(rules: Rules | None = None) -> dict[str, PlainRule]:
    """Return every rule of a joint decision by name, each as plain values.

    The form is that of `maillage.analysis.majorities`: `kind`, `alternatives` (thresholds on
    `count`, `population`, `seats`, as shares such as « 2/3 », `strict` for "more than") and
    `required_above`. Sources: CGCT L5211-5 II, L5721-2-1, L5214-16 V, L2121-29.
    On screen: « Majorité qualifiée, unanimité, deux tiers des membres composant le comité… »
    """
    rules = rules or built_in_rules()
    return {rule.id.partition(".")[2]: plain_rule(rule) for rule in rules.of("majority")}


def plain_rule(rule: Rule) -> PlainRule:
    """Return one rule as plain values, without what only the screen needs."""
    return {key: rule.parameters[key] for key in PLAIN_KEYS if key in rule.parameters}


def majority_rule(
    decision_rule: str,
    *,
    body_kind: str | None = None,
    effect_of_silence: str = "none",
    required: Sequence[str] = (),
    rules: Rules | None = None,
) -> LegalFinding[PlainRule]:
    """Return the rule of one decision as plain values, silence and required structures set.

    `decision_rule` is a word of the rules (`qualified_majority`, `unanimity`…) or the name of an
    added rule; `body_kind` chooses the qualified majority of an EPCI or of a syndicate.
    Source: that of the rule. On screen: « Chaque structure décide pour elle-même : la
    convention lie celles qui la signent. »
    """
    rules = rules or built_in_rules()
    rule = rule_of_decision(rules, decision_rule, body_kind)
    figures = plain_rule(rule) | {"silence": effect_of_silence}
    if required:
        figures["required"] = list(required)
    return finding(rules, rule.id, statement("rule"), figures, text=rule.text)


def rule_of_decision(rules: Rules, decision_rule: str, body_kind: str | None) -> Rule:
    """Return the rule that a decision follows; a `ValueError` lists the names if none does."""
    listed_rule = rules.by_id.get(f"majority.{decision_rule}")
    if listed_rule is not None:
        return listed_rule
    results = [rule for rule in rules.of("majority") if rule.word("kind") == decision_rule]
    fitting = [rule for rule in results if body_kind in rule.words("kinds")]
    if not results:
        text = ", ".join(majority_rules(rules))
        raise ValueError(f"« {decision_rule} » n’est pas une règle de décision ({text}).")
    return fitting[0] if fitting else results[-1]

"""What has each council answered so far, as the rule reads it?"""

from collections.abc import Iterable

from django.db.models import FilteredRelation, Q

from maillage.trade.governance.joint_decisions.models import Deliberation, JointDecision
from maillage.trade.governance.joint_decisions.rules import Council, Terms

COLUMNS = (
    "decision",
    "pk",
    "organisation__name",
    "organisation__short_name",
    "standing_answer__vote",
    "standing_answer__voted_on",
    "sent_on",
    "session_on",
    "is_required",
    "weight",
    "population",
)


def terms_of(decision: JointDecision) -> Terms:
    """The rule of the decision and the meaning of silence, as plain values."""
    return Terms(
        rule=decision.rule,
        least_agreements=decision.least_agreements,
        silence=decision.silence,
        effect=decision.silence_effect,
        months=decision.silence_months,
    )


def councils_of(decisions: Iterable[JointDecision]) -> dict[int, list[Council]]:
    """The councils that must answer now, by decision, in one query."""
    found: dict[int, list[Council]] = {decision.pk: [] for decision in decisions}
    rows = (
        Deliberation.objects.filter(decision__in=list(found), until__isnull=True)
        .annotate(
            standing_answer=FilteredRelation(
                "answers", condition=Q(answers__replaced_at__isnull=True)
            )
        )
        .order_by("organisation__folded", "pk")
    )
    for decision, number, name, short, vote, *rest in rows.values_list(*COLUMNS):
        voted_on, sent_on, session_on, is_required, weight, population = rest
        found[decision].append(
            Council(
                key=str(number),
                name=short or name,
                vote=vote or "",
                voted_on=voted_on,
                sent_on=sent_on,
                session_on=session_on,
                is_required=is_required,
                weight=weight,
                population=population,
            )
        )
    return found

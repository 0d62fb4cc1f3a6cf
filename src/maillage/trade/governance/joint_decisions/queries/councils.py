"""Which councils are asked what, and who answers for them?"""

from collections.abc import Iterable, Sequence

from django.db.models import FilteredRelation, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from maillage.core.tables_out import Value
from maillage.foundation.cooperations.models import Access, AnswerLink
from maillage.foundation.exchange.cells.text import folded
from maillage.ground.directory.choices import OrganisationKind
from maillage.ground.directory.records.words import followed_by
from maillage.trade.governance.choices import Vote
from maillage.trade.governance.joint_decisions.council_kinds import is_executory
from maillage.trade.governance.joint_decisions.models import Answer, Deliberation, JointDecision
from maillage.trade.governance.joint_decisions.rules import Council, Counts, Terms
from maillage.trade.governance.joint_decisions.table.reading import ExistingCouncil


def deliberation_of(link: AnswerLink) -> QuerySet[Deliberation]:
    """The way that the link is about, in its cooperation, while the structure is asked."""
    return Deliberation.objects.filter(
        pk=link.target, decision__cooperation=link.cooperation_id, until__isnull=True
    ).select_related("decision__cooperation", "organisation", "text")


def standing_answer(deliberation: Deliberation) -> Answer | None:
    """The answer known now."""
    return deliberation.answers.filter(replaced_at__isnull=True).first()


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
    "standing_answer__text__fingerprint",
    "organisation__kind",
    "council",
    "transmitted_on",
    "published_on",
)


def terms_of(decision: JointDecision) -> Terms:
    """The rule of the decision and the meaning of silence, as plain values."""
    return Terms(
        rule=decision.rule,
        least_agreements=decision.least_agreements,
        silence=decision.silence,
        months=decision.silence_months,
    )


def councils_of(decisions: Iterable[JointDecision]) -> dict[int, list[Council]]:
    """The councils that must answer now, by decision, in one query."""
    councils_by_number: dict[int, list[Council]] = {decision.pk: [] for decision in decisions}
    rows = (
        Deliberation.objects.filter(decision__in=list(councils_by_number), until__isnull=True)
        .annotate(
            standing_answer=FilteredRelation(
                "answers", condition=Q(answers__replaced_at__isnull=True)
            )
        )
        .order_by("organisation__folded", "pk")
    )
    for decision, number, name, short, vote, *rest in rows.values_list(*COLUMNS):
        voted_on, sent_on, session_on, is_required, weight, population, text, kind, *act = rest
        councils_by_number[decision].append(
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
                text=text or "",
                is_epci=kind == OrganisationKind.EPCI,
                is_executory=is_executory(*act),
            )
        )
    return councils_by_number


def existing_councils(cooperation_id: int) -> list[ExistingCouncil]:
    """Every council of the joint decisions of a cooperation, in two queries."""
    return [
        ExistingCouncil(
            pk=one.pk,
            question=folded(one.decision.title),
            title=one.decision.title,
            name=one.organisation.name,
            short_name=one.organisation.short_name,
            label=f"{one.organisation}, {one.decision.title}",
            sent_on=one.sent_on,
            vote=answer.vote if (answer := _standing(one)) else "",
            counts=counts_of(answer) if answer else Counts(),
            gone=_gone(one),
        )
        for one in _paths(cooperation_id)
    ]


def counts_of(answer: Answer) -> Counts:
    """How many voices of the council were for, against and abstained."""
    return Counts(answer.votes_for, answer.votes_against, answer.abstentions)


def council_rows(access: Access, fields: Sequence[str]) -> Iterable[Sequence[Value]]:
    """The councils in the order of these fields, a row for each question put to each of them."""
    for one in _paths(access.cooperation_id):
        answer = _standing(one)
        values: dict[str, Value] = {
            "decision_number": one.decision_id,
            "organisation_number": one.organisation_id,
            "organisation_name": one.organisation.name,
            "deliberation_object": one.decision.title,
            "text_sent_on": one.sent_on,
            "council_on": answer.voted_on if answer else one.session_on,
            "deliberation_result": str(Vote(answer.vote).label) if answer else "",
            "votes_for": answer.votes_for if answer else None,
            "votes_against": answer.votes_against if answer else None,
            "votes_abstention": answer.abstentions if answer else None,
            "reservations": answer.reserves if answer else "",
            "deliberation_number": one.act_number,
            "transmitted_on": one.transmitted_on,
            "published_on": one.published_on,
        }
        yield [values.get(name, "") for name in fields]


def _paths(cooperation_id: int) -> QuerySet[Deliberation]:
    standing = Prefetch(
        "answers", Answer.objects.filter(replaced_at__isnull=True), to_attr="standing"
    )
    rows = Deliberation.objects.filter(decision__cooperation=cooperation_id)
    deliberations = rows.select_related("decision", "organisation__successor").prefetch_related(
        standing
    )
    return deliberations.order_by("decision__folded", "decision", "organisation__folded", "pk")


def _standing(deliberation: Deliberation) -> Answer | None:
    answers: list[Answer] = getattr(deliberation, "standing", [])
    return answers[0] if answers else None


def _gone(deliberation: Deliberation) -> str:
    """Why the council is asked no more; nothing while it is."""
    if deliberation.until is None:
        return ""
    left = _("Cette structure n’est plus appelée à décider.")
    return followed_by(deliberation.organisation) or left

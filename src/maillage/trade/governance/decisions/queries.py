"""Which questions were asked, what was settled, between which options, and what is next?"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import BooleanField, Count, ExpressionWrapper, Q, QuerySet
from django.db.models.functions import Coalesce

from maillage.core.numbers import read_number
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.profiles.rules import profile
from maillage.foundation.cooperations.records.history import history
from maillage.foundation.journal.queries import Gesture
from maillage.ground.directory.models import Organisation
from maillage.ground.directory.records.models.periods import in_force
from maillage.ground.directory.records.queries.organisations import member_organisations
from maillage.trade.governance.bodies.models import Body, Seat
from maillage.trade.governance.choices import DecisionRule, Outcome, RouteStep, Voice
from maillage.trade.governance.council_kinds import OF_NATURE
from maillage.trade.governance.decisions.models import Decision, DecisionOption
from maillage.trade.governance.joint_decisions.models import JointDecision

OPEN = Q(outcome="") | Q(outcome=Outcome.TO_DELIBERATE, joint_decision__isnull=True)


def registered_decisions(access: Access) -> QuerySet[Decision]:
    """Every line of the register, with the day on which it was settled, and whether it was."""
    rows = decisions(access).select_related(
        "joint_decision", "meeting__body", "body", "steward", "item"
    )
    return rows.annotate(
        settled_on=Coalesce("meeting__held_on", "decided_on"),
        is_settled=ExpressionWrapper(~Q(outcome=""), output_field=BooleanField()),
    )


@dataclass(frozen=True, slots=True)
class DecisionTotals:
    """How many lines there are, are open, wait for a joint decision, are to be reviewed."""

    count: int
    open: int
    for_councils: int
    due_review: int


def decision_totals(access: Access, today: date) -> DecisionTotals:
    """The totals of the register; one query."""
    totals = decisions(access).aggregate(
        count=Count("pk"),
        open=Count("pk", filter=Q(outcome="")),
        for_councils=Count(
            "pk", filter=Q(outcome=Outcome.TO_DELIBERATE, joint_decision__isnull=True)
        ),
        due_review=Count("pk", filter=Q(review_on__lte=today)),
    )
    return DecisionTotals(**totals)


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A line as the registers read it."""

    pk: int
    question: str
    wording: str
    outcome: str
    outcome_label: str
    body: str
    rule: str
    settled_on: date | None
    review_on: date | None
    effects: str
    nature: str
    nature_why: str
    next_step: str
    goes_up: str
    stays: str
    steward: str = ""
    joint_decision: str = ""
    options: Sequence[DecisionOption] = ()


def decision_lines(page: QuerySet[Decision]) -> list[DecisionLine]:
    """The lines of one page, in one query."""
    return [_line(one) for one in page]


def whole_decision_lines(page: QuerySet[Decision]) -> list[DecisionLine]:
    """The same, with their options and what they have become, in two queries."""
    return [
        replace(
            _line(one),
            steward=str(one.steward or ""),
            joint_decision=str(one.joint_decision or ""),
            options=tuple(one.options.all()),
        )
        for one in page.prefetch_related("options")
    ]


def _line(one: Decision) -> DecisionLine:
    return DecisionLine(
        pk=one.pk,
        question=one.question or (str(one.item) if one.item else one.wording),
        wording=one.wording if one.question or one.item else "",
        outcome=one.outcome,
        outcome_label=str(one.get_outcome_display()) if one.outcome else "",
        body=body_name(one),
        rule=str(DecisionRule(one.rule).label) if one.rule else "",
        settled_on=getattr(one, "settled_on", None),
        review_on=one.review_on,
        effects=one.effects,
        nature=one.nature,
        nature_why=one.nature_why,
        next_step=one.next_step,
        goes_up=one.goes_up,
        stays=one.stays,
    )


def body_name(one: Decision) -> str:
    """The body that settled it, or that is competent."""
    body = one.body or (one.meeting.body if one.meeting else None)
    return body.name if body else ""


@dataclass(frozen=True)
class DecisionPage:
    """What is known of one line: its options, and the changes of its sheet."""

    decision: Decision
    options: Sequence[DecisionOption]
    is_locked: bool
    gestures: Sequence[Gesture] = field(default_factory=tuple)

    @property
    def settled_on(self) -> date | None:
        """The day on which it was settled."""
        meeting = self.decision.meeting
        return meeting.held_on if meeting else self.decision.decided_on


def decision_page(access: Access, decision: Decision) -> DecisionPage:
    """The sheet of one line, in a constant number of queries."""
    own = Decision.objects.filter(pk=decision.pk)
    options = list(decision.options.all())
    return DecisionPage(
        decision=decision,
        options=options,
        is_locked=bool(decision.meeting and decision.meeting.is_locked),
        gestures=history(
            access,
            f"decision:{decision.pk}",
            also=[own, DecisionOption.objects.filter(decision=decision.pk)],
        ),
    )


def options_of(access: Access) -> QuerySet[DecisionOption]:
    """Every option of the lines of the reader's cooperation."""
    rows = DecisionOption.objects.filter(decision__cooperation=access.cooperation_id)
    return rows.select_related("decision__cooperation", "decision__meeting__body__cooperation")


@dataclass(frozen=True, slots=True)
class RouteCounts:
    """How many questions are open, have no nature, no competent body, or go to the councils."""

    all: int
    open: int
    unsaid: int
    bodiless: int
    ruleless: int
    councils: int


def route_counts(cooperation_id: int) -> RouteCounts:
    """The counts of a cooperation, in one query."""
    rows = Decision.objects.filter(cooperation=cooperation_id)
    bodiless = Q(body__isnull=True, meeting__isnull=True) & ~Q(next_step=RouteStep.COUNCILS)
    ruled = Q(rule="") & ~Q(body__decision_rule__gt="") & ~Q(meeting__body__decision_rule__gt="")
    values = rows.aggregate(
        all=Count("pk"),
        open=Count("pk", filter=OPEN),
        unsaid=Count("pk", filter=OPEN & Q(nature="")),
        bodiless=Count("pk", filter=OPEN & bodiless),
        ruleless=Count("pk", filter=OPEN & ruled),
        councils=Count("pk", filter=OPEN & Q(next_step=RouteStep.COUNCILS)),
    )
    return RouteCounts(**values)


def settled_question(access: Access, number: str) -> Decision | None:
    """The line that is put to the councils, and was not yet; None when there is none."""
    rows = registered_decisions(access).filter(joint_decision__isnull=True)
    pk = read_number(number)
    return rows.filter(pk=pk).first() if pk else None


def joint_decision_from(access: Access, source: Decision | None) -> JointDecision:
    """A joint decision of the cooperation, unsaved, in the words of this line when there is one."""
    place = access.cooperation
    fresh = JointDecision(cooperation=place, rule=profile(place.profile).decision_rule)
    if source is not None:
        fresh.title = (source.question or source.wording)[:200].removesuffix(".")
        fresh.question = source.goes_up or source.wording
        fresh.body = source.body or (source.meeting.body if source.meeting else None)
        fresh.proposed_on = getattr(source, "settled_on", None)
        if source.rule and source.rule != DecisionRule.CONSENSUS:
            fresh.rule = source.rule
    return fresh


def councils_to_ask(access: Access, body: Body) -> list[Organisation]:
    """The members with a council that vote in the body, or all of them when none sits there.

    One query, two when none sits there.
    """
    members = member_organisations(access).filter(kind__in=OF_NATURE).order_by("folded", "pk")
    seats = Seat.objects.filter(in_force(), body=body, voice=Voice.DELIBERATIVE)
    return list(members.filter(pk__in=seats.values("organisation"))) or list(members)


def source_of(access: Access, joint_decision: int) -> Decision | None:
    """What a body settled, that this joint decision puts to the councils; one query."""
    return decisions(access).filter(joint_decision=joint_decision).order_by("pk").first()


def decisions(access: Access) -> QuerySet[Decision]:
    """Every question and decision of the reader's cooperation, of a meeting or alone."""
    rows = Decision.objects.filter(cooperation=access.cooperation_id)
    return rows.select_related("meeting__body__cooperation", "body", "item", "steward")

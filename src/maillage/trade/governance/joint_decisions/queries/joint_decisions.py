"""Which joint decisions are there, and where does each council stand on each?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.records.history import history
from maillage.foundation.journal.queries import Gesture
from maillage.ground.directory import permissions as directory
from maillage.ground.directory.choices import OrganisationKind
from maillage.ground.directory.models import Member, Organisation, Person
from maillage.ground.directory.records.models.periods import in_force
from maillage.ground.directory.records.queries.organisations import member_organisations, spoken_for
from maillage.trade.governance.choices import DecisionRule, Standing, Vote
from maillage.trade.governance.joint_decisions.council_kinds import is_executory
from maillage.trade.governance.joint_decisions.models import (
    Answer,
    Deliberation,
    JointDecision,
    TextVersion,
)
from maillage.trade.governance.joint_decisions.queries.councils import terms_of
from maillage.trade.governance.joint_decisions.rules import (
    Council,
    Place,
    Terms,
    effect_of,
    last_day,
    place_of,
)
from maillage.trade.governance.permissions import can_answer_for

SETTLING = (Vote.ADOPTED, Vote.RESERVED, Vote.REFUSED)
NEAR = timedelta(days=21)
MOST_PRESSING = 60
MOST_DATED = 600
ONE_DAY = timedelta(days=1)


def joint_decisions(access: Access) -> QuerySet[JointDecision]:
    """Every joint decision of the reader's cooperation."""
    return JointDecision.objects.filter(cooperation=access.cooperation_id)


def deliberations(access: Access) -> QuerySet[Deliberation]:
    """The paths of the decisions of the reader's cooperation, ended ones too."""
    rows = Deliberation.objects.filter(decision__cooperation=access.cooperation_id)
    return rows.select_related(
        "decision__cooperation", "organisation__successor", "contact", "text", "act"
    )


def current_deliberations(access: Access, decision: JointDecision | int) -> QuerySet[Deliberation]:
    """The paths that a decision, or that of a number, asks now, in the order of their names."""
    rows = deliberations(access).filter(decision=decision, until__isnull=True)
    listed_deliberations = rows.select_related(None).select_related("organisation")
    return listed_deliberations.order_by("organisation__folded", "pk")


def answerable(access: Access) -> QuerySet[Deliberation]:
    """The paths on which this reader may say what the council answered."""
    rows = deliberations(access)
    return rows if access.is_officer else rows.filter(organisation__in=spoken_for(access))


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision as the register reads it."""

    pk: int
    title: str
    rule: str
    standing: str
    reading: str
    proposed_on: date | None


def decision_rows(page: QuerySet[JointDecision]) -> list[DecisionRow]:
    """The rows of one page, in one query."""
    return [
        DecisionRow(
            pk=one.pk,
            title=one.title,
            rule=str(DecisionRule(one.rule).label),
            standing=one.standing,
            reading=one.reading,
            proposed_on=one.proposed_on,
        )
        for one in page
    ]


@dataclass(frozen=True, slots=True)
class Path:
    """The way of one council: its dates, its answers, the one known now, what the rule reads."""

    deliberation: Deliberation
    answers: Sequence[Answer]
    answer: Answer | None
    council: Council
    is_member: bool
    may_answer: bool

    @property
    def replaced(self) -> list[Answer]:
        """The answers that another replaced, oldest first."""
        return [one for one in self.answers if one.replaced_at is not None]

    @property
    def name(self) -> str:
        """The name of the structure, the short one when it has one."""
        return self.council.name


@dataclass(frozen=True)
class DecisionSheet:
    """What is known of one decision: its texts, the way of each council, where it stands."""

    decision: JointDecision
    terms: Terms
    texts: Sequence[TextVersion]
    paths: Sequence[Path]
    gone: Sequence[Path]
    place: Place
    gestures: Sequence[Gesture]
    today: date

    @property
    def text(self) -> TextVersion | None:
        """The last version of the text."""
        return self.texts[-1] if self.texts else None


def decision_sheet(access: Access, decision: JointDecision, today: date) -> DecisionSheet:
    """The sheet of a decision, in a constant number of queries."""
    paths = paths_of(access, decision)
    requested_paths = [path for path in paths if path.deliberation.until is None]
    terms = terms_of(decision)
    return DecisionSheet(
        decision=decision,
        terms=terms,
        texts=list(decision.texts.select_related("attachment")),
        paths=requested_paths,
        gone=[path for path in paths if path.deliberation.until is not None],
        place=place_of(terms, [path.council for path in requested_paths], today),
        gestures=_gestures(access, decision),
        today=today,
    )


def paths_of(access: Access, decision: JointDecision) -> list[Path]:
    """The way of each council of a decision, in two queries and one for who speaks for whom."""
    rows = with_answers(deliberations(access).filter(decision=decision))
    spoken = spoken_for(access)
    return [_path(access, one, spoken) for one in rows.order_by("organisation__folded", "pk")]


def with_answers(rows: QuerySet[Deliberation]) -> QuerySet[Deliberation]:
    """The paths, each with its answers and whether its structure is a member still."""
    place = Member.objects.filter(
        in_force(),
        cooperation=OuterRef("decision__cooperation"),
        organisation=OuterRef("organisation"),
    )
    answers = Answer.objects.select_related("recorded_by", "text").order_by("pk")
    return rows.annotate(is_member=Exists(place)).prefetch_related(
        Prefetch("answers", answers, to_attr="told_answers")
    )


def path_of(access: Access, deliberation: Deliberation) -> Path:
    """The way of one council, read with `with_answers`."""
    return _path(access, deliberation, spoken_for(access))


def _path(access: Access, one: Deliberation, spoken: frozenset[int]) -> Path:
    answers: Sequence[Answer] = getattr(one, "told_answers", [])
    answer = next((record for record in reversed(answers) if record.replaced_at is None), None)
    return Path(
        deliberation=one,
        answers=answers,
        answer=answer,
        council=_council(one, answer),
        is_member=bool(getattr(one, "is_member", True)),
        may_answer=can_answer_for(access, one.organisation_id, spoken),
    )


def _council(one: Deliberation, answer: Answer | None) -> Council:
    """The council as the rule reads it."""
    return Council(
        key=str(one.pk),
        name=one.organisation.short_name or one.organisation.name,
        vote=answer.vote if answer else "",
        voted_on=answer.voted_on if answer else None,
        sent_on=one.sent_on,
        session_on=one.session_on,
        is_required=one.is_required,
        weight=one.weight,
        population=one.population,
        text=answer.text.fingerprint if answer and answer.text else "",
        is_epci=one.organisation.kind == OrganisationKind.EPCI,
        is_executory=is_executory(one.council, one.transmitted_on, one.published_on),
    )


def _gestures(access: Access, decision: JointDecision) -> Sequence[Gesture]:
    """The sheet's history for those who work on it; the others read the answers."""
    if not access.is_in_team:
        return ()
    return history(access, decision.sheet_key)


def unasked_organisations(access: Access, decision: JointDecision) -> QuerySet[Organisation]:
    """The members of the cooperation that this decision does not ask now."""
    rows = Deliberation.objects.filter(
        decision=decision, organisation=OuterRef("pk"), until__isnull=True
    )
    return member_organisations(access).filter(~Exists(rows)).order_by("folded", "pk")


def people_of_council(access: Access, deliberation: Deliberation) -> QuerySet[Person]:
    """The people who act now in the structure; nobody for whoever reads nothing of people."""
    if not directory.can_open_people(access):
        return Person.objects.none()
    rows = Person.objects.filter(
        in_force("mandates__"), mandates__organisation=deliberation.organisation_id
    )
    return rows.distinct().order_by("family_name", "given_name", "pk")


def paths_of_organisations(access: Access, organisations: Sequence[int]) -> list[Path]:
    """The ways through the councils of these structures, ended ones too; oldest decision first."""
    rows = deliberations(access).filter(organisation__in=organisations)
    return _paths(access, rows.order_by("decision", "pk"))


def unsettled(access: Access) -> QuerySet[Deliberation]:
    """The ways on which the council has neither agreed nor refused yet."""
    return not_settled(deliberations(access))


def not_settled(rows: QuerySet[Deliberation]) -> QuerySet[Deliberation]:
    """Those of these ways that are still asked, and on which no council agreed or refused."""
    return rows.filter(~_answered(*SETTLING), until__isnull=True)


def not_refused(rows: QuerySet[Deliberation]) -> QuerySet[Deliberation]:
    """Those of these ways on which no council refused."""
    return rows.filter(~_answered(Vote.REFUSED))


def put_off() -> Exists:
    """Inside a question on ways: whether the council put the text off to another session."""
    return _answered(Vote.DEFERRED)


def _answered(*votes: str) -> Exists:
    """Inside a question on ways: whether the standing answer is one of these votes."""
    return Exists(
        Answer.objects.filter(deliberation=OuterRef("pk"), replaced_at__isnull=True, vote__in=votes)
    )


def pressing_paths(access: Access, today: date) -> list[Path]:
    """The ways that may not wait, in one query.

    Unsettled: a session near or past, an adjournment, a merger. Settled: a reservation to answer,
    and the act of an agreement while the decision may still be taken.
    """
    near = Q(session_on__lte=today + NEAR) | Q(organisation__ended_on__isnull=False)
    without_act = Q(transmitted_on__isnull=True) | Q(published_on__isnull=True)
    rows = deliberations(access).filter(
        ~Q(_answered(*SETTLING)) & (near | Q(_answered(Vote.DEFERRED)))
        | Q(_answered(Vote.RESERVED))
        | Q(_answered(Vote.ADOPTED)) & without_act & ~Q(decision__standing=Standing.IMPOSSIBLE),
        until__isnull=True,
    )
    return _paths(access, rows.order_by("session_on", "pk")[:MOST_PRESSING])


def paths_to_answer(access: Access, organisations: Sequence[int], today: date) -> list[Path]:
    """The ways of these structures whose council has met and whose vote is not known."""
    rows = unsettled(access).filter(organisation__in=organisations, session_on__lte=today)
    return _paths(access, rows.order_by("session_on", "pk")[:MOST_PRESSING])


def dated_paths(access: Access, since: date) -> list[Path]:
    """The ways whose session is known and not long past, in the order of the sessions."""
    rows = deliberations(access).filter(until__isnull=True, session_on__gte=since)
    return _paths(access, rows.order_by("session_on", "pk")[:MOST_DATED])


def sent_paths(access: Access) -> list[Path]:
    """The unsettled ways whose text has left."""
    rows = unsettled(access).filter(sent_on__isnull=False)
    return _paths(access, rows.order_by("decision", "organisation__folded", "pk")[:MOST_DATED])


@dataclass(frozen=True, slots=True)
class SilenceToCome:
    """The council whose silence is about to speak, the first day it does, and for what it counts.

    `effect` is `agreement` or `refusal`.
    """

    deliberation: Deliberation
    on: date
    effect: str


def silences_between(access: Access, first: date, last: date) -> list[SilenceToCome]:
    """The silences that begin to speak in the period, soonest first; in one query."""
    rows = unsettled(access).filter(sent_on__isnull=False, decision__stands_until__lte=last)
    silences = []
    for one in rows.order_by("sent_on", "pk")[:MOST_DATED]:
        terms = terms_of(one.decision)
        day = last_day(terms, one.sent_on)
        if day is not None and first <= day + ONE_DAY <= last:
            silences.append(SilenceToCome(one, day + ONE_DAY, effect_of(terms)))
    return sorted(silences, key=lambda one: one.on)


def undated_names(access: Access) -> list[str]:
    """The structures that are asked and whose next session is not known, a few of them."""
    rows = unsettled(access).filter(session_on__isnull=True).order_by("organisation__folded", "pk")
    shown_rows = rows.values_list("organisation__name", "organisation__short_name")
    return list(dict.fromkeys(short or name for name, short in shown_rows[:MOST_PRESSING]))


def _paths(access: Access, rows: QuerySet[Deliberation]) -> list[Path]:
    """These ways, in their order; what is told of a way is not read of those beyond the last."""
    order = rows.query.order_by
    read = with_answers(
        deliberations(access).filter(pk__in=rows.values("pk")).order_by(*order, "pk")
    )
    spoken = spoken_for(access) if list(read) else frozenset()
    return [_path(access, one, spoken) for one in read]

"""Where does each structure stand on each joint decision? What the matrix reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, FilteredRelation, Q, QuerySet

from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.models import Organisation
from maillage.law.words import WITHOUT_ACTS
from maillage.trade.governance.choices import DecisionRule, Standing, Vote
from maillage.trade.governance.joint_decisions.models import Answer, Deliberation, JointDecision
from maillage.trade.governance.joint_decisions.queries.councils import councils_of, terms_of
from maillage.trade.governance.joint_decisions.rules import place_of
from maillage.trade.governance.joint_decisions.words.standing_words import reading_of


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A decision: its rule, where it stands and why."""

    pk: int
    title: str
    rule: str
    standing: str
    reading: str


@dataclass(frozen=True, slots=True)
class MatrixColumn:
    """A structure that some decision asks."""

    pk: int
    name: str


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """What one council answered to one decision, or where the question is on its way."""

    vote: str
    voted_on: date | None
    sent_on: date | None
    session_on: date | None
    agenda_on: date | None
    silent: str


def voted_so(access: Access, vote: str) -> QuerySet[Deliberation]:
    """The ways that are still asked, on which the council answered this vote."""
    rows = Deliberation.objects.filter(decision__cooperation=access.cooperation_id)
    return rows.filter(
        until__isnull=True,
        pk__in=Answer.objects.filter(vote=vote, replaced_at__isnull=True).values("deliberation"),
    )


def matrix_rows(access: Access, standing: str, today: date, *, vote: str = "") -> list[MatrixRow]:
    """The decisions, newest first; those of which a silence has spoken since are read again.

    With a vote, those on which some council answered it.
    """
    rows = JointDecision.objects.filter(cooperation=access.cooperation_id)
    if standing:
        rows = rows.filter(standing=standing)
    if vote:
        rows = rows.filter(pk__in=voted_so(access, vote).values("decision"))
    joint_decisions = list(rows)
    aged = [one for one in joint_decisions if one.stands_until and one.stands_until <= today]
    fresh = _read_again(aged, today) if aged else {}
    return [
        MatrixRow(
            one.pk,
            one.title,
            str(DecisionRule(one.rule).label),
            *fresh.get(one.pk, (one.standing, one.reading)),
        )
        for one in joint_decisions
    ]


def _read_again(aged: Sequence[JointDecision], today: date) -> dict[int, tuple[str, str]]:
    councils = councils_of(aged)
    places = {one.pk: place_of(terms_of(one), councils[one.pk], today) for one in aged}
    return {number: (place.standing, reading_of(place)) for number, place in places.items()}


def matrix_columns(
    access: Access, rows: Sequence[MatrixRow], *, vote: str = ""
) -> list[MatrixColumn]:
    """The structures that one of these decisions asks, in the order of their names.

    With a vote, those whose council answered it.
    """
    deliberations = (
        voted_so(access, vote) if vote else Deliberation.objects.filter(until__isnull=True)
    ).filter(decision__in=[row.pk for row in rows])
    organisations = Organisation.objects.filter(pk__in=deliberations.values("organisation"))
    paths = organisations.order_by("folded", "pk")
    return [
        MatrixColumn(pk, short or name)
        for pk, name, short in paths.values_list("pk", "name", "short_name")
    ]


def owed(rows: Sequence[int], columns: Sequence[int]) -> dict[int, tuple[int, int, int, int]]:
    """By structure, how many votes and acts are waited, how many were adjourned, reserved.

    No act is waited for a decision that can no longer be taken.
    """
    without_act = (Q(transmitted_on=None) | Q(published_on=None)) & ~Q(council__in=WITHOUT_ACTS)
    lacking = without_act & ~Q(decision__standing=Standing.IMPOSSIBLE)
    paths = (
        _paths(rows, columns)
        .order_by()
        .values("organisation")
        .annotate(
            waited=Count("pk", filter=Q(("answer__vote__isnull", True))),
            deferred=Count("pk", filter=Q(("answer__vote", Vote.DEFERRED))),
            reserved=Count("pk", filter=Q(("answer__vote", Vote.RESERVED))),
            acts=Count("pk", filter=Q(("answer__vote", Vote.ADOPTED)) & lacking),
        )
    )
    return {
        one["organisation"]: (one["waited"], one["deferred"], one["reserved"], one["acts"])
        for one in paths
    }


CELL = (
    "decision",
    "organisation",
    "pk",
    "answer__vote",
    "answer__voted_on",
    "sent_on",
    "session_on",
    "agenda_on",
)


def matrix_cells(
    rows: Sequence[int], columns: Sequence[int], today: date
) -> dict[tuple[int, int], MatrixCell]:
    """The cells of these decisions and structures, in one query; two when silence speaks."""
    paths = _paths(rows, columns).values_list(*CELL)
    silent = _silent(rows, today)
    return {
        (decision, organisation): MatrixCell(
            vote or "", voted_on, sent_on, session_on, agenda_on, silent.get(number, "")
        )
        for decision, organisation, number, vote, voted_on, sent_on, session_on, agenda_on in paths
    }


def _paths(rows: Sequence[int], columns: Sequence[int]) -> QuerySet[Deliberation]:
    deliberations = Deliberation.objects.filter(
        decision__in=rows, organisation__in=columns, until__isnull=True
    )
    standing = FilteredRelation("answers", condition=Q(answers__replaced_at__isnull=True))
    return deliberations.annotate(answer=standing)


def _silent(rows: Sequence[int], today: date) -> dict[int, str]:
    """What silence is worth on the paths on which it has spoken."""
    speaking = list(JointDecision.objects.filter(pk__in=rows).exclude(silence=""))
    councils = councils_of(speaking) if speaking else {}
    text_by_number: dict[int, str] = {}
    for one in speaking:
        place = place_of(terms_of(one), councils[one.pk], today)
        text_by_number |= dict.fromkeys((int(key) for key in place.tacit), place.effect)
    return text_by_number


def standing_counts(access: Access) -> dict[str, int]:
    """How many decisions stand where."""
    rows = JointDecision.objects.filter(cooperation=access.cooperation_id).order_by()
    counts = dict(rows.values_list("standing").annotate(Count("pk")))
    return {standing.value: counts.get(standing.value, 0) for standing in Standing}

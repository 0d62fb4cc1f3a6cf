"""What is committed in the cooperation, by whom, how far, and for how much in all?"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Sum, Window

from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access, AnswerLink
from maillage.foundation.cooperations.records.history import history
from maillage.foundation.journal.queries import Gesture
from maillage.ground.actors.models import Subject
from maillage.ground.actors.subjects.queries import subjects
from maillage.ground.directory.models import Member, Organisation, Person
from maillage.ground.directory.records.models.periods import in_force
from maillage.ground.directory.records.queries.organisations import member_organisations, spoken_for
from maillage.ground.directory.records.queries.people import people
from maillage.ground.directory.records.queries.recipients import addressed, who_answers_for
from maillage.trade.dialogue.notebook.queries import notes
from maillage.trade.dialogue.permissions import can_open_notebook
from maillage.trade.governance.choices import CommitmentKind, CommitmentState
from maillage.trade.governance.commitments.models import Commitment, CommitmentStep
from maillage.trade.governance.commitments.rules import OPEN, is_late
from maillage.trade.governance.permissions import can_answer_for

SHARED = (Visibility.MEMBERS, Visibility.PUBLIC)
MOST_REMINDED = 500
COUNTED = (CommitmentKind.DAYS, CommitmentKind.EUROS)
TOLD_ELSEWHERE = frozenset(
    {"commitment.delivered", "commitment.state", "commitment.quantity", "commitment.source"}
)
OF_PEOPLE = TOLD_ELSEWHERE | {"commitment.person", "commitmentstep.told_by"}


def commitments(access: Access) -> QuerySet[Commitment]:
    """The commitments that this reader may see."""
    rows = Commitment.objects.visible_to(access)
    return rows.select_related(
        "cooperation", "organisation__successor", "person", "subject", "owed_to", "source"
    )


def open_commitments(access: Access) -> QuerySet[Commitment]:
    """Those of them of which something is still to come."""
    return commitments(access).filter(state__in=OPEN)


def late_commitments(access: Access, today: date) -> QuerySet[Commitment]:
    """Those whose day has passed, the oldest first; each says how many they are."""
    rows = open_commitments(access).filter(due_on__lt=today)
    return rows.annotate(late_count=Window(Count("pk"))).order_by("due_on", "pk")


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    """A commitment as the register reads it."""

    pk: int
    label: str
    organisation: str
    person: str
    kind: str
    kind_label: str
    quantity: Decimal | None
    delivered: Decimal
    unit: str
    state: str
    state_label: str
    due_on: date | None
    is_late: bool


def commitment_rows(access: Access, page: QuerySet[Commitment], today: date) -> list[CommitmentRow]:
    """The rows of one page, in two queries: the rows, and the people whom one may name."""
    rows = list(page)
    name_by_number = names_of_people(access, [one.person_id for one in rows if one.person_id])
    return [_row(one, name_by_number, today) for one in rows]


def _row(one: Commitment, name_by_number: dict[int, str], today: date) -> CommitmentRow:
    return CommitmentRow(
        pk=one.pk,
        label=one.label,
        organisation=one.organisation.short_name or one.organisation.name,
        person=name_by_number.get(one.person_id or 0, ""),
        kind=one.kind,
        kind_label=str(one.get_kind_display()),
        quantity=one.quantity,
        delivered=one.delivered,
        unit=one.unit,
        state=one.state,
        state_label=str(one.get_state_display()),
        due_on=one.due_on,
        is_late=is_late(one.state, one.due_on, today),
    )


def names_of_people(access: Access, numbers: Sequence[int]) -> dict[int, str]:
    """The names of those of these people whom the reader may know; none asked for nobody."""
    if not numbers:
        return {}
    return {one.pk: str(one) for one in people(access).filter(pk__in=numbers)}


@dataclass(frozen=True, slots=True)
class Total:
    """What is asked, promised, confirmed of one kind, what is delivered, how many are late."""

    name: str
    kind: str
    requested: Decimal
    promised: Decimal
    confirmed: Decimal
    delivered: Decimal


def totals(access: Access) -> list[Total]:
    """Days and euros in all, of what this reader may see; one query."""
    return [_total("", row) for row in _summed(access, "kind")]


def totals_by_organisation(access: Access) -> list[Total]:
    """Days and euros of each structure, in the order of their names; one query."""
    rows = _summed(access, "organisation__name", "organisation__short_name", "kind")
    return [
        _total(str(row["organisation__short_name"] or row["organisation__name"]), row)
        for row in rows
    ]


def totals_by_person(access: Access) -> list[Total]:
    """Days and euros of each person whom the reader may know; two queries."""
    rows = _summed(access, "person", "kind")
    numbers = [row["person"] for row in rows]
    name_by_number = names_of_people(access, [one for one in numbers if isinstance(one, int)])
    results = [
        _total(name_by_number[number], row)
        for number, row in zip(numbers, rows, strict=True)
        if isinstance(number, int) and number in name_by_number
    ]
    return sorted(results, key=lambda total: total.name)


def _summed(access: Access, *by: str) -> list[dict[str, object]]:
    rows = Commitment.objects.visible_to(access).filter(kind__in=COUNTED)
    sums = {
        state.value: Sum("quantity", filter=Q(state=state))
        for state in (CommitmentState.ASKED, CommitmentState.PROMISED, CommitmentState.CONFIRMED)
    }
    value = rows.order_by(*by).values(*by).annotate(**sums, done=Sum("delivered"))
    return [dict(row) for row in value]


def _total(name: str, row: dict[str, object]) -> Total:
    def value(key: str) -> Decimal:
        return Decimal(str(row[key] or 0))

    return Total(
        name=name,
        kind=str(row["kind"]),
        requested=value("asked"),
        promised=value("promised"),
        confirmed=value("confirmed"),
        delivered=value("done"),
    )


@dataclass(frozen=True, slots=True)
class Counts:
    """How many commitments there are, are still open, and are late."""

    all: int
    open: int
    late: int


def commitment_counts(access: Access, today: date) -> Counts:
    """The counts of what this reader may see, in one query."""
    values = Commitment.objects.visible_to(access).aggregate(
        all=Count("pk"),
        open=Count("pk", filter=Q(state__in=OPEN)),
        late=Count("pk", filter=Q(state__in=OPEN, due_on__lt=today)),
    )
    return Counts(values["all"], values["open"], values["late"])


@dataclass(frozen=True)
class CommitmentSheet:
    """What is known of one commitment: its steps, whether its structure is still a member.

    `note` is the number of the note that it was drawn from, 0 when the reader opens none.
    """

    commitment: Commitment
    person: str
    note: int
    steps: Sequence[CommitmentStep]
    is_member: bool
    may_record: bool
    today: date
    gestures: Sequence[Gesture] = field(default_factory=tuple)

    @property
    def standing(self) -> list[CommitmentStep]:
        """The steps that nothing replaced, oldest first."""
        return [step for step in self.steps if step.replaced_at is None]


def with_steps(rows: QuerySet[Commitment]) -> QuerySet[Commitment]:
    """The commitments with their steps, and whether their structure is a member now."""
    place = Member.objects.filter(
        in_force(), cooperation=OuterRef("cooperation"), organisation=OuterRef("organisation")
    )
    steps = CommitmentStep.objects.select_related("recorded_by", "act").order_by("on", "pk")
    return rows.annotate(is_member=Exists(place)).prefetch_related(
        Prefetch("steps", steps, to_attr="told_steps")
    )


def commitment_sheet(access: Access, commitment: Commitment, today: date) -> CommitmentSheet:
    """The sheet of a commitment read with `with_steps`, in a constant number of queries."""
    name_by_number = names_of_people(access, [commitment.person_id] if commitment.person_id else [])
    hidden = TOLD_ELSEWHERE if access.is_in_team else OF_PEOPLE
    return CommitmentSheet(
        commitment=commitment,
        person=name_by_number.get(commitment.person_id or 0, ""),
        note=_note_of(access, commitment),
        steps=getattr(commitment, "told_steps", []),
        is_member=bool(getattr(commitment, "is_member", True)),
        may_record=can_answer_for(access, commitment.organisation_id, spoken_for(access)),
        today=today,
        gestures=history(access, commitment.sheet_key, hidden=hidden),
    )


def _note_of(access: Access, commitment: Commitment) -> int:
    if commitment.source_id is None or not can_open_notebook(access):
        return 0
    rows = notes(access).filter(source=commitment.source_id)
    return rows.values_list("pk", flat=True).first() or 0


def organisations_to_commit(
    access: Access, organisation: Organisation | None = None
) -> QuerySet[Organisation]:
    """The members, with the structure known until now and the one that took over from it."""
    rows = member_organisations(access)
    if organisation is not None:
        condition = Q(pk=organisation.pk) | Q(pk=organisation.successor_id)
        rows = Organisation.objects.filter(Q(pk__in=rows.values("pk")) | condition)
    return rows.order_by("folded", "pk")


def subjects_to_serve(access: Access, commitment: Commitment | None = None) -> QuerySet[Subject]:
    """What a commitment may serve, with what it serves already."""
    rows = subjects(access)
    if commitment is None or commitment.subject_id is None:
        return rows
    own = Subject.objects.filter(pk=commitment.subject_id)
    return (rows | own).order_by("label__plain", "pk")


def commitments_of_person(access: Access, number: int) -> list[Commitment]:
    """What a person gives, those still open first."""
    return _open_first(commitments(access).filter(person=number))


def commitments_of_organisations(access: Access, numbers: Sequence[int]) -> QuerySet[Commitment]:
    """What these structures give or are asked for, each with its steps, in two queries."""
    rows = with_steps(commitments(access).filter(organisation__in=numbers))
    return rows.select_related(None).select_related("organisation").order_by("pk")


def commitments_drawn(access: Access, note: int) -> list[Commitment]:
    """What was drawn from a note that this reader opens, in one query."""
    return _open_first(
        commitments(access).filter(source__in=notes(access).filter(pk=note).values("source"))
    )


def _open_first(rows: QuerySet[Commitment]) -> list[Commitment]:
    def rank(one: Commitment) -> tuple[bool, date, int]:
        return one.state not in OPEN, one.due_on or date.max, one.pk

    return sorted(rows.select_related(None)[:60], key=rank)


def commitments_to_answer(
    access: Access, organisations: Sequence[int], until: date
) -> QuerySet[Commitment]:
    """What these structures were asked for, and what they owe by this day."""
    rows = open_commitments(access).filter(organisation__in=organisations)
    condition = Q(state=CommitmentState.ASKED) | Q(due_on__lte=until)
    return rows.filter(condition).order_by("due_on", "pk")


def commitments_by_contact(access: Access, until: date) -> list[tuple[Person | None, Commitment]]:
    """Who is to be reminded of what was asked for, or is due by this day; two queries.

    The person who answers for it, or else the point of contact of the structure. What every access
    does not read is left out: a letter tells nothing that was kept from its reader.
    """
    condition = Q(state=CommitmentState.ASKED) | Q(due_on__lte=until)
    rows = open_commitments(access).filter(condition, visibility__in=SHARED)
    matching_rows = list(rows.order_by("due_on", "pk")[:MOST_REMINDED])
    places = Member.objects.filter(
        in_force(),
        cooperation=access.cooperation_id,
        organisation__in={one.organisation_id for one in matching_rows},
    )
    contacts = {one.organisation_id: one.contact for one in places.select_related("contact")}
    return [(one.person or contacts.get(one.organisation_id), one) for one in matching_rows]


def commitment_of(link: AnswerLink) -> QuerySet[Commitment]:
    """The commitment that the link is about, in its cooperation, while it is open."""
    rows = Commitment.objects.filter(pk=link.target, cooperation=link.cooperation_id)
    return rows.filter(state__in=OPEN).select_related("cooperation", "organisation")


def who_answers(commitment: Commitment) -> dict[str, object]:
    """The name and the address of whoever answers for it: the person, or the point of contact."""
    contact = who_answers_for(commitment.cooperation_id, commitment.organisation_id)
    return addressed(commitment.person or contact, commitment.organisation)


def first_day(commitment: Commitment) -> date | None:
    """The day of its first step: no other comes before."""
    return commitment.steps.order_by("on", "pk").values_list("on", flat=True).first()

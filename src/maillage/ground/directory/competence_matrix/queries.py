"""Who holds which competence among the members, and who says nothing?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.choices import MAY_HOLD, HoldState, OrganisationKind
from maillage.ground.directory.competence_matrix.rules import domain_key
from maillage.ground.directory.records.models.organisations import Competence, Organisation
from maillage.ground.directory.records.models.periods import in_force
from maillage.ground.directory.records.queries.organisations import (
    editable_organisations,
    member_organisations,
    organisations,
)


@dataclass(frozen=True, slots=True)
class Holder:
    """A member structure: a row of the matrix."""

    pk: int
    name: str
    kind: str

    @property
    def kind_label(self) -> str:
        return str(OrganisationKind(self.kind).label)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many times something is held and transferred."""

    current: int = 0
    transferred: int = 0


@dataclass(frozen=True, slots=True)
class Domain:
    """A competence as the members name it: its key, its usual spelling and the others."""

    key: str
    label: str
    spellings: tuple[str, ...]
    tally: Tally


@dataclass(frozen=True, slots=True)
class Word:
    """What a structure says of a competence today: its state, since when, and to whom it went."""

    state: str
    since: date | None
    receiver: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A competence that a member received and whose card does not mention it."""

    organisation_id: int
    receiver: str
    domain: str


@dataclass(frozen=True)
class CompetenceFacts:
    """The members of the chosen kind, the competences they name, and what each says in all.

    `kinds` are those of all members, `kind` the one that is chosen, or nothing.
    """

    kinds: Sequence[str]
    kind: str
    holders: Sequence[Holder]
    domains: Sequence[Domain]
    tallies: Mapping[int, Tally]
    gap: Gap | None
    left_out: Sequence[str]

    @property
    def choices(self) -> list[tuple[str, str]]:
        """The kinds that one may choose, each with its words; none when there is only one."""
        if len(self.kinds) < 2:
            return []
        return [(kind, str(OrganisationKind(kind).label)) for kind in self.kinds]

    @property
    def silent(self) -> int:
        """How many members say nothing at all."""
        return sum(holder.pk not in self.tallies for holder in self.holders)

    @property
    def transferred(self) -> int:
        """How many transfers are known."""
        return sum(tally.transferred for tally in self.tallies.values())

    def tally(self, organisation: int) -> Tally:
        """What the structure says in all."""
        return self.tallies.get(organisation, Tally())

    def domain(self, key: str) -> Domain | None:
        return next((domain for domain in self.domains if domain.key == key), None)


def true_on(day: date) -> Q:
    """The dated rows that are true that day."""
    return in_force() & (Q(since__isnull=True) | Q(since__lte=day))


def member_competences(access: Access, today: date) -> QuerySet[Competence]:
    """What the members of the reader's cooperation hold or have transferred today."""
    members = member_organisations(access).values("pk")
    return Competence.objects.filter(true_on(today), organisation__in=members)


def competence_facts(access: Access, today: date, kind: str) -> CompetenceFacts:
    """The heads and readings of the matrix, in four queries whatever its size.

    A kind that no member has chooses nothing.
    """
    rows = member_organisations(access).order_by("folded", "pk")
    shown_rows = rows.values_list("pk", "name", "short_name", "kind")
    members = [Holder(pk, short or name, nature) for pk, name, short, nature in shown_rows]
    kinds = {member.kind for member in members}
    chosen = kind if kind in kinds else ""
    competences = member_competences(access, today)
    counted = competences.filter(organisation__kind=chosen) if chosen else competences
    tallies = _tallies(counted)
    shown = _shown(members, chosen, tallies)
    return CompetenceFacts(
        kinds=[one for one in OrganisationKind.values if one in kinds],
        kind=chosen,
        holders=shown,
        domains=_domains(counted),
        tallies=tallies,
        gap=_gap(access, competences),
        left_out=() if chosen else [one.name for one in members if one not in shown],
    )


def _shown(
    members: Sequence[Holder], chosen: str, tallies: Mapping[int, Tally]
) -> Sequence[Holder]:
    """The members of the chosen kind; without one, those who may hold a competence or say so."""
    if chosen:
        return [member for member in members if member.kind == chosen]
    able = [one for one in members if one.kind in MAY_HOLD or one.pk in tallies]
    return able or members


HELD = Count("pk", filter=Q(state=HoldState.HELD))
TRANSFERRED = Count("pk", filter=Q(state=HoldState.TRANSFERRED))


def _domains(competences: QuerySet[Competence]) -> list[Domain]:
    """The competences in the order of their names; the usual spelling is the most frequent."""
    rows = (
        competences.order_by().values_list("domain").annotate(current=HELD, transferred=TRANSFERRED)
    )
    spelled: dict[str, list[tuple[str, int, int]]] = {}
    for row in rows:
        spelled.setdefault(domain_key(row[0]), []).append(row)
    return sorted((_domain(key, rows) for key, rows in spelled.items()), key=lambda one: one.key)


def _domain(key: str, rows: Sequence[tuple[str, int, int]]) -> Domain:
    usual = max(rows, key=lambda row: (row[1] + row[2], row[0]))
    tally = Tally(sum(row[1] for row in rows), sum(row[2] for row in rows))
    return Domain(key, usual[0], tuple(sorted(row[0] for row in rows)), tally)


def _tallies(competences: QuerySet[Competence]) -> dict[int, Tally]:
    rows = (
        competences.order_by()
        .values_list("organisation")
        .annotate(current=HELD, transferred=TRANSFERRED)
    )
    return {organisation: Tally(stored, transferred) for organisation, stored, transferred in rows}


def _gap(access: Access, competences: QuerySet[Competence]) -> Gap | None:
    """The first transfer to a member whose card says nothing of it."""
    answered = competences.filter(organisation=OuterRef("holder"), domain=OuterRef("domain"))
    row = (
        competences.filter(~Exists(answered), holder__in=member_organisations(access).values("pk"))
        .order_by("domain", "pk")
        .values_list("holder", "holder__short_name", "holder__name", "domain")
        .first()
    )
    return Gap(row[0], row[1] or row[2], row[3]) if row else None


def words_by_cell(
    access: Access, today: date, holders: Iterable[int], domains: Iterable[Domain]
) -> dict[tuple[int, str], Word]:
    """What these structures say of these competences, by structure and key, in one query."""
    spellings = [spelling for domain in domains for spelling in domain.spellings]
    rows = (
        member_competences(access, today)
        .filter(organisation__in=list(holders), domain__in=spellings)
        .order_by(F("since").asc(nulls_first=True), "pk")
        .values_list(
            "organisation", "domain", "state", "since", "holder__short_name", "holder__name"
        )
    )
    return {
        (organisation, domain_key(domain)): Word(state, since, short or name or "")
        for organisation, domain, state, since, short, name in rows
    }


def dated_rows(organisation: int, domain: Domain, today: date) -> list[Competence]:
    """What is dated beside the word of today: what ended, and what is to come, last first."""
    rows = Competence.objects.filter(organisation=organisation, domain__in=domain.spellings)
    return list(
        rows.filter(~true_on(today))
        .select_related("holder")
        .order_by(F("since").desc(nulls_last=True), "pk")
    )


def last_word(organisation: Organisation, domain: str) -> Competence | None:
    """The last row of the structure on this competence, however spelled, that has not ended."""
    rows = (
        organisation.competences.filter(in_force())
        .select_related("holder")
        .order_by(F("since").desc(nulls_last=True), "-pk")
    )
    key = domain_key(domain)
    return next((row for row in rows if domain_key(row.domain) == key), None)


def usual_spelling(access: Access, domain: str) -> str:
    """The competence as a visible structure already names it, or as it is typed."""
    key = domain_key(domain)
    visible = organisations(access).values("pk")
    competences = Competence.objects.filter(organisation__in=visible).order_by("domain", "pk")
    rows = competences.values_list("domain", flat=True).distinct()
    return next((one for one in rows if domain_key(one) == key), domain)


def receivers(
    access: Access, organisation: Organisation | None, current: Competence | None
) -> QuerySet[Organisation]:
    """The living structures that may receive a competence, and the one that has it already."""
    living = organisations(access).filter(ended_on__isnull=True)
    rows = Organisation.objects.filter(workspace=access.cooperation.workspace_id)
    condition = Q(pk=current.holder_id) if current and current.holder_id else Q(pk__in=())
    chosen = rows.filter(Q(pk__in=living.values("pk")) | condition).order_by("folded", "pk")
    return chosen.exclude(pk=organisation.pk) if organisation else chosen


def editable_members(access: Access) -> QuerySet[Organisation]:
    """The members whose card this reader may correct."""
    members = member_organisations(access).values("pk")
    return editable_organisations(access).filter(pk__in=members).order_by("folded", "pk")

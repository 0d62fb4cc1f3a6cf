"""Which structures may this reader see, and for which does the reader speak?"""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from maillage.core.folded import holds_words
from maillage.foundation.cooperations.models import Access
from maillage.foundation.journal.remembered import Remembered
from maillage.ground.directory.choices import ContactKind, OrganisationKind
from maillage.ground.directory.records.models.members import Member, Spokesperson
from maillage.ground.directory.records.models.organisations import (
    Competence,
    Department,
    Grouping,
    Organisation,
    OrganisationName,
)
from maillage.ground.directory.records.models.people import Mandate, Person
from maillage.ground.directory.records.models.periods import in_force


def reach_as_typed(owner: Organisation | Person) -> dict[str, str]:
    """The e-mails and telephones as the form of the card shows them, one a line."""
    lines: dict[str, list[str]] = {ContactKind.EMAIL: [], ContactKind.PHONE: []}
    for contact in owner.contacts.all():
        lines[contact.kind].append(contact.value)
    return {
        "emails": "\n".join(lines[ContactKind.EMAIL]),
        "phones": "\n".join(lines[ContactKind.PHONE]),
    }


def around_as_typed(person: Person) -> dict[str, str]:
    """The e-mails, telephones and skills as the form of the person shows them."""
    skills = person.skills.order_by("name", "pk").values_list("name", flat=True)
    return {**reach_as_typed(person), "skills": "\n".join(skills)}


def organisations(access: Access) -> QuerySet[Organisation]:
    """The workspace's structures for those who work on it; its members for the others."""
    rows = Organisation.objects.filter(workspace=access.cooperation.workspace_id)
    if access.is_in_team:
        return rows
    return rows.filter(Exists(memberships(access).filter(organisation=OuterRef("pk"))))


def memberships(access: Access) -> QuerySet[Member]:
    """The memberships in force in the reader's cooperation."""
    return Member.objects.filter(in_force(), cooperation=access.cooperation_id)


def elsewhere(access: Access, path: str = "pk") -> Q:
    """Inside a question: whether the structure at `path` is of other cooperations alone.

    It is, or was, a member of another of the workspace, and never of the reader's.
    """
    places = Member.objects.filter(organisation=OuterRef(path))
    here = Exists(places.filter(cooperation=access.cooperation_id))
    return Q(Exists(places.exclude(cooperation=access.cooperation_id))) & ~Q(here)


def member_organisations(access: Access) -> QuerySet[Organisation]:
    """The structures that are members of the reader's cooperation now."""
    return Organisation.objects.filter(
        Exists(memberships(access).filter(organisation=OuterRef("pk")))
    )


def placeable_organisations(access: Access) -> QuerySet[Organisation]:
    """The living structures that are not members of the reader's cooperation."""
    place = memberships(access).filter(organisation=OuterRef("pk"))
    return organisations(access).filter(~Exists(place), ended_on__isnull=True)


def unplaced(access: Access, numbers: Collection[int]) -> QuerySet[Organisation]:
    """Those of them that have these numbers."""
    return placeable_organisations(access).filter(pk__in=numbers)


_members: Remembered[list[tuple[str, str]]] = Remembered()


def member_choices(access: Access) -> list[tuple[str, str]]:
    """The member structures as a register's list offers them, read again only after a change."""
    rows = member_organisations(access).order_by("folded", "pk").values_list("pk", "name")
    workspace = access.cooperation.workspace_id
    return _members.of(
        access.cooperation_id, workspace, lambda: [(str(pk), name) for pk, name in rows]
    )


def spoken_for(access: Access) -> frozenset[int]:
    """The numbers of the structures for which the reader speaks; none asked for an officer."""
    if access.is_officer:
        return frozenset()
    rows = Spokesperson.objects.filter(access=access).values_list("organisation", flat=True)
    return frozenset(rows)


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """A structure as the register reads it; `place` is a kind of member or nothing."""

    pk: int
    name: str
    kind: str
    note: str
    seat: str
    siren: str
    place: str
    people: int


def registered_organisations(access: Access) -> QuerySet[Organisation]:
    """The visible structures, each with its place in the reader's cooperation."""
    place = memberships(access).filter(organisation=OuterRef("pk")).values("kind")[:1]
    return organisations(access).annotate(place=Subquery(place))


def organisation_rows(page: QuerySet[Organisation]) -> list[OrganisationRow]:
    """The rows of one page, in two queries: the structures, and how many people each has."""
    columns = "pk", "name", "short_name", "kind", "commune", "siren", "ended_on", "place"
    values = list(page.values(*columns))
    people = _people_of([row["pk"] for row in values])
    return [
        OrganisationRow(
            pk=row["pk"],
            name=row["name"],
            kind=str(OrganisationKind(row["kind"]).label),
            note=_("dissoute") if row["ended_on"] else row["short_name"],
            seat=row["commune"],
            siren=row["siren"],
            place=row["place"] or "",
            people=people.get(row["pk"], 0),
        )
        for row in values
    ]


def _people_of(organisations: list[int]) -> dict[int, int]:
    """How many people act now in each of these structures."""
    rows = Mandate.objects.filter(in_force(), organisation__in=organisations).order_by()
    return dict(rows.values_list("organisation").annotate(Count("person", distinct=True)))


def narrowed_by_place(rows: QuerySet[Organisation], place: str) -> QuerySet[Organisation]:
    """Registered structures that have this place in the cooperation, or none when it is empty."""
    return rows.filter(Q(("place", place)) if place else Q(("place__isnull", True)))


def in_any_place(rows: QuerySet[Organisation]) -> QuerySet[Organisation]:
    """Registered structures that are members of the cooperation."""
    return rows.exclude(Q(("place__isnull", True)))


@dataclass(frozen=True, slots=True)
class OrganisationTotals:
    """What the register says in a sentence: structures, members, members without anybody."""

    count: int
    members: int
    empty: int


_totals: Remembered[OrganisationTotals] = Remembered()


def organisation_totals(access: Access) -> OrganisationTotals:
    """The totals over what this reader may see, in one query after a change."""
    workspace = access.cooperation.workspace_id
    return _totals.of(reach(access), workspace, lambda: _count_totals(access))


def reach(access: Access) -> tuple[int, str]:
    """All that what this access sees of the directory depends on: its cooperation and its role."""
    return access.cooperation_id, access.role


def _count_totals(access: Access) -> OrganisationTotals:
    living = Exists(Mandate.objects.filter(in_force(), organisation=OuterRef("pk")))
    place = Exists(memberships(access).filter(organisation=OuterRef("pk")))
    values = (
        organisations(access)
        .filter(ended_on__isnull=True)
        .annotate(is_member=place, is_peopled=living)
        .aggregate(
            count=Count("pk"),
            members=Count("pk", filter=Q(is_member=True)),
            empty=Count("pk", filter=Q(is_member=True, is_peopled=False)),
        )
    )
    return OrganisationTotals(**values)


def is_number(typed: str) -> bool:
    """Whether one looks for a structure by the beginning of its number, SIREN or SIRET."""
    number = "".join(typed.split())
    return number.isdigit() and len(number) >= 6


def matching_organisations(rows: QuerySet[Organisation], typed: str) -> QuerySet[Organisation]:
    """The structures whose name, short name, seat, number or former name holds what is typed."""
    former = OrganisationName.objects.filter(organisation=OuterRef("pk"), name__icontains=typed)
    condition = holds_words(typed, "folded") | Q(Exists(former))
    if is_number(typed):
        number = "".join(typed.split())
        condition |= Q(siren__startswith=number) | Q(siret__startswith=number)
    return rows.filter(condition)


def neighbours(organisation: Organisation) -> QuerySet[Organisation]:
    """The living structures of the same workspace, this one aside."""
    return Organisation.objects.filter(
        ~Q(pk=organisation.pk), workspace=organisation.workspace_id, ended_on__isnull=True
    )


def departments(access: Access) -> QuerySet[Department]:
    """The services of the structures that this reader may see."""
    return Department.objects.filter(organisation__in=organisations(access))


def competences(access: Access) -> QuerySet[Competence]:
    """The competences in force of the structures that this reader may see."""
    return Competence.objects.filter(
        in_force(), organisation__in=organisations(access)
    ).select_related("organisation")


def groupings(access: Access) -> QuerySet[Grouping]:
    """The groupings in force of the structures that this reader may see."""
    return Grouping.objects.filter(
        in_force(), organisation__in=organisations(access)
    ).select_related("organisation", "group")


def editable_organisations(access: Access) -> QuerySet[Organisation]:
    """The living structures whose card this reader may correct."""
    living = organisations(access).filter(ended_on__isnull=True)
    if access.is_officer:
        return living
    return living.filter(spokespersons__access=access)


def spoken_organisations(access: Access) -> list[Organisation]:
    """The structures for which this access speaks, by name."""
    rows = Organisation.objects.filter(spokespersons__access=access, ended_on__isnull=True)
    return list(rows.order_by("folded", "pk"))

"""What is known of one structure, as this reader may see it?"""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import TypeVar

from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property

from maillage.core.folded import fold
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.records.history import history
from maillage.foundation.journal.queries import Gesture
from maillage.foundation.journal.remembered import Remembered
from maillage.ground.directory import permissions
from maillage.ground.directory.choices import ContactKind, HoldState, MandateKind
from maillage.ground.directory.records.models.cards import Contact
from maillage.ground.directory.records.models.members import Member
from maillage.ground.directory.records.models.notes import OrganisationNote
from maillage.ground.directory.records.models.organisations import (
    Competence,
    Department,
    Grouping,
    Organisation,
    OrganisationName,
)
from maillage.ground.directory.records.models.people import Mandate, Referral
from maillage.ground.directory.records.models.periods import in_force
from maillage.ground.directory.records.queries.organisations import organisations, spoken_for
from maillage.ground.territories.choices import Kind
from maillage.ground.territories.models import Membership, Territory
from maillage.ground.territories.territories.queries import (
    all_territories,
    territories_by_ref,
    with_population,
)
from maillage.ground.territories.territory_search.queries import Suggestion, suggestions

Part = TypeVar("Part", bound=models.Model)
MOST_MANDATES = 300
PRIVATE_FIELDS = frozenset({"mandate.notes", "person.source", "organisation.source"})
OF_PEOPLE = frozenset({"mandate", "member.contact"})


WITH_A_BODY = (Kind.COMMUNE, Kind.EPCI, Kind.DEPARTEMENT, Kind.REGION)


@dataclass(frozen=True)
class Offer:
    """A territory that answers to what is typed, and the sheet of its body when it has one."""

    suggestion: Suggestion
    territory: Territory
    sheet: int | None


def offers(access: Access, typed: str) -> list[Offer]:
    """The territories that may be meant, best first, of the kinds that a body runs."""
    results = suggestions(access, typed, kinds=WITH_A_BODY)
    rows = territories_by_ref(access, [one.ref for one in results])
    existing_rows = (
        organisations(access)
        .filter(territory__in=rows.values(), kind=F("territory__kind"), ended_on__isnull=True)
        .values_list("territory", "pk")
    )
    sheets = dict(existing_rows)
    return [
        Offer(one, rows[one.ref], sheets.get(rows[one.ref].pk))
        for one in results
        if one.ref in rows
    ]


def territories_with_a_body(access: Access) -> QuerySet[Territory]:
    """The territories known to the reader that a body runs."""
    return all_territories(access).filter(kind__in=WITH_A_BODY)


@dataclass(frozen=True)
class TerritoryFacts:
    """What the register says: inhabitants, the year they were counted, communes inside."""

    inhabitants: int | None
    year: int | None
    communes: int


def territory_facts(organisation: Organisation) -> TerritoryFacts | None:
    """The facts of the territory that the structure runs, in two queries; None without one."""
    if organisation.territory_id is None:
        return None
    territory = with_population(Territory.objects.filter(pk=organisation.territory_id)).get()
    inside = Membership.objects.filter(
        area=organisation.territory_id, territory__kind=Kind.COMMUNE, until__isnull=True
    )
    return TerritoryFacts(
        inhabitants=getattr(territory, "inhabitants", None),
        year=getattr(territory, "counted_in", None),
        communes=inside.count(),
    )


@dataclass(frozen=True)
class OrganisationSheet:
    """A structure and all that its sheet shows; the lists are already those of this reader."""

    organisation: Organisation
    access: Access
    names: Sequence[OrganisationName]
    departments: Sequence[Department]
    competences: Sequence[Competence]
    groupings: Sequence[Grouping]
    grouped: int
    contacts: Sequence[Contact]
    predecessors: Sequence[Organisation]
    notes: Sequence[OrganisationNote]
    places: Sequence[Member]
    mandates: Sequence[Mandate]
    gestures: Sequence[Gesture]
    spoken: frozenset[int]
    territory: TerritoryFacts | None

    @property
    def place(self) -> Member | None:
        """The membership in force in the reader's cooperation."""
        return next((place for place in self.places if place.is_in_force), None)

    @property
    def current_competences(self) -> list[Competence]:
        return [one for one in self._competences if one.state == HoldState.HELD]

    @property
    def transferred(self) -> list[Competence]:
        """The competences it has transferred, and to whom."""
        return [one for one in self._competences if one.state == HoldState.TRANSFERRED]

    @cached_property
    def _competences(self) -> list[Competence]:
        competences = [one for one in self.competences if one.is_in_force]
        return sorted(competences, key=lambda one: fold(one.domain))

    @property
    def now(self) -> list[Mandate]:
        """The mandates in force."""
        return [mandate for mandate in self.mandates if mandate.is_in_force]

    @property
    def past(self) -> list[Mandate]:
        """The mandates that ended, last first."""
        ended = [
            (mandate.until, mandate)
            for mandate in self.mandates
            if mandate.until and not mandate.is_in_force
        ]
        return [mandate for _day, mandate in sorted(ended, key=itemgetter(0), reverse=True)]

    @property
    def lacks_suppleant(self) -> bool:
        """Whether it has a titulaire and nobody to stand in."""
        kinds = {mandate.kind for mandate in self.now}
        return MandateKind.TITULAIRE in kinds and MandateKind.SUPPLEANT not in kinds

    @property
    def phones(self) -> list[str]:
        """Its own telephone numbers."""
        return [one.value for one in self.contacts if one.kind == ContactKind.PHONE]

    @property
    def emails(self) -> list[str]:
        """Its own addresses."""
        return [one.value for one in self.contacts if one.kind == ContactKind.EMAIL]

    @property
    def may_edit(self) -> bool:
        """Whether this reader may correct the card."""
        return permissions.can_edit_organisation(self.access, self.organisation.pk, self.spoken)


PARTS: dict[str, tuple[type[models.Model], str]] = {
    "names": (OrganisationName, "organisation"),
    "departments": (Department, "organisation"),
    "competences": (Competence, "organisation"),
    "groupings": (Grouping, "organisation"),
    "grouped": (Grouping, "group"),
    "contacts": (Contact, "organisation"),
    "predecessors": (Organisation, "successor"),
    "notes": (OrganisationNote, "organisation"),
}


def with_parts(rows: QuerySet[Organisation]) -> QuerySet[Organisation]:
    """The structures, each saying which parts its sheet has, so that no other is asked for."""
    exists_by_name = {
        f"has_{name}": Exists(model._default_manager.filter(**{path: OuterRef("pk")}))
        for name, (model, path) in PARTS.items()
    }
    return rows.annotate(**exists_by_name)


def organisation_sheet(access: Access, organisation: Organisation) -> OrganisationSheet:
    """The sheet of a structure that this reader may see.

    In a constant number of queries, and one for each kind of part that the structure has.
    """
    competences = organisation.competences.select_related("holder")
    groupings = organisation.groupings.filter(in_force()).select_related("group")
    places = organisation.memberships.filter(cooperation=access.cooperation_id)
    return OrganisationSheet(
        organisation=organisation,
        access=access,
        names=_part(organisation, "names", organisation.names.order_by("-until", "pk")),
        departments=_part(organisation, "departments", organisation.departments.all()),
        competences=_part(organisation, "competences", competences),
        groupings=_part(organisation, "groupings", groupings.order_by("group__name", "pk")),
        grouped=len(_part(organisation, "grouped", organisation.grouped.filter(in_force()))),
        contacts=_part(organisation, "contacts", organisation.contacts.all()),
        predecessors=_part(
            organisation, "predecessors", organisation.predecessors.order_by("name", "pk")
        ),
        notes=_part(organisation, "notes", _notes(access, organisation)),
        places=list(places.select_related("contact").order_by("since", "pk")),
        mandates=list(_mandates(access, organisation)[:MOST_MANDATES]),
        gestures=_gestures(access, organisation),
        spoken=spoken_for(access),
        territory=territory_facts(organisation),
    )


KEPT = 128
_sheets: Remembered[OrganisationSheet] = Remembered(KEPT)


def organisation_page(access: Access, number: int) -> OrganisationSheet:
    """The same for the structure of this number, or 404; read again only after a change."""

    def read() -> OrganisationSheet:
        rows = with_parts(organisations(access).select_related("successor"))
        return organisation_sheet(access, get_object_or_404(rows, pk=number))

    workspace = access.cooperation.workspace_id
    return _sheets.of((access.pk, access.role, number), workspace, read)


def _part(organisation: Organisation, name: str, rows: QuerySet[Part]) -> list[Part]:
    """The rows of this part, when `with_parts` did not say that there are none."""
    return list(rows) if getattr(organisation, f"has_{name}", True) else []


def _notes(access: Access, organisation: Organisation) -> QuerySet[OrganisationNote]:
    """The notes of the reader's cooperation that they may read."""
    rows = OrganisationNote.objects.visible_to(access).filter(organisation=organisation)
    return rows.select_related("author")


def _mandates(access: Access, organisation: Organisation) -> QuerySet[Mandate]:
    """The mandates in this structure, with whom to call for what; none for whoever reads no people.

    Outside the team one sees who acts now, as in the register of people.
    """
    if not permissions.can_open_people(access):
        return Mandate.objects.none()
    rows = organisation.mandates.all()
    seen = rows if access.is_in_team else rows.filter(in_force())
    return (
        seen.select_related("person", "department")
        .prefetch_related(
            Prefetch("referrals", Referral.objects.order_by("rank", "topic", "pk")),
            Prefetch("person__contacts", Contact.objects.order_by("rank", "pk")),
        )
        .order_by(F("until").desc(nulls_first=True), "person__folded", "since", "pk")
    )


def _gestures(access: Access, organisation: Organisation) -> list[Gesture]:
    hidden = frozenset() if permissions.can_read_notes(access) else PRIVATE_FIELDS
    if not permissions.can_open_people(access):
        hidden |= OF_PEOPLE
    return history(
        access,
        organisation.sheet_key,
        also=[_mandates(access, organisation)],
        hidden=hidden,
    )

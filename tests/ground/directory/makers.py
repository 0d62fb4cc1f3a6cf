"""Makes structures, people, mandates and members for tests."""

from datetime import date, timedelta

from django.utils import timezone

from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.ground.directory.choices import ContactKind, MandateKind, MemberKind
from maillage.ground.directory.models import (
    Actor,
    Availability,
    Competence,
    Contact,
    Department,
    Grouping,
    Mandate,
    Member,
    Organisation,
    OrganisationName,
    OrganisationNote,
    Person,
    Referral,
    Reliability,
    Skill,
    Spokesperson,
)
from tests.foundation.accounts.makers import make_user
from tests.foundation.cooperations.makers import make_access, make_cooperation, make_workspace
from tests.ground.territories.makers import make_territory
from tests.records import create_record, marked
from tests.registry import Argument


def make_organisation(**values: object) -> Organisation:
    """A structure of the workspace."""
    return create_record(
        Organisation, values, workspace=make_workspace, name="Commune de Pornic", kind="commune"
    )


def make_organisation_name(**values: object) -> OrganisationName:
    """A name that the structure bore until 1996."""
    return create_record(
        OrganisationName,
        values,
        organisation=make_organisation,
        name="Pornic-Plage",
        until=date(1996, 1, 1),
    )


def make_department(**values: object) -> Department:
    """A service of the structure."""
    return create_record(Department, values, organisation=make_organisation, name="Enfance")


def make_competence(**values: object) -> Competence:
    """A competence held by the structure."""
    return create_record(Competence, values, organisation=make_organisation, domain="Mobilités")


def make_grouping(
    *, organisation: Organisation | None = None, group: Organisation | None = None
) -> Grouping:
    """The structure's belonging to a grouping of the same workspace."""
    organisation = organisation or make_organisation()
    group = group or make_organisation(
        workspace=organisation.workspace, name="CC du Pays de Retz", kind="epci"
    )
    return Grouping.objects.create(organisation=organisation, group=group)


def make_person(**values: object) -> Person:
    """A person of the workspace."""
    return create_record(
        Person, values, workspace=make_workspace, family_name="Gaborit", given_name="Inès"
    )


def make_mandate(*, person: Person | None = None, **values: object) -> Mandate:
    """A mandate of the person in the structure."""
    person = person or make_person()
    return create_record(
        Mandate,
        values,
        person=person,
        organisation=lambda: make_organisation(workspace=person.workspace),
        kind=MandateKind.TECHNICIAN,
        function="Coordinatrice enfance",
        since=date(2024, 9, 1),
    )


def make_skill(**values: object) -> Skill:
    """A skill of the person."""
    return create_record(Skill, values, person=make_person, name="Animation de réunion")


def make_referral(**values: object) -> Referral:
    """What one calls the holder of the mandate for."""
    return create_record(Referral, values, mandate=make_mandate, topic="Accueils du mercredi")


def make_contact(
    *, organisation: Organisation | None = None, person: Person | None = None, **values: object
) -> Contact:
    """An address of the person, or of the structure."""
    if person is None and organisation is None:
        organisation = make_organisation()
    return create_record(
        Contact,
        values,
        organisation=organisation,
        person=person,
        kind=ContactKind.EMAIL,
        value="accueil@retz.example.org",
    )


def make_member(*, cooperation: Cooperation | None = None, **values: object) -> Member:
    """The structure's place in the cooperation."""
    cooperation = cooperation or make_cooperation()
    return create_record(
        Member,
        values,
        cooperation=cooperation,
        organisation=lambda: make_organisation(workspace=cooperation.workspace),
        kind=MemberKind.FULL,
    )


def make_actor(**values: object) -> Actor:
    """A named group that weighs on the cooperation."""
    return create_record(Actor, values, cooperation=make_cooperation, group="les riverains")


def make_spokesperson(
    *, access: Access | None = None, organisation: Organisation | None = None
) -> Spokesperson:
    """The access speaks for the structure."""
    access = access or make_access(role="partner")
    return Spokesperson.objects.create(
        access=access,
        organisation=organisation or make_organisation(workspace=access.cooperation.workspace),
    )


def make_availability(*, cooperation: Cooperation | None = None, **values: object) -> Availability:
    """The time that a person may give to the cooperation."""
    cooperation = cooperation or make_cooperation()
    return create_record(
        Availability,
        values,
        cooperation=cooperation,
        author=make_user,
        visibility=Visibility.OFFICERS,
        person=lambda: make_person(workspace=cooperation.workspace),
        said="deux jours par mois",
    )


def make_reliability(*, cooperation: Cooperation | None = None, **values: object) -> Reliability:
    """A fact observed about a person."""
    cooperation = cooperation or make_cooperation()
    return create_record(
        Reliability,
        values,
        cooperation=cooperation,
        author=make_user,
        visibility=Visibility.OFFICERS,
        person=lambda: make_person(workspace=cooperation.workspace),
        fact="A rendu les trois dossiers promis.",
        source="compte rendu du 4 mai",
        observed_on=date(2026, 5, 4),
        expires_on=timezone.localdate() + timedelta(days=160),
    )


def make_organisation_note(
    *, cooperation: Cooperation | None = None, **values: object
) -> OrganisationNote:
    """What the cooperation notes of a structure."""
    cooperation = cooperation or make_cooperation()
    return create_record(
        OrganisationNote,
        values,
        cooperation=cooperation,
        author=make_user,
        visibility=Visibility.OFFICERS,
        organisation=lambda: make_organisation(workspace=cooperation.workspace),
        text="Mairie fermée en août.",
    )


def make_spoken_member(
    *, cooperation: Cooperation, name: str = "Commune de Pornic"
) -> Organisation:
    """A member for which every open access of the cooperation speaks."""
    organisation = make_organisation(workspace=cooperation.workspace, name=name)
    make_member(cooperation=cooperation, organisation=organisation)
    for access in Access.objects.filter(cooperation=cooperation, ended_at__isnull=True):
        make_spokesperson(access=access, organisation=organisation)
    return organisation


def make_member_person(
    *, cooperation: Cooperation, family_name: str = "Gaborit", given_name: str = "Inès"
) -> Person:
    """A person who acts in a member of the cooperation, for which every access speaks."""
    person = make_person(
        workspace=cooperation.workspace, family_name=family_name, given_name=given_name
    )
    make_mandate(person=person, organisation=make_spoken_member(cooperation=cooperation))
    return person


def _mandate_number(cooperation: Cooperation) -> int:
    return Mandate.objects.get(person=make_member_person(cooperation=cooperation)).pk


def _availability_number(cooperation: Cooperation) -> int:
    return make_availability(
        cooperation=cooperation,
        person=make_member_person(cooperation=cooperation),
        visibility=Visibility.MEMBERS,
    ).pk


def _territory_number(cooperation: Cooperation) -> int:
    return make_territory().pk


def _group_actor(cooperation: Cooperation) -> int:
    return make_actor(cooperation=cooperation).pk


URL_ARGUMENTS = {
    "organisation": Argument(lambda place: make_spoken_member(cooperation=place).pk, shared=True),
    "department": Argument(
        lambda place: make_department(organisation=make_spoken_member(cooperation=place)).pk,
        shared=True,
    ),
    "competence": Argument(
        lambda place: make_competence(organisation=make_spoken_member(cooperation=place)).pk,
        shared=True,
    ),
    "grouping": Argument(
        lambda place: make_grouping(organisation=make_spoken_member(cooperation=place)).pk,
        shared=True,
    ),
    "person": Argument(lambda place: make_member_person(cooperation=place).pk, shared=True),
    "mandate": Argument(_mandate_number, shared=True),
    "availability": Argument(_availability_number),
    "reliability": Argument(lambda place: make_reliability(cooperation=place).pk),
    "organisation_note": Argument(lambda place: make_organisation_note(cooperation=place).pk),
    "member": Argument(lambda place: make_member(cooperation=place).pk),
    "actor": Argument(_group_actor),
    "territory": Argument(_territory_number, common=True),
}
MARKED = {
    Availability: marked(make_availability, "said"),
    OrganisationNote: marked(make_organisation_note, "text"),
    Reliability: marked(make_reliability, "fact"),
}

FILLED = {
    "directory:organisation_rename": {"name": "Pornic-sur-Mer", "on": "01/01/2026"},
    "directory:organisation_end": {"on": "01/01/2026"},
    "directory:member_place": {"kind": "associate", "on": "01/01/2026"},
}

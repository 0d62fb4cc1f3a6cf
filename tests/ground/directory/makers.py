"""Makes structures, people, mandates and members for tests."""

from datetime import date, timedelta

from django.utils import timezone

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access, Cooperation, Workspace
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
from tests.records import marked
from tests.registry import Argument


def make_organisation(
    *, workspace: Workspace | None = None, name: str = "Commune de Pornic", kind: str = "commune"
) -> Organisation:
    """A structure of the workspace."""
    return Organisation.objects.create(
        workspace=workspace or make_workspace(), name=name, kind=kind
    )


def make_organisation_name(
    *, organisation: Organisation | None = None, name: str = "Pornic-Plage"
) -> OrganisationName:
    """A name that the structure bore until 1996."""
    return OrganisationName.objects.create(
        organisation=organisation or make_organisation(), name=name, until=date(1996, 1, 1)
    )


def make_department(
    *, organisation: Organisation | None = None, name: str = "Enfance"
) -> Department:
    """A service of the structure."""
    return Department.objects.create(organisation=organisation or make_organisation(), name=name)


def make_competence(
    *, organisation: Organisation | None = None, domain: str = "Mobilités"
) -> Competence:
    """A competence held by the structure."""
    return Competence.objects.create(
        organisation=organisation or make_organisation(), domain=domain
    )


def make_grouping(
    *, organisation: Organisation | None = None, group: Organisation | None = None
) -> Grouping:
    """The structure's belonging to a grouping of the same workspace."""
    organisation = organisation or make_organisation()
    group = group or make_organisation(
        workspace=organisation.workspace, name="CC du Pays de Retz", kind="epci"
    )
    return Grouping.objects.create(organisation=organisation, group=group)


def make_person(
    *,
    workspace: Workspace | None = None,
    family_name: str = "Gaborit",
    given_name: str = "Inès",
) -> Person:
    """A person of the workspace."""
    return Person.objects.create(
        workspace=workspace or make_workspace(), family_name=family_name, given_name=given_name
    )


def make_mandate(
    *,
    person: Person | None = None,
    organisation: Organisation | None = None,
    kind: str = MandateKind.TECHNICIAN,
    function: str = "Coordinatrice enfance",
    since: date | None = date(2024, 9, 1),
    until: date | None = None,
) -> Mandate:
    """A mandate of the person in the structure."""
    person = person or make_person()
    return Mandate.objects.create(
        person=person,
        organisation=organisation or make_organisation(workspace=person.workspace),
        kind=kind,
        function=function,
        since=since,
        until=until,
    )


def make_skill(*, person: Person | None = None, name: str = "Animation de réunion") -> Skill:
    """A skill of the person."""
    return Skill.objects.create(person=person or make_person(), name=name)


def make_referral(
    *, mandate: Mandate | None = None, topic: str = "Accueils du mercredi"
) -> Referral:
    """What one calls the holder of the mandate for."""
    return Referral.objects.create(mandate=mandate or make_mandate(), topic=topic)


def make_contact(
    *,
    organisation: Organisation | None = None,
    person: Person | None = None,
    kind: str = ContactKind.EMAIL,
    value: str = "accueil@retz.example.org",
) -> Contact:
    """An address of the person, or of the structure."""
    if person is None and organisation is None:
        organisation = make_organisation()
    return Contact.objects.create(organisation=organisation, person=person, kind=kind, value=value)


def make_member(
    *,
    cooperation: Cooperation | None = None,
    organisation: Organisation | None = None,
    kind: str = MemberKind.FULL,
) -> Member:
    """The structure's place in the cooperation."""
    cooperation = cooperation or make_cooperation()
    return Member.objects.create(
        cooperation=cooperation,
        organisation=organisation or make_organisation(workspace=cooperation.workspace),
        kind=kind,
    )


def make_actor(*, cooperation: Cooperation | None = None, group: str = "les riverains") -> Actor:
    """A named group that weighs on the cooperation."""
    return Actor.objects.create(cooperation=cooperation or make_cooperation(), group=group)


def make_spokesperson(
    *, access: Access | None = None, organisation: Organisation | None = None
) -> Spokesperson:
    """The access speaks for the structure."""
    access = access or make_access(role="partner")
    return Spokesperson.objects.create(
        access=access,
        organisation=organisation or make_organisation(workspace=access.cooperation.workspace),
    )


def make_availability(
    *,
    cooperation: Cooperation | None = None,
    author: User | None = None,
    visibility: str = Visibility.OFFICERS,
    person: Person | None = None,
    said: str = "deux jours par mois",
) -> Availability:
    """The time that a person may give to the cooperation."""
    cooperation = cooperation or make_cooperation()
    return Availability.objects.create(
        cooperation=cooperation,
        author=author or make_user(),
        visibility=visibility,
        person=person or make_person(workspace=cooperation.workspace),
        said=said,
    )


def make_reliability(
    *,
    cooperation: Cooperation | None = None,
    author: User | None = None,
    visibility: str = Visibility.OFFICERS,
    person: Person | None = None,
    fact: str = "A rendu les trois dossiers promis.",
) -> Reliability:
    """A fact observed about a person."""
    cooperation = cooperation or make_cooperation()
    return Reliability.objects.create(
        cooperation=cooperation,
        author=author or make_user(),
        visibility=visibility,
        person=person or make_person(workspace=cooperation.workspace),
        fact=fact,
        source="compte rendu du 4 mai",
        observed_on=date(2026, 5, 4),
        expires_on=timezone.localdate() + timedelta(days=160),
    )


def make_organisation_note(
    *,
    cooperation: Cooperation | None = None,
    author: User | None = None,
    visibility: str = Visibility.OFFICERS,
    organisation: Organisation | None = None,
    text: str = "Mairie fermée en août.",
) -> OrganisationNote:
    """What the cooperation notes of a structure."""
    cooperation = cooperation or make_cooperation()
    return OrganisationNote.objects.create(
        cooperation=cooperation,
        author=author or make_user(),
        visibility=visibility,
        organisation=organisation or make_organisation(workspace=cooperation.workspace),
        text=text,
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

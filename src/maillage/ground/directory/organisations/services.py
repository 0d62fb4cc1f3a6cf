"""Adding a structure, changing its card, its name, and saying which one succeeds it."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from maillage.core.versions import claim_version
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Workspace
from maillage.foundation.journal import services as journal
from maillage.ground.directory.choices import ContactKind, OrganisationKind
from maillage.ground.directory.members.services import Place, enter
from maillage.ground.directory.organisations.rules import body_name
from maillage.ground.directory.records.models.members import Member
from maillage.ground.directory.records.models.organisations import (
    Competence,
    Department,
    Grouping,
    Organisation,
    OrganisationName,
)
from maillage.ground.directory.records.models.people import Mandate
from maillage.ground.directory.records.models.periods import Period, in_force
from maillage.ground.directory.records.services import Reach, keep_contacts
from maillage.ground.territories.models import Territory

KIND_OF_TERRITORY = {
    Territory.Kind.COMMUNE: OrganisationKind.COMMUNE,
    Territory.Kind.EPCI: OrganisationKind.EPCI,
    Territory.Kind.DEPARTEMENT: OrganisationKind.DEPARTEMENT,
    Territory.Kind.REGION: OrganisationKind.REGION,
}


def blank_organisation(workspace: Workspace) -> Organisation:
    """A structure of this workspace, not saved."""
    return Organisation(workspace=workspace)


def add_organisation(
    *, author: User, organisation: Organisation, reach: Reach | None = None
) -> Organisation:
    """The structure, saved in its workspace with its addresses and numbers."""
    with journal.write(author, workspace_id=organisation.workspace_id, topic="organisations"):
        organisation.save()
        _keep_reach(organisation, reach)
    return organisation


def add_from_register(*, author: User, workspace: Workspace, territory: Territory) -> Organisation:
    """The body that runs this official territory: the one already known, or a new one."""
    record = Organisation.objects.filter(
        workspace=workspace,
        territory=territory,
        kind=KIND_OF_TERRITORY.get(Territory.Kind(territory.kind), OrganisationKind.OTHER),
        ended_on__isnull=True,
    ).first()
    if record is not None:
        return record
    with journal.write(author, workspace_id=workspace.pk, topic="organisations"):
        organisation = _of_territory(workspace, territory)
        organisation.save()
        _join_groupings(organisation, territory)
    return organisation


def place_organisation(
    *, author: User, organisation: Organisation, territory: Territory
) -> Organisation:
    """The structure, with the territory where it acts or has its seat."""
    with journal.write(author, workspace_id=organisation.workspace_id, topic="organisations"):
        claim_version(organisation, organisation.version)
        organisation.territory = territory
        organisation.save()
    return organisation


def _join_groupings(organisation: Organisation, territory: Territory) -> None:
    """Writes what the register says: in which known intercommunalité it lies, which it holds."""
    living = Organisation.objects.filter(workspace=organisation.workspace_id, ended_on__isnull=True)
    holders = living.filter(
        kind=OrganisationKind.EPCI,
        territory__contents__territory=territory,
        territory__contents__until__isnull=True,
    )
    for group in holders.distinct():
        Grouping.objects.create(organisation=organisation, group=group)
    if organisation.kind != OrganisationKind.EPCI:
        return
    organisations = living.filter(
        territory__memberships__area=territory, territory__memberships__until__isnull=True
    )
    for one in organisations.distinct():
        Grouping.objects.create(organisation=one, group=organisation)


def _of_territory(workspace: Workspace, territory: Territory) -> Organisation:
    return Organisation(
        workspace=workspace,
        name=body_name(territory.kind, territory.name),
        kind=KIND_OF_TERRITORY.get(Territory.Kind(territory.kind), OrganisationKind.OTHER),
        legal_form=str(territory.get_type_display()).capitalize() if territory.type else "",
        siren=territory.siren,
        territory=territory,
        source=_("registre officiel"),
    )


def edit_organisation(
    *, author: User, organisation: Organisation, read: int, reach: Reach | None = None
) -> Organisation:
    """The structure with its changes; StaleVersionError when version `read` is not the last."""
    with journal.write(author, workspace_id=organisation.workspace_id, topic="organisations"):
        claim_version(organisation, read)
        organisation.save()
        _keep_reach(organisation, reach)
    return organisation


def rename_organisation(
    *, author: User, organisation: Organisation, read: int, name: str, on: date
) -> Organisation:
    """The structure under its name of `on`; the former one is kept with the day it ended.

    Raises StaleVersionError when version `read` is not the last.
    """
    with journal.write(author, workspace_id=organisation.workspace_id, topic="organisations"):
        claim_version(organisation, read)
        before = organisation.names.order_by("-until", "pk").first()
        OrganisationName.objects.create(
            organisation=organisation,
            name=organisation.name,
            since=None if before is None else before.until,
            until=on,
        )
        organisation.name = name
        organisation.save()
    return organisation


def _keep_reach(organisation: Organisation, reach: Reach | None) -> None:
    if reach is not None:
        keep_contacts(organisation, ContactKind.EMAIL, reach.emails)
        keep_contacts(organisation, ContactKind.PHONE, reach.phones)


def end_organisation(
    *,
    author: User,
    organisation: Organisation,
    read: int,
    on: date,
    successor: Organisation | None,
    carries_on: bool,
) -> Organisation:
    """The structure, ended on that day, with what succeeds it.

    Its mandates, memberships, competences and groupings end that day and stay on its sheet. The
    successor takes its place in each cooperation; when `carries_on`, its people go on there with
    the same functions. Raises StaleVersionError when version `read` is not the last.
    """
    with journal.write(author, workspace_id=organisation.workspace_id, topic="organisations"):
        claim_version(organisation, read)
        organisation.ended_on, organisation.successor = on, successor
        organisation.save()
        mandates = list(organisation.mandates.filter(in_force()))
        places = list(organisation.memberships.filter(in_force()))
        ended: list[Period] = [*mandates, *places]
        ended += organisation.competences.filter(in_force())
        ended += organisation.groupings.filter(in_force())
        ended += organisation.grouped.filter(in_force())
        end_on(ended, on)
        if successor is not None:
            _take_places(places, successor, on)
            if carries_on:
                _carry_on(mandates, successor, on)
    return organisation


def end_on(rows: Iterable[Period], on: date) -> None:
    """Ends these rows that day, or the day they began when that is later."""
    for row in rows:
        row.end(max(on, row.since or on))
        row.save()


def _take_places(places: list[Member], successor: Organisation, on: date) -> None:
    for place in places:
        enter(
            cooperation=place.cooperation,
            organisation=successor,
            place=Place(place.kind, since=on),
        )


def _carry_on(mandates: list[Mandate], successor: Organisation, on: date) -> None:
    for mandate in mandates:
        Mandate.objects.create(
            person_id=mandate.person_id,
            organisation=successor,
            kind=mandate.kind,
            function=mandate.function,
            theme=mandate.theme,
            since=on,
        )


Part = Department | Competence | Grouping


def add_part(*, author: User, part: Part) -> Part:
    """A service, a competence or a grouping, on the sheet of its structure."""
    with journal.write(author, workspace_id=part.organisation.workspace_id, topic="organisations"):
        part.save()
    return part


def rename_department(*, author: User, department: Department, read: int) -> Department:
    """The service under its name; StaleVersionError when version `read` is not the last."""
    workspace = department.organisation.workspace_id
    with journal.write(author, workspace_id=workspace, topic="organisations"):
        claim_version(department, read)
        department.save()
    return department


def end_part(*, author: User, part: Competence | Grouping, on: date) -> Competence | Grouping:
    """The competence or grouping, ended that day; one that has ended keeps its date."""
    if part.until is not None:
        return part
    with journal.write(author, workspace_id=part.organisation.workspace_id, topic="organisations"):
        part.end(on)
        part.save()
    return part

"""Adding a structure, changing its card, its name, and saying which one succeeds it."""

from datetime import date

from django.utils.translation import gettext as _

from maillage.core.versions import claim_version
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Workspace
from maillage.foundation.journal import services as journal
from maillage.ground.directory.choices import ContactKind, OrganisationKind
from maillage.ground.directory.organisations.rules import body_name
from maillage.ground.directory.records.models.organisations import (
    Grouping,
    Organisation,
    OrganisationName,
)
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
    known = Organisation.objects.filter(
        workspace=workspace,
        territory=territory,
        kind=KIND_OF_TERRITORY.get(Territory.Kind(territory.kind), OrganisationKind.OTHER),
        ended_on__isnull=True,
    ).first()
    if known is not None:
        return known
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
    held = living.filter(
        territory__memberships__area=territory, territory__memberships__until__isnull=True
    )
    for one in held.distinct():
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

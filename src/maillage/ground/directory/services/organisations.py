"""Adding a structure and changing its card."""

from maillage.core.versions import claim_version
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Workspace
from maillage.foundation.journal import services as journal
from maillage.ground.directory.models import Organisation


def add_organisation(*, author: User, organisation: Organisation) -> Organisation:
    """The structure, saved in its workspace."""
    with journal.write(author, workspace_id=organisation.workspace_id, topic="organisations"):
        organisation.save()
    return organisation


def edit_organisation(*, author: User, organisation: Organisation, read: int) -> Organisation:
    """The structure with its changes; StaleVersionError when version `read` is not the last."""
    with journal.write(author, workspace_id=organisation.workspace_id, topic="organisations"):
        claim_version(organisation, read)
        organisation.save()
    return organisation


def blank_organisation(workspace: Workspace) -> Organisation:
    """A structure of this workspace, not saved."""
    return Organisation(workspace=workspace)

"""The services, competences and groupings of a structure."""

from datetime import date

from maillage.core.versions import claim_version
from maillage.foundation.accounts.models import User
from maillage.foundation.journal import services as journal
from maillage.ground.directory.records.models.organisations import Competence, Department, Grouping

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

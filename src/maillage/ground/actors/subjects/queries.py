"""What can one have a position on in this cooperation?"""

from django.db.models import QuerySet

from maillage.foundation.cooperations.models import Access
from maillage.foundation.journal.remembered import Remembered
from maillage.ground.actors.choices import SubjectKind
from maillage.ground.actors.subjects.models import Subject


def subjects(access: Access) -> QuerySet[Subject]:
    """What one can have a position on in the reader's cooperation, by name.

    An action has readers of its own, whom a lower room does not know: it is not among them.
    """
    rows = Subject.objects.filter(cooperation=access.cooperation_id)
    return rows.exclude(kind=SubjectKind.ACTION).order_by("label__plain", "pk")


_subjects: Remembered[list[tuple[str, str]]] = Remembered()


def subject_choices(access: Access) -> list[tuple[str, str]]:
    """The subjects as a register's list offers them, read again only after a change."""
    rows = subjects(access).values_list("pk", "label")
    workspace = access.cooperation.workspace_id
    return _subjects.of(
        access.cooperation_id, workspace, lambda: [(str(pk), label) for pk, label in rows]
    )

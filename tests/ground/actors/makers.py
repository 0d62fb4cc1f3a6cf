"""Makes subjects for tests."""

from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.actors.choices import SubjectKind
from maillage.ground.actors.models import Subject
from tests.foundation.cooperations.makers import make_cooperation


def make_subject(
    *, cooperation: Cooperation | None = None, label: str = "Charte de coopération"
) -> Subject:
    """What one can have a position on, in the cooperation."""
    return Subject.objects.create(
        cooperation=cooperation or make_cooperation(), kind=SubjectKind.DECISION, label=label
    )

"""Which records of this room say who may read them?"""

from maillage.foundation.cooperations.records.models.visibility import (
    VisibleRecord,
    visible_records,
)
from maillage.ground.directory.records.models.notes import OrganisationNote
from maillage.ground.directory.records.models.people import Availability, Reliability


@visible_records.answer
def visible_models() -> tuple[type[VisibleRecord], ...]:
    """Every model of this room that carries a visibility."""
    return (Availability, OrganisationNote, Reliability)

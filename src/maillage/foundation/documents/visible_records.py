"""Which records of this room say who may read them?"""

from maillage.foundation.cooperations.records.models.visibility import (
    VisibleRecord,
    visible_records,
)
from maillage.foundation.documents.files.models.attachments import Attachment


@visible_records.answer
def visible_models() -> tuple[type[VisibleRecord], ...]:
    """Every model of this room that carries a visibility."""
    return (Attachment,)

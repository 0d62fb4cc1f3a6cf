"""On which sheet are the changes of a record told?"""

from django.db import models


class SheetKey:
    """The sheet on which the changes of a record are told, in words filled by the record.

    `SheetKey("meeting:{0.pk}")` on a meeting, `SheetKey("meeting:{0.meeting_id}")` on its parts.
    """

    def __init__(self, words: str) -> None:
        self.words = words

    def __get__(self, record: models.Model | None, _model: type[models.Model]) -> str:
        """The key of the record's sheet; the words themselves, asked of the model."""
        return self.words if record is None else self.words.format(record)

"""What happens when two people write the same thing? The second sees both texts; none is lost."""

from collections.abc import Collection, Mapping
from typing import TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Versioned(models.Model):
    """A record that several people edit: each save carries the version it read."""

    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        abstract = True

    @property
    def closed_words(self) -> str:
        """Why nothing of this record is written any more; empty while it is open."""
        return ""


Record = TypeVar("Record", bound=Versioned)


class StaleVersionError(Exception):
    """Somebody saved this record after the form was opened; `current` is what they wrote."""

    def __init__(self, current: Versioned) -> None:
        super().__init__(str(current))
        self.current = current


class ClosedError(Exception):
    """Nothing of `record` is written any more: the error says why, in its `closed_words`."""

    def __init__(self, record: Versioned) -> None:
        super().__init__(record.closed_words)
        self.record = record


def check_is_open(record: Versioned) -> None:
    """Raises ClosedError when the record is closed as it is saved now; one not saved is open."""
    saved = type(record)._default_manager.filter(pk=record.pk).first()
    if saved is not None and saved.closed_words:
        raise ClosedError(saved)


def claim_version(record: Record, read: int) -> Record:
    """Takes the right to write over version `read` of this record, and returns the record.

    Raises StaleVersionError when another version has been saved since. The claim and the write
    that follows belong to one transaction.
    """
    model = type(record)
    rows = model._default_manager.filter(pk=record.pk)
    if not rows.filter(version=read).update(version=read + 1):
        raise StaleVersionError(rows.get())
    record.version = read + 1
    return record


class RivalAnswerError(Exception):
    """Another answer was recorded after the form was opened; `current` is that answer."""

    def __init__(self, current: models.Model) -> None:
        super().__init__(str(current))
        self.current = current


def is_recorded(answer: models.Model, standing: models.Model, read: int) -> bool:
    """Whether this very answer stands already: it was sent twice. Inside a write.

    `read` is the number of what stood when the form was opened, 0 for nothing. Raises
    RivalAnswerError when another answer came in between.
    """
    if standing.pk <= read:
        return False
    if not repeats(answer, standing):
        raise RivalAnswerError(standing)
    return True


def repeats(answer: models.Model, other: models.Model, *, but: Collection[str] = ()) -> bool:
    """Whether all that somebody may write is equal in both, these fields left aside."""
    written = [field for field in answer._meta.concrete_fields if field.editable]
    return all(
        field.value_from_object(answer) == field.value_from_object(other)
        for field in written
        if not field.primary_key and field.name not in but
    )


def fill_blanks(record: Versioned, values: Mapping[str, object]) -> bool:
    """Whether a blank of the record was filled by one of these values, and saved.

    What the record says already stays. Inside a write, like `claim_version`.
    """
    filled = {name: value for name, value in values.items() if value and not getattr(record, name)}
    if not filled:
        return False
    claim_version(record, record.version)
    for name, value in filled.items():
        setattr(record, name, value)
    record.save()
    return True

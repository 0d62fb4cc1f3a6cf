"""What happens when two people edit the same thing? The second sees both texts; none is lost."""

from collections.abc import Mapping
from typing import TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Versioned(models.Model):
    """A record that several people edit: each save carries the version it read."""

    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        abstract = True


Record = TypeVar("Record", bound=Versioned)


class StaleVersionError(Exception):
    """Somebody saved this record after the form was opened; `current` is what they wrote."""

    def __init__(self, current: Versioned) -> None:
        super().__init__(str(current))
        self.current = current


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

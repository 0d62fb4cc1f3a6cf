"""Which pages of a register were read already, and are read again only after a change?"""

from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

from django.db.models import Model

from maillage.core.register.lines import Line
from maillage.foundation.cooperations.spaces.models import Access
from maillage.foundation.journal.remembered import Remembered

Row = TypeVar("Row", bound=Model)
_pages: Remembered[Sequence[Line]] = Remembered()
_counts: Remembered[int] = Remembered()


def recall_page(
    access: Access, register: str, requested_key: Hashable, read: Callable[[], Sequence[Line]]
) -> Sequence[Line]:
    """The lines of this page of a register as this reader sees them."""
    key = (register, access.pk, access.role, requested_key)
    return _pages.of(key, access.cooperation.workspace_id, read)


def recall_count(
    access: Access, register: str, narrowing: Hashable, count: Callable[[], int]
) -> int:
    """How many rows of this register this reader may see, narrowed so."""
    key = (register, access.pk, access.role, narrowing)
    return _counts.of(key, access.cooperation.workspace_id, count)

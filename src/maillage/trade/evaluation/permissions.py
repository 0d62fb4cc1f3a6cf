"""Who may read and write what each structure gives and receives?"""

from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.models import Access

READERS = frozenset({Role.OFFICER, Role.ELECTED, Role.PARTNER})


def can_open_balance(access: Access) -> bool:
    """Officers read every page; the others their own once it is sent, all once published."""
    return access.role in READERS


def can_edit_balance(access: Access) -> bool:
    """Officers write what is drawn, send the pages and publish them."""
    return access.is_officer and access.may_write

"""Who may read and write what each structure gives and receives?"""

from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.permissions import officers_write

READERS = frozenset({Role.OFFICER, Role.ELECTED, Role.PARTNER})


def can_open_balance(access: Access) -> bool:
    """Officers read every page; the others their own once it is sent, all once published."""
    return access.role in READERS


# Officers write what is drawn, send the pages and publish them.
can_edit_balance = officers_write

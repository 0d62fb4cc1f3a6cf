"""Is this cooperation to be deleted?"""

from maillage.foundation.cooperations.models import Access
from maillage.roof.departures.models import Deletion


def deletion_of(access: Access) -> Deletion | None:
    """The deletion asked for, or None."""
    return (
        Deletion.objects.filter(cooperation=access.cooperation_id)
        .select_related("asked_by")
        .first()
    )

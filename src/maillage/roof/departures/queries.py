"""Is this cooperation to be deleted, or taken out?"""

from django.db.models import QuerySet

from maillage.foundation.cooperations.models import Access
from maillage.roof.departures.models import Archive, Deletion


def deletion_of(access: Access) -> Deletion | None:
    """The deletion asked for, or None."""
    return (
        Deletion.objects.filter(cooperation=access.cooperation_id)
        .select_related("asked_by")
        .first()
    )


def archives_in(access: Access) -> QuerySet[Archive]:
    """The archives of the reader's cooperation, whoever asked for them."""
    return Archive.objects.filter(cooperation=access.cooperation_id)


def own_archives(access: Access) -> QuerySet[Archive]:
    """Those that the reader asked for."""
    return archives_in(access).filter(asked_by=access.user_id)

"""As whom does a file come in?"""

from maillage.foundation.cooperations.models import Access


def reader_of(cooperation_id: int | None, author_id: int | None) -> Access | None:
    """The open access of whoever brings a file in, or None; of nobody, no base is asked."""
    if cooperation_id is None or author_id is None:
        return None
    rows = Access.objects.filter(cooperation=cooperation_id, user=author_id, ended_at__isnull=True)
    return rows.select_related("cooperation").first()

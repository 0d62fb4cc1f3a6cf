"""Who asks that a cooperation be deleted, and who takes all of it out?"""

from maillage.foundation.cooperations.models import Access


def can_decide(access: Access) -> bool:
    """Officers alone, in an open or a closed cooperation."""
    return access.is_officer

"""Who may open the play of actors, and who keeps it?"""

from maillage.foundation.cooperations.models import Access


def can_open_game(access: Access) -> bool:
    """Officers alone: what is read of the others is confidential by construction."""
    return access.is_officer


def can_keep_game(access: Access) -> bool:
    """Officers record and withdraw readings."""
    return access.is_officer and access.may_write

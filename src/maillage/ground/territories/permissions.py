"""Who may see and draw the territories of a cooperation?"""

from maillage.foundation.cooperations.models import Access


def can_see_territories(access: Access) -> bool:
    """Everybody sees where the cooperation takes place."""
    return True


def can_draw_perimeters(access: Access) -> bool:
    """Officers draw, change and set aside the perimeters of the cooperation."""
    return access.is_officer and access.may_write

"""Who brings spreadsheets in and takes them out?"""

from maillage.foundation.cooperations.models import Access


def can_import(access: Access) -> bool:
    """Officers bring in the structures and people of the workspace."""
    return access.is_officer


def can_export(access: Access) -> bool:
    """Officers take the directory out in their own columns."""
    return access.is_officer

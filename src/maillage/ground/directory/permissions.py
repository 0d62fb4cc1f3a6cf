"""Who may read and change the directory?"""

from maillage.foundation.cooperations.models import Access


def can_open_directory(access: Access) -> bool:
    """Everybody opens the directory; what they find in it depends on their role."""
    return True


def can_edit_organisations(access: Access) -> bool:
    """Officers keep the structures."""
    return access.is_officer


def can_edit_people(access: Access) -> bool:
    """Officers keep the people and their mandates."""
    return access.is_officer


def can_edit_members(access: Access) -> bool:
    """Officers say which structures are members, and who speaks for them."""
    return access.is_officer


def can_read_reliability(access: Access) -> bool:
    """Only officers read what was observed of a person."""
    return access.is_officer

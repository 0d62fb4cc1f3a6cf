"""Who may do what with a cooperation itself?"""

from maillage.foundation.cooperations.spaces.models import Access


def can_open(access: Access) -> bool:
    """Everybody with an access may open the cooperation."""
    return True


def can_steer(access: Access) -> bool:
    """Officers invite, close, export and change the settings of the cooperation."""
    return access.is_officer


def can_edit_settings(access: Access) -> bool:
    """Officers change the settings of an open cooperation and invite to it."""
    return access.is_officer and access.may_write


def can_work(access: Access) -> bool:
    """Officers and project team see the work in progress."""
    return access.is_in_team

"""Who may read and keep the context of a cooperation?"""

from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.models import Access


def can_open_history(access: Access) -> bool:
    """Who takes part opens the history, each finding what is shown to them; observers do not."""
    return access.role != Role.OBSERVER


def can_keep_history(access: Access) -> bool:
    """Officers tell past relations, and correct them."""
    return access.is_officer and access.may_write


def can_open_nature(access: Access) -> bool:
    """Who takes part opens it: each finds there the readings shown to them; observers do not."""
    return access.role != Role.OBSERVER


def can_keep_nature(access: Access) -> bool:
    """Officers note how each structure lives the cooperation, and withdraw what was wrong."""
    return access.is_officer and access.may_write


def can_open_heading(access: Access) -> bool:
    """Everybody reads the heading, in the versions shown to them."""
    return True


def can_keep_heading(access: Access) -> bool:
    """Officers set, hold and adapt the heading."""
    return access.is_officer and access.may_write


def can_open_signals(access: Access) -> bool:
    """Who takes part reads the news shown to them; observers do not."""
    return access.role != Role.OBSERVER


def can_keep_signals(access: Access) -> bool:
    """Officers note partner news, and say what is done about it."""
    return access.is_officer and access.may_write


def can_open_moves(access: Access) -> bool:
    """Who works on the cooperation reads when to act, and when to wait."""
    return access.is_in_team


def can_keep_moves(access: Access) -> bool:
    """Officers plan gestures, and say what came of them."""
    return access.is_officer and access.may_write


def can_open_schemes(access: Access) -> bool:
    """Everybody reads which contracts and plans cover the land."""
    return True


def can_edit_schemes(access: Access) -> bool:
    """Officers write the schemes, and correct them."""
    return access.is_officer and access.may_write


def can_open_publics(access: Access) -> bool:
    """Everybody reads for whom one works."""
    return True


def can_edit_context(access: Access) -> bool:
    """Officers, and the team for what touches its own ground, write the publics."""
    return access.is_in_team and access.may_write


def can_open_duties(access: Access) -> bool:
    """Everybody opens it: each finds there what their access reads."""
    return True


def can_edit_duties(access: Access) -> bool:
    """Officers write what is due, and say that it was sent."""
    return access.is_officer and access.may_write


def can_give_piece(access: Access) -> bool:
    """Officers note a piece; those who speak for a structure give its own."""
    return access.role in {Role.OFFICER, Role.TEAM, Role.PARTNER} and access.may_write


def can_open_facilities(access: Access) -> bool:
    """Everybody reads which facilities are there, and where places lack."""
    return True


def can_edit_facilities(access: Access) -> bool:
    """Officers write the facilities, their agreements and the needs of communes."""
    return access.is_officer and access.may_write


def can_read_free_places(access: Access) -> bool:
    """Who works on the cooperation reads how many places are free."""
    return access.is_in_team

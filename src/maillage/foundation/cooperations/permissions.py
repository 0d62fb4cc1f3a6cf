"""Who may do what with a cooperation itself?"""

from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.spaces.models import Access


def everybody(_access: Access) -> bool:
    """Whoever has an access."""
    return True


def officers(access: Access) -> bool:
    """The officers, even once the cooperation is closed."""
    return access.is_officer


def officers_write(access: Access) -> bool:
    """The officers, while the cooperation is open to writing."""
    return access.is_officer and access.may_write


def the_team(access: Access) -> bool:
    """Whoever works on the cooperation: the officers and the project team."""
    return access.is_in_team


def the_team_writes(access: Access) -> bool:
    """The officers and the project team, while the cooperation is open to writing."""
    return access.is_in_team and access.may_write


def all_but_observers(access: Access) -> bool:
    """Everybody but the observers."""
    return access.role != Role.OBSERVER


def team_and_partners_write(access: Access) -> bool:
    """The team and the partners, while the cooperation is open to writing."""
    return access.role in {Role.OFFICER, Role.TEAM, Role.PARTNER} and access.may_write


def officers_and_partners_write(access: Access) -> bool:
    """The officers and the partners, while the cooperation is open to writing."""
    return access.role in {Role.OFFICER, Role.PARTNER} and access.may_write


# Everybody with an access may open the cooperation.
can_open = everybody

# Officers invite, close, export and change the settings of the cooperation.
can_steer = officers

# Officers change the settings of an open cooperation and invite to it.
can_edit_settings = officers_write

# Officers and project team see the work in progress.
can_work = the_team

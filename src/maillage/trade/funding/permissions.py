"""Who may read and write what things cost and who pays them?"""

from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.models import Access


def can_open_funding(access: Access) -> bool:
    """Everybody opens the plans; what is only asked for is not in them for all."""
    return True


def can_read_each(access: Access) -> bool:
    """Who reads what each structure pays: everybody but an observer, who reads sums."""
    return access.role != Role.OBSERVER


def can_edit_funding(access: Access) -> bool:
    """Officers write every plan."""
    return access.is_officer and access.may_write


def can_write_funding(access: Access) -> bool:
    """Officers write every plan, the team those of the actions that it coordinates."""
    return access.is_in_team and access.may_write


def can_edit_plan(access: Access, coordinator_id: int | None) -> bool:
    """Whether this access may write the plan of an action that this user coordinates."""
    if access.is_officer:
        return access.may_write
    return can_write_funding(access) and coordinator_id == access.user_id


def can_read_checks(access: Access, *, owns: bool) -> bool:
    """The team reads what the rules say; whoever speaks for the owner does, but an observer."""
    return access.is_in_team or (owns and access.role != Role.OBSERVER)


def can_open_sources(access: Access) -> bool:
    """Everybody reads what helps what; what one means to ask for is the team's."""
    return True


def can_open_returns(access: Access) -> bool:
    """The team prepares what funders ask back; the plans of posts stay the officers'."""
    return access.is_in_team

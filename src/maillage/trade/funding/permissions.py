"""Who may read and write what things cost and who pays them?"""

from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.permissions import (
    all_but_observers,
    everybody,
    officers_write,
    the_team,
    the_team_writes,
)

# Everybody opens the plans; what is only asked for is not in them for all.
can_open_funding = everybody

# Who reads what each structure pays: everybody but an observer, who reads sums.
can_read_each = all_but_observers

# Officers write every plan.
can_edit_funding = officers_write

# Officers write every plan, the team those of the actions that it coordinates.
can_write_funding = the_team_writes


def can_edit_plan(access: Access, coordinator_id: int | None) -> bool:
    """Whether this access may write the plan of an action that this user coordinates."""
    if access.is_officer:
        return access.may_write
    return can_write_funding(access) and coordinator_id == access.user_id


def can_read_checks(access: Access, *, owns: bool) -> bool:
    """The team reads what the rules say; whoever speaks for the owner does, but an observer."""
    return access.is_in_team or (owns and access.role != Role.OBSERVER)


# Everybody reads what helps what; what one means to ask for is the team's.
can_open_sources = everybody

# The team prepares what funders ask back; the plans of posts stay the officers'.
can_open_returns = the_team

"""Who may read and change the plan, an action, a part?"""

from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.permissions import (
    all_but_observers,
    everybody,
    officers_write,
    team_and_partners_write,
    the_team,
    the_team_writes,
)

# Everybody opens the plan; what is still prepared is not in it for all.
can_open_plan = everybody

# Officers write objectives and actions.
can_edit_plan = officers_write

# Officers write any action, the team those that it coordinates.
can_coordinate = the_team_writes


def can_edit_action(access: Access, coordinator_id: int | None) -> bool:
    """Whether this access may change an action that this user coordinates."""
    if access.is_officer:
        return access.may_write
    return can_coordinate(access) and coordinator_id == access.user_id


# Officers, and those who may speak for a structure.
can_take_part = team_and_partners_write


def can_answer_share(
    access: Access,
    coordinator_id: int | None,
    organisation_id: int,
    spoken_for: frozenset[int],
) -> bool:
    """Whether this access may say what a structure answers, and how far its part has come."""
    if can_edit_action(access, coordinator_id):
        return True
    return can_take_part(access) and organisation_id in spoken_for


# Officers write the posts, who holds them, and what each mission needs.
can_edit_posts = officers_write

# Officers and the team write the projects of others, and what they exchanged on them.
can_edit_projects = the_team_writes

# The team reads what was exchanged with holders, and what comes next.
can_follow_projects = the_team

# Who works on the cooperation reads from whom an answer was known.
can_read_sources = the_team

# Observers find no name of a person in the plan.
can_read_names = all_but_observers


def can_date_step(
    access: Access,
    coordinator_id: int | None,
    organisation_id: int | None,
    spoken_for: frozenset[int],
) -> bool:
    """Whether this access may say when a step ends: who writes the action, who does the step."""
    if organisation_id is None:
        return can_edit_action(access, coordinator_id)
    return can_answer_share(access, coordinator_id, organisation_id, spoken_for)


# Officers open a call, write its grid, and what the body decides.
can_edit_calls = officers_write


def can_mark(access: Access) -> bool:
    """Officers note what a voice or a funder says; whoever speaks for a structure says it."""
    return can_take_part(access) or (access.role == Role.ELECTED and access.may_write)


# The team prepares the review of projects.
can_open_review = the_team

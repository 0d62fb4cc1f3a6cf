"""Who may read and change the plan, an action, a part?"""

from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.models import Access


def can_open_plan(access: Access) -> bool:
    """Everybody opens the plan; what is still prepared is not in it for all."""
    return True


def can_edit_plan(access: Access) -> bool:
    """Officers write objectives and actions."""
    return access.is_officer and access.may_write


def can_coordinate(access: Access) -> bool:
    """Officers write any action, the team those that it coordinates."""
    return access.is_in_team and access.may_write


def can_edit_action(access: Access, coordinator_id: int | None) -> bool:
    """Whether this access may change an action that this user coordinates."""
    if access.is_officer:
        return access.may_write
    return can_coordinate(access) and coordinator_id == access.user_id


def can_take_part(access: Access) -> bool:
    """Officers, and those who may speak for a structure."""
    return access.role in {Role.OFFICER, Role.TEAM, Role.PARTNER} and access.may_write


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


def can_edit_posts(access: Access) -> bool:
    """Officers write the posts, who holds them, and what each mission needs."""
    return access.is_officer and access.may_write


def can_edit_projects(access: Access) -> bool:
    """Officers and the team write the projects of others, and what they exchanged on them."""
    return access.is_in_team and access.may_write


def can_follow_projects(access: Access) -> bool:
    """The team reads what was exchanged with holders, and what comes next."""
    return access.is_in_team


def can_read_sources(access: Access) -> bool:
    """Who works on the cooperation reads from whom an answer was known."""
    return access.is_in_team


def can_read_names(access: Access) -> bool:
    """Observers find no name of a person in the plan."""
    return access.role != Role.OBSERVER


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


def can_edit_calls(access: Access) -> bool:
    """Officers open a call, write its grid, and what the body decides."""
    return access.is_officer and access.may_write


def can_mark(access: Access) -> bool:
    """Officers note what a voice or a funder says; whoever speaks for a structure says it."""
    return can_take_part(access) or (access.role == Role.ELECTED and access.may_write)


def can_open_review(access: Access) -> bool:
    """The team prepares the review of projects."""
    return access.is_in_team

"""Who may read and change the directory?"""

from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.models import Access

KEEPS_SOME_CARDS = frozenset({Role.OFFICER, Role.TEAM, Role.PARTNER})


def can_open_directory(access: Access) -> bool:
    """Everybody opens the structures; what they find there depends on their role."""
    return True


def can_open_people(access: Access) -> bool:
    """Observers read decisions, plan and results: nothing of people."""
    return access.role != Role.OBSERVER


def can_open_elected_sheet(access: Access) -> bool:
    """An élu prints the page of a structure of theirs, with what their own access reads."""
    return access.role == Role.ELECTED


def can_keep_directory(access: Access) -> bool:
    """Officers add, rename and merge structures."""
    return access.is_officer and access.may_write


def can_read_notices(access: Access) -> bool:
    """Officers answer for how people were told that they are in the file."""
    return access.is_officer


def can_edit_members(access: Access) -> bool:
    """Officers say which structures are members, who weighs, and who speaks for whom."""
    return access.is_officer and access.may_write


def can_keep_cards(access: Access) -> bool:
    """Officers keep every card; team and partners those of the structures they speak for."""
    return access.role in KEEPS_SOME_CARDS and access.may_write


def can_edit_organisation(access: Access, organisation_id: int, spoken_for: frozenset[int]) -> bool:
    """Whether this access may correct the card, the services and the people of the structure."""
    if access.is_officer:
        return access.may_write
    return can_keep_cards(access) and organisation_id in spoken_for


def can_edit_person(
    access: Access, organisation_ids: frozenset[int], spoken_for: frozenset[int]
) -> bool:
    """Whether this access may correct a person who acts in these structures now."""
    if access.is_officer:
        return access.may_write
    return can_keep_cards(access) and bool(organisation_ids & spoken_for)


def can_read_notes(access: Access) -> bool:
    """Who works on the cooperation reads what was noted beside a mandate, and the sources."""
    return access.is_in_team


def can_read_reliability(access: Access) -> bool:
    """Only officers read what was observed of a person."""
    return access.is_officer

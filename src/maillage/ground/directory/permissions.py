"""Who may read and change the directory?"""

from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.permissions import (
    all_but_observers,
    everybody,
    officers,
    officers_write,
    team_and_partners_write,
    the_team,
)

# Everybody opens the structures; what they find there depends on their role.
can_open_directory = everybody

# Observers read decisions, plan and results: nothing of people.
can_open_people = all_but_observers


def can_open_elected_sheet(access: Access) -> bool:
    """An élu prints the page of a structure of theirs, with what their own access reads."""
    return access.role == Role.ELECTED


# Officers add, rename and merge structures.
can_keep_directory = officers_write

# Officers answer for how people were told that they are in the file.
can_read_notices = officers

# Officers say which structures are members, who weighs, and who speaks for whom.
can_edit_members = officers_write


# Officers keep every card; team and partners those of the structures they speak for.
can_keep_cards = team_and_partners_write


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


# Who works on the cooperation reads what was noted beside a mandate, and the sources.
can_read_notes = the_team

# Officers read in its history how one reached a person before; others, that it changed.
can_read_former_contacts = officers

# Only officers read what was observed of a person.
can_read_reliability = officers

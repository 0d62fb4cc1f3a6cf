"""Who may read and change the bodies and the joint decisions?"""

from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.permissions import (
    all_but_observers,
    everybody,
    officers,
    officers_and_partners_write,
    officers_write,
    the_team,
    the_team_writes,
)
from maillage.ground.directory import permissions as directory

# Everybody opens the bodies; observers find no name of a person there.
can_open_bodies = everybody

# Officers make bodies, give seats and end them.
can_keep_bodies = officers_write

# Officers name who holds any seat; team and partners, those of whom they speak for.
can_name_holders = directory.can_keep_cards

# Officers open designation campaigns, accept what structures answer, and close them.
can_keep_nominations = can_keep_bodies


def can_name_holder(
    access: Access, organisation_id: int | None, spoken_for: frozenset[int]
) -> bool:
    """Whether this access may say who holds a seat of this structure."""
    if access.is_officer:
        return access.may_write
    return can_name_holders(access) and organisation_id in spoken_for


# Everybody reads which structure carries what for the others.
can_open_lead_partner = everybody

# Officers say which structure carries what, by which act, until when.
can_keep_lead_partner = officers_write

# Everybody reads the joint decisions; observers find no name of a person there.
can_open_decisions = everybody

# Officers open joint decisions, ask councils, and keep their calendars and acts.
can_keep_decisions = officers_write

# Officers say what any council answered; partners, what those they speak for did.
can_answer_decisions = officers_and_partners_write


def can_answer_for(access: Access, organisation_id: int, spoken_for: frozenset[int]) -> bool:
    """Whether this access may say what the council of this structure answered."""
    if not can_answer_decisions(access):
        return False
    return access.is_officer or organisation_id in spoken_for


# Who works on the cooperation reads from whom an answer was known.
can_read_sources = the_team

# Everybody reads the commitments shown to them; observers find no name of a person there.
can_open_commitments = everybody

# Officers ask for commitments and correct them.
can_keep_commitments = officers_write

# Officers alone: what structures want is crossed with their votes.
can_cross_positions = officers

# Everybody reads when bodies meet and about what; observers find no name of a person.
can_open_meetings = everybody

# Officers convene, write the agenda, move and cancel meetings.
can_keep_meetings = officers_write

# Who works on the cooperation says who is there, and writes what is said.
can_keep_attendance = the_team_writes

# Observers read what was decided; what was said is for whoever takes part.
can_read_minutes = directory.can_open_people


def can_amend_records(access: Access) -> bool:
    """Who works on the cooperation, and partners for the structures they speak for."""
    return (access.is_in_team or access.role == Role.PARTNER) and access.may_write


# Who works on the cooperation reads the studies of legal forms; nobody beyond.
can_open_forms = the_team

# Officers study a situation, correct it, and say which form is kept.
can_keep_forms = officers_write

# Everybody reads the frozen texts and who signed them; a draft is not in their query.
can_open_agreements = everybody

# What is proposed to a draft is for whoever takes part; an observer reads the text once frozen.
can_open_amendments = all_but_observers

# Officers write agreements, freeze them, and note who signed.
can_keep_agreements = officers_write


def can_say_remarks(access: Access) -> bool:
    """Who works on the cooperation, and partners for the structures they speak for."""
    return (access.is_in_team or access.role == Role.PARTNER) and access.may_write

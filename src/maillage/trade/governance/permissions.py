"""Who may read and change the bodies and the joint decisions?"""

from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.models import Access
from maillage.ground.directory import permissions as directory


def can_open_bodies(access: Access) -> bool:
    """Everybody opens the bodies; observers find no name of a person there."""
    return True


def can_keep_bodies(access: Access) -> bool:
    """Officers make bodies, give seats and end them."""
    return access.is_officer and access.may_write


def can_name_holders(access: Access) -> bool:
    """Officers name who holds any seat; team and partners, those of whom they speak for."""
    return directory.can_keep_cards(access)


def can_keep_nominations(access: Access) -> bool:
    """Officers open designation campaigns, accept what structures answer, and close them."""
    return can_keep_bodies(access)


def can_name_holder(
    access: Access, organisation_id: int | None, spoken_for: frozenset[int]
) -> bool:
    """Whether this access may say who holds a seat of this structure."""
    if access.is_officer:
        return access.may_write
    return can_name_holders(access) and organisation_id in spoken_for


def can_open_lead_partner(access: Access) -> bool:
    """Everybody reads which structure carries what for the others."""
    return True


def can_keep_lead_partner(access: Access) -> bool:
    """Officers say which structure carries what, by which act, until when."""
    return access.is_officer and access.may_write


def can_open_decisions(access: Access) -> bool:
    """Everybody reads the joint decisions; observers find no name of a person there."""
    return True


def can_keep_decisions(access: Access) -> bool:
    """Officers open joint decisions, ask councils, and keep their calendars and acts."""
    return access.is_officer and access.may_write


def can_answer_decisions(access: Access) -> bool:
    """Officers say what any council answered; partners, what those they speak for did."""
    return access.role in {Role.OFFICER, Role.PARTNER} and access.may_write


def can_answer_for(access: Access, organisation_id: int, spoken_for: frozenset[int]) -> bool:
    """Whether this access may say what the council of this structure answered."""
    if not can_answer_decisions(access):
        return False
    return access.is_officer or organisation_id in spoken_for


def can_read_sources(access: Access) -> bool:
    """Who works on the cooperation reads from whom an answer was known."""
    return access.is_in_team


def can_open_commitments(access: Access) -> bool:
    """Everybody reads the commitments shown to them; observers find no name of a person there."""
    return True


def can_keep_commitments(access: Access) -> bool:
    """Officers ask for commitments and correct them."""
    return access.is_officer and access.may_write


def can_cross_positions(access: Access) -> bool:
    """Officers alone: what structures want is crossed with their votes."""
    return access.is_officer


def can_open_meetings(access: Access) -> bool:
    """Everybody reads when bodies meet and about what; observers find no name of a person."""
    return True


def can_keep_meetings(access: Access) -> bool:
    """Officers convene, write the agenda, move and cancel meetings."""
    return access.is_officer and access.may_write


def can_keep_attendance(access: Access) -> bool:
    """Who works on the cooperation says who is there, and writes what is said."""
    return access.is_in_team and access.may_write


def can_read_minutes(access: Access) -> bool:
    """Observers read what was decided; what was said is for whoever takes part."""
    return directory.can_open_people(access)


def can_amend_records(access: Access) -> bool:
    """Who works on the cooperation, and partners for the structures they speak for."""
    return (access.is_in_team or access.role == Role.PARTNER) and access.may_write


def can_open_forms(access: Access) -> bool:
    """Who works on the cooperation reads the studies of legal forms; nobody beyond."""
    return access.is_in_team


def can_keep_forms(access: Access) -> bool:
    """Officers study a situation, correct it, and say which form is kept."""
    return access.is_officer and access.may_write


def can_open_agreements(access: Access) -> bool:
    """Everybody reads the frozen texts and who signed them; a draft is not in their query."""
    return True


def can_keep_agreements(access: Access) -> bool:
    """Officers write agreements, freeze them, and note who signed."""
    return access.is_officer and access.may_write


def can_say_remarks(access: Access) -> bool:
    """Who works on the cooperation, and partners for the structures they speak for."""
    return (access.is_in_team or access.role == Role.PARTNER) and access.may_write

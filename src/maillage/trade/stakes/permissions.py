"""Who may read and change stakes and positions?"""

from django.utils.translation import gettext as _

from maillage.foundation.cooperations.choices import LEVELS_READ, Role, Visibility
from maillage.foundation.cooperations.models import Access


def can_open_stakes(access: Access) -> bool:
    """Who takes part reads the stakes, and the positions shown to them; observers do not."""
    return access.role != Role.OBSERVER


def can_keep_stakes(access: Access) -> bool:
    """Officers name the stakes, close them, and say how they read them."""
    return access.is_officer and access.may_write


def can_keep_positions(access: Access) -> bool:
    """Officers record what each actor wants."""
    return access.is_officer and access.may_write


def can_answer_positions(access: Access) -> bool:
    """Partners say what the structures for which they speak want; officers note it themselves."""
    return access.role in {Role.OFFICER, Role.PARTNER} and access.may_write


def can_see_who_to_meet(access: Access) -> bool:
    """Officers alone: what is not known of a structure, or is doubtful, is their own work."""
    return access.is_officer


def can_read_allies(access: Access) -> bool:
    """Who works on the cooperation reads who could convince whom, as far as they may know."""
    return access.is_in_team


def can_write_findings(access: Access) -> bool:
    """Officers and the team put findings on the table; each of the team corrects its own."""
    return access.is_in_team and access.may_write


def can_collect_judgements(access: Access) -> bool:
    """Officers note what each structure says of a finding, and write to structures."""
    return access.is_officer and access.may_write


def can_answer_findings(access: Access) -> bool:
    """Who speaks for a structure says what it sees; officers note it themselves."""
    return access.role in {Role.OFFICER, Role.TEAM, Role.PARTNER} and access.may_write


def readers_words(visibility: str = Visibility.MEMBERS) -> str:
    """« tous, sauf les observateurs » where the door is closed to them; else the level's words."""
    level = Visibility(visibility)
    shut = {role for role in Role if not can_open_stakes(Access(role=role))}
    readers = {role for role, levels in LEVELS_READ.items() if level in levels}
    return (
        _("tous, sauf les observateurs") if readers & shut == {Role.OBSERVER} else str(level.label)
    )

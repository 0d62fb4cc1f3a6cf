"""Who reads and writes the notebook, the conflicts and the compromises?"""

from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.models import Access


def can_open_notebook(access: Access) -> bool:
    """Who works on the cooperation; each finds there the notes that are shown to them."""
    return access.is_in_team


def can_keep_notebook(access: Access) -> bool:
    """Officers write notes, and say who reads them."""
    return access.is_officer and access.may_write


def can_open_conflicts(access: Access) -> bool:
    """Who works on the cooperation; each finds there the conflicts that are shown to them."""
    return access.is_in_team


def can_keep_conflicts(access: Access) -> bool:
    """Officers say who is opposed to whom, how hot it is, and what comes next."""
    return access.is_officer and access.may_write


def can_open_compromises(access: Access) -> bool:
    """Who works on the cooperation; each finds there the options that are shown to them."""
    return access.is_in_team


def can_answer_options(access: Access) -> bool:
    """Partners answer for the structures for which they speak; officers note it themselves."""
    return access.role in {Role.OFFICER, Role.PARTNER} and access.may_write


def can_keep_compromises(access: Access) -> bool:
    """Officers write options, record what structures say of them, and conclude."""
    return access.is_officer and access.may_write

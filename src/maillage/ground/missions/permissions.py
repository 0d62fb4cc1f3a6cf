"""Who may see and say the state of the missions?"""

from maillage.foundation.cooperations.models import Access


def can_open_map(access: Access) -> bool:
    """Everybody may open the map; what it shows depends on what they read."""
    return True


def can_declare_state(access: Access) -> bool:
    """Officers declare a state, put a mission aside or bring it back."""
    return access.is_officer and access.may_write


def can_hand_over(access: Access) -> bool:
    """Officers and team leave a note for each other."""
    return access.is_in_team and access.may_write

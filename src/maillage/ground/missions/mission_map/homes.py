"""On which page does each role begin, and where is the map for it?"""

from maillage.core.links import address
from maillage.foundation.cooperations.choices import Role

MAP = "missions:mission_map"
HOMES: dict[str, str] = {
    Role.TEAM: "missions:my_day",
    Role.ELECTED: "missions:my_day",
    Role.PARTNER: "missions:my_day",
    Role.OBSERVER: "cooperations:portrait",
}
# The tree is the work of those who lead; for the others it is one link away.
BEGIN_ELSEWHERE = frozenset({Role.ELECTED, Role.PARTNER, Role.OBSERVER})


def home_of(role: str) -> str:
    """The page on which this role begins; it takes the cooperation alone."""
    return HOMES.get(role, MAP)


def begins_elsewhere(role: str) -> bool:
    """Whether the address of the cooperation leads this role to a home of its own."""
    return role in BEGIN_ELSEWHERE


def tree_url(role: str, slug: str) -> str:
    """Where the map is drawn as a tree for this role."""
    return address(MAP, slug) + ("?vue=arbre" if begins_elsewhere(role) else "")

"""Who may see and say the state of the missions?"""

from collections.abc import Mapping

from maillage.core.probes import registered
from maillage.core.tools import Tool
from maillage.foundation.cooperations.choices import LEVELS_READ, Role, Visibility
from maillage.foundation.cooperations.permissions import everybody, officers_write, the_team_writes
from maillage.ground.missions.tree import Leaf

# Everybody may open the map; what it shows depends on what they read.
can_open_map = everybody


def has_day(role: str) -> bool:
    """Whether something can wait for this role: nothing does for who only reads."""
    return role != Role.OBSERVER


def can_read_state(role: str, leaf: Leaf, built: Mapping[str, Tool]) -> bool:
    """Whether a role reads the computed state of a leaf: its records, and one of its tools.

    `built` are the tools that exist, by word. Everybody reads that a leaf has none.
    """
    probe = registered().get(leaf.slug)
    if probe is None:
        return True
    tools = [built[word] for word in leaf.tools if word in built]
    opens_one = not tools or any(role in tool.roles for tool in tools)
    return opens_one and Visibility(probe.reads) in LEVELS_READ[Role(role)]


# Officers declare a state, put a mission aside or bring it back.
can_declare_state = officers_write

# Officers and team leave a note for each other.
can_hand_over = the_team_writes

"""The tools of the map."""

from collections.abc import Sequence

from maillage.core.tools import Tool, tools
from maillage.foundation.cooperations.choices import Role
from maillage.ground.missions.permissions import has_day


@tools.answer
def own_tools() -> Sequence[Tool]:
    """The officer's home and their day; they serve every mission and open none."""
    return (
        Tool(
            "mission_map",
            "Carte des missions",
            "missions:mission_map",
            "",
            purpose="où en est la coopération, mission par mission",
        ),
        Tool(
            "my_day",
            "Ma journée",
            "missions:my_day",
            "",
            roles=frozenset(role.value for role in Role if has_day(role)),
            purpose="ce qui vous attend aujourd’hui, et ce qui est entré",
        ),
    )

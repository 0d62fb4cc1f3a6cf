"""Which tools does the officer have, and which missions does each one serve?"""

from dataclasses import dataclass, field

from maillage.core.points import Point


@dataclass(frozen=True)
class Tool:
    """One tool of the trade: its English word, its French label, its page and its missions.

    `page` is a URL name that takes the cooperation alone; `phase` the phase under which the
    navigation shows it; `roles` who is offered it; `missions` the leaves it is an entrance to.
    """

    word: str
    label: str
    page: str
    phase: str
    missions: tuple[str, ...] = ()
    roles: frozenset[str] = field(
        default=frozenset({"officer", "team", "elected", "partner", "observer"})
    )


tools: Point[[], Tool] = Point("tools")

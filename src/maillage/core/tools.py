"""Which tools does the officer have, and which missions does each one serve?"""

from dataclasses import dataclass, field
from enum import StrEnum

from maillage.core.points import Point


class Question(StrEnum):
    """What one wonders when one looks for a tool; the last keeps the cooperation running."""

    WHO = "who"
    PROMISES = "promises"
    WANTS = "wants"
    DECIDES = "decides"
    HAPPENS = "happens"
    HOLDS = "holds"


@dataclass(frozen=True)
class Tool:
    """One tool of the trade: its English word, its French label, its page and its missions.

    `page` is a URL name that takes the cooperation alone; `phase` the phase under which the
    navigation shows it, empty for what belongs to none; `roles` who is offered it; `missions` the
    leaves it is an entrance to; `opens` the first words of the names of its other pages (person,
    for person_edit), with their room when it is another's. `purpose` is what one finds there, in a
    line, under its `question`.
    """

    word: str
    label: str
    page: str
    phase: str
    missions: tuple[str, ...] = ()
    roles: frozenset[str] = field(
        default=frozenset({"officer", "team", "elected", "partner", "observer"})
    )
    opens: tuple[str, ...] = ()
    question: Question | None = None
    purpose: str = ""

    def word_of(self, view_name: str) -> str:
        """The longest word by which a page of this URL name, with its room, belongs to the tool.

        Empty when it does not.
        """
        room = self.page.rpartition(":")[0]
        words = (word if ":" in word else f"{room}:{word}" for word in (self.word, *self.opens))
        own = (word for word in words if view_name == word or view_name.startswith(f"{word}_"))
        return max(own, key=len, default="")


tools: Point[[], Tool] = Point("tools")

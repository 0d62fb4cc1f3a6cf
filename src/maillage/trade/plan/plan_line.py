"""What do the rooms above say of an action or of a post, line by line: its cost, who pays it?"""

from collections.abc import Sequence
from dataclasses import dataclass

from maillage.core.points import Point
from maillage.foundation.cooperations.models import Access

COST, FUNDER, GRANTED = "cost", "funder", "granted"
MISSING, BEARER, CONDITION = "missing", "bearer", "condition"
ACTION, POST, ALL_POSTS = "action", "post", "posts"


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One thing that is true of a record, under one of the keys above; `cents` where it is a sum.

    What is said of all posts together bears no number.
    """

    record_id: int
    key: str
    label: str
    value: str
    cents: int | None = None

    @property
    def words(self) -> str:
        """« Acquis : 490 000 € », as a rubric says it."""
        return f"{self.label} : {self.value}"


# Without a reader: what every member may read. Without an answer, a line is absent, never zero.
plan_lines: Point[[Access | None, str, Sequence[int]], PlanLine] = Point("plan_lines")

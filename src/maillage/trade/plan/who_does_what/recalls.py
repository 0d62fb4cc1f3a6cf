"""What can a later tool of the plan do about the parts without an answer that the table shows?"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from maillage.core.fragments import Fragment
from maillage.core.points import Point
from maillage.foundation.cooperations.models import Access
from maillage.trade.plan.who_does_what.queries import WorkTable


@dataclass(frozen=True, slots=True)
class Recall:
    """The page of the link that waits, by action and service; the gesture on all these parts."""

    links: Mapping[tuple[int, str], str] = field(default_factory=dict)
    fragment: Fragment | None = None


recalls: Point[[Access, WorkTable], Recall] = Point("recalls")

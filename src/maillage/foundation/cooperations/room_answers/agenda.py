"""What of each tool waits, or comes? The rows of all of them are asked in one query.

A tool declares the rows of a cooperation that it would tell, who may read them, and its lines: it
is called only where there are rows. Whether there are is the same for all the readers of a
cooperation, and remembered until something is written.
"""

from bisect import insort
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Concatenate, Generic, ParamSpec, TypeVar

from django.db.models import Exists, Model, QuerySet

from maillage.core.agenda import Upcoming, Waiting
from maillage.core.points import Place, find_answers, place
from maillage.foundation.cooperations.spaces.models import Access, Cooperation
from maillage.foundation.journal.remembered import Remembered

Days = ParamSpec("Days")
Line = TypeVar("Line")


@dataclass(frozen=True, eq=False)
class Part(Generic[Days, Line]):
    """What a tool declares: `rows` of a cooperation, who `can` read them, and their `lines`.

    `tool` is the word of the tool whose pages show them, which may be another than its folder.
    """

    rows: Callable[Concatenate[int, Days], QuerySet[Model]]
    can: Callable[[Access], bool]
    lines: Callable[Concatenate[Access, Days], Sequence[Line]]
    place: Place
    tool: str


class Parts(Generic[Days, Line]):
    """What the tools declare at one point of the agenda, a decorator of their lines."""

    def __init__(self, point: str) -> None:
        self._point = point
        self._parts: list[Part[Days, Line]] = []
        self._present: Remembered[frozenset[Part[Days, Line]]] = Remembered()

    def __call__(
        self,
        *,
        rows: Callable[Concatenate[int, Days], QuerySet[Model]],
        can: Callable[[Access], bool],
        tool: str = "",
    ) -> Callable[
        [Callable[Concatenate[Access, Days], Sequence[Line]]],
        Callable[Concatenate[Access, Days], Sequence[Line]],
    ]:
        """Registers the decorated function as the lines of these rows, and returns it unchanged."""

        def register(
            lines: Callable[Concatenate[Access, Days], Sequence[Line]],
        ) -> Callable[Concatenate[Access, Days], Sequence[Line]]:
            where = place(self._point, lines.__module__)
            part = Part(rows, can, lines, where, tool or where[-1])
            insort(self._parts, part, key=lambda one: one.place)
            return lines

        return register

    def lines(self, access: Access, *days: Days.args, **others: Days.kwargs) -> list[Line]:
        """What this access may read of the rows that there are; no query when it may read none."""
        return self._lines(self._parts, access, *days, **others)

    def lines_of(
        self, tool: str, access: Access, *days: Days.args, **others: Days.kwargs
    ) -> list[Line]:
        """The same of one tool alone; no query when it declares nothing."""
        find_answers(self._point)
        of_tool = [part for part in self._parts if part.tool == tool]
        return self._lines(of_tool, access, *days, **others)

    def _lines(
        self,
        parts: Sequence[Part[Days, Line]],
        access: Access,
        *days: Days.args,
        **others: Days.kwargs,
    ) -> list[Line]:
        readable = [part for part in parts if part.can(access)]
        if not readable:
            return []
        present = self._present.of(
            (access.cooperation_id, *days),
            access.cooperation.workspace_id,
            lambda: self._ask(access.cooperation_id, *days, **others),
        )
        return [
            line
            for part in readable
            if part in present
            for line in part.lines(access, *days, **others)
        ]

    def _ask(
        self, number: int, *days: Days.args, **others: Days.kwargs
    ) -> frozenset[Part[Days, Line]]:
        """The parts that have rows in a cooperation, whoever reads; one query."""
        place: QuerySet[Cooperation] = Cooperation.objects.filter(pk=number)
        exists = (Exists(part.rows(number, *days, **others)) for part in self._parts)
        result = place.values_list(*exists).get()
        return frozenset(
            part for part, has_rows in zip(self._parts, result, strict=True) if has_rows
        )


waits: Parts[[date], Waiting] = Parts("waiting")
falls: Parts[[date, date], Upcoming] = Parts("dates")

"""When can each step be done, given what it waits for, and who makes whom wait?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from maillage.analysis.holdups import hold_ups
from maillage.analysis.schedule import Schedule, Task, schedule

ORIGIN = "origin"


@dataclass(frozen=True)
class Session:
    """A council that has still to vote, and the day it sits; None while nobody knows it."""

    council: str
    on: date | None


class Node(NamedTuple):
    """A step, or an action without steps, as it was planned, announced and done.

    `structure` does it; `sessions` are the councils that its joint decision still waits for.
    """

    key: str
    structure: str = ""
    start_on: date | None = None
    due_on: date | None = None
    announced_on: date | None = None
    started_on: date | None = None
    done_on: date | None = None
    sessions: Sequence[Session] = ()

    @property
    def is_done(self) -> bool:
        """Whether it is over: it waits for nothing."""
        return self.done_on is not None

    @property
    def days(self) -> int | None:
        """How long it takes as planned: 0 when one date is missing, None when both are."""
        if self.start_on is None and self.due_on is None:
            return None
        first, last = self.start_on or self.due_on, self.due_on or self.start_on
        return max((last - first).days, 0) if first and last else 0


@dataclass(frozen=True, slots=True)
class Link:
    """`after` waits for the end of `before`, and `lag` calendar days more (or fewer).

    `dependency` is the number of what was written, of which it is a part.
    """

    before: str
    after: str
    lag: int = 0
    dependency: int = 0


class Possible(NamedTuple):
    """The dates at which a node can be, its margin in days, and for whom it must wait.

    Without dates, `unknown_because` names whose session is not known, or nobody (no date at all).
    """

    start: date | None = None
    end: date | None = None
    margin: int | None = None
    unknown_because: str = ""


@dataclass(frozen=True)
class Wait:
    """A structure that others wait for on the way to the end, by how many days of its own.

    `ties` are the keys of what it does and of what waits for that: the same where it is a vote.
    """

    structure: str
    waiting: tuple[str, ...]
    days: int
    ties: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Outlook:
    """What is possible for each node, by key; the chain without margin; who makes whom wait."""

    possible: Mapping[str, Possible]
    chain: tuple[str, ...]
    waits: tuple[Wait, ...]

    @property
    def end(self) -> date | None:
        """The day that no margin goes beyond: the last one possible, None where one is unknown."""
        ends = [one.end for one in self.possible.values() if one.end]
        unknown = any(one.unknown_because for one in self.possible.values())
        return max(ends, default=None) if not unknown else None


def outlook(nodes: Sequence[Node], links: Iterable[Link], today: date) -> Outlook:
    """Return when each node can be done, in calendar days, as known on `today`.

    A done node keeps its dates; one begun ends on its announced day, else its planned one, never
    before today; the others start after today, after their own planned start and after what they
    wait for, and end on the announced day at the earliest. A node with councils to vote ends after
    the last of their sessions; an unknown session makes its end unknown, and all that follows.
    A node without any date has none, and transmits nothing.

    Raises ValueError, naming the keys, for nodes that wait for one another in a circle.

    Source: `analysis.schedule` (Kelley and Walker, 1959), fed twice: a first reading gives the day
    on which each node begins, hence the length that its announced day leaves it.
    """
    dated = [node for node in nodes if node.start_on or node.due_on or node.done_on]
    if not dated:
        return Outlook({node.key: Possible() for node in nodes}, (), ())
    calendar = _Calendar(dated, list(links), today)
    tasks = calendar.tasks({})
    plan = calendar.plan(tasks)
    if lengths := calendar.lengths(plan):
        tasks = calendar.tasks(lengths)
        plan = calendar.plan(tasks)
    return _read(nodes, calendar, plan, tasks)


class _Calendar:
    """The nodes as tasks, whose days are their numbers in the calendar.

    `spans` says when those begin and end that wait for nothing and that nothing waits for: of
    these, only those that end last are among the `nodes` to be scheduled.
    """

    def __init__(self, nodes: Sequence[Node], links: Sequence[Link], today: date) -> None:
        self.today = today
        self.links: dict[str, list[Link]] = {}
        keys, tied = {node.key for node in nodes}, set[str]()
        for link in links:
            if link.before in keys and link.after in keys:
                self.links.setdefault(link.after, []).append(link)
                tied |= {link.before, link.after}
        self.spans = {
            node.key: self._span(node)
            for node in nodes
            if node.key not in tied and not node.sessions
        }
        last = max((end for _start, end in self.spans.values()), default=0)
        self.nodes = {
            node.key: node for node in nodes if self.spans.get(node.key, (0, last))[1] == last
        }

    def plan(self, tasks: Sequence[Task]) -> Schedule:
        """The dates of all these tasks, councils on the day they sit."""
        sessions = {
            _council_key(node.key, place): [session.on.toordinal()]
            for node in self.nodes.values()
            for place, session in enumerate(node.sessions)
            if session.on is not None
        }
        return schedule(tasks, sessions=sessions)

    def tasks(self, lengths: Mapping[str, int]) -> list[Task]:
        """The origin, then each node, after the councils that it waits for.

        `lengths` replaces the days that some nodes take as planned.
        """
        tasks = [Task(ORIGIN, 0)]
        for node in self.nodes.values():
            if self.is_settled(node):
                first, last = self._settled_span(node)
                lags = {ORIGIN: first}
                tasks.append(Task(node.key, last - first, (ORIGIN,), node.structure, lags))
                continue
            waits = self._waits(node)
            councils = [_council_key(node.key, place) for place in range(len(node.sessions))]
            tasks += [
                Task(key, 0, tuple(waits), session.council, waits, council=key)
                for key, session in zip(councils, node.sessions, strict=True)
            ]
            length = lengths.get(node.key, node.days or 0)
            follows = waits | {ORIGIN: self._floor(node)} | dict.fromkeys(councils, 0)
            tasks.append(Task(node.key, length, tuple(follows), node.structure, follows))
        return tasks

    def is_settled(self, node: Node) -> bool:
        """Whether what it waits for no longer moves it: done, or begun."""
        return node.is_done or (node.started_on is not None and not node.sessions)

    def lengths(self, plan: Schedule) -> dict[str, int]:
        """The days of the nodes that an announced day may lengthen, once each begins."""
        starts = {row.name: row.early_start for row in plan.tasks}
        return {
            node.key: self._length(node, starts[node.key])
            for node in self.nodes.values()
            if node.announced_on and not self.is_settled(node)
        }

    def _length(self, node: Node, start: int) -> int:
        """The days that it takes from that one: those planned, more when it is announced later."""
        announced = node.announced_on.toordinal() - start if node.announced_on else 0
        return max(node.days or 0, announced)

    def _span(self, node: Node) -> tuple[int, int]:
        """When it begins and ends if it waits for nothing."""
        if self.is_settled(node):
            return self._settled_span(node)
        start = self._floor(node)
        return start, start + self._length(node, start)

    def _settled_span(self, node: Node) -> tuple[int, int]:
        end = node.done_on or max(node.announced_on or node.due_on or self.today, self.today)
        begun = node.started_on or node.start_on or end
        return min(begun, end).toordinal(), end.toordinal()

    def _floor(self, node: Node) -> int:
        """Before which it does not begin: today, nor what was planned."""
        return max(self.today, node.start_on or node.due_on or self.today).toordinal()

    def _waits(self, node: Node) -> dict[str, int]:
        """What it waits for, with the days to wait after each; nothing is done before today."""
        lags = {ORIGIN: self.today.toordinal()}
        for link in self.links.get(node.key, ()):
            lags[link.before] = max(link.lag, lags.get(link.before, link.lag))
        return lags


def _council_key(key: str, place: int) -> str:
    return f"{key} council {place}"


def _read(
    nodes: Sequence[Node], calendar: _Calendar, plan: Schedule, tasks: Sequence[Task]
) -> Outlook:
    unknown = _unknown(tasks, plan)
    spans = calendar.spans | {row.name: (row.early_start, row.early_finish) for row in plan.tasks}
    margins = {row.name: row.total_slack for row in plan.tasks}
    possible = {}
    for node in nodes:
        key = node.key
        if key not in spans or key in unknown:
            possible[key] = Possible(unknown_because=unknown.get(key, ""))
            continue
        start, end = spans[key]
        possible[key] = Possible(
            date.fromordinal(start),
            date.fromordinal(end),
            margins.get(key, plan.duration - end),
        )
    chain = tuple(name for name in plan.critical if name in possible and name not in unknown)
    certain = [replace(task, structure="") if task.name in unknown else task for task in tasks]
    keys = {
        _council_key(node.key, place): node.key
        for node in nodes
        for place in range(len(node.sessions))
    }
    waits = tuple(
        Wait(
            one.structure,
            one.waiting,
            one.days,
            tuple((keys.get(first, first), keys.get(last, last)) for first, last in one.ties),
        )
        for one in hold_ups(certain, plan)
    )
    return Outlook(possible, chain, waits)


def _unknown(tasks: Sequence[Task], plan: Schedule) -> dict[str, str]:
    """The tasks whose end nobody can know, each with whose session is missing."""
    structures = {task.name: task.structure for task in tasks}
    unknown = {name: structures[name] for name in plan.without_session}
    after: dict[str, list[str]] = {}
    for task in tasks:
        for name in task.predecessors:
            after.setdefault(name, []).append(task.name)
    todo = list(unknown)
    while todo:
        name = todo.pop(0)
        for follower in after.get(name, ()):
            if follower not in unknown:
                unknown[follower] = unknown[name]
                todo.append(follower)
    return unknown

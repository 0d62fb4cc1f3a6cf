"""Which waits between structures slip, and who has seen it?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from maillage.foundation.cooperations.models import Access
from maillage.foundation.journal.remembered import Remembered
from maillage.ground.directory.models import Organisation
from maillage.ground.directory.records.queries.organisations import spoken_for
from maillage.trade.plan import permissions
from maillage.trade.plan.actions.models import Action
from maillage.trade.plan.choices import OPEN_STATES
from maillage.trade.plan.steps.models import Dependency, SlipAcknowledgement
from maillage.trade.plan.steps.possible import Link
from maillage.trade.plan.steps.queries import PlanGraph, plan_graph
from maillage.trade.plan.steps.rules import is_unseen, warns


@dataclass(frozen=True, slots=True)
class End:
    """What waits, or what it waits for: its words, its action, the structure that does it."""

    title: str
    action: Action
    structure: Organisation


@dataclass(frozen=True, slots=True)
class Slip:
    """A structure would begin a week late, or more, because of another."""

    dependency: int
    before: End
    after: End
    planned: date
    possible: date
    seen: SlipAcknowledgement | None

    @property
    def actions(self) -> tuple[int, int]:
        """The numbers of both actions: that which is awaited, that which waits."""
        return self.before.action.pk, self.after.action.pk

    @property
    def days(self) -> int:
        """By how many days what waits would begin after its planned day."""
        return (self.possible - self.planned).days

    @property
    def is_unseen(self) -> bool:
        """Whether nobody has seen it, or not since it grew by a week."""
        return is_unseen(self.days, self.seen.days if self.seen else None)


@dataclass(frozen=True, slots=True)
class HoldUp:
    """An action that makes structures of its own, or of others, wait."""

    action: Action
    waiting: Sequence[str]


def hold_ups_of(rows: Sequence[Slip]) -> list[HoldUp]:
    """The actions that make most structures wait, all those of a tie, as long as `rows` are long.

    The rows are the longest first: so are the actions.
    """
    actions = {one.before.action.pk: one.before.action for one in rows}
    waiting: dict[int, dict[str, None]] = {}
    for one in rows:
        structure = one.after.structure
        names = waiting.setdefault(one.before.action.pk, {})
        names[structure.short_name or structure.name] = None
    most = max(map(len, waiting.values()), default=0)
    return [HoldUp(actions[one], tuple(each)) for one, each in waiting.items() if len(each) == most]


_slips: Remembered[list[Slip]] = Remembered()


def slips(access: Access, today: date) -> list[Slip]:
    """The slips of which this reader may see both actions, the longest first; one query or none."""
    workspace = access.cooperation.workspace_id
    key = (access.cooperation_id, today)
    every = _slips.of(key, workspace, lambda: list(every_slip(access.cooperation_id)))
    if not every:
        return []
    readable = set(Action.objects.visible_to(access).values_list("pk", flat=True))
    return [one for one in every if readable.issuperset(one.actions)]


def slips_to_see(access: Access, rows: Sequence[Slip]) -> list[Slip]:
    """Those that this reader may say to have seen: whose waiting part they write or speak for."""
    spoken = spoken_for(access)
    return [
        one
        for one in rows
        if permissions.can_answer_share(
            access, one.after.action.coordinator_id, one.after.structure.pk, spoken
        )
    ]


def every_slip(cooperation_id: int) -> Iterator[Slip]:
    """The slips of a plan from its stored dates, the longest first; whoever reads them."""
    pairs = Dependency.objects.filter(before_action__cooperation=cooperation_id)
    numbers = {
        number for pair in pairs.values_list("before_action", "after_action") for number in pair
    }
    if not numbers:
        return
    graph = plan_graph(Action.objects.filter(pk__in=numbers, state__in=OPEN_STATES))
    seen = {
        one.dependency_id: one
        for one in SlipAcknowledgement.objects.filter(
            dependency__before_action__cooperation=cooperation_id
        ).order_by("pk")
    }
    rows = filter(None, (_slip(graph, link, seen) for link in _binding(graph)))
    yield from sorted(rows, key=lambda one: (-one.days, one.dependency))


def _binding(graph: PlanGraph) -> Iterator[Link]:
    """The waits that set when what waits may begin: of those of one node, the last."""
    begins: dict[str, date] = {}
    for link in graph.links:
        if day := _begins(graph, link):
            begins[link.after] = max(day, begins.get(link.after, day))
    for link in graph.links:
        if link.after in begins and _begins(graph, link) == begins[link.after]:
            yield link


def _begins(graph: PlanGraph, link: Link) -> date | None:
    """When the end of what is awaited lets the other begin; None once it is done, or unknown."""
    if graph.nodes[link.before].is_done:
        return None
    end = graph.possible_end(link.before)
    return end + timedelta(days=link.lag) if end else None


def _slip(graph: PlanGraph, link: Link, seen: Mapping[int, SlipAcknowledgement]) -> Slip | None:
    node, possible = graph.nodes[link.after], _begins(graph, link)
    planned = node.start_on or node.due_on
    before, after = (graph.structures.get(key) for key in (link.before, link.after))
    if node.is_done or node.started_on or possible is None or planned is None:
        return None
    if before is None or after is None or before == after or not warns(planned, possible):
        return None
    return Slip(
        dependency=link.dependency,
        before=End(graph.title(link.before), graph.actions[link.before], before),
        after=End(graph.title(link.after), graph.actions[link.after], after),
        planned=planned,
        possible=possible,
        seen=seen.get(link.dependency),
    )

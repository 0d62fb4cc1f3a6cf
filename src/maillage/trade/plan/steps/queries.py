"""Which steps, waits and blocks does this reader see, and what is possible for them?"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple, TypeVar

from django.db.models import Prefetch, Q, QuerySet

from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.models import Organisation
from maillage.ground.directory.records.queries.organisations import spoken_for
from maillage.trade.governance.choices import Vote
from maillage.trade.governance.joint_decisions.queries.councils import councils_of
from maillage.trade.governance.joint_decisions.queries.joint_decisions import joint_decisions
from maillage.trade.governance.models import JointDecision
from maillage.trade.plan.actions.models import Action, Share
from maillage.trade.plan.actions.queries.actions import actions, editable_actions
from maillage.trade.plan.choices import OPEN_STATES, ActionState, ShareAnswerKind, ShareRole
from maillage.trade.plan.steps.models import ActionBlocker, ActionStep, Dependency
from maillage.trade.plan.steps.possible import Link, Node, Outlook, Session, outlook
from maillage.trade.plan.steps.rules import slips

Row = TypeVar("Row", "ActionStep", "StepDates")
Key = TypeVar("Key", int, str)
SETTLED = (Vote.ADOPTED, Vote.REFUSED)
# What the possible end of an action rests on, and the one that is stored.
DATED = ("state", "state_on", "start_on", "due_on", "ended_on", "possible_on", "slip")


def steps(access: Access) -> QuerySet[ActionStep]:
    """The steps of the actions that this reader may see, in the order of each action."""
    rows = ActionStep.objects.filter(action__in=Action.objects.visible_to(access))
    return rows.select_related(
        "action__cooperation__workspace", "share__organisation", "joint_decision"
    )


def dependencies(access: Access) -> QuerySet[Dependency]:
    """The waits of which this reader may see both ends."""
    seen = Action.objects.visible_to(access)
    rows = Dependency.objects.filter(before_action__in=seen, after_action__in=seen)
    return rows.select_related(
        "before_action__cooperation__workspace",
        "after_action__cooperation__workspace",
        "before_step",
        "after_step",
    )


def blockers(access: Access) -> QuerySet[ActionBlocker]:
    """What blocks the actions that this reader may see, lifted or not."""
    rows = ActionBlocker.objects.filter(action__in=Action.objects.visible_to(access))
    return rows.select_related("action__cooperation__workspace", "organisation", "step")


def late_steps(rows: QuerySet[ActionStep], today: date) -> QuerySet[ActionStep]:
    """The steps not done whose planned day, or announced one, has passed; of open actions."""
    day = Q(announced_on__isnull=False, announced_on__lt=today) | Q(
        announced_on__isnull=True, due_on__lt=today
    )
    return rows.filter(day, done_on__isnull=True, action__state__in=OPEN_STATES)


class StepDates(NamedTuple):
    """What the possible end of a step rests on, and the one that is stored."""

    pk: int
    action_id: int
    start_on: date | None
    due_on: date | None
    announced_on: date | None
    started_on: date | None
    done_on: date | None
    possible_on: date | None
    joint_decision_id: int | None


class _Wait(NamedTuple):
    """What waits for what, and how long after."""

    pk: int
    before_action: int
    before_step: int | None
    after_action: int
    after_step: int | None
    lag: int


@dataclass(frozen=True)
class PlanDates:
    """Steps and actions without steps as nodes, their waits, and whose dates each node holds."""

    nodes: Mapping[str, Node]
    links: Sequence[Link]
    steps: Mapping[str, ActionStep | StepDates]
    actions: Mapping[str, Action]

    def outlook(self, today: date) -> Outlook:
        """What is possible for every node."""
        return outlook(list(self.nodes.values()), self.links, today)


@dataclass(frozen=True)
class PlanGraph(PlanDates):
    """The same with what each node is called, and who does it."""

    steps: Mapping[str, ActionStep]
    labels: Mapping[str, str]
    structures: Mapping[str, Organisation]

    def before(self, action: int) -> "PlanGraph":
        """The same without what neither is of this action, nor is awaited by it, however far."""
        awaited: dict[str, set[str]] = {}
        for link in self.links:
            awaited.setdefault(link.after, set()).add(link.before)
        own = [key for key, each in self.actions.items() if each.pk == action]
        within = reached(own, awaited)
        return replace(self, nodes={key: self.nodes[key] for key in self.nodes if key in within})

    def possible_end(self, key: str) -> date | None:
        """When a node is possible, as it is stored."""
        return (self.steps.get(key) or self.actions[key]).possible_on

    def title(self, key: str) -> str:
        """What a node is called, without its number."""
        return str(self.steps.get(key) or self.actions[key])

    def outlook_with(self, key: str, day: date, today: date) -> Outlook:
        """The same, if this node ended on that day."""
        nodes = {**self.nodes, key: self.nodes[key]._replace(done_on=day)}
        return outlook(list(nodes.values()), self.links, today)

    def last_of(self, action: int, one: Outlook) -> str:
        """The node of an action that ends last, or nothing when none has a day."""
        own = [key for key, each in self.actions.items() if each.pk == action]
        dated = [(end, key) for key in own if (end := one.possible[key].end)]
        return max(dated, key=lambda pair: pair[0])[1] if dated else ""

    def holding(self, action: int, one: Outlook) -> list[str]:
        """What is on the chain without margin and still to do, but the end of the action itself."""
        last = self.last_of(action, one)
        rows = [key for key in one.chain if not self.nodes[key].is_done and key != last]
        return rows if last in one.chain else []


def step_key(number: int) -> str:
    """The key of a step among the nodes."""
    return f"step:{number}"


def action_key(number: int) -> str:
    """The key of an action without steps among the nodes."""
    return f"action:{number}"


def component(cooperation_id: int, numbers: Iterable[int]) -> set[int]:
    """These actions and all those that wait for them, or for which they wait, however far."""
    around: dict[int, set[int]] = {}
    pairs = Dependency.objects.filter(before_action__cooperation=cooperation_id)
    for before, after in pairs.values_list("before_action", "after_action"):
        around.setdefault(before, set()).add(after)
        around.setdefault(after, set()).add(before)
    return reached(numbers, around)


def reached(first: Iterable[Key], around: Mapping[Key, Collection[Key]]) -> set[Key]:
    """All that one comes to from these keys, themselves included."""
    todo = list(first)
    met = set(todo)
    while todo:
        for one in around.get(todo.pop(), ()):
            if one not in met:
                met.add(one)
                todo.append(one)
    return met


def plan_graph(rows: QuerySet[Action]) -> PlanGraph:
    """The graph of these actions, in five queries: parts, steps, waits, councils, actions.

    The structure of a step is that of its part, else the pilot's. What waits on an action waits
    for each of its last steps, and holds each of its first ones.
    """
    refused = Q(answers__replaced_at__isnull=True, answers__answer=ShareAnswerKind.REFUSED)
    pilots = Share.objects.filter(~refused, role=ShareRole.PILOT, until__isnull=True)
    wanted = list(
        rows.prefetch_related(
            Prefetch("shares", pilots.select_related("organisation").order_by("pk"), "pilots")
        )
    )
    every = ActionStep.objects.filter(action__in=[one.pk for one in wanted])
    own = _by_action(every.select_related("share__organisation", "joint_decision"))
    sessions = _sessions(step.joint_decision for some in own.values() for step in some)
    nodes, labels, steps_by_key, actions_by_key, structures = {}, {}, {}, {}, {}
    for action in wanted:
        pilot = next(iter(getattr(action, "pilots", [])), None)
        for step in own.get(action.pk, [None]):
            share = step.share if step and step.share else pilot
            name = _name(share.organisation) if share else ""
            node = _step_node(step, action, name, sessions) if step else _action_node(action, name)
            nodes[node.key] = node
            labels[node.key] = f"{action.number} {action}".strip() + (f", {step}" if step else "")
            actions_by_key[node.key] = action
            if share:
                structures[node.key] = share.organisation
            if step:
                steps_by_key[node.key] = step
    links = _links([one.pk for one in wanted], own)
    return PlanGraph(nodes, links, steps_by_key, actions_by_key, labels, structures)


def plan_dates(rows: QuerySet[Action]) -> PlanDates:
    """The dates of these actions alone, in as many queries less one: nobody is named."""
    wanted = list(rows.only(*DATED))
    numbers = [one.pk for one in wanted]
    every = ActionStep.objects.filter(action__in=numbers).order_by()
    own = _by_action(map(StepDates._make, every.values_list(*StepDates._fields)))
    steps = (row for some in own.values() for row in some)
    voted = {row.joint_decision_id for row in steps if row.joint_decision_id}
    sessions = _sessions(JointDecision.objects.filter(pk__in=voted) if voted else ())
    nodes, steps_by_key, actions_by_key = {}, {}, {}
    for action in wanted:
        for step in own.get(action.pk, [None]):
            node = _step_node(step, action, "", sessions) if step else _action_node(action, "")
            nodes[node.key] = node
            actions_by_key[node.key] = action
            if step:
                steps_by_key[node.key] = step
    return PlanDates(nodes, _links(numbers, own), steps_by_key, actions_by_key)


def _by_action(rows: Iterable[Row]) -> dict[int, list[Row]]:
    """The steps of each action, in their order; nothing of one without steps."""
    own: dict[int, list[Row]] = {}
    for one in rows:
        own.setdefault(one.action_id, []).append(one)
    return own


def _action_node(action: Action, pilot: str) -> Node:
    # Of one that is paused nobody says when it goes on: its planned days stand.
    goes = action.state in {ActionState.RUNNING, ActionState.PAUSED}
    return Node(
        action_key(action.pk),
        pilot,
        action.start_on,
        action.due_on,
        started_on=action.start_on if goes else None,
        done_on=_over_on(action),
    )


def _over_on(action: Action) -> date | None:
    """When it ended; without a day, when that was noted: nothing waits for it since."""
    return action.ended_on or (None if action.is_open else action.state_on)


def _step_node(
    step: ActionStep | StepDates,
    action: Action,
    structure: str,
    sessions: Mapping[int, Sequence[Session]],
) -> Node:
    return Node(
        key=step_key(step.pk),
        structure=structure,
        start_on=step.start_on,
        due_on=step.due_on,
        announced_on=step.announced_on,
        started_on=step.started_on,
        done_on=step.done_on or _over_on(action),
        sessions=() if step.done_on else tuple(sessions.get(step.joint_decision_id or 0, ())),
    )


def _sessions(decisions: Iterable[JointDecision | None]) -> dict[int, list[Session]]:
    """The councils that have still to vote, by decision; one query, none for no decision."""
    wanted = {one.pk: one for one in decisions if one is not None}
    if not wanted:
        return {}
    return {
        number: [Session(one.name, one.session_on) for one in councils if one.vote not in SETTLED]
        for number, councils in councils_of(wanted.values()).items()
    }


def _links(numbers: Sequence[int], own: Mapping[int, Sequence[Row]]) -> list[Link]:
    rows = list(
        map(
            _Wait._make,
            Dependency.objects.filter(
                before_action__in=numbers, after_action__in=numbers
            ).values_list(*_Wait._fields),
        )
    )
    inside = [one for one in rows if one.before_action == one.after_action]
    followed = {one.before_step for one in inside if one.before_step}
    following = {one.after_step for one in inside if one.after_step}
    links = []
    for one in rows:
        starts = (
            [step_key(one.before_step)]
            if one.before_step
            else _ends(one.before_action, own, followed)
        )
        ends = (
            [step_key(one.after_step)]
            if one.after_step
            else _ends(one.after_action, own, following)
        )
        links += [Link(before, after, one.lag, one.pk) for before in starts for after in ends]
    return links


def _ends(action: int, own: Mapping[int, Sequence[Row]], between: Collection[int]) -> list[str]:
    """The steps of an action at one of its ends: those that no other step goes beyond."""
    rows = own.get(action, ())
    if not rows:
        return [action_key(action)]
    return [step_key(one.pk) for one in rows if one.pk not in between]


def _name(structure: Organisation) -> str:
    return structure.short_name or structure.name


def graph_around(access: Access, action: int) -> PlanGraph:
    """The graph of an action and of all that is tied to it, as this reader may see it."""
    wanted = component(access.cooperation_id, [action])
    return plan_graph(actions(access).filter(pk__in=wanted))


def graph_before(access: Access, action: int) -> PlanGraph:
    """The graph of an action and of all that it waits for, as this reader may see it."""
    return graph_around(access, action).before(action)


def joint_decisions_to_choose(access: Access) -> QuerySet[JointDecision]:
    """The joint decisions that this reader may see, the last first."""
    return joint_decisions(access).order_by("-pk")


def editable_steps(access: Access) -> QuerySet[ActionStep]:
    """The steps of the actions that this reader may change."""
    return steps(access).filter(action__in=editable_actions(access))


def datable_steps(access: Access) -> QuerySet[ActionStep]:
    """The steps of which this reader may say the days: those they write, and those they do."""
    if access.is_officer:
        return steps(access)
    own = Q(share__organisation__in=spoken_for(access), share__until__isnull=True)
    return steps(access).filter(own | Q(action__coordinator=access.user_id))


def moves_of(rows: Iterable[ActionStep]) -> list[ActionStep]:
    """The steps whose possible end is after the planned one, the first planned first."""
    late = [one for one in rows if slips(one.slip, is_fixed=one.is_fixed)]
    return sorted(late, key=lambda one: (one.due_on or one.possible_on, one.pk))


def followers_of(access: Access) -> dict[str, list[str]]:
    """The structures that wait for each step, or for an action from another, as this reader sees.

    A structure does not wait for itself.
    """
    pairs = dependencies(access).values_list("before_action", "after_action")
    numbers = {number for pair in pairs for number in pair}
    graph = plan_graph(actions(access).filter(pk__in=numbers, state__in=OPEN_STATES))
    rows: dict[str, list[str]] = {}
    for link in graph.links:
        before, after = (graph.structures.get(key) for key in (link.before, link.after))
        if after and before != after and not graph.nodes[link.after].is_done:
            action, other = graph.actions[link.before], graph.actions[link.after]
            keys = [link.before] + ([action_key(action.pk)] if action != other else [])
            for key in dict.fromkeys(keys):
                if _name(after) not in rows.setdefault(key, []):
                    rows[key].append(_name(after))
    return rows

"""What the sheet of an action and the plan show of steps, waits and blocks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from maillage.core.links import address
from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.records.queries.organisations import spoken_for
from maillage.trade.plan import permissions
from maillage.trade.plan.actions.models import Action
from maillage.trade.plan.actions.queries.actions import short_name
from maillage.trade.plan.choices import ActionState
from maillage.trade.plan.lanes import Axis, Lane, Span, axis_of, lane
from maillage.trade.plan.steps import queries
from maillage.trade.plan.steps.forms import WhatIfForm
from maillage.trade.plan.steps.models import ActionBlocker, ActionStep, Dependency
from maillage.trade.plan.steps.possible import Outlook, Possible
from maillage.trade.plan.steps.rules import slips
from maillage.trade.plan.steps.views.holds import ShownHold, shown_holds
from maillage.trade.plan.steps.words import (
    announced_words,
    awaited_words,
    blocker_words,
    margin_note,
    margin_words,
    possible_note,
    possible_words,
    unknown_words,
)

NO_GRAPH = queries.PlanGraph({}, (), {}, {}, {}, {})


@dataclass(frozen=True, slots=True)
class ShownWait:
    """What a step waits for: the words, the sheet of the other action, how to untie it."""

    who: str
    words: str
    url: str
    remove_url: str
    number: int = 0

    @property
    def whole(self) -> str:
        """« Avis de la PMI attend « Dossier complet » »."""
        return f"{self.who} {self.words}"


@dataclass(frozen=True, slots=True)
class ShownStep:
    """A step as the page draws it, with the addresses that this reader may use."""

    number: int
    title: str
    who: str
    mark: str
    planned: date | None
    possible: str
    margin: str
    announced: str
    is_late: bool
    waits: tuple[ShownWait, ...]
    lane: Lane | None
    date_url: str
    edit_url: str

    @property
    def is_done(self) -> bool:
        """Whether its day is one of the past, not a possible one."""
        return self.mark == ActionState.DONE


@dataclass(frozen=True, slots=True)
class ShownSteps:
    """The steps of an action, on their axis, with what they tell of who waits for whom."""

    steps: tuple[ShownStep, ...]
    own_waits: tuple[ShownWait, ...]
    axis: Axis | None
    awaits: bool
    unknown: str
    possible: str
    holds: tuple[ShownHold, ...]
    margins: str
    blockers: tuple[tuple[str, str], ...]
    add_url: str
    postpone_url: str
    what_if: WhatIfForm | None
    what_if_url: str

    @property
    def has_numbers(self) -> bool:
        """Whether a step waits for another of this action, whose number is then said."""
        return any(wait.number for one in self.steps for wait in one.waits)

    @property
    def unbegun(self) -> int:
        """How many steps there are when none has begun; 0 once one has."""
        begun = (ActionState.RUNNING, ActionState.DONE)
        return 0 if any(one.mark in begun for one in self.steps) else len(self.steps)

    @property
    def removable(self) -> list[ShownWait]:
        """The waits that this reader may untie."""
        every = [*self.own_waits, *(wait for one in self.steps for wait in one.waits)]
        return [one for one in every if one.remove_url]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show nor to do."""
        return not (self.steps or self.own_waits or self.blockers or self.add_url)


def shown_steps(access: Access, action: Action, today: date) -> ShownSteps:
    """The steps of an action with what is possible for them, as this reader may see it."""
    slug = access.cooperation.slug
    may_edit = action.is_open and permissions.can_edit_action(access, action.coordinator_id)
    rows = list(queries.steps(access).filter(action=action))
    waits = list(queries.dependencies(access).filter(after_action=action))
    around = queries.graph_around(access, action.pk) if rows else NO_GRAPH
    graph = around.before(action.pk)
    outlook = graph.outlook(today)
    axis = axis_of(_days(rows, outlook), today)
    numbers = {one.pk: number for number, one in enumerate(rows, 1)}
    drawn = _Drawn(access, outlook, axis, waits, today, spoken_for(access), may_edit, numbers)
    shown = [_step(drawn, one) for one in rows]
    possible = [outlook.possible[queries.step_key(one.pk)] for one in rows]
    votes = any(graph.nodes[queries.step_key(one.pk)].sessions for one in rows)
    awaits = votes or bool(waits)
    blockers = queries.blockers(access).filter(action=action, lifted_on__isnull=True)
    holding = holding_choices(graph, outlook, action.pk) if action.is_open else []
    return ShownSteps(
        what_if=WhatIfForm(holding=holding) if holding else None,
        what_if_url=address("plan:what_if", slug, action.pk),
        steps=tuple(shown),
        own_waits=tuple(_wait(slug, one, may_edit) for one in waits if one.after_step_id is None),
        axis=axis,
        awaits=awaits,
        unknown=unknown_words(possible),
        possible=possible_note(awaits=awaits),
        holds=tuple(shown_holds(slug, around, around.outlook(today), action.pk)),
        margins=margin_note(outlook.end, possible) if any(one.margin for one in shown) else "",
        blockers=tuple(_blocker(slug, one, today, may_edit) for one in blockers),
        add_url=_url("step_add", slug, action.pk, may_edit),
        postpone_url=_url(
            "postpone", slug, action.pk, may_edit and any(one.is_late for one in shown)
        ),
    )


def holding_choices(
    graph: queries.PlanGraph, outlook: Outlook, action: int
) -> list[tuple[str, str]]:
    """What holds the end of an action, as one chooses it; with its action when it is another."""
    return [
        (key, graph.title(key) if graph.actions[key].pk == action else graph.labels[key])
        for key in graph.holding(action, outlook)
    ]


def _url(name: str, slug: str, number: int, allowed: bool) -> str:
    return address(f"plan:{name}", slug, number) if allowed else ""


def _days(rows: Sequence[ActionStep], outlook: Outlook) -> Iterable[date | None]:
    for one in rows:
        yield from (one.start_on, one.due_on, one.started_on, one.done_on)
        yield outlook.possible[queries.step_key(one.pk)].end


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What every step of a sheet is drawn with."""

    access: Access
    outlook: Outlook
    axis: Axis | None
    waits: Sequence[Dependency]
    today: date
    spoken: frozenset[int]
    may_edit: bool
    numbers: Mapping[int, int]


def _step(drawn: _Drawn, step: ActionStep) -> ShownStep:
    slug, axis, may_edit = drawn.access.cooperation.slug, drawn.axis, drawn.may_edit
    possible = drawn.outlook.possible[queries.step_key(step.pk)]
    is_late = _is_late(step, possible)
    own = [one for one in drawn.waits if one.after_step_id == step.pk]
    structure = step.share.organisation_id if step.share else None
    may_date = step.action.is_open and permissions.can_date_step(
        drawn.access, step.action.coordinator_id, structure, drawn.spoken
    )
    return ShownStep(
        number=drawn.numbers[step.pk],
        title=str(step),
        who=short_name(step.share) if step.share else "",
        mark=_mark(step),
        planned=step.due_on,
        possible=possible_words(step, possible, drawn.today),
        margin=margin_words(possible) if drawn.outlook.end and not step.is_done else "",
        announced=announced_words(
            step, possible, reads_names=permissions.can_read_sources(drawn.access)
        ),
        is_late=is_late,
        waits=tuple(
            _wait(slug, one, may_edit, drawn.numbers.get(one.before_step_id or 0, 0)) for one in own
        ),
        lane=lane(axis, _span(step, possible)) if axis else None,
        date_url=_url("step_date", slug, step.pk, may_date),
        edit_url=_url("step_edit", slug, step.pk, may_edit),
    )


def _is_late(step: ActionStep, possible: Possible) -> bool:
    if step.is_done or possible.end is None or step.due_on is None:
        return False
    return slips((possible.end - step.due_on).days, is_fixed=step.is_fixed)


def _mark(step: ActionStep) -> str:
    if step.is_done:
        return ActionState.DONE
    return ActionState.RUNNING if step.started_on else ActionState.READY


def _span(step: ActionStep, possible: Possible) -> Span:
    """Its bar: late in the drawing where its words are."""
    return Span(
        start=step.started_on or step.start_on,
        due=step.due_on,
        done=step.done_on,
        possible=possible.end if _is_late(step, possible) else None,
        is_begun=step.started_on is not None,
    )


def _wait(slug: str, one: Dependency, may_edit: bool, number: int = 0) -> ShownWait:
    return ShownWait(
        str(one.after_step or one.after_action),
        awaited_words(one),
        address("plan:action", slug, one.before_action_id)
        if one.before_action_id != one.after_action_id
        else "",
        _url("dependency_remove", slug, one.pk, may_edit),
        number,
    )


def _blocker(slug: str, one: ActionBlocker, today: date, may_edit: bool) -> tuple[str, str]:
    return blocker_words(one, today), _url("blocker_lift", slug, one.pk, may_edit)


def drawn_steps(
    access: Access, action: Action, today: date
) -> tuple[Axis | None, list[tuple[ActionStep, str, bool, Lane | None]]]:
    """The steps of an action still to do, from stored dates.

    Each with its structure, whether it slips, and its bar.
    """
    own = queries.steps(access).filter(action=action, done_on__isnull=True)
    rows = list(own.select_related(None).select_related("share__organisation"))
    axis = axis_of(_stored_days(rows), today)
    return axis, [
        (
            one,
            short_name(one.share) if one.share else "",
            slips(one.slip, is_fixed=one.is_fixed),
            lane(axis, _span(one, Possible(end=one.possible_on))) if axis else None,
        )
        for one in rows
    ]


def _stored_days(rows: Sequence[ActionStep]) -> Iterable[date | None]:
    for one in rows:
        yield from (one.start_on, one.due_on, one.started_on, one.possible_on)

"""What does a line of the plan show, and how many actions are there in each state?"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, Prefetch, QuerySet

from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access
from maillage.foundation.journal.remembered import Remembered
from maillage.trade.context.choices import SchemeState
from maillage.trade.context.models import Scheme
from maillage.trade.plan.actions.models import Action, Share
from maillage.trade.plan.actions.queries.actions import (
    REFUSED,
    actions,
    names_of_people,
    short_name,
    silent,
)
from maillage.trade.plan.choices import ShareRole
from maillage.trade.plan.objectives.models import Objective


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action as the register reads it; `pilots` are structures with their contact."""

    pk: int
    number: str
    title: str
    axis: Objective | None
    objective: Objective | None
    pilots: tuple[tuple[str, str], ...]
    parts: int
    state: str
    state_label: str
    start_on: date | None
    due_on: date | None
    ended_on: date | None
    possible_on: date | None
    slip: int
    today: date


def action_rows(access: Access, page: QuerySet[Action], today: date) -> list[ActionRow]:
    """The rows of one page, in three queries: actions, their parts, whom one may name."""
    parts = Share.objects.filter(~Exists(REFUSED), until__isnull=True)
    prefetch = Prefetch("shares", parts.select_related("organisation").order_by("pk"), "parts")
    rows = list(page.prefetch_related(prefetch))
    pilots = {one.pk: _pilots(one) for one in rows}
    numbers = {one.person_id for own in pilots.values() for one in own if one.person_id}
    names = names_of_people(access, numbers)
    return [_row(one, pilots[one.pk], names, today) for one in rows]


def _pilots(action: Action) -> list[Share]:
    parts: list[Share] = getattr(action, "parts", [])
    return [one for one in parts if one.role == ShareRole.PILOT]


def _row(
    action: Action, pilots: Sequence[Share], names: Mapping[int, str], today: date
) -> ActionRow:
    above = _from_the_top(action.objective)
    return ActionRow(
        pk=action.pk,
        number=action.number,
        title=action.title,
        axis=above[0] if above else None,
        objective=above[-1] if len(above) > 1 else None,
        pilots=tuple((short_name(one), names.get(one.person_id or 0, "")) for one in pilots),
        parts=len(getattr(action, "parts", [])),
        state=action.state,
        state_label=str(action.get_state_display()),
        start_on=action.start_on,
        due_on=action.due_on,
        ended_on=action.ended_on,
        possible_on=action.possible_on,
        slip=action.days_slipping,
        today=today,
    )


def _ends(action: Action) -> Iterator[date | None]:
    yield from (action.start_on, action.due_on, action.ended_on)
    if action.is_open:
        yield action.possible_on


def _from_the_top(objective: Objective | None) -> list[Objective]:
    above: list[Objective] = []
    while objective is not None:
        above.insert(0, objective)
        objective = objective.parent
    return above


@dataclass(frozen=True, slots=True)
class PlanCounts:
    """How many actions the reader sees in each state, by axis and in all.

    `days` are those between which the plan stands; `prepared` counts what the team alone reads,
    `ends_on` ends the contract of the cooperation. `silent` counts the parts without an answer for
    too long, for officers.
    """

    states: Mapping[str, int]
    by_axis: Mapping[int, Mapping[str, int]]
    late: int
    without_day: int
    slipping: int
    days: tuple[date | None, ...]
    prepared: int
    ends_on: date | None = None
    silent: int = 0

    @property
    def all(self) -> int:
        """How many actions there are."""
        return sum(self.states.values())


_counts: Remembered[PlanCounts] = Remembered()


def plan_counts(access: Access, today: date) -> PlanCounts:
    """The counts over what this reader may see, in a few queries after a change."""
    key = (access.pk, access.role, today)
    return _counts.of(
        key, access.cooperation.workspace_id, lambda: counts_of(access, actions(access), today)
    )


def counts_of(access: Access, shown: QuerySet[Action], today: date) -> PlanCounts:
    """The same over some of these actions."""
    rows = list(shown)
    by_axis: dict[int, Counter[str]] = {}
    for one in rows:
        above = _from_the_top(one.objective)
        by_axis.setdefault(above[0].pk if above else 0, Counter())[one.state] += 1
    return PlanCounts(
        states=Counter(one.state for one in rows),
        by_axis=by_axis,
        late=sum(bool(one.is_open and one.due_on and one.due_on < today) for one in rows),
        without_day=sum(one.is_open and one.due_on is None for one in rows),
        slipping=sum(bool(one.days_slipping) for one in rows),
        days=tuple({day for one in rows for day in _ends(one)}),
        prepared=sum(one.visibility == Visibility.TEAM for one in rows),
        ends_on=Scheme.objects.filter(
            cooperation=access.cooperation_id, is_own=True, state=SchemeState.IN_FORCE
        )
        .values_list("end_on", flat=True)
        .first(),
        silent=_silent_parts(shown, today) if access.is_officer else 0,
    )


def _silent_parts(shown: QuerySet[Action], today: date) -> int:
    """How many parts of these actions wait for an answer for too long; one query."""
    parts = Share.objects.filter(until__isnull=True, action__in=shown.order_by().values("pk"))
    return silent(parts, today).count()

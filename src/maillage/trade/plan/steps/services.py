"""Steps are written, announced and done, waits tied, blocks noted and lifted, dates moved."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core.versions import claim_version
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.choices import Means
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.journal import services as journal
from maillage.trade.plan.actions.models import Action, ProgressNote, Share
from maillage.trade.plan.actions.services import record_progress_inside
from maillage.trade.plan.choices import OPEN_STATES, ActionState
from maillage.trade.plan.steps import rules
from maillage.trade.plan.steps.models import (
    ActionBlocker,
    ActionStep,
    Dependency,
    SlipAcknowledgement,
)
from maillage.trade.plan.steps.new_days import Move, follow_moves, parts_that_follow
from maillage.trade.plan.steps.possible import Possible
from maillage.trade.plan.steps.queries import PlanDates, component, plan_dates, plan_graph
from maillage.trade.plan.steps.rules import CircleError, SameDependencyError

STEPS = "steps"
Slip = tuple[date | None, int]  # the possible end of an action, and its days of slip


def add_step(*, access: Access, step: ActionStep) -> ActionStep:
    """The step, after those of its action; the possible dates follow."""
    with journal.write_by(access, STEPS):
        last = step.action.steps.order_by("-place").values_list("place", flat=True).first()
        step.place = (last or 0) + 1
        step.save()
        recompute_dates(access.cooperation, [step.action_id])
    return step


def edit_step(*, access: Access, step: ActionStep, read: int) -> ActionStep:
    """The step with its changes. Raises StaleVersionError when version `read` is not the last."""
    with journal.write_by(access, STEPS):
        claim_version(step, read)
        step.save()
        recompute_dates(access.cooperation, [step.action_id])
    return step


def date_step(
    *,
    author: User | None,
    step: ActionStep,
    read: int,
    via: str = "",
    words: str = "",
    informant: str = "",
) -> ActionStep:
    """The step with what those who do it say of its days, and the news that they give of it.

    Raises StaleVersionError when version `read` is not the last.
    """
    cooperation = step.action.cooperation
    with journal.write_in(author, cooperation, STEPS, via):
        claim_version(step, read)
        step.save()
        if words:
            ProgressNote.objects.create(
                action=step.action,
                share=step.share,
                on=timezone.localdate(),
                words=words,
                means=Means.ACCOUNT if author else Means.LINK,
                told_by=informant,
                recorded_by=author,
            )
        recompute_dates(cooperation, [step.action_id])
    return step


def record_progress(
    *, access: Access, action: Action, read: int, note: ProgressNote, closes_steps: bool
) -> ProgressNote:
    """The news of an action; the steps that are left end with it, on the day of the news, if asked.

    Raises StaleVersionError when version `read` is not the last.
    """
    with journal.write_by(access, STEPS):
        record_progress_inside(access=access, action=action, read=read, note=note)
        for step in action.steps.filter(done_on__isnull=True) if closes_steps else ():
            claim_version(step, step.version)
            step.done_on = note.on
            step.save()
        recompute_dates(access.cooperation, [action.pk])
    return note


def remove_step(*, access: Access, step: ActionStep) -> None:
    """The step and what waited for it are gone; the possible dates follow."""
    with journal.write_by(access, STEPS):
        touched = component(access.cooperation_id, [step.action_id])
        # What waits goes first: its trace names the step.
        for dependency in Dependency.objects.filter(Q(before_step=step) | Q(after_step=step)):
            dependency.delete()
        step.delete()
        recompute_dates(access.cooperation, touched)


def add_dependency(*, access: Access, dependency: Dependency) -> Dependency:
    """The wait. Raises CircleError with the way round, SameDependencyError."""
    with journal.write_by(access, STEPS):
        same = Dependency.objects.filter(
            before_action=dependency.before_action_id,
            before_step=dependency.before_step_id,
            after_action=dependency.after_action_id,
            after_step=dependency.after_step_id,
        )
        if same.exists():
            raise SameDependencyError(_("Ce lien est déjà écrit."))
        dependency.save()
        ends = [dependency.before_action_id, dependency.after_action_id]
        tied = component(access.cooperation_id, ends)
        graph = plan_graph(Action.objects.filter(pk__in=tied))
        nodes = [node._replace(key=graph.labels[key]) for key, node in graph.nodes.items()]
        links = [
            type(one)(graph.labels[one.before], graph.labels[one.after], one.lag)
            for one in graph.links
        ]
        if fault := rules.circle_fault(nodes, links, timezone.localdate()):
            raise CircleError(fault)
        _store(graph)
    return dependency


def drop_dependency(*, access: Access, dependency: Dependency) -> None:
    """The wait is gone; the possible dates follow."""
    with journal.write_by(access, STEPS):
        touched = [dependency.before_action_id, dependency.after_action_id]
        dependency.delete()
        recompute_dates(access.cooperation, touched)


def note_blocker(*, access: Access, blocker: ActionBlocker) -> ActionBlocker:
    """What blocks an action, since when."""
    with journal.write_by(access, STEPS):
        blocker.save()
    return blocker


def lift_blocker(*, access: Access, blocker: ActionBlocker, read: int) -> ActionBlocker:
    """The block with how it was lifted, or its next day. Raises StaleVersionError."""
    with journal.write_by(access, STEPS):
        claim_version(blocker, read)
        blocker.save()
    return blocker


def acknowledge(
    *, access: Access, dependency: Dependency, days: int, organisation: int | None, note: str
) -> SlipAcknowledgement:
    """That somebody has seen by how many days what they wait for is late."""
    with journal.write_by(access, STEPS):
        return SlipAcknowledgement.objects.create(
            dependency=dependency,
            organisation_id=organisation,
            days=days,
            on=timezone.localdate(),
            by=access.user,
            note=note,
        )


@dataclass(frozen=True)
class Postponed:
    """How many actions moved, and the parts that are to be asked again for their new day."""

    actions: int
    to_ask: Sequence[Share]


def postpone(*, access: Access, moves: Sequence[Move], why: str) -> Postponed:
    """Planned days become possible ones, each action with one piece of news.

    What is not begun keeps its length, what is begun its beginning; the part that does it takes its
    day, and what was answered for the former one holds no more. The former days stay in the
    journal.
    """
    by_action: dict[int, list[Move]] = {}
    for move in moves:
        by_action.setdefault(move.action.pk, []).append(move)
    following = parts_that_follow(moves)
    with journal.write_by(access, STEPS):
        for own in by_action.values():
            for move in own:
                _move(move)
            ProgressNote.objects.create(
                action=own[0].action,
                on=timezone.localdate(),
                words=why,
                means=Means.ACCOUNT,
                recorded_by=access.user,
            )
        to_ask = follow_moves(following)
        recompute_dates(access.cooperation, by_action)
    return Postponed(len(by_action), to_ask)


def _move(move: Move) -> None:
    record = move.step or move.action
    claim_version(record, record.version)
    record.start_on, record.due_on = move.start_on, move.to
    record.save()


def recompute_dates(cooperation: Cooperation, numbers: Iterable[int]) -> None:
    """What is possible for these actions, and for all that is tied to them, is stored again."""
    wanted = component(cooperation.pk, numbers)
    _store(plan_dates(Action.objects.filter(pk__in=wanted)))


def recompute_plan(cooperation: Cooperation) -> int:
    """What is possible for every open action of the plan, as of today; how many there are."""
    rows = Action.objects.filter(cooperation=cooperation, state__in=OPEN_STATES)
    numbers = component(cooperation.pk, rows.values_list("pk", flat=True))
    _store(plan_dates(Action.objects.filter(pk__in=numbers)))
    return len(numbers)


def _store(dates: PlanDates) -> None:
    """Only what changed is written, a day at a time: computing is no change of a record."""
    possible = dates.outlook(timezone.localdate()).possible
    days, ends_by_slip = dict[date | None, list[int]](), dict[Slip, list[int]]()
    for key, step in dates.steps.items():
        day = None if step.done_on else possible[key].end
        if day != step.possible_on:
            days.setdefault(day, []).append(step.pk)
    for action, ends in _ends(dates, possible):
        if _has_moved(action, ends):
            ends_by_slip.setdefault((action.possible_on, action.slip), []).append(action.pk)
    for day, numbers in days.items():
        ActionStep.objects.filter(pk__in=numbers).update(possible_on=day)
    for (day, slip), numbers in ends_by_slip.items():
        Action.objects.filter(pk__in=numbers).update(possible_on=day, slip=slip)


def _ends(
    dates: PlanDates, possible: Mapping[str, Possible]
) -> Iterable[tuple[Action, list[Possible]]]:
    """Each action with what is possible for its nodes."""
    by_action: dict[int, tuple[Action, list[Possible]]] = {}
    for key, action in dates.actions.items():
        by_action.setdefault(action.pk, (action, []))[1].append(possible[key])
    return by_action.values()


def _has_moved(action: Action, ends: Sequence[Possible]) -> bool:
    """Whether the possible end of the action changed: the last of its nodes', none unknown.

    A pause is no slip: until it goes on, no day is possible.
    """
    former = (action.possible_on, action.slip)
    dated = [one.end for one in ends if one.end is not None]
    is_unknown = not dated or any(one.unknown_because for one in ends)
    is_stopped = action.state == ActionState.PAUSED or not action.is_open
    action.possible_on = None if is_unknown or is_stopped else max(dated)
    late = (action.possible_on - action.due_on).days if action.possible_on and action.due_on else 0
    action.slip = max(late, 0)
    return former != (action.possible_on, action.slip)

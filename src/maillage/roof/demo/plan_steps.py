"""The steps of the plan, what they wait for, what blocks, and the fiche of the nursery."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Protocol

from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.models import Organisation
from maillage.trade.governance.models import Body
from maillage.trade.plan.fiches.services import propose_version, validate_version, write_fiche
from maillage.trade.plan.models import Action, ActionBlocker, ActionStep, Dependency
from maillage.trade.plan.steps.services import add_dependency, add_step, note_blocker


class Written(Protocol):
    """The plan as it is being written."""

    access: Access
    organisations: Mapping[str, Organisation]
    actions: dict[str, Action]

    def rows(self, name: str) -> Iterator[list[str]]: ...
    def day(self, text: str) -> date | None: ...
    def sure_day(self, text: str) -> date: ...


def make_steps(plan: Written) -> None:
    """The steps and their waits, the blocks, the rubrics and the versions of the fiches."""
    steps = {pieces[1]: _make_step(plan, pieces) for pieces in plan.rows("steps")}
    for before, after, lag in plan.rows("waits"):
        first, last = steps[before], steps[after]
        add_dependency(
            access=plan.access,
            dependency=Dependency(
                before_action=first.action,
                before_step=first,
                after_action=last.action,
                after_step=last,
                lag=int(lag),
            ),
        )
    for number, what, who, since, expected in plan.rows("blockers"):
        blocker = ActionBlocker(
            action=plan.actions[number],
            what=what,
            who=who,
            since=plan.sure_day(since),
            expected_on=plan.day(expected),
        )
        note_blocker(access=plan.access, blocker=blocker)
    _make_fiches(plan)


def _make_step(plan: Written, pieces: list[str]) -> ActionStep:
    number, _key, name, title, start, end, announced, begun, done, fixed = pieces
    action = plan.actions[number]
    organisation = plan.organisations[name] if name else None
    step = ActionStep(
        action=action,
        share=action.shares.filter(organisation=organisation, until__isnull=True).first(),
        title=title,
        start_on=plan.day(start),
        due_on=plan.day(end),
        announced_on=plan.day(announced),
        started_on=plan.day(begun),
        done_on=plan.day(done),
        is_fixed=bool(fixed),
    )
    return add_step(access=plan.access, step=step)


def _make_fiches(plan: Written) -> None:
    texts: dict[str, dict[str, str]] = {}
    for number, key, words in plan.rows("texts"):
        texts.setdefault(number, {})[key] = words
    for number, rubrics in texts.items():
        action = Action.objects.get(pk=plan.actions[number].pk)
        write_fiche(access=plan.access, action=action, read=action.version, texts=rubrics)
    body = Body.objects.filter(cooperation=plan.access.cooperation).order_by("pk").first()
    for number, on in plan.rows("versions"):
        action = Action.objects.get(pk=plan.actions[number].pk)
        version = propose_version(access=plan.access, action=action, body=body, reason="")
        if body:
            validate_version(
                access=plan.access,
                version=version,
                read=version.version,
                body=body,
                on=plan.sure_day(on),
            )

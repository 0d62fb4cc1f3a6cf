"""The plans of two stories: that of the CTG whole, that of the project by its actions."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Q

from maillage.foundation.cooperations.choices import Means, Visibility
from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.models import Mandate, Organisation, Person
from maillage.roof.demo.plan_steps import make_steps
from maillage.roof.demo.stories import FOLDER
from maillage.trade.context.choosing import territories_to_offer
from maillage.trade.context.models import Public, Scheme
from maillage.trade.plan.actions.services import (
    Around,
    ShareReply,
    add_action,
    add_share,
    record_answer,
    record_progress,
)
from maillage.trade.plan.choices import ENDED_STATES, ActionState, ShareRole
from maillage.trade.plan.models import Action, Objective, ProgressNote, Share
from maillage.trade.plan.objectives.services import add_objective
from maillage.trade.stakes.models import Theme

FILES = {"ctg": "valmorin_plan.toml", "petr": "loire_plan.toml"}
MONTH = timedelta(days=30)


@dataclass
class Plan:
    """What is written: for whom, the lines of the story, the days between its day and today."""

    access: Access
    organisations: Mapping[str, Organisation]
    lines: Mapping[str, list[str]]
    shift: timedelta
    objectives: dict[str, Objective] = field(default_factory=dict)
    actions: dict[str, Action] = field(default_factory=dict)

    def rows(self, name: str) -> Iterator[list[str]]:
        """The pieces of each line of this list."""
        for line in self.lines.get(name, ()):
            yield [piece.strip() for piece in line.split("|")]

    def day(self, text: str) -> date | None:
        """The day of the story, moved to today's."""
        return self.sure_day(text) if text else None

    def sure_day(self, text: str) -> date:
        """The day of a line that always has one."""
        return date.fromisoformat(text) + self.shift

    def person(self, organisation: Organisation, family_name: str) -> Person | None:
        """Who bears this name in the structure."""
        rows = Mandate.objects.filter(organisation=organisation, person__family_name=family_name)
        mandate = rows.select_related("person").first() if family_name else None
        return mandate.person if mandate else None


def make_plan(
    *, access: Access, organisations: Mapping[str, Organisation], today: date
) -> dict[str, Action]:
    """The actions of the story's plan, by number; none when it has no plan."""
    file = FILES.get(access.cooperation.profile)
    if file is None:
        return {}
    values = tomllib.loads((FOLDER / file).read_text(encoding="utf-8"))
    plan = Plan(access, organisations, values, today - values["drawn_on"])
    _make_objectives(plan)
    _make_actions(plan)
    _make_shares(plan)
    for number, on, words, who in plan.rows("news"):
        _tell(plan, number, plan.sure_day(on), words, who)
    make_steps(plan)
    return plan.actions


def _make_objectives(plan: Plan) -> None:
    for number, title in plan.rows("objectives"):
        axis, _dot, rest = number.partition(".")
        objective = Objective(
            number=number, title=title, parent=plan.objectives[axis] if rest else None
        )
        plan.objectives[number] = add_objective(access=plan.access, objective=objective)


def _around(plan: Plan, number: str) -> tuple[Around, Person | None]:
    """For whom, where and on what an action is, as the story says, and who carries it as elected.

    Every action counts for the contract of the cooperation.
    """
    rows = {first: rest for first, *rest in plan.rows("around")}
    names, communes, publics, contract, elected = rows.get(number, [""] * 5)
    place = {"cooperation": plan.access.cooperation_id}
    counted = Q(is_own=True)
    for title in _listed(contract):
        counted |= Q(title__startswith=title)
    around = Around(
        themes=list(Theme.objects.filter(**place, label__in=_listed(names))),
        territories=list(
            territories_to_offer(plan.access).filter(kind="commune", name__in=_listed(communes))
        ),
        publics=list(Public.objects.filter(**place, label__in=_listed(publics))),
        schemes=list(Scheme.objects.filter(counted, **place)),
    )
    return around, plan.person(plan.organisations["cc"], elected) if elected else None


def _listed(names: str) -> list[str]:
    return [one.strip() for one in names.split(",") if one.strip()]


def _make_actions(plan: Plan) -> None:
    reasons = dict(plan.rows("reasons"))
    for number, objective, title, state, start, end, pilots in plan.rows("actions"):
        begins = plan.day(start)
        around, elected = _around(plan, number)
        action = Action(
            elected=elected,
            objective=plan.objectives[objective],
            number=number,
            title=title,
            state=ActionState.READY if state != ActionState.TALK else ActionState.TALK,
            state_on=begins or date(2026, 9, 1) + plan.shift,
            start_on=begins,
            due_on=plan.day(end),
            visibility=Visibility.TEAM if state == ActionState.TALK else Visibility.MEMBERS,
        )
        plan.actions[number] = add_action(access=plan.access, action=action, around=around)
        for place, name in enumerate(filter(None, (one.strip() for one in pilots.split(",")))):
            _make_pilot(plan, action, name, place)
        if state not in {ActionState.READY, ActionState.TALK}:
            _reach(plan, action, state, reasons.get(number, ""))


def _make_pilot(plan: Plan, action: Action, name: str, place: int) -> None:
    """A pilot, whose part was accepted a month after it was proposed."""
    key, _colon, family_name = name.partition(":")
    organisation = plan.organisations[key]
    proposed = min(action.state_on, date(2026, 10, 15) + plan.shift)
    share = add_share(
        access=plan.access,
        share=Share(
            action=action,
            organisation=organisation,
            person=plan.person(organisation, family_name),
            role=ShareRole.PILOT,
            does="conduit l’action" if not place else "la conduit aussi",
            asked_on=proposed,
            since=proposed,
        ),
    )
    if action.state != ActionState.TALK:
        _answer(plan, share, "accepted", "", proposed + MONTH)


def _reach(plan: Plan, action: Action, state: str, words: str) -> None:
    """The action in the state that the story says, from the day when it came there."""
    day = (action.due_on if state in ENDED_STATES else action.start_on) or action.state_on
    if state == ActionState.PAUSED:
        day = date(2026, 10, 19) + plan.shift
    note = ProgressNote(state=state, on=day, words=words, means=Means.MEETING)
    record_progress(access=plan.access, action=action, read=action.version, note=note)


def _make_shares(plan: Plan) -> None:
    for pieces in plan.rows("shares"):
        number, key, name, role, does, days, on, answer, words, state, due = pieces
        organisation, proposed = plan.organisations[key], plan.sure_day(on)
        share = add_share(
            access=plan.access,
            share=Share(
                action=plan.actions[number],
                organisation=organisation,
                person=plan.person(organisation, name),
                role=role,
                does=does,
                days_needed=days or None,
                asked_on=proposed,
                since=proposed,
                state=state,
                due_on=plan.day(due),
            ),
        )
        if answer:
            _answer(plan, share, answer, words, proposed + timedelta(days=24))


def _answer(plan: Plan, share: Share, answer: str, words: str, on: date) -> None:
    informant = str(share.person or "")
    reply = ShareReply(answer, words, Means.PHONE, informant, on)
    record_answer(access=plan.access, share=share, reply=reply)


def _tell(plan: Plan, number: str, on: date, words: str, who: str) -> None:
    action = Action.objects.get(pk=plan.actions[number].pk)
    note = ProgressNote(on=on, words=words, told_by=who, means=Means.PHONE)
    record_progress(access=plan.access, action=action, read=action.version, note=note)

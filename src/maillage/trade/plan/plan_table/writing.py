"""A plan is written: its axes and objectives, its actions, the part of each structure."""

from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.foundation.cooperations.choices import Means, Visibility
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.tables.parsed_rows import Table
from maillage.foundation.exchange.targets.targets import Figure, Leftover, Outcome, WriteOrder
from maillage.ground.directory.contact_files.table.kinds import organisation_kind
from maillage.ground.directory.models import Department, Organisation
from maillage.trade.context.models import Public
from maillage.trade.context.publics.services import keep_public
from maillage.trade.plan.actions.models import Action, ProgressNote, Share
from maillage.trade.plan.actions.rules import dates_fault
from maillage.trade.plan.actions.services import Around, add_action_inside, add_share_inside
from maillage.trade.plan.choices import EXPLAINED_STATES, ActionState, ShareRole
from maillage.trade.plan.fiches.models import FicheText
from maillage.trade.plan.objectives.models import Objective
from maillage.trade.plan.objectives.services import add_objective_inside
from maillage.trade.plan.plan_table.headings import Heading
from maillage.trade.plan.plan_table.rows import ActionRow, Part
from maillage.trade.plan.steps.models import ActionStep
from maillage.trade.plan.steps.services import recompute_dates

LONGEST, WHOLE = 3_000, 100
BETWEEN = " ; "
WRITTEN = {
    ShareRole.PILOT: "pilot",
    ShareRole.COPILOT: "copilots",
    ShareRole.CONTRIBUTOR: "partners",
}


@dataclass
class _Writer:
    """What the writing of one plan keeps in hand: its objectives, its publics, its numbers."""

    order: WriteOrder
    today: date
    numbers: set[str]
    objectives: dict[tuple[int | None, str], Objective] = field(default_factory=dict)
    publics: dict[str, Public] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    left: list[Leftover] = field(default_factory=list)
    touched: list[int] = field(default_factory=list)

    def objective(self, axis: Heading, aim: Heading) -> Objective | None:
        """The objective of a row, under its axis; each is made once."""
        over = self._objective(None, axis)
        return self._objective(over, aim) or over

    def _objective(self, parent: Objective | None, words: Heading) -> Objective | None:
        if not words.title:
            return None
        key = (parent.pk if parent else None, folded(words.title))
        if key not in self.objectives:
            beside = [one for one in self.objectives.values() if one.parent == parent]
            number = "" if words.number in {one.number for one in beside} else words.number
            made = Objective(parent=parent, number=number[:12], title=words.title[:200])
            self.objectives[key] = add_objective_inside(self.order.cooperation, made)
        return self.objectives[key]

    def organisation(self, part: Part) -> int | None:
        """The structure of a part; one that the officer takes into the directory is made once."""
        if part.place is not None or not part.is_fresh:
            return part.place.pk if part.place else None
        key = folded(part.text)
        if key not in self.organisations:
            kind, workspace = organisation_kind(part.text, ""), self.order.cooperation.workspace
            self.organisations[key] = Organisation.objects.create(
                workspace=workspace, name=part.text[:300], kind=kind, source=self.order.source
            )
        return self.organisations[key].pk

    def public(self, label: str) -> Public:
        """A public that the officer takes into the list, made once."""
        key = folded(label)
        if key not in self.publics:
            fresh = Public(cooperation=self.order.cooperation, label=label[:160])
            self.publics[key] = keep_public(self.order.cooperation, fresh, ())
        return self.publics[key]


def write_plan_table(table: Table[ActionRow], order: WriteOrder) -> Outcome:
    """Writes the rows that nothing stops; inside journal.write only."""
    place = order.cooperation
    writer = _Writer(order, timezone.localdate(), _numbers(order))
    for objective in Objective.objects.filter(cooperation=place, until__isnull=True):
        key = objective.parent_id, folded(objective.title)
        writer.objectives.setdefault(key, objective)
    made = completed = 0
    for one in table.valid_rows:
        if one.existing is None:
            _make(writer, one)
            made += 1
        elif _complete(writer, one):
            completed += 1
    recompute_dates(place, writer.touched)
    figures = (Figure("actions ajoutées", made), Figure("actions complétées", completed))
    return Outcome(figures, tuple(writer.left))


def _numbers(order: WriteOrder) -> set[str]:
    rows = Action.objects.filter(cooperation=order.cooperation).exclude(number="")
    return set(rows.values_list("number", flat=True))


def _make(writer: _Writer, one: ActionRow) -> None:
    number = "" if one.number in writer.numbers else one.number[:20]
    state = _state_of(one)
    action = Action(
        cooperation=writer.order.cooperation,
        objective=writer.objective(one.axis, one.objective),
        number=number,
        title=one.title,
        description=one.description,
        state=state,
        state_on=writer.today,
        state_why=one.why if state in EXPLAINED_STATES else "",
        ended_on=_ended_on(one, state, writer.today),
        priority=one.priority,
        start_on=one.start_on,
        due_on=one.due_on,
        each_year=one.each_year,
        elected_id=one.elected_person.pk if one.elected_person else None,
        visibility=Visibility.TEAM,
    )
    publics = [*one.existing_publics, *(writer.public(label) for label in one.fresh_publics)]
    around = Around(
        territories=one.territories, publics=list(dict.fromkeys(publics)), schemes=one.schemes
    )
    add_action_inside(writer.order.author, action, around)
    writer.numbers.add(number)
    writer.touched.append(action.pk)
    _add_shares(writer, action, one, set())
    _add_texts(action, one)
    _add_steps(action, one)
    _add_progress(writer, action, one)


def _state_of(one: ActionRow) -> ActionState:
    """The state said, to come when none is; what comes back each year is never over."""
    state = one.state or ActionState.READY
    return ActionState.READY if state is ActionState.DONE and one.each_year else state


def _ended_on(one: ActionRow, state: ActionState, today: date) -> date | None:
    if state not in {ActionState.DONE, ActionState.DROPPED}:
        return None
    return min(one.due_on or today, today)


def _add_shares(writer: _Writer, action: Action, one: ActionRow, taken: set[int]) -> bool:
    """The part of each structure that the directory has, once; whether some were added."""
    has_added = False
    for part in one.parts:
        number = writer.organisation(part)
        if number is None or number in taken:
            continue
        taken.add(number)
        share = Share(
            action=action,
            organisation_id=number,
            role=part.role,
            person_id=part.person.pk if part.person else None,
        )
        if part.role == ShareRole.PILOT and one.service:
            services = Department.objects.filter(organisation=number)
            share.department = services.filter(name__iexact=one.service).first()
        add_share_inside(share)
        has_added = True
    return has_added


def rubrics_of(one: ActionRow) -> dict[str, str]:
    """What a row says that only its fiche holds, word for word, by rubric."""
    has_person = any(part.person for part in one.parts)
    listed = {folded(public.label) for public in one.existing_publics}
    listed |= set(map(folded, one.fresh_publics))
    written = [text for text in one.publics if folded(text) not in listed]
    more = {
        **{key: BETWEEN.join(_unplaced(one, role)) for role, key in WRITTEN.items()},
        "pilot_person": "" if has_person else one.pilot_person,
        "copilot_people": BETWEEN.join(one.copilot_people),
        "elected": "" if one.elected_person else one.elected,
        "schedule_text": one.schedule_text,
        "publics": BETWEEN.join(written),
    }
    texts = one.texts | more
    return {key: words[:LONGEST] for key, words in texts.items() if words}


def _unplaced(one: ActionRow, role: str) -> list[str]:
    return [
        part.text
        for part in one.parts
        if part.role == role and part.place is None and not part.is_fresh
    ]


def _add_texts(action: Action, one: ActionRow) -> bool:
    taken = set(action.texts.values_list("key", flat=True))
    fresh = {key: words for key, words in rubrics_of(one).items() if key not in taken}
    for key, words in fresh.items():
        FicheText.objects.create(action=action, key=key, words=words)
    return bool(fresh)


def _add_steps(action: Action, one: ActionRow) -> bool:
    """The steps of an action that had none, in their order; whether some were added."""
    if not one.steps or action.steps.exists():
        return False
    for place, step in enumerate(one.steps, start=1):
        ActionStep.objects.create(action=action, place=place, title=step.title, due_on=step.due_on)
    return True


def _add_progress(writer: _Writer, action: Action, one: ActionRow) -> None:
    """A percentage stays in the news, as it was said."""
    if one.progress is None or not 0 < one.progress < WHOLE:
        return
    words = _("Avancement dit : %(n)s %%.") % {"n": one.progress}
    ProgressNote.objects.create(
        action=action,
        on=writer.today,
        words=words,
        means=Means.MAIL,
        told_by=writer.order.source[:150],
        recorded_by=writer.order.author,
    )


def _complete(writer: _Writer, one: ActionRow) -> bool:
    """Fills what is blank of an action of the plan; whether something was."""
    if one.existing is None:
        return False
    action = Action.objects.select_related("objective").get(pk=one.existing.pk)
    values = {
        "description": one.description,
        "start_on": one.start_on,
        "due_on": one.due_on,
        "priority": one.priority,
        "objective": writer.objective(one.axis, one.objective) if not action.objective else None,
    }
    blanks = {name: value for name, value in values.items() if value and not getattr(action, name)}
    for name, value in blanks.items():
        setattr(action, name, value)
    if dates_fault(action.start_on, action.due_on):
        blanks = {}
    if blanks:
        action.save()
    writer.touched.append(action.pk)
    taken = set(action.shares.filter(until__isnull=True).values_list("organisation", flat=True))
    has_pilot = action.shares.filter(until__isnull=True, role=ShareRole.PILOT).exists()
    one.parts = [part for part in one.parts if not (has_pilot and part.role == ShareRole.PILOT)]
    has_shares = _add_shares(writer, action, one, taken)
    has_steps = _add_steps(action, one)
    return _add_texts(action, one) or has_shares or has_steps or bool(blanks)

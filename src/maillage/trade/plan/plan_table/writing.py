"""A plan is written: its axes and objectives, its actions, the part of each structure."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.foundation.cooperations.choices import Means, Visibility
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.tables.parsed_rows import Table
from maillage.foundation.exchange.targets.targets import Figure, Leftover, Outcome, WriteOrder
from maillage.foundation.journal import services as journal
from maillage.ground.actors.choices import SubjectKind
from maillage.ground.actors.models import Subject
from maillage.ground.directory.contact_files.table.kinds import organisation_kind
from maillage.ground.directory.models import Department, Organisation
from maillage.trade.context.models import Public
from maillage.trade.context.publics.services import keep_public
from maillage.trade.plan.actions.models import Action, ActionScheme, ProgressNote, Share
from maillage.trade.plan.actions.rules import dates_fault
from maillage.trade.plan.choices import EXPLAINED_STATES, ActionState, ShareRole
from maillage.trade.plan.fiches.models import FicheText
from maillage.trade.plan.objectives.models import Objective
from maillage.trade.plan.objectives.services import add_among
from maillage.trade.plan.plan_table.columns import BETWEEN, LONGEST
from maillage.trade.plan.plan_table.headings import Heading
from maillage.trade.plan.plan_table.queries import with_parts
from maillage.trade.plan.plan_table.rows import ActionRow, Part
from maillage.trade.plan.plan_table.states import WHOLE
from maillage.trade.plan.steps.models import ActionStep
from maillage.trade.plan.steps.services import recompute_dates

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
    places: Mapping[int, Organisation]
    every_objective: list[Objective]
    objectives: dict[tuple[int | None, str], Objective] = field(default_factory=dict)
    publics: dict[str, Public] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    touched: list[int] = field(default_factory=list)
    pending: dict[type[Model], list[Model]] = field(default_factory=dict)

    def add(self, *records: Model) -> None:
        """Keeps records until all those of their kind are written at once."""
        for record in records:
            self.pending.setdefault(type(record), []).append(record)

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
            self.objectives[key] = add_among(self.order.cooperation, made, self.every_objective)
            self.every_objective.append(made)
        return self.objectives[key]

    def organisation(self, part: Part) -> Organisation | None:
        """The structure of a part; one that the officer takes into the directory is made once."""
        if part.place is not None or not part.is_fresh:
            return self.places.get(part.place.pk) if part.place else None
        key = folded(part.text)
        if key not in self.organisations:
            kind, workspace = organisation_kind(part.text, ""), self.order.cooperation.workspace
            self.organisations[key] = Organisation.objects.create(
                workspace=workspace, name=part.text[:300], kind=kind, source=self.order.source
            )
        return self.organisations[key]

    def public(self, label: str) -> Public:
        """A public that the officer takes into the list, made once."""
        key = folded(label)
        if key not in self.publics:
            fresh = Public(cooperation=self.order.cooperation, label=label[:160])
            self.publics[key] = keep_public(self.order.cooperation, fresh, ())
        return self.publics[key]


def write_plan_table(table: Table[ActionRow], order: WriteOrder) -> Outcome:
    """Writes the rows that nothing stops, each kind of record at once; inside journal.write."""
    place = order.cooperation
    every = list(Objective.objects.filter(cooperation=place))
    writer = _Writer(order, timezone.localdate(), _numbers(order), _places(table), every)
    for objective in [one for one in every if one.until is None]:
        key = objective.parent_id, folded(objective.title)
        writer.objectives.setdefault(key, objective)
    made = _make(writer, [one for one in table.valid_rows if one.existing is None])
    same = {one.existing.pk: one for one in table.valid_rows if one.existing is not None}
    rows = with_parts(Action.objects.filter(pk__in=same)).select_related("objective")
    completed = sum(_complete(writer, action, same[action.pk]) for action in rows)
    for model, records in writer.pending.items():
        journal.bulk_create(model, records)
    recompute_dates(place, writer.touched)
    figures, lines = _figures(writer, made, completed), tuple(_parts_in_words(writer))
    return Outcome(figures, left=tuple(_in_words(table)), lines=lines)


def _figures(writer: _Writer, made: int, completed: int) -> tuple[Figure, ...]:
    """What entered: the actions, what is theirs, and what they brought into the directory."""
    counts = {model: len(records) for model, records in writer.pending.items()}
    return (
        Figure("actions ajoutées", made),
        Figure("actions complétées", completed),
        Figure("parts ajoutées", counts.get(Share, 0)),
        Figure("étapes ajoutées", counts.get(ActionStep, 0)),
        Figure("structures ajoutées à l’annuaire", len(writer.organisations)),
        Figure("publics ajoutés", len(writer.publics)),
    )


def _parts_in_words(writer: _Writer) -> Iterator[str]:
    """« Caf : « Relais » (copilote), « Bus » (pilote) »: each structure, the parts that it got."""
    titles: dict[str, list[str]] = {}
    for share in writer.pending.get(Share, ()):
        if isinstance(share, Share):
            title = french.inner_quotes(share.action.title)
            line = f"« {title} » ({str(ShareRole(share.role).label).lower()})"
            titles.setdefault(str(share.organisation), []).append(line)
    yield from (f"{name} : {', '.join(some)}" for name, some in sorted(titles.items()))


def _in_words(table: Table[ActionRow]) -> Iterator[Leftover]:
    """The structures that stay in words in their fiche: each name with the actions that have it."""
    titles: dict[str, list[str]] = {}
    for row in table.valid_rows:
        for role in ShareRole:
            for name in _unplaced(row, role):
                titles.setdefault(name, []).append(row.title)
    for name, some in titles.items():
        quoted = [f"« {french.inner_quotes(title)} »" for title in dict.fromkeys(some)]
        words = _("« %(name)s » n’a pas reçu de part : son nom reste écrit dans %(actions)s.")
        values = {"name": french.inner_quotes(name), "actions": french.listed(quoted)}
        yield Leftover(words % values)


def _places(table: Table[ActionRow]) -> dict[int, Organisation]:
    parts = (part.place for one in table.valid_rows for part in one.parts)
    return Organisation.objects.in_bulk({place.pk for place in parts if place is not None})


def _numbers(order: WriteOrder) -> set[str]:
    rows = Action.objects.filter(cooperation=order.cooperation).exclude(number="")
    return set(rows.values_list("number", flat=True))


def _make(writer: _Writer, rows: Sequence[ActionRow]) -> int:
    """The actions of these rows, each on its own subject, then all that is theirs."""
    place = writer.order.cooperation
    actions = [_action(writer, one) for one in rows]
    subjects = [
        Subject(cooperation=place, kind=SubjectKind.ACTION, label=one.title) for one in actions
    ]
    for action, subject in zip(actions, journal.bulk_create(Subject, subjects), strict=True):
        action.subject = subject
    for action, one in zip(journal.bulk_create(Action, actions), rows, strict=True):
        writer.touched.append(action.pk)
        for name, records in _lists(writer, one).items():
            getattr(action, name).set(records)
        writer.add(*_counts(writer, action, one))
        writer.add(*_shares(writer, action, one))
        writer.add(*_texts(action, one, frozenset()), *_steps(action, one))
        writer.add(*_progress(writer, action, one))
    return len(actions)


def _action(writer: _Writer, one: ActionRow) -> Action:
    number = "" if one.number in writer.numbers else one.number[:20]
    writer.numbers.add(number)
    state = _state_of(one)
    return Action(
        cooperation=writer.order.cooperation,
        author=writer.order.author,
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
        finding=one.finding,
        elected_id=one.elected_person.pk if one.elected_person else None,
        visibility=Visibility.TEAM,
    )


def _lists(writer: _Writer, one: ActionRow) -> dict[str, list[Model]]:
    """Its publics, its communes, its facilities, by field, without those that are empty."""
    lists: dict[str, list[Model]] = {
        "publics": [*one.existing_publics, *map(writer.public, one.fresh_publics)],
        "territories": [*one.territories],
        "facilities": [*one.facilities],
    }
    return {name: records for name, records in lists.items() if records}


def _counts(writer: _Writer, action: Action, one: ActionRow) -> list[ActionScheme]:
    """The contracts for which it counts."""
    schemes = dict.fromkeys(one.schemes)
    return [ActionScheme(action=action, scheme=each, since=writer.today) for each in schemes]


def _state_of(one: ActionRow) -> ActionState:
    """The state said, to come when none is; what comes back each year is never over."""
    state = one.state or ActionState.READY
    return ActionState.READY if state is ActionState.DONE and one.each_year else state


def _ended_on(one: ActionRow, state: ActionState, today: date) -> date | None:
    """The day that the table gives; without one, nobody has said when it ended."""
    is_over = state in {ActionState.DONE, ActionState.DROPPED}
    return one.due_on if is_over and one.due_on and one.due_on <= today else None


def _shares(writer: _Writer, action: Action, one: ActionRow) -> Iterator[Share]:
    """The part of each structure that the directory has, once."""
    for part in one.fresh_parts:
        organisation = writer.organisation(part)
        if organisation is None:
            continue
        share = Share(
            action=action,
            organisation=organisation,
            role=part.role,
            since=writer.today,
            person_id=part.person.pk if part.person else None,
        )
        if part.role == ShareRole.PILOT and one.service:
            services = Department.objects.filter(organisation=organisation)
            share.department = services.filter(name__iexact=one.service).first()
        yield share


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


def _texts(action: Action, one: ActionRow, taken: Collection[str]) -> list[FicheText]:
    return [
        FicheText(action=action, key=key, words=words)
        for key, words in rubrics_of(one).items()
        if key not in taken
    ]


def _steps(action: Action, one: ActionRow) -> list[ActionStep]:
    return [
        ActionStep(action=action, place=place, title=step.title, due_on=step.due_on)
        for place, step in enumerate(one.steps, start=1)
    ]


def _progress(writer: _Writer, action: Action, one: ActionRow) -> Iterator[ProgressNote]:
    """A percentage stays in the news, as it was written."""
    if one.progress is not None and 0 < one.progress < WHOLE:
        yield ProgressNote(
            action=action,
            on=writer.today,
            words=_("Avancement écrit dans le %(source)s : %(n)s %%.")
            % {"source": writer.order.source[:150], "n": one.progress},
            means=Means.ACCOUNT,
            recorded_by=writer.order.author,
        )


def _complete(writer: _Writer, action: Action, one: ActionRow) -> bool:
    """Fills what is blank of an action of the plan; whether something was.

    Its lists stay: an import taken back would leave them filled.
    """
    blanks = _blanks(writer, action, one)
    for name, value in blanks.items():
        setattr(action, name, value)
    if blanks:
        action.save()
    fresh = [
        *_shares(writer, action, one),
        *_texts(action, one, {text.key for text in action.texts.all()}),
        *(() if action.steps.all() else _steps(action, one)),
        *(() if action.counts_for.all() else _counts(writer, action, one)),
    ]
    writer.add(*fresh)
    if fresh or blanks:
        writer.touched.append(action.pk)
    return bool(fresh or blanks)


def _blanks(writer: _Writer, action: Action, one: ActionRow) -> dict[str, object]:
    """What the row says of the fields that are empty, and the days that the officer takes from it.

    No day where it would end before it begins.
    """
    objective = None if action.objective else writer.objective(one.axis, one.objective)
    values: dict[str, object] = {
        "description": one.description,
        "start_on": one.start_on,
        "due_on": one.due_on,
        "priority": one.priority,
        "objective": objective,
        "finding": one.finding,
    }
    free = {name for name in values if not getattr(action, name)} | one.moves
    start, due = (getattr(one if name in free else action, name) for name in ("start_on", "due_on"))
    barred = {"start_on", "due_on"} if dates_fault(start, due) else set()
    return {
        name: value
        for name, value in values.items()
        if value and name in free - barred and value != getattr(action, name)
    }

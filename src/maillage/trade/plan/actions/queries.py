"""Which actions does this reader see, grouped, filtered, and with which parts?"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from maillage.core.folded import holds_words
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Access, AnswerLink
from maillage.foundation.journal.queries import Gesture, history
from maillage.foundation.journal.remembered import Remembered
from maillage.ground.directory.models import Department, Organisation, Person
from maillage.ground.directory.records.queries.organisations import member_organisations, spoken_for
from maillage.ground.directory.records.queries.people import people
from maillage.ground.territories.models import Territory
from maillage.trade.context.choices import SchemeState
from maillage.trade.context.models import Public, Scheme
from maillage.trade.plan import permissions
from maillage.trade.plan.actions.models import (
    Action,
    ActionScheme,
    Objective,
    ProgressNote,
    Share,
    ShareAnswer,
)
from maillage.trade.plan.choices import (
    OPEN_STATES,
    ShareAnswerKind,
    ShareRole,
)
from maillage.trade.plan.parameters import ANSWER_DELAY

STANDING = Q(replaced_at__isnull=True)
REFUSED = ShareAnswer.objects.filter(STANDING, share=OuterRef("pk"), answer=ShareAnswerKind.REFUSED)
ANSWERED = ShareAnswer.objects.filter(STANDING, share=OuterRef("pk"))
PURPOSE = "part"


def actions(access: Access) -> QuerySet[Action]:
    """The actions that this reader may see, in the order of the plan."""
    rows = Action.objects.visible_to(access)
    return rows.select_related("cooperation__workspace", "objective__parent__parent", "subject")


def shares(access: Access) -> QuerySet[Share]:
    """The open parts of the actions that this reader may see."""
    rows = Share.objects.filter(until__isnull=True, action__in=Action.objects.visible_to(access))
    return rows.select_related(
        "action__cooperation__workspace", "organisation__successor", "department", "person"
    )


def editable_actions(access: Access) -> QuerySet[Action]:
    """The actions that this reader may change: all for officers, those one coordinates."""
    rows = actions(access)
    return rows if access.is_officer else rows.filter(coordinator=access.user_id)


def answerable_shares(access: Access) -> QuerySet[Share]:
    """The open parts whose answer and progress this reader may say."""
    if access.is_officer:
        return shares(access)
    own = Q(organisation__in=spoken_for(access))
    if permissions.can_coordinate(access):
        own |= Q(action__coordinator=access.user_id)
    return shares(access).filter(own)


def has_answers(action: Action) -> bool:
    """Whether a structure answered its part of the action, or gave news of it."""
    answers = ShareAnswer.objects.filter(share__action=action.pk)
    return answers.exists() or action.news.exists()


def objective_lines(access: Access) -> QuerySet[Objective]:
    """The objectives that are not given up, each with how many actions the plan counts."""
    rows = objectives(access).filter(until__isnull=True)
    return rows.annotate(count=Count("actions"), below=Count("children", distinct=True))


def objectives(access: Access) -> QuerySet[Objective]:
    """The objectives of the reader's cooperation, read from the top."""
    return Objective.objects.filter(cooperation=access.cooperation_id).order_by("rank", "pk")


def matching_actions(rows: QuerySet[Action], typed: str) -> QuerySet[Action]:
    """The actions whose words hold what is typed, or in which such a structure has a part."""
    joined = Share.objects.filter(
        holds_words(typed, "organisation__folded"), action=OuterRef("pk"), until__isnull=True
    )
    return rows.filter(holds_words(typed, "folded") | Q(Exists(joined)))


def of_organisations(rows: QuerySet[Action], numbers: Iterable[int]) -> QuerySet[Action]:
    """The actions in which one of these structures has a part."""
    own = Share.objects.filter(action=OuterRef("pk"), organisation__in=numbers, until__isnull=True)
    return rows.filter(Exists(own))


def of_axis(rows: QuerySet[Action], number: int) -> QuerySet[Action]:
    """The actions of an axis and of all that it contains."""
    return rows.filter(
        Q(objective=number) | Q(objective__parent=number) | Q(objective__parent__parent=number)
    )


def without_pilot(rows: QuerySet[Action]) -> QuerySet[Action]:
    """The open actions that no structure carries, or only some that refused."""
    pilots = Share.objects.filter(
        ~Exists(REFUSED), action=OuterRef("pk"), role=ShareRole.PILOT, until__isnull=True
    )
    return rows.filter(~Exists(pilots), state__in=OPEN_STATES)


def late_actions(rows: QuerySet[Action], today: date) -> QuerySet[Action]:
    """The open actions whose planned day has passed."""
    return rows.filter(due_on__lt=today, state__in=OPEN_STATES)


def unanswered(rows: QuerySet[Share]) -> QuerySet[Share]:
    """The parts that were proposed and wait for their answer, of actions still open."""
    waiting = rows.filter(asked_on__isnull=False, action__state__in=OPEN_STATES)
    return waiting.filter(~Exists(ANSWERED))


def silent(rows: QuerySet[Share], today: date) -> QuerySet[Share]:
    """Those of them that have waited too long, the oldest first."""
    return unanswered(rows).filter(asked_on__lte=today - ANSWER_DELAY).order_by("asked_on", "pk")


def to_answer(access: Access) -> QuerySet[Share]:
    """The parts to which the structures that this reader speaks for have to answer."""
    numbers = spoken_for(access)
    rows = shares(access) if numbers else shares(access).none()
    return unanswered(rows.filter(organisation__in=numbers)).order_by("asked_on", "pk")


def own_actions(access: Access, rows: QuerySet[Action]) -> QuerySet[Action]:
    """Those that the reader coordinates, or in which whom they speak for has a part."""
    own = Share.objects.filter(
        action=OuterRef("pk"), organisation__in=spoken_for(access), until__isnull=True
    )
    return rows.filter(Q(coordinator=access.user_id) | Q(Exists(own)))


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
        today=today,
    )


def _from_the_top(objective: Objective | None) -> list[Objective]:
    above: list[Objective] = []
    while objective is not None:
        above.insert(0, objective)
        objective = objective.parent
    return above


def short_name(share: Share) -> str:
    """The structure as a column names it."""
    return share.organisation.short_name or share.organisation.name


def names_of_people(access: Access, numbers: Iterable[int]) -> dict[int, str]:
    """The names of those of these people whom the reader may know; none asked for nobody."""
    wanted = set(numbers)
    if not wanted or not permissions.can_read_names(access):
        return {}
    return {one.pk: str(one) for one in people(access).filter(pk__in=wanted)}


@dataclass(frozen=True, slots=True)
class PlanCounts:
    """How many actions the reader sees in each state, by objective and in all."""

    states: Mapping[str, int]
    by_axis: Mapping[int, Mapping[str, int]]
    late: int
    without_day: int

    @property
    def all(self) -> int:
        """How many actions there are."""
        return sum(self.states.values())


_counts: Remembered[PlanCounts] = Remembered()


def plan_counts(access: Access, today: date) -> PlanCounts:
    """The counts over what this reader may see, in one query after a change."""
    key = (access.pk, access.role, today)
    return _counts.of(key, access.cooperation.workspace_id, lambda: _count(access, today))


def _count(access: Access, today: date) -> PlanCounts:
    rows = list(actions(access))
    by_axis: dict[int, Counter[str]] = {}
    for one in rows:
        above = _from_the_top(one.objective)
        by_axis.setdefault(above[0].pk if above else 0, Counter())[one.state] += 1
    return PlanCounts(
        states=Counter(one.state for one in rows),
        by_axis=by_axis,
        late=sum(bool(one.is_open and one.due_on and one.due_on < today) for one in rows),
        without_day=sum(one.is_open and one.due_on is None for one in rows),
    )


@dataclass(frozen=True, slots=True)
class ShareLine:
    """A part with its standing answer, whom one may name, and what this reader may do of it."""

    share: Share
    answer: ShareAnswer | None
    person: str
    may_answer: bool

    @property
    def answer_kind(self) -> str:
        """What was answered, or nothing."""
        return self.answer.answer if self.answer else ""


@dataclass(frozen=True, slots=True)
class ActionSheet:
    """What is known of one action: its parts, its news, where it counts, what changed."""

    action: Action
    lines: Sequence[ShareLine]
    former: Sequence[Share]
    news: Sequence[ProgressNote]
    elected: str
    coordinator: str
    themes: Sequence[str]
    territories: Sequence[str]
    publics: Sequence[str]
    schemes: Sequence[ActionScheme]
    may_edit: bool
    today: date
    gestures: Sequence[Gesture] = field(default_factory=tuple)

    @property
    def pilots(self) -> list[ShareLine]:
        """The parts that carry the action, but those that were refused."""
        return [
            one
            for one in self.lines
            if one.share.role == ShareRole.PILOT and one.answer_kind != ShareAnswerKind.REFUSED
        ]


def with_parts(rows: QuerySet[Action]) -> QuerySet[Action]:
    """The actions with all that their sheet shows."""
    standing = Prefetch("answers", ShareAnswer.objects.filter(STANDING), "standing")
    parts = Share.objects.select_related("organisation__successor", "department")
    news = ProgressNote.objects.select_related("share__organisation", "recorded_by")
    return rows.select_related("coordinator").prefetch_related(
        Prefetch("shares", parts.prefetch_related(standing).order_by("pk")),
        Prefetch("news", news.order_by("-on", "-pk")),
        "themes",
        "territories",
        "publics",
        Prefetch("counts_for", ActionScheme.objects.select_related("scheme")),
    )


def action_sheet(access: Access, action: Action, today: date) -> ActionSheet:
    """The sheet of an action read by `with_parts`, in a constant number of queries."""
    every: list[Share] = list(action.shares.all())
    numbers = [one.person_id for one in every if one.person_id]
    names = names_of_people(access, [*numbers, action.elected_id or 0])
    spoken = spoken_for(access)
    roles = list(ShareRole)
    current = sorted(
        (one for one in every if one.until is None),
        key=lambda one: (roles.index(ShareRole(one.role)), one.pk),
    )
    sources = permissions.can_read_sources(access)
    return ActionSheet(
        action=action,
        lines=[
            ShareLine(
                share=one,
                answer=next(iter(getattr(one, "standing", ())), None),
                person=names.get(one.person_id or 0, ""),
                may_answer=permissions.can_answer_share(
                    access, action.coordinator_id, one.organisation_id, spoken
                ),
            )
            for one in current
        ],
        former=[one for one in every if one.until is not None],
        news=list(action.news.all()),
        elected=names.get(action.elected_id or 0, ""),
        coordinator=action.coordinator.name
        if action.coordinator and permissions.can_read_names(access)
        else "",
        themes=[one.label for one in action.themes.all()],
        territories=[one.name for one in action.territories.all()],
        publics=[one.label for one in action.publics.all()],
        schemes=[one for one in action.counts_for.all() if one.until is None],
        may_edit=permissions.can_edit_action(access, action.coordinator_id),
        today=today,
        gestures=history(
            action.sheet_key,
            cooperation_id=access.cooperation_id,
            hidden=HIDDEN if sources else HIDDEN | OF_PEOPLE,
        ),
    )


HIDDEN = frozenset({"action.subject", "action.author", "action.possible_on", "action.slip"})
OF_PEOPLE = frozenset(
    {
        "action.elected",
        "action.coordinator",
        "share.person",
        "shareanswer.told_by",
        "progressnote.told_by",
    }
)


def standing_answer(share: Share) -> ShareAnswer | None:
    """What the structure answered last, or nothing."""
    return share.answers.filter(STANDING).first()


def share_of(link: AnswerLink) -> QuerySet[Share]:
    """The part that the link is about, in its cooperation, while it is open."""
    rows = Share.objects.filter(pk=link.target, action__cooperation=link.cooperation_id)
    return rows.filter(until__isnull=True).select_related(
        "action__cooperation__workspace", "organisation", "department"
    )


def organisations_to_join(
    access: Access, organisation: Organisation | None = None
) -> QuerySet[Organisation]:
    """The members, with the structure chosen until now."""
    rows = member_organisations(access)
    if organisation is not None:
        rows = rows | Organisation.objects.filter(pk=organisation.pk)
    return rows.distinct()


def departments_to_join(access: Access) -> QuerySet[Department]:
    """The services of the members."""
    rows = Department.objects.filter(organisation__in=member_organisations(access))
    return rows.select_related("organisation").order_by("organisation__folded", "name", "pk")


def people_to_name(access: Access) -> QuerySet[Person]:
    """The people whom this reader may name."""
    return people(access).order_by("family_name", "given_name", "pk")


def coordinators(access: Access) -> QuerySet[User]:
    """The officers and the team of the cooperation, who may coordinate an action."""
    rows = User.objects.filter(
        accesses__cooperation=access.cooperation_id,
        accesses__ended_at__isnull=True,
        accesses__role__in=("officer", "team"),
    )
    return rows.order_by("name", "pk").distinct()


def communes(access: Access) -> QuerySet[Territory]:
    """The territories where the members of the cooperation are."""
    rows = Territory.objects.filter(ended_on__isnull=True)
    codes = member_organisations(access).exclude(territory__isnull=True).values("territory")
    return rows.filter(pk__in=codes).order_by("name", "pk")


def publics(access: Access) -> QuerySet[Public]:
    """For whom the cooperation works."""
    return Public.objects.filter(cooperation=access.cooperation_id).order_by("folded", "pk")


def schemes(access: Access) -> QuerySet[Scheme]:
    """The contracts and plans for which an action may count."""
    rows = Scheme.objects.filter(cooperation=access.cooperation_id)
    return rows.exclude(state=SchemeState.REPLACED).order_by("folded", "pk")


def numbers_of_plan(access: Access) -> list[str]:
    """The numbers that the actions of the plan bear."""
    rows = Action.objects.filter(cooperation=access.cooperation_id).exclude(number="")
    return list(rows.values_list("number", flat=True))


def shares_of_organisation(access: Access, number: int) -> QuerySet[Share]:
    """The parts that a structure has in actions still open, those due first."""
    rows = shares(access).filter(organisation=number, action__state__in=OPEN_STATES)
    standing = Prefetch("answers", ShareAnswer.objects.filter(STANDING), "standing")
    return rows.prefetch_related(standing).order_by("action__order", "pk")

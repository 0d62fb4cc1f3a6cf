"""What does the sheet of an action show of its parts and of its news?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.records.history import history
from maillage.foundation.journal.queries import Gesture
from maillage.ground.directory.records.queries.organisations import spoken_for
from maillage.trade.plan import permissions
from maillage.trade.plan.actions.models import (
    Action,
    ActionScheme,
    ProgressNote,
    Share,
    ShareAnswer,
)
from maillage.trade.plan.actions.queries.actions import STANDING, names_of_people
from maillage.trade.plan.choices import AGREEING, WORKING_ROLES, ShareAnswerKind, ShareRole
from maillage.trade.stakes.findings.queries import findings


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

    @property
    def was_answered(self) -> bool:
        """Whether an answer to it holds no more, because its days moved since."""
        return self.answer is None and bool(getattr(self.share, "was_answered", False))


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
    finding: str
    facilities: Sequence[str]
    may_edit: bool
    today: date
    gestures: Sequence[Gesture] = field(default_factory=tuple)

    @property
    def has_answers(self) -> bool:
        """Whether a structure answered, or somebody gave news of the action."""
        return bool(self.news) or any(one.answer for one in self.lines) or bool(self.former)

    @property
    def last_words_on(self) -> list[date]:
        """The day of the last word of each part that is agreed, or of the action since."""
        news = [one.on for one in self.news]
        return [
            max([*news, one.answer.told_on])
            for one in self.lines
            if one.share.role in WORKING_ROLES and one.answer and one.answer_kind in AGREEING
        ]

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
    answers = ShareAnswer.objects.filter(share=OuterRef("pk"))
    parts = Share.objects.select_related("organisation__successor", "department")
    parts = parts.annotate(was_answered=Exists(answers))
    news = ProgressNote.objects.select_related("share__organisation", "recorded_by")
    return rows.select_related("coordinator").prefetch_related(
        Prefetch("shares", parts.prefetch_related(standing).order_by("pk")),
        Prefetch("news", news.order_by("-on", "-pk")),
        "themes",
        "territories",
        "publics",
        "facilities",
        Prefetch("counts_for", ActionScheme.objects.select_related("scheme")),
    )


def action_sheet(access: Access, action: Action, today: date) -> ActionSheet:
    """The sheet of an action read by `with_parts`, in a constant number of queries."""
    every: list[Share] = list(action.shares.all())
    numbers = [one.person_id for one in every if one.person_id]
    names = names_of_people(access, [*numbers, action.elected_id or 0])
    follows = action.coordinator if permissions.can_read_names(access) else None
    hidden = HIDDEN if permissions.can_read_sources(access) else HIDDEN | OF_PEOPLE
    gestures = history(access, action.sheet_key, hidden=hidden)
    return ActionSheet(
        action=action,
        lines=_lines(access, action, every, names),
        former=[one for one in every if one.until is not None],
        news=list(action.news.all()),
        elected=names.get(action.elected_id or 0, ""),
        coordinator=follows.name if follows else "",
        themes=[one.label for one in action.themes.all()],
        territories=[one.name for one in action.territories.all()],
        publics=[one.label for one in action.publics.all()],
        schemes=[one for one in action.counts_for.all() if one.until is None],
        finding=_finding(access, action),
        facilities=[one.name for one in action.facilities.all()],
        may_edit=permissions.can_edit_action(access, action.coordinator_id),
        today=today,
        gestures=gestures,
    )


def _finding(access: Access, action: Action) -> str:
    """The finding that it answers, if this reader may see it; nothing is asked without one."""
    if action.finding_id is None:
        return ""
    one = findings(access).filter(pk=action.finding_id).first()
    return one.statement if one else ""


def _lines(
    access: Access, action: Action, every: Sequence[Share], names: Mapping[int, str]
) -> list[ShareLine]:
    """The open parts in the order of their roles."""
    spoken, roles = spoken_for(access), list(ShareRole)
    return [
        ShareLine(
            share=one,
            answer=next(iter(getattr(one, "standing", ())), None),
            person=names.get(one.person_id or 0, ""),
            may_answer=permissions.can_answer_share(
                access, action.coordinator_id, one.organisation_id, spoken
            ),
        )
        for one in sorted(every, key=lambda one: (roles.index(ShareRole(one.role)), one.pk))
        if one.until is None
    ]


HIDDEN = frozenset(
    {
        "action.subject",
        "action.author",
        "action.finding",
        "action.possible_on",
        "action.slip",
        "dependency.before_action",
        "dependency.before_step",
        "actionlink.one",
        "actionlink.other",
    }
)
OF_PEOPLE = frozenset(
    {
        "action.elected",
        "action.coordinator",
        "share.person",
        "share.days_needed",
        "shareanswer.means",
        "shareanswer.told_by",
        "progressnote.means",
        "progressnote.told_by",
        "fichetext",  # the name of a rubric alone says what stays with the team
    }
)

"""Makes objectives, actions, their parts, answers and news, posts for tests."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.choices import Role, Visibility
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.ground.actors.choices import SubjectKind
from maillage.ground.directory.models import Organisation
from maillage.trade.context.models import Scheme
from maillage.trade.governance.models import Body, Decision
from maillage.trade.plan.fiches.rules import Rubric, fingerprint, written_rubrics
from maillage.trade.plan.models import (
    Action,
    ActionBlocker,
    ActionDecision,
    ActionLink,
    ActionScheme,
    ActionStep,
    Dependency,
    EngineeringNeed,
    FicheModel,
    FicheText,
    FicheVersion,
    Objective,
    Post,
    PostHolding,
    PostTime,
    ProgressNote,
    Share,
    ShareAnswer,
    SlipAcknowledgement,
)
from tests.foundation.accounts.makers import make_user
from tests.foundation.cooperations.makers import make_cooperation
from tests.ground.actors.makers import make_subject
from tests.ground.directory.makers import make_member, make_person, make_spoken_member
from tests.records import create_record
from tests.registry import Argument
from tests.trade.governance.makers import make_body

SINCE = date(2026, 10, 6)


def make_objective(*, parent: Objective | None = None, **values: object) -> Objective:
    """An axis, or an objective of it."""
    return create_record(
        Objective,
        values,
        cooperation=lambda: parent.cooperation if parent else make_cooperation(),
        title="Petite enfance",
        parent=parent,
    )


def make_action(
    *,
    cooperation: Cooperation | None = None,
    title: str = "Ouvrir une micro-crèche",
    **values: object,
) -> Action:
    """An action under way since October, that everybody reads."""
    cooperation = cooperation or make_cooperation()
    return create_record(
        Action,
        values,
        cooperation=cooperation,
        author=make_user,
        subject=make_subject(cooperation=cooperation, label=title, kind=SubjectKind.ACTION),
        title=title,
        state="running",
        state_on=SINCE,
        visibility=Visibility.MEMBERS,
    )


def make_share(*, action: Action | None = None, **values: object) -> Share:
    """The part of a member in the action, proposed in October."""
    action = action or make_action()
    return create_record(
        Share,
        values,
        action=action,
        organisation=lambda: make_member(cooperation=action.cooperation).organisation,
        role="contributor",
        asked_on=SINCE,
        since=SINCE,
        does="prête une salle",
    )


def make_share_answer(**values: object) -> ShareAnswer:
    """What the structure answered, by telephone."""
    return create_record(ShareAnswer, values, share=make_share, answer="accepted", told_on=SINCE)


def make_progress_note(**values: object) -> ProgressNote:
    """A piece of news of the action."""
    return create_record(
        ProgressNote, values, action=make_action, on=SINCE, words="Les plans sont remis."
    )


def make_action_scheme(
    *, action: Action | None = None, scheme: Scheme | None = None
) -> ActionScheme:
    """The action counts for a contract of its cooperation."""
    action = action or make_action()
    scheme = scheme or Scheme.objects.create(
        cooperation=action.cooperation, kind="ctg", title="CTG 2024-2027"
    )
    return ActionScheme.objects.create(action=action, scheme=scheme, since=SINCE)


def make_action_step(
    *, action: Action | None = None, share: Share | None = None, **values: object
) -> ActionStep:
    """A step of an action, after its others."""
    action = action or (share.action if share else make_action())
    return create_record(
        ActionStep,
        values,
        action=action,
        title="Dossier d’agrément",
        share=share,
        place=lambda: action.steps.count() + 1,
    )


def make_dependency(
    *, before: ActionStep | Action | None = None, after: ActionStep | Action | None = None
) -> Dependency:
    """What comes after waits for what comes before: actions, or steps of them."""
    after = after or make_action()
    cooperation = (after.action if isinstance(after, ActionStep) else after).cooperation
    before = before or make_action(cooperation=cooperation, title="Choisir le lieu")
    (first, step), (last, next_step) = map(_end, (before, after))
    return Dependency.objects.create(
        before_action=first, before_step=step, after_action=last, after_step=next_step
    )


def _end(one: ActionStep | Action) -> tuple[Action, ActionStep | None]:
    return (one.action, one) if isinstance(one, ActionStep) else (one, None)


def make_action_blocker(**values: object) -> ActionBlocker:
    """What blocks an action since October."""
    return create_record(
        ActionBlocker,
        values,
        action=make_action,
        what="Il manque un plan",
        who="la PMI",
        since=SINCE,
    )


def make_slip_acknowledgement(*, dependency: Dependency | None = None) -> SlipAcknowledgement:
    """Somebody has seen that what is awaited is six weeks late."""
    return SlipAcknowledgement.objects.create(
        dependency=dependency or make_dependency(), days=42, on=SINCE
    )


def make_fiche_text(**values: object) -> FicheText:
    """What is typed of a fiche: its finding."""
    return create_record(
        FicheText, values, action=make_action, key="finding", words="Trois tarifs."
    )


def make_fiche_model(*, cooperation: Cooperation | None = None) -> FicheModel:
    """The next model of the fiches of a cooperation: a finding, then what is done."""
    cooperation = cooperation or make_cooperation()
    rubrics = (Rubric("finding", "Nos constats", "text"), Rubric("does", "Nos actes", "does", True))
    return FicheModel.objects.create(
        cooperation=cooperation,
        version=FicheModel.objects.filter(cooperation=cooperation).count() + 1,
        rubrics=written_rubrics(rubrics),
        since=SINCE,
    )


def make_fiche_version(
    *, action: Action | None = None, number: int | None = None, words: str = "Trois tarifs."
) -> FicheVersion:
    """The next version of the fiche of an action, proposed and not validated."""
    content = [{"key": "finding", "label": "Constat", "words": words}]
    action = action or make_action()
    return FicheVersion.objects.create(
        action=action,
        number=number or FicheVersion.objects.filter(action=action).count() + 1,
        title=action.title,
        content=content,
        fingerprint=fingerprint(action.title, content),
        proposed_on=SINCE,
        body=Body.objects.filter(cooperation=action.cooperation).first()
        or make_body(cooperation=action.cooperation, name="Comité de lecture"),
    )


def _marked_action(*, cooperation: Cooperation, author: User, visibility: str, mark: str) -> Action:
    action = make_action(cooperation=cooperation, author=author, visibility=visibility, title=mark)
    share = make_share(action=action, does=mark)
    make_share_answer(share=share, answer="reserved", words=mark)
    make_progress_note(action=action, words=mark)
    make_action_step(action=action, title=mark, due_on=SINCE)
    make_action_blocker(action=action, what=mark)
    make_fiche_text(action=action, words=mark)
    make_fiche_version(action=action, words=mark)
    return action


def make_coordinated_action(*, cooperation: Cooperation) -> Action:
    """An action that the project team coordinates, of which a version of the fiche is proposed."""
    rows = Access.objects.filter(cooperation=cooperation, role=Role.TEAM, ended_at__isnull=True)
    team = rows.first()
    action = make_action(cooperation=cooperation, coordinator=team.user if team else None)
    make_fiche_version(action=action)
    return action


def make_spoken_share(*, cooperation: Cooperation) -> Share:
    """The part of a member for which every open access speaks, which has given news of it."""
    share = make_share(
        action=make_coordinated_action(cooperation=cooperation),
        organisation=make_spoken_member(cooperation=cooperation),
    )
    make_progress_note(action=share.action, share=share)
    return share


def make_slip(*, cooperation: Cooperation) -> Dependency:
    """What a member does waits for what another does, which is a month late; all speak for it."""
    share = make_spoken_share(cooperation=cooperation)
    today = timezone.localdate()
    before = make_action_step(share=make_share(action=share.action), due_on=today)
    after = make_action_step(share=share, title="Avis", start_on=today, due_on=today)
    ActionStep.objects.filter(pk=before.pk).update(possible_on=today + timedelta(days=30))
    return make_dependency(before=before, after=after)


def make_action_link(*, one: Action | None = None) -> ActionLink:
    """An action completes another, made after it."""
    one = one or make_action()
    other = make_action(cooperation=one.cooperation, title="Une navette")
    return ActionLink.objects.create(one=one, other=other, kind="complements")


def make_action_decision(*, action: Action | None = None) -> ActionDecision:
    """An action depends on a question still open."""
    action = action or make_action()
    decision = Decision.objects.create(cooperation=action.cooperation, question="Ouvrir le lieu ?")
    return ActionDecision.objects.create(action=action, decision=decision)


def make_post(
    *,
    cooperation: Cooperation | None = None,
    fte: str = "0.50",
    funders: Sequence[Organisation] = (),
    **values: object,
) -> Post:
    """A half-time post of a member."""
    cooperation = cooperation or make_cooperation()
    post = create_record(
        Post,
        values,
        cooperation=cooperation,
        title="Coordination jeunesse",
        employer=lambda: make_member(cooperation=cooperation).organisation,
        fte=Decimal(fte),
    )
    post.funders.set(funders)
    return post


def make_post_holding(
    *, post: Post | None = None, fte: str = "0.50", **values: object
) -> PostHolding:
    """Somebody who holds the post since spring."""
    post = post or make_post()
    return create_record(
        PostHolding,
        values,
        post=post,
        person=lambda: make_person(workspace=post.cooperation.workspace),
        fte=Decimal(fte),
        since=date(2024, 3, 4),
    )


def make_post_time(*, fte: str = "0.40", **values: object) -> PostTime:
    """What most of the time of a post is for."""
    return create_record(PostTime, values, post=make_post, mission="coordinate", fte=Decimal(fte))


def make_engineering_need(*, fte: str = "0.80", **values: object) -> EngineeringNeed:
    """What a mission needs in a year."""
    return create_record(
        EngineeringNeed,
        values,
        cooperation=make_cooperation,
        mission="coordinate",
        year=2027,
        fte=Decimal(fte),
    )


def _funder_of_a_post(place: Cooperation) -> Organisation:
    funder = make_member(cooperation=place).organisation
    make_post(cooperation=place, funders=(funder,))
    return funder


def _next_need(place: Cooperation) -> EngineeringNeed:
    count = EngineeringNeed.objects.filter(cooperation=place).count()
    return make_engineering_need(cooperation=place, year=2030 + count)


MARKED = {
    Action: _marked_action,
}
# By the gestures of their sheet.
TRIED_IN_ITS_ROOM = {"plan:fiche_model"}  # its page is there before the first model
EDITED_ELSEWHERE = {ActionBlocker, ActionStep, FicheModel, FicheVersion}
URL_ARGUMENTS = {
    "post": Argument(lambda place: make_post(cooperation=place).pk),
    "post_funder": Argument(lambda place: _funder_of_a_post(place).pk),
    "post_holding": Argument(lambda place: make_post_holding(post=make_post(cooperation=place)).pk),
    "engineering_need": Argument(lambda place: _next_need(place).pk),
    "action": Argument(lambda place: make_coordinated_action(cooperation=place).pk),
    "objective": Argument(lambda place: make_objective(cooperation=place).pk),
    "share": Argument(lambda place: make_spoken_share(cooperation=place).pk),
    "fiche": Argument(
        lambda place: make_fiche_version(action=make_coordinated_action(cooperation=place)).pk
    ),
    "step": Argument(lambda place: make_action_step(share=make_spoken_share(cooperation=place)).pk),
    "dependency": Argument(
        lambda place: make_dependency(after=make_coordinated_action(cooperation=place)).pk
    ),
    "action_link": Argument(
        lambda place: make_action_link(one=make_coordinated_action(cooperation=place)).pk
    ),
    "action_decision": Argument(
        lambda place: make_action_decision(action=make_coordinated_action(cooperation=place)).pk
    ),
    "slip": Argument(lambda place: make_slip(cooperation=place).pk),
    "blocker": Argument(
        lambda place: make_action_blocker(action=make_coordinated_action(cooperation=place)).pk
    ),
}
FILLED: dict[str, dict[str, str]] = {
    "plan:post_add": {"title": "Coordination jeunesse", "fte": "0,5"},
    "plan:need_add": {"mission": "lead", "year": "2029", "fte": "0,7"},
    "plan:holding_add": {"since": "07/10/2026", "fte": "0,5"},
    "plan:holding_end": {"on": "07/10/2026"},
    "plan:action_progress": {
        "state": "running",
        "words": "Les plans sont remis.",
        "means": "phone",
    },
    "plan:fiche_validate": {"on": "07/10/2026"},
    "plan:share_answer": {"answer": "accepted", "means": "phone", "told_on": "07/10/2026"},
}

CORRECTED = {"plan:need_edit": {"year": "2031"}}

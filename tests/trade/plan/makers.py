"""Makes objectives, actions, their parts, answers and news for tests."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.choices import Role, Visibility
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.ground.actors.choices import SubjectKind
from maillage.ground.directory.models import Organisation, Person
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
    Exchange,
    FicheModel,
    FicheText,
    FicheVersion,
    Objective,
    Post,
    PostHolding,
    PostTime,
    ProgressNote,
    Project,
    ProjectBlocker,
    ProjectStage,
    Share,
    ShareAnswer,
    SlipAcknowledgement,
)
from tests.foundation.accounts.makers import make_user
from tests.foundation.cooperations.makers import make_cooperation
from tests.ground.actors.makers import make_subject
from tests.ground.directory.makers import make_member, make_person, make_spoken_member
from tests.registry import Argument
from tests.trade.governance.makers import make_body

SINCE = date(2026, 10, 6)


def make_objective(
    *,
    cooperation: Cooperation | None = None,
    title: str = "Petite enfance",
    number: str = "",
    parent: Objective | None = None,
    place: int = 1,
) -> Objective:
    """An axis, or an objective of it."""
    return Objective.objects.create(
        cooperation=cooperation or (parent.cooperation if parent else make_cooperation()),
        title=title,
        number=number,
        parent=parent,
        place=place,
    )


def make_action(
    *,
    cooperation: Cooperation | None = None,
    author: User | None = None,
    title: str = "Ouvrir une micro-crèche",
    number: str = "",
    state: str = "running",
    state_why: str = "",
    due_on: date | None = None,
    ended_on: date | None = None,
    objective: Objective | None = None,
    coordinator: User | None = None,
    visibility: str = Visibility.MEMBERS,
) -> Action:
    """An action under way since October, that everybody reads."""
    cooperation = cooperation or make_cooperation()
    return Action.objects.create(
        cooperation=cooperation,
        author=author or make_user(),
        subject=make_subject(cooperation=cooperation, label=title, kind=SubjectKind.ACTION),
        title=title,
        number=number,
        state=state,
        state_why=state_why,
        state_on=SINCE,
        due_on=due_on,
        ended_on=ended_on,
        objective=objective,
        coordinator=coordinator,
        visibility=visibility,
    )


def make_share(
    *,
    action: Action | None = None,
    organisation: Organisation | None = None,
    role: str = "contributor",
    asked_on: date | None = SINCE,
    does: str = "prête une salle",
    due_on: date | None = None,
) -> Share:
    """The part of a member in the action, proposed in October."""
    action = action or make_action()
    return Share.objects.create(
        action=action,
        organisation=organisation or make_member(cooperation=action.cooperation).organisation,
        role=role,
        asked_on=asked_on,
        since=SINCE,
        does=does,
        due_on=due_on,
    )


def make_share_answer(
    *, share: Share | None = None, answer: str = "accepted", words: str = "", told_by: str = ""
) -> ShareAnswer:
    """What the structure answered, by telephone."""
    return ShareAnswer.objects.create(
        share=share or make_share(), answer=answer, words=words, told_by=told_by, told_on=SINCE
    )


def make_progress_note(
    *,
    action: Action | None = None,
    share: Share | None = None,
    on: date = SINCE,
    words: str = "Les plans sont remis.",
    told_by: str = "",
) -> ProgressNote:
    """A piece of news of the action."""
    return ProgressNote.objects.create(
        action=action or make_action(), share=share, on=on, words=words, told_by=told_by
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
    *,
    action: Action | None = None,
    title: str = "Dossier d’agrément",
    share: Share | None = None,
    start_on: date | None = None,
    due_on: date | None = None,
    place: int | None = None,
) -> ActionStep:
    """A step of an action, after its others."""
    action = action or (share.action if share else make_action())
    return ActionStep.objects.create(
        action=action,
        title=title,
        share=share,
        start_on=start_on,
        due_on=due_on,
        place=place or action.steps.count() + 1,
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


def make_action_blocker(
    *, action: Action | None = None, what: str = "Il manque un plan", who: str = "la PMI"
) -> ActionBlocker:
    """What blocks an action since October."""
    return ActionBlocker.objects.create(
        action=action or make_action(), what=what, who=who, since=SINCE
    )


def make_slip_acknowledgement(*, dependency: Dependency | None = None) -> SlipAcknowledgement:
    """Somebody has seen that what is awaited is six weeks late."""
    return SlipAcknowledgement.objects.create(
        dependency=dependency or make_dependency(), days=42, on=SINCE
    )


def make_fiche_text(
    *, action: Action | None = None, key: str = "finding", words: str = "Trois tarifs."
) -> FicheText:
    """What is typed of a fiche: its finding."""
    return FicheText.objects.create(action=action or make_action(), key=key, words=words)


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


def _marked_project(
    *, cooperation: Cooperation, author: User, visibility: str, mark: str
) -> Project:
    return make_project(cooperation=cooperation, author=author, title=mark, visibility=visibility)


def _marked_exchange(
    *, cooperation: Cooperation, author: User, visibility: str, mark: str
) -> Exchange:
    project = make_project(cooperation=cooperation, author=author, visibility=visibility)
    return make_exchange(project=project, author=author, words=mark, visibility=visibility)


MARKED = {Action: _marked_action, Exchange: _marked_exchange, Project: _marked_project}
# By the gestures of their sheet.
TRIED_IN_ITS_ROOM = {"plan:fiche_model"}  # its page is there before the first model
EDITED_ELSEWHERE = {ActionBlocker, ActionStep, FicheModel, FicheVersion, ProjectBlocker}


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
    title: str = "Coordination jeunesse",
    employer: Organisation | None = None,
    fte: str = "0.50",
    since: date | None = None,
    until: date | None = None,
    funders: Sequence[Organisation] = (),
) -> Post:
    """A half-time post of a member."""
    cooperation = cooperation or make_cooperation()
    post = Post.objects.create(
        cooperation=cooperation,
        title=title,
        employer=employer or make_member(cooperation=cooperation).organisation,
        fte=Decimal(fte),
        since=since,
        until=until,
    )
    post.funders.set(funders)
    return post


def make_post_holding(
    *,
    post: Post | None = None,
    person: Person | None = None,
    fte: str = "0.50",
    since: date | None = date(2024, 3, 4),
    until: date | None = None,
) -> PostHolding:
    """Somebody who holds the post since spring."""
    post = post or make_post()
    return PostHolding.objects.create(
        post=post,
        person=person or make_person(workspace=post.cooperation.workspace),
        fte=Decimal(fte),
        since=since,
        until=until,
    )


def make_post_time(
    *, post: Post | None = None, mission: str = "coordinate", fte: str = "0.40"
) -> PostTime:
    """What most of the time of a post is for."""
    return PostTime.objects.create(post=post or make_post(), mission=mission, fte=Decimal(fte))


def make_engineering_need(
    *,
    cooperation: Cooperation | None = None,
    mission: str = "coordinate",
    year: int = 2027,
    fte: str = "0.80",
) -> EngineeringNeed:
    """What a mission needs in a year."""
    return EngineeringNeed.objects.create(
        cooperation=cooperation or make_cooperation(), mission=mission, year=year, fte=Decimal(fte)
    )


def make_project(
    *,
    cooperation: Cooperation | None = None,
    author: User | None = None,
    title: str = "Transformer le lavoir en atelier",
    holder: Organisation | None = None,
    phase: str = "idea",
    filed_on: date | None = None,
    visibility: str = Visibility.TEAM,
) -> Project:
    """A project that a member carries, which the team reads."""
    cooperation = cooperation or make_cooperation()
    return Project.objects.create(
        cooperation=cooperation,
        author=author or make_user(),
        title=title,
        holder=holder or make_member(cooperation=cooperation).organisation,
        phase=phase,
        filed_on=filed_on,
        visibility=visibility,
    )


def make_project_blocker(
    *, project: Project | None = None, what: str = "Il manque un terrain", who: str = "la mairie"
) -> ProjectBlocker:
    """What blocks a project since October."""
    return ProjectBlocker.objects.create(
        project=project or make_project(), what=what, who=who, since=SINCE
    )


def make_project_stage(
    *,
    project: Project | None = None,
    stage: str = "complet",
    on: date = SINCE,
    note: str = "",
) -> ProjectStage:
    """A file that is complete since October."""
    return ProjectStage.objects.create(
        project=project or make_project(), stage=stage, on=on, note=note
    )


def make_exchange(
    *,
    project: Project | None = None,
    author: User | None = None,
    on: date = SINCE,
    words: str = "Le devis est arrivé.",
    phase: str = "",
    person: Person | None = None,
    visibility: str = Visibility.TEAM,
) -> Exchange:
    """What was exchanged on a project in October, by phone."""
    project = project or make_project()
    return Exchange.objects.create(
        cooperation=project.cooperation,
        author=author or make_user(),
        project=project,
        on=on,
        words=words,
        phase=phase,
        person=person,
        visibility=visibility,
    )


def _funder_of_a_post(place: Cooperation) -> Organisation:
    funder = make_member(cooperation=place).organisation
    make_post(cooperation=place, funders=(funder,))
    return funder


def _next_need(place: Cooperation) -> EngineeringNeed:
    count = EngineeringNeed.objects.filter(cooperation=place).count()
    return make_engineering_need(cooperation=place, year=2030 + count)


URL_ARGUMENTS = {
    "project_blocker": Argument(
        lambda place: (
            make_project_blocker(
                project=make_project(cooperation=place, visibility=Visibility.MEMBERS)
            ).pk
        )
    ),
    "project_stage": Argument(
        lambda place: (
            make_project_stage(
                project=make_project(cooperation=place, visibility=Visibility.MEMBERS)
            ).pk
        )
    ),
    "project": Argument(
        lambda place: make_project(cooperation=place, visibility=Visibility.MEMBERS).pk
    ),
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
    "plan:project_add": {"title": "Ouvrir le lavoir", "holder_name": "Les amis du lavoir"},
    "plan:project_blocker_add": {"what": "Il manque un terrain", "who": "la mairie"},
    "plan:project_stage_add": {"stage": "complet", "on": "07/10/2026"},
    "plan:exchange_add": {"words": "Le devis est là.", "means": "phone"},
    "plan:project_end": {"ended_on": "07/10/2026", "ended_why": "Faute de terrain"},
    "plan:project_become": {"why": "La subvention part en mars."},
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

"""Makes the projects of others, what blocks them, their stages, what was exchanged, for tests."""

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Cooperation
from maillage.trade.plan.models import Exchange, Project, ProjectBlocker, ProjectStage
from tests.foundation.accounts.makers import make_user
from tests.foundation.cooperations.makers import make_cooperation
from tests.ground.directory.makers import make_member
from tests.records import create_record, marked
from tests.registry import Argument
from tests.trade.plan.makers import SINCE


def make_project(*, cooperation: Cooperation | None = None, **values: object) -> Project:
    """A project that a member carries, which the team reads."""
    cooperation = cooperation or make_cooperation()
    return create_record(
        Project,
        values,
        cooperation=cooperation,
        author=make_user,
        title="Transformer le lavoir en atelier",
        holder=lambda: make_member(cooperation=cooperation).organisation,
        phase="idea",
        visibility=Visibility.TEAM,
    )


def make_project_blocker(**values: object) -> ProjectBlocker:
    """What blocks a project since October."""
    return create_record(
        ProjectBlocker,
        values,
        project=make_project,
        what="Il manque un terrain",
        who="la mairie",
        since=SINCE,
    )


def make_project_stage(**values: object) -> ProjectStage:
    """A file that is complete since October."""
    return create_record(ProjectStage, values, project=make_project, stage="complet", on=SINCE)


def make_exchange(*, project: Project | None = None, **values: object) -> Exchange:
    """What was exchanged on a project in October, by phone."""
    project = project or make_project()
    return create_record(
        Exchange,
        values,
        cooperation=project.cooperation,
        author=make_user,
        project=project,
        on=SINCE,
        words="Le devis est arrivé.",
        visibility=Visibility.TEAM,
    )


def _marked_exchange(
    *, cooperation: Cooperation, author: User, visibility: str, mark: str
) -> Exchange:
    project = make_project(cooperation=cooperation, author=author, visibility=visibility)
    return make_exchange(project=project, author=author, words=mark, visibility=visibility)


MARKED = {Exchange: _marked_exchange, Project: marked(make_project, "title")}
EDITED_ELSEWHERE = {ProjectBlocker}  # by the gestures of its sheet
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
}
FILLED: dict[str, dict[str, str]] = {
    "plan:project_add": {"title": "Ouvrir le lavoir", "holder_name": "Les amis du lavoir"},
    "plan:project_blocker_add": {"what": "Il manque un terrain", "who": "la mairie"},
    "plan:project_stage_add": {"stage": "complet", "on": "07/10/2026"},
    "plan:exchange_add": {"words": "Le devis est là.", "means": "phone"},
    "plan:project_end": {"ended_on": "07/10/2026", "ended_why": "Faute de terrain"},
    "plan:project_become": {"why": "La subvention part en mars."},
}

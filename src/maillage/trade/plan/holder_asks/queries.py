"""Which project is asked about by link, of whom, and what was last answered so?"""

from django.db.models import QuerySet

from maillage.core.links import address
from maillage.foundation.cooperations.choices import Means
from maillage.foundation.cooperations.models import Access, AnswerLink
from maillage.ground.directory.records.queries.recipients import addressed, who_answers_for
from maillage.trade.plan.linked_projects.models import Project
from maillage.trade.plan.linked_projects.queries import open_projects, projects

PURPOSE = "holder"


def project_of(link: AnswerLink) -> Project | None:
    """The project that the link is about, in its cooperation, while it goes on."""
    rows = open_projects(Project.objects.filter(pk=link.target, cooperation=link.cooperation_id))
    return rows.select_related("holder", "cooperation__workspace").first()


def sheet_of(link: AnswerLink) -> str:
    """The address of the project, for those who follow it."""
    return address("plan:project", link.cooperation.slug, link.target) if project_of(link) else ""


def mark_of(project: Project) -> int:
    """The number of the last answer given by link; 0 before any."""
    rows = project.exchanges.filter(means=Means.LINK).order_by("-pk")
    return rows.values_list("pk", flat=True).first() or 0


def projects_to_ask(access: Access) -> QuerySet[Project]:
    """The projects on which this access may ask their holder."""
    return open_projects(projects(access)).select_related("holder", "contact", "cooperation")


def who_answers(project: Project) -> dict[str, object]:
    """The name and the address of the person to reach, or of who answers for the holder."""
    contact = project.contact or who_answers_for(project.cooperation_id, project.holder_id)
    return addressed(contact, project.holder_words)

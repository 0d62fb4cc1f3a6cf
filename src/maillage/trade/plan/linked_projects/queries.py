"""Which projects does this access read, and what was last exchanged on each?"""

from django.db.models import QuerySet

from maillage.foundation.cooperations.models import Access
from maillage.trade.plan.linked_projects.models import Exchange, Project


def projects(access: Access) -> QuerySet[Project]:
    """The projects that this access reads, with their holder and what they are part of."""
    rows = Project.objects.visible_to(access)
    return rows.select_related("holder", "theme", "scheme", "became").order_by("title", "pk")


def exchanges(access: Access) -> QuerySet[Exchange]:
    """The exchanges that this access reads, latest first, on projects that it reads."""
    readable = Project.objects.visible_to(access)
    rows = Exchange.objects.visible_to(access).filter(project__in=readable)
    return rows.order_by("-on", "-pk")

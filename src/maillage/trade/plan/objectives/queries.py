"""What does the cooperation aim at, read from the top?"""

from django.db.models import Count, QuerySet

from maillage.foundation.cooperations.models import Access
from maillage.trade.plan.objectives.models import Objective


def objectives(access: Access) -> QuerySet[Objective]:
    """The objectives of the reader's cooperation, read from the top."""
    return Objective.objects.filter(cooperation=access.cooperation_id).order_by("rank", "pk")


def objective_lines(access: Access) -> QuerySet[Objective]:
    """The objectives that are not given up, each with how many actions the plan counts."""
    rows = objectives(access).filter(until__isnull=True)
    return rows.annotate(count=Count("actions"), below=Count("children", distinct=True))

"""Which versions does a reader open, and which of their sums do they read?"""

from django.db.models import Exists, OuterRef, Q, QuerySet

from maillage.foundation.cooperations.choices import LEVELS_READ, Role
from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.records.queries.organisations import spoken_for
from maillage.trade.funding.choices import LineKind
from maillage.trade.funding.funding_plan.models import FundingPlan
from maillage.trade.funding.funding_plan.queries import readable
from maillage.trade.funding.maquette.models import MaquetteVersion
from maillage.trade.funding.maquette.queries import as_read
from maillage.trade.funding.maquette.readings import NAMES, Entry


def versions(access: Access) -> QuerySet[MaquetteVersion]:
    """The frozen versions of the reader's cooperation, the last first."""
    rows = MaquetteVersion.objects.filter(cooperation=access.cooperation_id)
    return rows.select_related("decision__meeting__body", "decision__body", "author")


def frozen_entries(access: Access, version: MaquetteVersion) -> list[Entry]:
    """The sums of a version that this reader reads, by the rule of those of today.

    What was narrow that day stays so; what became narrow since is so too. A sum that waited is
    read by the team, by its funder, and, but for an observer, by its owner and its receiver.
    """
    rows = version.rows.filter(_carried(access))
    if access.is_in_team:
        rows = rows.filter(level__in=LEVELS_READ[Role(access.role)])
        return [Entry(*one) for one in rows.order_by("pk").values_list(*NAMES)]
    own = _own(access)
    rows = rows.filter(Q(level__in=LEVELS_READ[Role(access.role)]) | own)
    reads = set(rows.filter(own).values_list("pk", flat=True))
    owned = frozenset() if access.role == Role.OBSERVER else spoken_for(access)
    return [
        as_read(
            entry := Entry(*one),
            reads_requests=number in reads,
            reads_rest=entry.owner in owned,
        )
        for number, *one in rows.order_by("pk").values_list("pk", *NAMES)
    ]


def _carried(access: Access) -> Q:
    """The operations whose plan, if it still stands, this reader reads."""
    living = Exists(FundingPlan.objects.filter(pk=OuterRef("plan")))
    read = readable.plans(access).order_by().values("pk")
    return Q(plan__in=read) | ~Q(living)


def _own(access: Access) -> Q:
    own = spoken_for(access)
    lines = Q(payer__in=own)
    if access.role != Role.OBSERVER:
        lines |= Q(owner__in=own) | Q(receiver__in=own)
    return lines & Q(kind__in=LineKind.values)

"""Over which years does the reader look?"""

from django.utils import timezone

from maillage.core.numbers import read_number
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest
from maillage.trade.evaluation.balance.queries import readings
from maillage.trade.evaluation.balance.readings import MOST_YEARS, Period
from maillage.trade.funding.funding_plan.models import LATEST_YEAR, OLDEST_YEAR

USUAL_YEARS = 3


def period_of(request: CooperationRequest) -> Period:
    """The years of the address, when they make sense and the reader may ask them.

    Officers ask any; by default three years until this one. The others read those of the pages
    that are opened to them, by default the latest.
    """
    wanted = _typed(request)
    if request.access.is_officer:
        return wanted or _usual()
    offered = periods_of(request.access)
    if wanted in offered:
        return wanted
    return offered[0] if offered else _usual()


def periods_of(access: Access) -> list[Period]:
    """The periods of the pages that this reader opens, the latest first."""
    rows = readings(access).order_by().values_list("from_year", "to_year").distinct()
    return sorted((Period(*row) for row in rows), key=lambda one: (-one.last, -one.first))


def years_to_ask() -> list[int]:
    """The years that the form offers, the latest first."""
    this = timezone.localdate().year
    return list(range(this + 1, this - MOST_YEARS, -1))


def every_year() -> Period:
    """All the years that the form offers."""
    years = years_to_ask()
    return Period(years[-1], years[0])


def _usual() -> Period:
    last = timezone.localdate().year
    return Period(last - USUAL_YEARS + 1, last)


def _typed(request: CooperationRequest) -> Period | None:
    first, last = (read_number(request.GET.get(name, ""), digits=4) for name in ("de", "a"))
    if first is None or last is None:
        return None
    one = Period(*sorted((first, last)))
    fits = OLDEST_YEAR <= one.first <= one.last <= LATEST_YEAR and len(one.years) <= MOST_YEARS
    return one if fits else None

"""Which sources does a reader read, and which actions could they serve?"""

from datetime import date

from django.db.models import Case, DateField, F, Prefetch, Q, QuerySet, When
from django.utils import timezone

from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.models import Person
from maillage.ground.directory.records.queries.people import people
from maillage.trade.funding.choices import Recurrence, Stance
from maillage.trade.funding.funding_sources.models import SOON, STALE, FundingSource, SourceMatch
from maillage.trade.plan.models import Action


def sources(access: Access) -> QuerySet[FundingSource]:
    """The sources of the reader's cooperation, with `next_day`: that of their next closing."""
    rows = FundingSource.objects.filter(cooperation=access.cooperation_id)
    return rows.select_related("funder", "instructor").annotate(next_day=_next_day())


def _next_day() -> Case:
    """The closing that is ahead; none of it for those that have none, which come last."""
    ahead = When(closes_on__gte=timezone.localdate(), then=F("closes_on"))
    return Case(ahead, output_field=DateField())


def contact(access: Access, source: FundingSource) -> Person | None:
    """Whom to speak to of a source, where this reader reads that person."""
    return people(access).filter(pk=source.contact_id).first() if source.contact_id else None


def with_matches(access: Access, rows: QuerySet[FundingSource]) -> QuerySet[FundingSource]:
    """The same, with the actions that they could serve and that the team reads; two queries."""
    return rows.prefetch_related(Prefetch("matches", matches(access), "read_matches"), "excludes")


def matches(access: Access) -> QuerySet[SourceMatch]:
    """What the team thinks of asking for: to the others, it does not exist."""
    if not access.is_in_team:
        return SourceMatch.objects.none()
    rows = SourceMatch.objects.filter(action__in=Action.objects.visible_to(access))
    return rows.select_related("action").order_by("pk")


def match_list(source: FundingSource) -> list[SourceMatch]:
    """The matches that `with_matches` read."""
    return list(getattr(source, "read_matches", ()))


def open_sources(rows: QuerySet[FundingSource], today: date) -> QuerySet[FundingSource]:
    """Those that one may ask today."""
    dated = Q(opens_on__lte=today) | Q(opens_on__isnull=True)
    within = dated & (Q(closes_on__gte=today) | Q(closes_on__isnull=True))
    without = Q(opens_on__isnull=True, closes_on__isnull=True)
    return rows.filter(within, ~without | Q(recurrence=Recurrence.ONGOING))


def closing_sources(rows: QuerySet[FundingSource], today: date) -> QuerySet[FundingSource]:
    """Those that close within thirty days."""
    return open_sources(rows, today).filter(closes_on__lte=today + SOON)


def stale_sources(rows: QuerySet[FundingSource], today: date) -> QuerySet[FundingSource]:
    """Those whose rules are to be read again."""
    back = Q(closes_on__lt=today, recurrence=Recurrence.YEARLY)
    return rows.filter(Q(checked_on__isnull=True) | Q(checked_on__lt=today - STALE) | back)


def for_us(rows: QuerySet[FundingSource]) -> QuerySet[FundingSource]:
    """Those that nobody set aside."""
    return rows.exclude(stance=Stance.NOT_OURS)

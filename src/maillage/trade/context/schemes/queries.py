"""Which schemes are there, which communes does each cover, and where do they overlap?"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.records.history import history
from maillage.foundation.journal.queries import Gesture
from maillage.ground.territories.choices import Kind
from maillage.ground.territories.models import Membership
from maillage.trade.context.choices import SchemeState
from maillage.trade.context.schemes.models import LONGEST_ALERT, Scheme

Communes = Mapping[int, Mapping[int, str]]


def schemes(access: Access) -> QuerySet[Scheme]:
    """Every scheme of the reader's cooperation: whoever reads it reads them all."""
    rows = Scheme.objects.filter(cooperation=access.cooperation_id)
    return rows.select_related("holder", "replaced_by").order_by("folded", "pk")


def with_links(rows: QuerySet[Scheme]) -> QuerySet[Scheme]:
    """These schemes with their territories, their parties and their themes; three queries more."""
    return rows.prefetch_related("territories", "parties", "themes")


def schemes_of(access: Access, organisation: int) -> QuerySet[Scheme]:
    """Those that a structure holds or signed, the first to end first."""
    mine = Q(holder=organisation) | Q(parties=organisation)
    return schemes(access).filter(mine).distinct().order_by("end_on", "folded", "pk")


def scheme_history(access: Access, scheme: Scheme) -> Sequence[Gesture]:
    """The gestures made on a scheme."""
    return history(access, scheme.sheet_key)


def being_prepared(access: Access, one: Scheme) -> Scheme | None:
    """Another scheme of its kind that is being prepared, the last written; one query."""
    rows = schemes(access).filter(state=SchemeState.PREPARED, kind=one.kind)
    return rows.exclude(pk=one.pk).order_by("-pk").first()


def in_force_on(one: Scheme, day: date) -> bool:
    """Whether a scheme runs that day; one without dates runs while it is said to be in force."""
    has_begun = one.start_on is None or one.start_on <= day
    return one.state == SchemeState.IN_FORCE and has_begun and not has_ended(one, day)


def has_ended(one: Scheme, day: date) -> bool:
    """Whether the last day of a scheme is past."""
    return one.end_on is not None and one.end_on < day


def alert_day(one: Scheme) -> date | None:
    """The day on which one begins to prepare what follows; None without an end."""
    if one.end_on is None or one.state != SchemeState.IN_FORCE:
        return None
    month = one.end_on.year * 12 + one.end_on.month - 1 - one.alert
    first = date(month // 12, month % 12 + 1, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return min(first + timedelta(days=one.end_on.day - 1), last)


def to_prepare(rows: Iterable[Scheme], day: date) -> list[Scheme]:
    """Those whose following is to be prepared already, the first to end first."""
    days = ((one, alert_day(one)) for one in rows)
    due = [one for one, alert in days if alert and alert <= day]
    return sorted(due, key=lambda one: (one.end_on or date.max, one.pk))


def ending_within(cooperation: int, first: date, last: date) -> QuerySet[Scheme]:
    """Those in force whose end falls in a period, or soon enough after it to alert then."""
    furthest = last + timedelta(days=LONGEST_ALERT * 31)
    rows = Scheme.objects.filter(cooperation=cooperation, state=SchemeState.IN_FORCE)
    return rows.filter(end_on__range=(first, furthest))


def covered_communes(rows: Iterable[Scheme]) -> Communes:
    """The communes that each of these schemes covers, with their names; two queries."""
    through = Scheme.territories.through.objects.filter(scheme__in=[one.pk for one in rows])
    place = "territory_id", "territory__kind", "territory__name"
    rows_read = list(through.values_list("scheme_id", *place))
    inside = communes_inside({area: (kind, name) for _number, area, kind, name in rows_read})
    result: dict[int, dict[int, str]] = defaultdict(dict)
    for number, area, _kind, _name in rows_read:
        result[number] |= inside.get(area, {})
    return result


def communes_inside(areas: Mapping[int, tuple[str, str]]) -> dict[int, dict[int, str]]:
    """The names of the communes of each of these areas, given their kind and name; one query."""
    inside: dict[int, dict[int, str]] = defaultdict(dict)
    for area, (kind, name) in areas.items():
        if kind == Kind.COMMUNE:
            inside[area][area] = name
    rows = Membership.objects.filter(area__in=list(areas), until=None, territory__kind=Kind.COMMUNE)
    for area, number, name in rows.values_list("area_id", "territory_id", "territory__name"):
        inside[area][number] = name
    return inside


@dataclass(frozen=True, slots=True)
class Overlap:
    """Schemes that cover the same communes at once, two at least."""

    schemes: tuple[Scheme, ...]
    communes: tuple[str, ...]


def overlaps(rows: Sequence[Scheme], day: date) -> list[Overlap]:
    """Where several schemes run at once, most schemes first, then most communes; two queries."""
    running = [one for one in rows if in_force_on(one, day)]
    by_commune: dict[tuple[int, str], list[Scheme]] = defaultdict(list)
    communes = covered_communes(running)
    for one in running:
        for commune in communes.get(one.pk, {}).items():
            by_commune[commune].append(one)
    by_schemes: dict[tuple[Scheme, ...], list[str]] = defaultdict(list)
    for (_number, name), some in by_commune.items():
        if len(some) > 1:
            by_schemes[tuple(some)].append(name)
    shared = [Overlap(some, tuple(sorted(names))) for some, names in by_schemes.items()]
    return sorted(shared, key=lambda one: (-len(one.schemes), -len(one.communes), one.communes))

"""Which facilities may this reader see, and how is each commune covered?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from maillage.core.folded import fold
from maillage.core.numbered import numbered_key
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.records.history import history
from maillage.foundation.journal.queries import Gesture
from maillage.foundation.journal.remembered import Remembered
from maillage.ground.territories.choices import Kind
from maillage.ground.territories.models import Territory
from maillage.trade.context.choices import FacilityField, FacilityKind, FacilityState
from maillage.trade.context.choosing import territories_to_offer
from maillage.trade.context.facilities.models import (
    DeficitArea,
    Facility,
    FacilityAgreement,
    LocalNeed,
)
from maillage.trade.context.facilities.rules import FIELDS, NEEDS, Coverage, is_deficit, is_to_renew


def facilities(access: Access) -> QuerySet[Facility]:
    """Every facility of the reader's cooperation."""
    rows = Facility.objects.filter(cooperation=access.cooperation_id)
    return rows.select_related("commune", "manager", "owner").order_by("folded", "pk")


def with_agreements(rows: QuerySet[Facility]) -> QuerySet[Facility]:
    """These facilities with their agreements, the one that ends last first; one query more."""
    agreements = FacilityAgreement.objects.order_by("-end_on", "-pk")
    return rows.prefetch_related(Prefetch("agreements", agreements))


def is_twice(facility: Facility, name: str, commune: int | None) -> bool:
    """Whether another facility of the commune has this name, whatever its accents."""
    rows = Facility.objects.filter(cooperation=facility.cooperation_id, commune=commune)
    names = rows.exclude(pk=facility.pk).values_list("name", flat=True)
    return fold(name) in {fold(one) for one in names}


def holds(one: Facility, text: str) -> bool:
    """Whether its name, its commune or whoever runs it holds what is typed."""
    places = (one.name, one.commune.name, str(one.manager or ""))
    return any(fold(text) in fold(place) for place in places)


def facility_history(access: Access, facility: Facility) -> Sequence[Gesture]:
    """The gestures made on a facility and its agreements."""
    agreements = FacilityAgreement.objects.filter(facility=facility)
    return history(access, facility.sheet_key, also=(agreements,))


@dataclass(frozen=True)
class CommuneLine:
    """A commune: its facilities, its coverage, whether places lack there."""

    commune: Territory
    facilities: Sequence[Facility]
    coverage: Coverage
    year: int | None
    is_deficit: bool
    reason: str = ""


@dataclass(frozen=True)
class FacilityPage:
    """A field of facilities: its communes, the least covered first, and what is to be renewed."""

    field: FacilityField
    lines: Sequence[CommuneLine]
    facilities: Sequence[Facility]
    whole: Coverage
    years: Sequence[int]
    counted_on: date | None
    renewals: Sequence[tuple[Facility, FacilityAgreement]]
    minders_places: int

    def count(self, state: FacilityState) -> int:
        """How many of its facilities, childminders apart, are open, or planned, or closed."""
        kinds = (one.kind for one in self.facilities if one.state == state)
        return sum(kind != FacilityKind.MINDERS for kind in kinds)

    @property
    def deficits(self) -> list[CommuneLine]:
        """The communes where places lack."""
        return [line for line in self.lines if line.is_deficit]


def narrowed(page: FacilityPage, text: str) -> FacilityPage:
    """The facilities that hold what is typed, and the communes where they are or that hold it."""
    rows = [one for one in page.facilities if holds(one, text)]
    places = {one.commune_id for one in rows}
    lines = [
        line
        for line in page.lines
        if line.commune.pk in places or fold(text) in fold(line.commune.name)
    ]
    return replace(page, facilities=rows, lines=lines)


_pages: Remembered[FacilityPage] = Remembered(200)


def facility_page(access: Access, field: FacilityField) -> FacilityPage:
    """The facilities of a field as they stand; read again after a change only."""
    today = timezone.localdate()
    return _pages.of(
        (access.cooperation_id, field, today),
        access.cooperation.workspace_id,
        lambda: read_page(access, field, today),
    )


def read_page(access: Access, field: FacilityField, today: date) -> FacilityPage:
    """The same, in a constant number of queries."""
    every = list(with_agreements(facilities(access)))
    rows = [one for one in every if one.kind in FIELDS[field]]
    rows.sort(key=lambda one: numbered_key(one.name))
    needs = _needs(access, field)
    by_hand = _by_hand(access, field)
    communes = {one.pk: one for one in territories_to_offer(access) if one.kind == Kind.COMMUNE} | {
        one.commune_id: one.commune for one in every
    }
    whole = _whole(rows, needs)
    by_commune: dict[int, list[Facility]] = {}
    for one in rows:
        by_commune.setdefault(one.commune_id, []).append(one)
    lines = [
        _line(commune, by_commune.get(number, []), needs, whole, by_hand)
        for number, commune in communes.items()
    ]
    lines.sort(key=_least_covered)
    return FacilityPage(
        field,
        lines,
        rows,
        whole,
        sorted({year for _number, year in needs.values()}),
        max((one.counted_on for one in rows if one.counted_on), default=None),
        _renewals(rows, today),
        _places(one for one in rows if one.kind == FacilityKind.MINDERS),
    )


def _needs(access: Access, field: FacilityField) -> dict[int, tuple[int, int]]:
    """How many people of the field live in each commune, and in which year, the latest."""
    kind = NEEDS[field]
    if kind is None:
        return {}
    rows = LocalNeed.objects.filter(cooperation=access.cooperation_id, kind=kind)
    pairs = rows.order_by("year", "pk").values_list("commune", "number", "year")
    return {commune: (number, year) for commune, number, year in pairs}


def _by_hand(access: Access, field: FacilityField) -> dict[int, DeficitArea]:
    rows = DeficitArea.objects.filter(cooperation=access.cooperation_id, field=field)
    return {one.territory_id: one for one in rows.order_by("on", "pk")}


def _places(rows: Iterable[Facility]) -> int:
    return sum(one.places or 0 for one in rows if one.state == FacilityState.OPEN)


def _whole(rows: Sequence[Facility], needs: Mapping[int, tuple[int, int]]) -> Coverage:
    people = sum(number for number, _year in needs.values()) if needs else None
    return Coverage(_places(rows), people)


def _line(
    commune: Territory,
    here: Sequence[Facility],
    needs: Mapping[int, tuple[int, int]],
    whole: Coverage,
    by_hand: Mapping[int, DeficitArea],
) -> CommuneLine:
    number, year = needs.get(commune.pk, (None, None))
    coverage = Coverage(_places(here), number)
    hand = by_hand.get(commune.pk)
    lacks = is_deficit(coverage, whole, hand.is_deficit if hand else None)
    return CommuneLine(commune, here, coverage, year, lacks, hand.reason if hand else "")


def _least_covered(line: CommuneLine) -> tuple[bool, float, str]:
    rate = line.coverage.rate
    return rate is None, rate or 0.0, numbered_key(line.commune.name)


def _renewals(rows: Iterable[Facility], today: date) -> list[tuple[Facility, FacilityAgreement]]:
    """The agreements that end within nine months and that none follows, the first to end first."""
    pairs = [(one, each) for one in rows for each in to_renew(one, today)]
    return sorted(pairs, key=lambda pair: (pair[1].end_on or today, pair[1].pk))


def to_renew(one: Facility, today: date) -> list[FacilityAgreement]:
    """Those of a facility that end within nine months and that none follows, the first first."""
    last: dict[str, FacilityAgreement] = {}
    for agreement in one.agreements.all():
        last.setdefault(agreement.kind, agreement)
    rows = [each for each in last.values() if is_to_renew(each.end_on, today)]
    return sorted(rows, key=lambda each: (each.end_on or today, each.pk))

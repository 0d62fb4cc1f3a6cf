"""Who has acted where, from when to when, as far as this reader sees people?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, QuerySet

from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.choices import MandateKind
from maillage.ground.directory.records.models.organisations import Organisation
from maillage.ground.directory.records.models.people import Mandate
from maillage.ground.directory.records.queries.organisations import memberships
from maillage.ground.directory.records.queries.people import mandates, people

MANDATED = frozenset({MandateKind.ELECTED, MandateKind.TITULAIRE, MandateKind.SUPPLEANT})


@dataclass(frozen=True, slots=True)
class TimelineChoice:
    """What the reader wants to see: the members, every structure or one; one quality or all."""

    organisation: int | None = None
    everywhere: bool = False
    kind: str = ""


@dataclass(frozen=True, slots=True)
class MandateBar:
    """A mandate as a bar: who, where, as what, from when to when."""

    organisation_id: int
    organisation_name: str
    short_name: str
    place: str
    person_id: int
    given_name: str
    family_name: str
    civility: str
    kind: str
    function: str
    since: date | None
    until: date | None

    @property
    def organisation(self) -> str:
        """The structure, under its short name when it has one."""
        return self.short_name or self.organisation_name

    @property
    def person(self) -> str:
        """Who holds the mandate."""
        return f"{self.given_name} {self.family_name}".strip()

    def is_running(self, today: date) -> bool:
        """Whether the mandate has not ended."""
        return self.until is None or self.until > today


def seen_mandates(access: Access) -> QuerySet[Mandate]:
    """The mandates of the people that this reader may see, past ones too."""
    seen = mandates(access)
    return seen if access.is_in_team else seen.filter(person__in=people(access).values("pk"))


def mandate_bars(access: Access, choice: TimelineChoice) -> list[MandateBar]:
    """The bars in the order of the structures, then of their beginnings; one query."""
    rows = seen_mandates(access)
    if choice.organisation is not None:
        rows = rows.filter(organisation=choice.organisation)
    elif not choice.everywhere:
        here = memberships(access).filter(organisation=OuterRef("organisation"))
        rows = rows.filter(Exists(here))
    if choice.kind:
        rows = rows.filter(kind=choice.kind)
    shown_rows = rows.order_by(
        "organisation__folded", "organisation", F("since").asc(nulls_first=True), "pk"
    ).values_list(
        "organisation",
        "organisation__name",
        "organisation__short_name",
        "organisation__kind",
        "person",
        "person__given_name",
        "person__family_name",
        "person__civility",
        "kind",
        "function",
        "since",
        "until",
    )
    return [MandateBar(*row) for row in shown_rows]


def timeline_organisations(access: Access) -> list[tuple[int, str]]:
    """The structures in which this reader sees a mandate, in the order of their names."""
    current_mandates = seen_mandates(access).filter(organisation=OuterRef("pk"))
    rows = Organisation.objects.filter(Exists(current_mandates)).order_by("folded", "pk")
    return [(pk, short or name) for pk, name, short in rows.values_list("pk", "name", "short_name")]


@dataclass(frozen=True, slots=True)
class TimelineTotals:
    """What the page says in a sentence; `acting` counts posts and helpers, no mandate."""

    running: int
    acting: int
    organisations: int
    undated: int


def timeline_totals(bars: Sequence[MandateBar], today: date) -> TimelineTotals:
    """How many mandates run and where, or have no known beginning."""
    running = [bar for bar in bars if bar.is_running(today)]
    return TimelineTotals(
        running=len(running),
        acting=sum(bar.kind not in MANDATED for bar in running),
        organisations=len({bar.organisation_id for bar in running}),
        undated=sum(bar.since is None for bar in bars),
    )


def ending_bars(bars: Sequence[MandateBar], today: date) -> list[MandateBar]:
    """The mandates that run and whose end is written, the first to end first."""
    dated = [(bar.until, bar) for bar in bars if bar.until is not None and bar.until > today]
    return [bar for _day, bar in sorted(dated, key=lambda one: one[0])]


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A structure in one line: how many act there, who leaves first, who came last."""

    organisation_id: int
    name: str
    running: int
    ending: MandateBar | None
    latest: MandateBar | None


def place_lines(bars: Sequence[MandateBar], today: date) -> list[PlaceLine]:
    """A line for each structure where a mandate runs, in the order of the bars."""
    places: dict[int, list[MandateBar]] = {}
    for bar in bars:
        if bar.is_running(today):
            places.setdefault(bar.organisation_id, []).append(bar)
    return [_place_line(own, today) for own in places.values()]


def _place_line(own: Sequence[MandateBar], today: date) -> PlaceLine:
    dated = [(bar.since, bar) for bar in own if bar.since is not None]
    return PlaceLine(
        own[0].organisation_id,
        own[0].organisation,
        len(own),
        next(iter(ending_bars(own, today)), None),
        max(dated, key=lambda one: one[0])[1] if dated else None,
    )

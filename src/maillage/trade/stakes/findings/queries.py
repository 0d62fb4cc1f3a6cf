"""Which findings are on the table, whom do they concern, and what is said of them?"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import QuerySet
from django.utils import timezone

from maillage.core.numbered import numbered_key
from maillage.core.probes import Moment
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access
from maillage.foundation.journal.remembered import Remembered
from maillage.ground.actors.models import ReadingQuerySet
from maillage.ground.actors.readings.rules import NARROW
from maillage.ground.directory.choices import MemberKind
from maillage.ground.directory.models import Member
from maillage.ground.directory.records.models.periods import in_force
from maillage.ground.territories.choices import Kind
from maillage.ground.territories.territories.models import Membership
from maillage.trade.stakes.actors.queries import ActorHead, actor_heads, reads_as
from maillage.trade.stakes.choices import FindingLabel, FindingState
from maillage.trade.stakes.findings.models import Finding, FindingReading
from maillage.trade.stakes.findings.rules import Grounds, is_to_hear, label_of
from maillage.trade.stakes.permissions import can_write_findings

# A funder shares the diagnosis on which it pays; whoever only observes is not asked.
CONCERNED = (
    MemberKind.FULL,
    MemberKind.FULL_FUNDER,
    MemberKind.ASSOCIATE,
    MemberKind.FUNDER,
)
Place = tuple[int, int]


def findings(access: Access) -> QuerySet[Finding]:
    """The findings that this reader may see, retired ones too."""
    rows = Finding.objects.visible_to(access)
    return rows.select_related("theme", "public", "author", "cooperation")


def open_findings(rows: QuerySet[Finding]) -> QuerySet[Finding]:
    """Those that are on the table, in the order in which they came."""
    return rows.exclude(state=FindingState.RETIRED).order_by("pk")


def findings_to_choose(access: Access, number: int | None) -> QuerySet[Finding]:
    """Those on the table that this reader may see, with the one of this number."""
    rows = findings(access)
    return (open_findings(rows) | rows.filter(pk=number or 0)).order_by("pk")


def editable_findings(access: Access) -> QuerySet[Finding]:
    """Those that this reader may correct: officers all, the team its own."""
    rows = findings(access)
    if not can_write_findings(access):
        return rows.none()
    return rows if access.is_officer else rows.filter(author=access.user_id)


def judgements(access: Access) -> ReadingQuerySet[FindingReading]:
    """Every judgement that the reader may see, of a finding that they may see."""
    seen = Finding.objects.visible_to(access)
    return FindingReading.objects.visible_to(access).filter(finding__in=seen)


@dataclass(frozen=True, slots=True)
class Judged:
    """What stands in a cell: the verdict, its words, its day, its number."""

    verdict: str
    words: str
    on: date
    number: int


@dataclass(frozen=True)
class FindingLine:
    """A finding, whom it concerns, and what each structure says of it, by the actor's number."""

    finding: Finding
    concerned: Sequence[ActorHead]
    spoken: Mapping[int, Judged]
    today: date

    @cached_property
    def grounds(self) -> Grounds:
        """What its label rests on."""
        finding = self.finding
        verdicts = [
            one.verdict if (one := self.spoken.get(actor.pk)) else None for actor in self.concerned
        ]
        return Grounds(
            verdicts, finding.source, finding.source_on, finding.valid_months, self.today
        )

    @cached_property
    def label(self) -> FindingLabel:
        """What is made of it, for this reader."""
        return label_of(self.grounds)

    def saying(self, verdict: str) -> list[tuple[ActorHead, Judged]]:
        """Those concerned who say so, in the order of the columns."""
        pairs = ((actor, self.spoken.get(actor.pk)) for actor in self.concerned)
        return [(actor, one) for actor, one in pairs if one and one.verdict == verdict]


@dataclass(frozen=True)
class FindingTable:
    """Findings × structures; a place that no line holds is a silence, never an agreement."""

    actors: Sequence[ActorHead]
    lines: Sequence[FindingLine]
    holds_narrow: bool
    is_whole: bool

    def judged(self, actor: ActorHead) -> tuple[int, int]:
        """How many of the findings that concern an actor it has judged, and how many do."""
        return self._judged[actor.pk], self._concerned[actor.pk]

    @cached_property
    def _concerned(self) -> Counter[int]:
        return Counter(actor.pk for line in self.lines for actor in line.concerned)

    @cached_property
    def _judged(self) -> Counter[int]:
        return Counter(
            actor.pk for line in self.lines for actor in line.concerned if actor.pk in line.spoken
        )

    @cached_property
    def to_hear(self) -> list[tuple[ActorHead, int]]:
        """Who has judged less than two thirds of what concerns it, and how much is left."""
        counts = ((actor, *self.judged(actor)) for actor in self.actors)
        return [
            (actor, every - judged) for actor, judged, every in counts if is_to_hear(judged, every)
        ]

    @cached_property
    def numbers_to_hear(self) -> frozenset[int]:
        """The same, by their numbers."""
        return frozenset(actor.pk for actor, _left in self.to_hear)


_tables: Remembered[FindingTable] = Remembered(200)


def finding_table(access: Access) -> FindingTable:
    """The findings on the table for this reader today; read again after a change only."""
    today = timezone.localdate()
    return _tables.of(
        (*reads_as(access), today),
        access.cooperation.workspace_id,
        lambda: read_table(
            access.cooperation_id,
            open_findings(findings(access)),
            judgements(access),
            today,
            is_whole=access.is_officer,
        ),
    )


def shared_table(moment: Moment) -> FindingTable:
    """What all accesses read of the findings: what the probe reads."""
    shown = (Visibility.MEMBERS, Visibility.PUBLIC)
    place = moment.cooperation_id
    rows = Finding.objects.filter(cooperation=place, visibility__in=shown)
    given = FindingReading.objects.filter(cooperation=place, visibility__in=shown, finding__in=rows)
    return read_table(place, open_findings(rows.select_related("theme")), given, moment.today)


def read_table(
    cooperation_id: int,
    rows: QuerySet[Finding],
    given: ReadingQuerySet[FindingReading],
    today: date,
    *,
    is_whole: bool = False,
) -> FindingTable:
    """The table that these findings and judgements make on a day, in nine queries at most."""
    shown = list(
        rows.prefetch_related("territories", "figures__territory", "figures__organisation")
    )
    if not shown:
        return FindingTable([], [], holds_narrow=False, is_whole=is_whole)
    spoken: dict[int, dict[int, Judged]] = {}
    narrow = False
    for one in given.standing_on(today):
        judged = Judged(one.verdict, one.said, one.on, one.pk)
        spoken.setdefault(one.finding_id, {})[one.actor_id] = judged
        narrow = narrow or one.visibility in NARROW
    heads, land = _actors(cooperation_id, {actor for one in spoken.values() for actor in one})
    ground = _ground(shown, land)
    lines = [
        FindingLine(
            one,
            _concerned_by([area.pk for area in one.territories.all()], heads, land, ground),
            spoken.get(one.pk, {}),
            today,
        )
        for one in shown
    ]
    narrow = narrow or any(one.visibility in NARROW for one in shown)
    return FindingTable(heads, lines, holds_narrow=narrow, is_whole=is_whole)


def _actors(
    cooperation_id: int, also: set[int]
) -> tuple[list[ActorHead], Mapping[int, int | None]]:
    """Structures that are members or have judged, and the territory of each concerned one."""
    places = Member.objects.filter(
        in_force(), cooperation=cooperation_id, kind__in=CONCERNED
    ).values_list("organisation", "organisation__territory")
    land = dict(places)
    heads = [
        one
        for one in actor_heads(cooperation_id)
        if one.organisation_id is not None and (one.organisation_id in land or one.pk in also)
    ]
    # Who has said something stands first: a wide table opens on it.
    return sorted(heads, key=lambda one: (one.pk not in also, numbered_key(one.name))), land


def _ground(
    rows: Iterable[Finding], land: Mapping[int, int | None]
) -> Mapping[int, frozenset[int]]:
    """What each territory named here is made of: itself and its communes; one query."""
    numbers = {area.pk for one in rows for area in one.territories.all()}
    if not numbers:
        return {}
    numbers |= {one for one in land.values() if one is not None}
    inside = Membership.objects.filter(
        area__in=numbers, until=None, territory__kind=Kind.COMMUNE
    ).values_list("area", "territory")
    parts: dict[int, set[int]] = {one: {one} for one in numbers}
    for area, commune in inside:
        parts[area].add(commune)
    return {area: frozenset(communes) for area, communes in parts.items()}


def _concerned_by(
    areas: Sequence[int],
    heads: Sequence[ActorHead],
    land: Mapping[int, int | None],
    ground: Mapping[int, frozenset[int]],
) -> list[ActorHead]:
    """Whose land a finding on these areas is about; who has no land of its own is concerned."""
    about = frozenset[int]().union(*(ground[area] for area in areas))
    return [
        actor
        for actor in heads
        if (number := actor.organisation_id) is not None
        and number in land
        and (not areas or (own := land[number]) is None or bool(ground[own] & about))
    ]

"""Who wants what on each stake, as far as this reader may know, on a day?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.probes import Moment
from maillage.core.tables_out import Value
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.journal.remembered import Remembered
from maillage.ground.actors.choices import Confidence, SubjectKind
from maillage.ground.actors.models import Position, ReadingQuerySet, Source
from maillage.ground.actors.reading_tables.queries import (
    actor_ends,
    current_cells,
    living,
    source_columns,
    sources_read,
)
from maillage.ground.actors.reading_tables.table.reading import Cells, CurrentReadings, End
from maillage.ground.actors.readings.rules import NARROW
from maillage.ground.directory.models import Actor
from maillage.trade.stakes.actors.queries import ActorHead, actor_heads, past_day, reads_as
from maillage.trade.stakes.permissions import can_open_stakes
from maillage.trade.stakes.stakes.models import Stake
from maillage.trade.stakes.stakes.queries import open_stakes


def current_for(access: Access) -> CurrentReadings:
    """Actors, stakes and positions of the cooperation, as far as this reader sees them."""
    return CurrentReadings(
        _actors(access.cooperation_id), _stakes(access.cooperation_id), cells_for(access)
    )


def cells_for(access: Access) -> Cells:
    """The positions of each cell that this reader sees, the one that stands last."""
    return current_cells(positions(access), "subject_id", "value")


def position_rows(access: Access, fields: Sequence[str]) -> Iterable[Sequence[Value]]:
    """Every position that this reader sees, former ones too, in the order of these fields."""
    if not can_open_stakes(access):
        return
    labels = dict(
        Stake.objects.filter(cooperation=access.cooperation_id).values_list("subject_id", "label")
    )
    names = {one.pk: one.name for one in _actors(access.cooperation_id)}
    read = sources_read(access)
    rows = living(positions(access)).filter(subject__in=labels).select_related("source")
    for one in rows.order_by("subject__label", "subject", "actor", "on", "pk"):
        values = source_columns(one, read) | {
            "organisation_name": names[one.actor_id],
            "axis": labels[one.subject_id],
            "stake_position": one.value,
        }
        yield [values.get(name, "") for name in fields]


def _actors(cooperation_id: int) -> list[End]:
    shown = {one.pk: one.name for one in actor_heads(cooperation_id)}
    left = _("Cette structure n’est plus membre : sa position ne se note plus.")
    return actor_ends(cooperation_id, shown, left)


def _stakes(cooperation_id: int) -> list[End]:
    today = timezone.localdate()
    ends: list[End] = []
    for one in Stake.objects.filter(cooperation=cooperation_id).order_by("-pk"):
        gone = ""
        if one.until is not None and one.until <= today:
            gone = _("Cet enjeu est clos depuis le %(day)s : notez la position sur sa suite.") % {
                "day": french.long_date(one.until)
            }
        names = frozenset({folded(one.label)})
        ends.append(End(one.subject_id, one.label, names, gone=gone))
    return ends


Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Spoken:
    """What stands in a cell: the position, its day, its number, whether it is to be confirmed."""

    value: int
    on: date
    number: int
    is_doubtful: bool = False


@dataclass(frozen=True, slots=True)
class StakeHead:
    """A stake of the table; its positions are on its subject; `theme` is empty without one.

    On a past day it `is_to_come` when it was opened since.
    """

    pk: int
    subject_id: int
    label: str
    theme: str = ""
    is_to_come: bool = False


@dataclass(frozen=True)
class Table:
    """Actors × stakes; a place that `spoken` leaves out is a silence, which is not a zero."""

    actors: Sequence[ActorHead]
    stakes: Sequence[StakeHead]
    spoken: Mapping[Place, Spoken]
    holds_narrow: bool

    def value(self, actor: ActorHead, stake: StakeHead) -> int | None:
        """The position of the actor, None when it is silent."""
        spoken_position = self.spoken.get((actor.pk, stake.subject_id))
        return None if spoken_position is None else spoken_position.value

    def column(self, stake: StakeHead) -> list[int | None]:
        """The positions on a stake, in the actors' order."""
        return [self.value(actor, stake) for actor in self.actors]

    def doubtful(self, stake: StakeHead) -> list[int]:
        """The places, in the actors' order, of the positions to confirm on a stake."""
        pairs = enumerate((actor.pk, stake.subject_id) for actor in self.actors)
        return [at for at, cell in pairs if (one := self.spoken.get(cell)) and one.is_doubtful]

    @property
    def days(self) -> Iterable[date]:
        """The day of each position."""
        return (one.on for one in self.spoken.values())

    def row(self, actor: ActorHead) -> list[int | None]:
        """The positions of an actor, in the stakes' order."""
        pairs = ((actor.pk, stake.subject_id) for stake in self.stakes)
        return [one.value if (one := self.spoken.get(place)) else None for place in pairs]

    @property
    def cells(self) -> list[list[int | None]]:
        """The positions, a row for each actor."""
        return [self.row(actor) for actor in self.actors]

    @cached_property
    def latest(self) -> date | None:
        """The day of the last position known."""
        return max((one.on for one in self.spoken.values()), default=None)


_tables: Remembered[Table] = Remembered(200)


def positions(access: Access) -> ReadingQuerySet[Position]:
    """Every position on a stake that the reader may see, former and withdrawn ones too."""
    return Position.objects.visible_to(access).filter(subject__kind=SubjectKind.STAKE)


def position_table(access: Access, day: date | None = None) -> Table:
    """The table of a day, today's by default; read again after a change only."""
    day = day or timezone.localdate()
    return _tables.of(
        (*reads_as(access), day),
        access.cooperation.workspace_id,
        lambda: read_table(access.cooperation_id, positions(access), day),
    )


def shared_table(moment: Moment) -> Table:
    """The table of the day without the positions that somebody keeps private: what probes read."""
    rows = Position.objects.filter(
        cooperation=moment.cooperation_id, subject__kind=SubjectKind.STAKE
    )
    return read_table(moment.cooperation_id, rows.exclude(visibility=Visibility.ME), moment.today)


def read_table(cooperation_id: int, rows: QuerySet[Position], day: date) -> Table:
    """The table that these positions make on a day, in three queries; in one without a stake.

    A person is there once something was noted of them: nobody's silence is counted but that of
    structures and groups. On a past day, a stake or a member that came later is there if a position
    was known by then.
    """
    open_then = stake_heads(open_stakes(cooperation_id, day), day)
    if not open_then:
        return Table([], [], {}, holds_narrow=False)
    spoken, holds_narrow = _spoken(rows, day)
    actors, on = {actor for actor, _subject in spoken}, {subject for _actor, subject in spoken}
    stakes = [one for one in open_then if one.subject_id in on or not one.is_to_come]
    heads = [
        one
        for one in actor_heads(cooperation_id, day)
        if one.pk in actors or (one.person_id is None and not one.is_to_come)
    ]
    head_numbers = {actor.pk for actor in heads}
    subjects = {stake.subject_id for stake in stakes}
    return Table(
        heads,
        stakes,
        {
            place: one
            for place, one in spoken.items()
            if place[0] in head_numbers and place[1] in subjects
        },
        holds_narrow,
    )


def _spoken(rows: QuerySet[Position], day: date) -> tuple[dict[Place, Spoken], bool]:
    """The last position of each place on that day, and whether one is not for all.

    The same as `standing_on`, read at once: forty thousand cells are sorted here, not windowed.
    """
    existing_positions = rows.filter(
        Q(expires_on__isnull=True) | Q(expires_on__gte=day),
        on__lte=day,
        withdrawn_at__isnull=True,
    )
    shown_rows = existing_positions.order_by("on", "pk").values_list(
        "actor_id", "subject_id", "value", "on", "pk", "visibility", "confidence"
    )
    spoken_position_by_key: dict[Place, Spoken] = {}
    narrow = False
    for actor, subject, value, on, number, visibility, confidence in shown_rows:
        doubtful = confidence == Confidence.DOUBTFUL
        spoken_position_by_key[actor, subject] = Spoken(value, on, number, doubtful)
        narrow = narrow or visibility in NARROW
    return spoken_position_by_key, narrow


def stake_heads(rows: QuerySet[Stake], day: date | None = None) -> list[StakeHead]:
    """The stakes as heads, on a day or today, in one query."""
    past = past_day(day)
    stakes = rows.values_list("pk", "subject_id", "label", "theme__label", "since")
    return [
        StakeHead(pk, subject, label, theme or "", bool(past and since and since > past))
        for pk, subject, label, theme, since in stakes
    ]


@dataclass(frozen=True, slots=True)
class CellPosition:
    """One position of a cell; `who` is empty when the source is not for this reader.

    How it was gathered, and how sure it is, the team alone reads.
    """

    position: Position
    who: str
    shows_source: bool

    @property
    def is_withdrawn(self) -> bool:
        return self.position.withdrawn_at is not None


def history_of(access: Access, actor: Actor, stake: Stake) -> list[CellPosition]:
    """Every position of the cell, the last one first, withdrawn ones too, in two queries."""
    rows = positions(access).filter(actor=actor, subject=stake.subject_id)
    matching_positions = list(rows.select_related("source", "author").order_by("-on", "-pk"))
    sources = Source.objects.visible_to(access).filter(
        pk__in=[one.source_id for one in matching_positions]
    )
    read = set(sources.values_list("pk", flat=True)) if matching_positions else set()
    return [
        CellPosition(one, one.source.who if one.source_id in read else "", access.is_in_team)
        for one in matching_positions
    ]


def standing_of(cell_positions: Sequence[CellPosition]) -> Position | None:
    """The position that stands today among those of a cell."""
    today = timezone.localdate()
    living = (
        one.position for one in cell_positions if not one.is_withdrawn and one.position.on <= today
    )
    return next((one for one in living if one.expires_on is None or one.expires_on >= today), None)

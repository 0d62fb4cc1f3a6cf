"""How does the whole game read on a day: who weighs, who depends, on how many answers?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.analysis.actor_game import InfluenceReading, Quadrant, influence_reading
from maillage.analysis.sensitivity import deciding_influences
from maillage.core.tables_out import Value
from maillage.foundation.cooperations.models import Access
from maillage.foundation.journal.remembered import Remembered
from maillage.ground.actors.choices import Confidence
from maillage.ground.actors.influences.models import Influence
from maillage.ground.actors.permissions import can_open_game
from maillage.ground.actors.players.queries import Cast, Player, cast_on
from maillage.ground.actors.reading_tables.queries import (
    actor_ends,
    current_cells,
    living,
    source_columns,
    sources_read,
)
from maillage.ground.actors.reading_tables.table.reading import Cells, CurrentReadings, End
from maillage.ground.actors.readings.models import ReadingQuerySet

Pair = tuple[int, int]


def influences(access: Access) -> ReadingQuerySet[Influence]:
    """The influences that this reader may see, withdrawn ones too."""
    return Influence.objects.visible_to(access)


def standing_strengths(access: Access, day: date) -> dict[Pair, int]:
    """The last known strength of each pair (actor, target) on that day, in one query."""
    return {pair: strength for pair, (strength, _on) in standing_pairs(access, day).items()}


def standing_pairs(access: Access, day: date) -> dict[Pair, tuple[int, date]]:
    """The last known strength of each pair (actor, target) on that day, and its own day."""
    rows = influences(access).standing_on(day).order_by()
    return {
        (actor, target): (strength, on)
        for actor, target, strength, on in rows.values_list(
            "actor_id", "target_id", "strength", "on"
        )
    }


@dataclass(frozen=True, slots=True)
class CellReadings:
    """What stands in a cell, and what other officers read there differently."""

    current: Influence
    rivals: Sequence[Influence]


def cell_readings(
    access: Access, rows: Sequence[int], columns: Sequence[int], day: date
) -> dict[Pair, CellReadings]:
    """What stands in these cells, with the last reading of each other author, in one query."""
    matching_influences = (
        influences(access)
        .filter(
            Q(expires_on__isnull=True) | Q(expires_on__gte=day),
            actor__in=rows,
            target__in=columns,
            withdrawn_at__isnull=True,
            on__lte=day,
        )
        .select_related("author")
        .order_by("on", "pk")
    )
    cells: dict[Pair, dict[int, Influence]] = {}
    for row in matching_influences:
        influence_by_number = cells.setdefault((row.actor_id, row.target_id), {})
        influence_by_number.pop(row.author_id, None)
        influence_by_number[row.author_id] = row
    return {place: _cell_readings(list(by_number.values())) for place, by_number in cells.items()}


def _cell_readings(rows: list[Influence]) -> CellReadings:
    current = rows[-1]
    return CellReadings(current, [row for row in rows[:-1] if row.strength != current.strength])


def history_of(access: Access, actor: int, target: int) -> list[Influence]:
    """All that was read of this pair, latest first, in one query."""
    rows = influences(access).filter(actor=actor, target=target)
    return list(rows.select_related("author", "source").order_by("-on", "-pk"))


def standing_influence(access: Access, number: int) -> Influence:
    """A reading that was not withdrawn; Http404 when this reader may not see it."""
    return get_object_or_404(influences(access), pk=number, withdrawn_at__isnull=True)


def current_for(access: Access) -> CurrentReadings:
    """Actors and influences of the cooperation, for whoever may open the play of actors."""
    if not can_open_game(access):
        return CurrentReadings()
    ends = _ends(access)
    return CurrentReadings(ends, ends, cells_for(access))


def cells_for(access: Access) -> Cells:
    """The influences of each pair that this reader sees, the one that stands last."""
    return current_cells(influences(access), "target_id", "strength")


def influence_rows(access: Access, fields: Sequence[str]) -> Iterable[Sequence[Value]]:
    """Every influence that this reader sees, former ones too, in the order of these fields."""
    names = {end.pk: end.name for end in _ends(access)}
    read = sources_read(access)
    rows = living(influences(access)).select_related("source")
    for one in rows.order_by("actor", "target", "on", "pk"):
        values = source_columns(one, read) | {
            "organisation_name": names[one.actor_id],
            "influence_on": names[one.target_id],
            "influence_strength": one.strength,
        }
        yield [values.get(name, "") for name in fields]


def _ends(access: Access) -> list[End]:
    shown = {one.pk: one.name for one in cast_on(access, timezone.localdate()).players}
    left = _("Cette structure n’existe plus : rien ne s’y note plus.")
    return actor_ends(access.cooperation_id, shown, left)


READABLE = 0.4


@dataclass(frozen=True, slots=True)
class Placed:
    """A structure or a group, its influence and dependence (sums of levels), its power (mean 1)."""

    player: Player
    influence: float
    dependence: float
    power: float
    quadrant: Quadrant
    has_reading: bool


@dataclass(slots=True)
class Tally:
    """The influences known from an actor, or on it: how many, above zero, and the strongest."""

    readings: int = 0
    strong: int = 0
    strongest: int = 0

    def add(self, strength: int) -> None:
        """Count one more."""
        self.readings += 1
        self.strong += strength > 0
        self.strongest = max(self.strongest, strength)


@dataclass(frozen=True)
class Game:
    """The game on a day: who is placed, what is known, on how many places, noted on which days.

    `doubtful` are the influences to confirm between those who are placed.

    `acts` and `undergoes` count, for everyone of the cast, what is known from them and on them.
    """

    day: date
    cast: Cast
    strengths: Mapping[Pair, int]
    placed: tuple[Placed, ...]
    reading: InfluenceReading
    readings: int
    days: Sequence[date]
    doubtful: Sequence[Pair]
    by_number: Mapping[int, Placed]
    acts: Mapping[int, Tally]
    undergoes: Mapping[int, Tally]

    @property
    def latest(self) -> date | None:
        """The day of the last influence known."""
        return self.days[-1] if self.days else None

    @cached_property
    def deciding(self) -> Sequence[Pair]:
        """The influences to confirm that alone would take somebody to another zone."""
        numbers = [one.player.pk for one in self.placed]
        places = {number: place for place, number in enumerate(numbers)}
        cells = [(places[actor], places[target]) for actor, target in self.doubtful]
        if not self.is_readable or not cells:
            return ()
        decisive = deciding_influences(table_of(numbers, self.strengths), cells)
        return [(numbers[row], numbers[column]) for row, column in decisive]

    @property
    def places(self) -> int:
        """How many influences there could be between those who are placed."""
        return len(self.placed) * max(0, len(self.placed) - 1)

    @property
    def is_readable(self) -> bool:
        """Whether enough is known: under four places in ten, nothing is placed."""
        return self.reading.coverage >= READABLE

    @property
    def mean(self) -> float:
        """The mean of influences, which is that of dependences."""
        total = sum(self.reading.influence)
        return total / len(self.placed) if self.placed else 0.0

    def of(self, number: int) -> Placed | None:
        """The place of this actor."""
        return self.by_number.get(number)


_games: Remembered[Game] = Remembered()


def game_on(access: Access, day: date) -> Game:
    """The game as this reader may read it on that day, in three queries."""
    key = ("game", access.pk, access.role, day)
    return _games.of(key, access.cooperation.workspace_id, lambda: _read(access, day))


def readable_game(access: Access) -> Game | None:
    """The game of today, for those who may open it, once enough is known."""
    game = game_on(access, timezone.localdate()) if can_open_game(access) else None
    return game if game and game.is_readable else None


Row = tuple[int, int, int, date, str]


def _read(access: Access, day: date) -> Game:
    cast = cast_on(access, day)
    rows = influences(access).standing_on(day).order_by()
    columns = ("actor_id", "target_id", "strength", "on", "confidence")
    return read_game(day, cast, list(rows.values_list(*columns)))


def read_game(day: date, cast: Cast, standing: Sequence[Row]) -> Game:
    """What these influences (actor, target, strength, day, confidence) make of this cast."""
    strengths = {(actor, target): strength for actor, target, strength, *_rest in standing}
    measured = cast.measured
    numbers = [player.pk for player in measured]
    reading = influence_reading([str(pk) for pk in numbers], table_of(numbers, strengths))
    within = set(numbers)
    entries = [row for row in standing if row[0] in within and row[1] in within]
    values = {number for row in entries for number in row[:2]}
    placed = _placed(measured, reading, values)
    acts, undergoes = _tallies(cast, strengths)
    return Game(
        day=day,
        cast=cast,
        strengths=strengths,
        placed=placed,
        reading=reading,
        readings=len(entries),
        days=sorted({row[3] for row in entries}),
        doubtful=tuple(sorted(row[:2] for row in entries if row[4] == Confidence.DOUBTFUL)),
        by_number={one.player.pk: one for one in placed},
        acts=acts,
        undergoes=undergoes,
    )


@dataclass(frozen=True, slots=True)
class Earlier:
    """Today's game had nothing changed since a day: what was learned since then counts as today.

    `compared` holds the actors of whom an influence is known on both days, `influences` how many
    influences are.
    """

    day: date
    by_number: Mapping[int, Placed]
    reading: InfluenceReading
    compared: frozenset[int]
    influences: int

    def of(self, number: int) -> Placed | None:
        """The place of this actor, if something of it is known on both days."""
        return self.by_number.get(number) if number in self.compared else None


_earlier_games: Remembered[Earlier] = Remembered()


def earlier_game(access: Access, game: Game, day: date) -> Earlier:
    """The game as it stands with the strengths of that day wherever one was known, in one query.

    Only what is known on both days can have moved: an influence noted since is knowledge gained,
    and weighs the same on both sides of the comparison.
    """
    key = ("earlier", access.pk, access.role, game.day, day)
    return _earlier_games.of(
        key,
        access.cooperation.workspace_id,
        lambda: read_earlier_game(game, day, standing_strengths(access, day)),
    )


def read_earlier_game(game: Game, day: date, then: Mapping[Pair, int]) -> Earlier:
    """The game with the strengths `then` of that day, wherever one was known."""
    numbers = [one.player.pk for one in game.placed]
    within = set(numbers)
    common = {
        pair: then[pair] for pair in game.strengths if pair in then and within.issuperset(pair)
    }
    strengths = {**game.strengths, **common}
    reading = influence_reading([str(pk) for pk in numbers], table_of(numbers, strengths))
    placed = _placed([one.player for one in game.placed], reading, within)
    return Earlier(
        day=day,
        by_number={one.player.pk: one for one in placed},
        reading=reading,
        compared=frozenset(number for pair in common for number in pair),
        influences=len(common),
    )


def _tallies(
    cast: Cast, strengths: Mapping[Pair, int]
) -> tuple[Mapping[int, Tally], Mapping[int, Tally]]:
    acts = {player.pk: Tally() for player in cast.players}
    undergoes = {player.pk: Tally() for player in cast.players}
    for (actor, target), strength in strengths.items():
        if actor in acts and target in undergoes:
            acts[actor].add(strength)
            undergoes[target].add(strength)
    return acts, undergoes


def table_of(numbers: list[int], strengths: Mapping[Pair, int]) -> list[list[int | None]]:
    """The direct influences of these actors; None where nothing is known."""
    return [
        [0 if actor == target else strengths.get((actor, target)) for target in numbers]
        for actor in numbers
    ]


def _placed(
    measured: list[Player], reading: InfluenceReading, numbers: set[int]
) -> tuple[Placed, ...]:
    return tuple(
        Placed(
            player=player,
            influence=reading.influence[place],
            dependence=reading.dependence[place],
            power=reading.r_star[place],
            quadrant=reading.quadrants[place],
            has_reading=player.pk in numbers,
        )
        for place, player in enumerate(measured)
    )

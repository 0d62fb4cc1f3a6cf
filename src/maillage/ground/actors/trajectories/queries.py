"""Who moved since a day, towards what, by which fact, after which event?"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from maillage.analysis.actor_game import Comparison, actor_game, compare_games
from maillage.core.happenings import Happening
from maillage.foundation.cooperations.models import Access
from maillage.foundation.journal.remembered import Remembered
from maillage.ground.actors.influences.queries import Game, table_of
from maillage.ground.actors.positions.models import Position
from maillage.ground.actors.positions.queries import positions, standing_values
from maillage.ground.actors.postures.models import Posture
from maillage.ground.actors.postures.queries import postures
from maillage.ground.actors.readings.models import Reading, ReadingQuerySet
from maillage.ground.actors.since import Since

MOST = 200
Place = tuple[int, int]
Kind = TypeVar("Kind", Posture, Position)


@dataclass(frozen=True, slots=True)
class Moved:
    """What was known of an actor on a subject and is no longer; `was` is None at the first word.

    Values are those of positions (−4…+4) or of postures (their keys).
    """

    place: Place
    was: int | str | None
    now: int | str
    on: date
    reading: Reading
    event: Happening | None


@dataclass(frozen=True, slots=True)
class Trajectories:
    """What stood then and stands now, place by place, and what moved between, latest first.

    `days` are those of all that is compared.
    """

    then: Mapping[Place, int | str]
    now: Mapping[Place, int | str]
    moved: Sequence[Moved]
    more: int
    days: frozenset[date]

    def moves_by_subject(self) -> dict[int, int]:
        """How many moves each subject has seen."""
        counts: dict[int, int] = {}
        for one in self.moved:
            counts[one.place[1]] = counts.get(one.place[1], 0) + 1
        return counts


Row = tuple[int, int, int, int | str, date]


_trajectories_cache: Remembered[Trajectories] = Remembered()


def posture_moves(access: Access, since: Since, today: date) -> Trajectories:
    """The postures then and now, in three queries at most."""
    return _remembered(
        "postures", access, since, lambda: _moves_of(postures(access), "attitude", since, today)
    )


def position_moves(access: Access, since: Since, today: date) -> Trajectories:
    """The positions then and now, in three queries at most."""
    return _remembered(
        "positions", access, since, lambda: _moves_of(positions(access), "value", since, today)
    )


def _remembered(
    kind: str, access: Access, since: Since, read: Callable[[], Trajectories]
) -> Trajectories:
    key = (kind, access.pk, access.role, since.day)
    return _trajectories_cache.of(key, access.cooperation.workspace_id, read)


def _moves_of(seen: ReadingQuerySet[Kind], value: str, since: Since, today: date) -> Trajectories:
    columns = ("pk", "actor_id", "subject_id", value, "on")
    then = list(seen.standing_on(since.day).order_by().values_list(*columns))
    now = list(seen.standing_on(today).order_by().values_list(*columns))
    changed = _changed(then, now)
    rows = seen.model._default_manager.filter(pk__in=[row[0] for row in changed[:MOST]])
    return _trajectories(
        then, now, changed, {one.pk: one for one in rows.select_related("source")}, since
    )


def _changed(then: Sequence[Row], now: Sequence[Row]) -> list[Row]:
    """The rows of now that say something else than those of then, latest first."""
    was = {(actor, subject): value for _pk, actor, subject, value, _on in then}
    changed = [row for row in now if was.get((row[1], row[2])) != row[3]]
    return sorted(changed, key=lambda row: (row[4], row[0]), reverse=True)


def _trajectories(
    then: Sequence[Row],
    now: Sequence[Row],
    changed: Sequence[Row],
    readings: Mapping[int, Reading],
    since: Since,
) -> Trajectories:
    was = {(actor, subject): value for _pk, actor, subject, value, _on in then}
    moved = [
        Moved(
            (actor, subject), was.get((actor, subject)), value, on, readings[pk], _event(since, on)
        )
        for pk, actor, subject, value, on in changed[:MOST]
        if pk in readings
    ]
    return Trajectories(
        then=was,
        now={(actor, subject): value for _pk, actor, subject, value, _on in now},
        moved=moved,
        more=max(0, len(changed) - MOST),
        days=frozenset(row[4] for row in (*then, *now)),
    )


def _event(since: Since, on: date) -> Happening | None:
    """The last event before the reading."""
    return next((one for one in since.happened if one.on <= on), None)


_compared: Remembered[Comparison] = Remembered()


def games_compared(access: Access, before: Game, after: Game) -> Comparison:
    """Zones and pairs of structures and groups then and now, named by their numbers."""
    key = ("compared", access.pk, access.role, before.day, after.day)

    def read() -> Comparison:
        then, now = standing_values(access, before.day), standing_values(access, after.day)
        subjects = sorted({subject for _actor, subject in (*then, *now)})
        games = []
        for game, values in ((before, then), (after, now)):
            numbers = [one.player.pk for one in game.placed]
            table = [[values.get((number, subject)) for subject in subjects] for number in numbers]
            names = [str(number) for number in numbers], [str(subject) for subject in subjects]
            games.append(actor_game(names[0], table_of(numbers, game.strengths), names[1], table))
        return compare_games(games[0], games[1])

    return _compared.of(key, access.cooperation.workspace_id, read)

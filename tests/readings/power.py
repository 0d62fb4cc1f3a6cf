"""What the plane of power says, and by whom one may go to move an actor."""

from collections.abc import Mapping, Sequence
from datetime import date

from maillage.analysis.actor_game import Pressure
from maillage.core.agenda import Agenda
from maillage.ground.actors.influence_map.queries import (
    ALL,
    NEXT,
    Scope,
    Stand,
    doubtful_stands,
    opposition,
    pressures_on,
    stands,
)
from maillage.ground.actors.influence_map.views.power import (
    about_words,
    spoken_words,
    stand_words,
)
from maillage.ground.actors.influence_map.words import (
    opposition_sentence,
    pressing_words,
    pressure_sentence,
)
from maillage.ground.actors.positions.queries import Standing
from maillage.ground.actors.readings.words import doubtful_positions, span_words
from maillage.ground.actors.subjects.models import Subject
from tests.readings.games import BEFORE, NAMES, NOBODY, ONE, TODAY, TWO, Pairs, game_of
from tests.readings.tables import Case

LABELS = ("Navette", "Eau", "Bus", "Culture", "Bois", "Forêt")
Row = Sequence[int | None]


def subjects_of(count: int) -> list[Subject]:
    """The first subjects, numbered from 10."""
    return [Subject(pk=10 + at, label=label) for at, label in enumerate(LABELS[:count])]


def values_of(rows: Sequence[Row]) -> dict[tuple[int, int], int]:
    """The positions of structures (rows) on subjects (columns)."""
    return {
        (actor, 10 + at): value
        for actor, row in enumerate(rows)
        for at, value in enumerate(row)
        if value is not None
    }


def _power(name: str, pairs: Pairs, *rows: Row) -> Case:
    """True when it gives each subject on which somebody who weighs is against, and who."""
    game, subjects = game_of(pairs), subjects_of(max(len(row) for row in rows))
    values = values_of(rows)
    heavy = [one.player for one in game.placed if round(one.power, 6) > 1.1]
    against = {
        subject.label: [one.name for one in heavy if values.get((one.pk, subject.pk), 0) < 0]
        for subject in subjects
    }
    lacking = [one.name for one in heavy if len(_spoken_by(values, one.pk)) < len(subjects)]
    words = opposition_sentence("Tous sujets réunis", opposition(game, values, subjects))
    spoken = any(_spoken_by(values, one.pk) for one in heavy)
    facing = {label: names for label, names in against.items() if names}
    first = [name for names in [*facing.values()][:3] for name in names]
    right = all(one in words for one in [*first, *(lacking if spoken else [])])
    silent = "aucun acteur qui pèse" in words or "aucun acteur ne pèse" in words
    sure = "qui pèse n’est contre" in words
    return Case(
        f"power, {name}", words, right and silent == (not facing) and (not sure or not lacking)
    )


def _spoken_by(values: Mapping[tuple[int, int], int], actor: int) -> list[int]:
    return [subject for one, subject in values if one == actor]


def powers() -> list[Case]:
    """On which subjects somebody who weighs is against."""
    return [
        _power("nobody weighs", NOBODY, (-3,), (-2,), (-1,)),
        _power("all against", ONE, (-3,), (-2,), (-1,)),
        _power("all neutral", ONE, (0,), (0,), (0,)),
        _power("all silent", ONE, (None,), (None,), (None,)),
        _power("the light ones alone are against", ONE, (2,), (-2,), (-3,)),
        _power("the heavy one is silent", ONE, (None,), (-2,), (-3,)),
        _power("for by the mean, against on one", ONE, (3, -1), (2, 2), (2, 2)),
        _power("not on all", ONE, (3, None), (2, 2), (2, 2)),
        _power("against, and not on all", ONE, (-3, None), (2, 2), (2, 2)),
        _power("two weigh, both against", TWO, (-1,), (-2,), (3,)),
        _power("two weigh, one silent", TWO, (2,), (None,), (3,)),
        _power("two weigh, against on one each", TWO, (-1, 2), (2, -2), (3, 3)),
        _power("two weigh, one on both", TWO, (-1, -1), (2, -2), (3, 3)),
        _power("two weigh, neither on all", TWO, (1, None), (None, 2), (3, 3)),
        _power("against on four", ONE, (-1, -1, -1, -1, 2), (1,) * 5, (1,) * 5),
        _power("against on five", ONE, (-1,) * 5, (1,) * 5, (1,) * 5),
        *_abouts(),
        *_stands(),
        *_doubts(),
    ]


def _abouts() -> list[Case]:
    one, agenda = subjects_of(1), Agenda(TODAY, "COPIL", frozenset({10}), "/m/")
    scopes = {"one": Scope("10", one), "next": Scope(NEXT, one, agenda), "all": Scope(ALL, one)}
    return [Case(f"power about, {name}", about_words(one), True) for name, one in scopes.items()]


def _stands() -> list[Case]:
    """True when whoever is against somewhere is in no zone of those who are for."""
    rows: dict[str, Row] = {
        "for": (3, 2),
        "against": (-3, -2),
        "divided": (1, -1),
        "neutral, against on one": (0, 0, -1),
        "for, against on one": (4, -1),
        "for, against on two": (4, 4, -1, -1),
        "one of three": (3, None, None),
        "one of one": (3,),
        "two of five": (3, 3, None, None, None),
        "two of six": (3, 3, None, None, None, None),
        "none of all": (0, 0),
    }
    return [_stand(name, row) for name, row in rows.items()]


def _stand(name: str, row: Row) -> Case:
    shown = stands(game_of(ONE), values_of([row]), subjects_of(len(row))).spoken[0]
    words = f"{stand_words(shown)} ; {spoken_words(shown)}"
    numbers = [value for value in row if value is not None]
    is_for = sum(numbers) / len(numbers) >= 0.5
    right = "Portent" not in words or min(numbers) >= 0
    return Case(f"stand, {name}", words, right and ("Pour en" not in words or is_for))


def _doubts() -> list[Case]:
    """True when the position, alone, changes the sentence or the side of that actor."""
    return [
        _doubt("a side", {(0, 10): 1, (0, 11): -3}, (0, 11)),
        _doubt("one who weighs, on one of three", {(0, 10): 3, (0, 11): 3, (0, 12): -1}, (0, 12)),
        _doubt("a light one", {(2, 10): 4, (2, 11): 4, (2, 12): 1}, (2, 12)),
        _doubt("none", {(0, 10): 1, (0, 11): -3}, None),
        Case("power, two doubts", doubtful_positions(["Bouin", "Vue"]), True),
        Case("span, two days", span_words([TODAY, BEFORE]), BEFORE < TODAY),
        Case("span, a day", span_words([TODAY, TODAY]), True),
        Case("span, nothing", span_words([None]), True),
    ]


def _doubt(
    name: str, values: Mapping[tuple[int, int], int], doubtful: tuple[int, int] | None
) -> Case:
    game, subjects = game_of(ONE), subjects_of(3)
    days: dict[tuple[int, int], date] = dict.fromkeys(values, TODAY)
    standing = Standing(values, days, frozenset({doubtful} if doubtful else ()))
    words = doubtful_positions(
        [one.player.name for one in doubtful_stands(game, standing, subjects)]
    )

    def read(shown: Mapping[tuple[int, int], int]) -> object:
        sides = [(_side_of(one), one.is_thin) for one in stands(game, shown, subjects).spoken]
        return sides, opposition_sentence("", opposition(game, shown, subjects))

    changes = doubtful is not None and any(
        read({**values, doubtful: -values[doubtful]} if reverse else _without(values, doubtful))
        != read(values)
        for reverse in (True, False)
    )
    return Case(f"power, a doubt, {name}", words, bool(words) == changes)


def _side_of(one: Stand) -> str:
    return stand_words(Stand(one.placed, one.adhesion, 1, 1, one.against, one.favours))


def _without(
    values: Mapping[tuple[int, int], int], place: tuple[int, int]
) -> dict[tuple[int, int], int]:
    return {other: value for other, value in values.items() if other != place}


def _pressure(name: str, pairs: Pairs, actor: int) -> Case:
    """True when those to go through are all those of the greatest net scale, if above zero."""
    game = game_of(pairs)
    midi = game.reading.midi
    words = pressure_sentence(
        NAMES[actor],
        pressures_on(game, actor),
        has_reading=game.undergoes[actor].readings > 0,
    )
    nets = {at: midi[at][actor] - midi[actor][at] for at in range(3) if at != actor}
    most = max(nets.values())
    best = {NAMES[at] for at, net in nets.items() if net == most > 0}
    advised = {one for one in NAMES if f"{one} (" in words}
    claims = "personne ne peut agir" in words
    nobody = not any(midi[at][actor] for at in nets)
    return Case(f"pressure, {name}", words, advised == best and (not claims or nobody))


def pressures() -> list[Case]:
    """By whom one may go."""
    mutual: Pairs = {**NOBODY, (0, 1): 2, (1, 0): 2}
    weaker: Pairs = {**NOBODY, (0, 1): 3, (1, 0): 1}
    return [
        _pressure("one", ONE, 1),
        _pressure("two alike", TWO, 2),
        _pressure("nobody acts", NOBODY, 0),
        _pressure("nothing noted", {(0, 1): 3}, 0),
        _pressure("level", mutual, 0),
        _pressure("each less", weaker, 0),
        Case("pressure, four", pressing_words([Pressure(one, 3, 1) for one in "ABCD"]), True),
        Case("pressure, five", pressing_words([Pressure(one, 3, 1) for one in "ABCDE"]), True),
    ]

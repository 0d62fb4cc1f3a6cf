"""What the actor game says: planes, moves, postures."""

from collections.abc import Mapping, Sequence
from datetime import date

from maillage.analysis.actor_game import Quadrant
from maillage.ground.actors.choices import Attitude, Confidence
from maillage.ground.actors.influence_map.queries import Stands, stands, turns
from maillage.ground.actors.influence_map.views.plane import (
    influence_doubts,
    influence_lines,
    plane_sentence,
)
from maillage.ground.actors.influence_map.views.power import power_sentence
from maillage.ground.actors.influence_map.words import (
    ADHESIONS,
    ZONES,
    adhesion_word,
    level_word,
    move_words,
    names_words,
)
from maillage.ground.actors.influences.queries import Earlier, Game, earlier_game, read_game
from maillage.ground.actors.players.queries import Cast, Player
from maillage.ground.actors.positions.queries import Standing
from maillage.ground.actors.postures.states import GameFacts, actor_game_read
from maillage.ground.actors.postures.views.register import postures_sentence
from maillage.ground.actors.readings.words import doubtful_positions, span_words
from maillage.ground.actors.since import Since
from maillage.ground.actors.subjects.models import Subject
from maillage.ground.actors.trajectories.views import Line, moves_sentence, zone_changes
from maillage.ground.actors.trajectories.words import move_word, value_words
from tests.readings.tables import Case, Room

TODAY, BEFORE = date(2026, 11, 25), date(2026, 6, 1)
SINCE = Since(BEFORE, "le 1er juin 2026", (), "", "", "", ())
NAMES = ("Bouin", "Rouans", "Vue")
Pairs = Mapping[tuple[int, int], int]

CHAIN: Pairs = {(0, 1): 3, (1, 2): 2, (2, 0): 0, (1, 0): 0, (0, 2): 1, (2, 1): 0}
NOBODY: Pairs = dict.fromkeys(CHAIN, 0)
TURNED: Pairs = {**NOBODY, (2, 1): 3, (1, 0): 2, (2, 0): 1}


def game_of(pairs: Pairs, *, doubtful: Sequence[tuple[int, int]] = ()) -> Game:
    """The game of three structures with these influences."""
    players = [Player(at, name, "", "", organisation_id=at) for at, name in enumerate(NAMES)]
    return read_game(
        TODAY,
        Cast(players, ()),
        [
            (*pair, strength, TODAY, Confidence.DOUBTFUL if pair in doubtful else Confidence.SURE)
            for pair, strength in pairs.items()
        ],
    )


def _plane(name: str, now: Pairs, then: Pairs, movers: set[str]) -> Case:
    """True when those whose own figures changed are those that are counted."""
    game = game_of(now)
    before = earlier_game(game, BEFORE, then)
    lines = influence_lines(game, before, lambda _number: "")
    moved = {line.name for line in lines if line.moved}
    words = " ".join([plane_sentence(game, before, lines, SINCE), *(x.move_words for x in lines)])
    return Case(f"plane, {name}", words, moved == movers == _changed(game, before) & movers)


def _changed(game: Game, before: Earlier) -> set[str]:
    return {
        one.player.name
        for one in game.placed
        if (then := before.of(one.player.pk))
        and (then.influence, then.dependence) != (one.influence, one.dependence)
    }


def planes() -> list[Case]:
    """Who moved on the plane of influence and dependence."""
    part = {pair: strength for pair, strength in CHAIN.items() if pair != (0, 1)}
    two, few = {(0, 1): 3, (1, 2): 2}, {(0, 1): 3}
    stronger = {**CHAIN, (0, 1): 4, (1, 0): 4}
    return [
        _plane("too little is known", {(0, 1): 3}, {}, set()),
        _plane("nothing was known then", CHAIN, {}, set()),
        _plane("nobody moved", CHAIN, CHAIN, set()),
        _plane("only knowledge grew", CHAIN, two, set()),
        _plane("only knowledge grew, from one", CHAIN, few, set()),
        _plane("only knowledge grew, from five", CHAIN, part, set()),
        _plane("two moved", TURNED, CHAIN, {"Bouin", "Rouans", "Vue"} & _all(TURNED, CHAIN)),
        _plane("everybody moved, stronger", stronger, CHAIN, _all(stronger, CHAIN)),
        _plane("nobody acts any more", NOBODY, CHAIN, _all(NOBODY, CHAIN)),
    ]


def _all(now: Pairs, then: Pairs) -> set[str]:
    game = game_of(now)
    return _changed(game, earlier_game(game, BEFORE, then))


def plane_doubts() -> list[Case]:
    """Where one influence to confirm takes somebody elsewhere."""
    one, two = game_of(CHAIN, doubtful=[(0, 1)]), game_of(CHAIN, doubtful=[(0, 1), (1, 2)])
    none = game_of(CHAIN)

    def moves(game: Game, pair: tuple[int, int]) -> bool:
        others = [{**game.strengths, pair: value} for value in (0, 4 - game.strengths[pair])]
        return any(game_of(other).reading.quadrants != game.reading.quadrants for other in others)

    return [
        Case("plane, one doubt", " ".join(influence_doubts(one)), moves(one, (0, 1))),
        Case(
            "plane, two doubts",
            " ".join(influence_doubts(two)),
            moves(two, (0, 1)) and moves(two, (1, 2)),
        ),
        Case("plane, no doubt", " ".join(influence_doubts(none)), not none.doubtful),
    ]


def words_of_places() -> list[Case]:
    """The words of zones, levels, adhesions and moves."""
    quadrants = {Quadrant.DOMINANT: (9, 1), Quadrant.RELAY: (9, 9)}
    quadrants |= {Quadrant.AUTONOMOUS: (1, 1), Quadrant.DOMINATED: (1, 9)}
    zones = [
        Case(f"zone, {quadrant.name.lower()}", f"{zone.name} : {zone.meaning}. {zone.advice}", True)
        for quadrant, zone in ZONES.items()
        if quadrant in quadrants
    ]
    adhesions = [
        Case(f"adhesion, {weighs} {favours}", f"{zone.name} : {zone.meaning}. {zone.advice}", True)
        for (weighs, favours), zone in ADHESIONS.items()
    ]
    levels = ((15, "beaucoup"), (11, "assez"), (10, "peu"), (4, "très peu"), (0, "très peu"))
    sides = ((3, "pour"), (1, "plutôt pour"), (0, "partagé"), (-1, "plutôt contre"), (-4, "contre"))
    moves = (((0.2, 0.2), (0.6, 0.6)), ((0.6, 0.6), (0.2, 0.2)), ((0.5, 0.5), (0.53, 0.5)))
    return [
        *zones,
        *adhesions,
        *(Case(f"level, {v} of 10", level_word(v, 10), level_word(v, 10) == w) for v, w in levels),
        *(Case(f"side, {v}", adhesion_word(v), adhesion_word(v) == w) for v, w in sides),
        *(Case(f"move, {was} {now}", move_words(was, now), was != now) for was, now in moves),
        Case("names, nine", names_words(list("ABCDEFGHI")), True),
        Case("names, ten", names_words(list("ABCDEFGHIJ")), True),
        Case("names, one", names_words(["A"]), True),
    ]


WEIGHED = {(0, 1): 3, (0, 2): 3, (1, 2): 1, (2, 1): 0, (1, 0): 0, (2, 0): 0}


def _power(name: str, values: Mapping[int, int], chosen: Subject | None = None) -> Case:
    """True when those that weigh more than the mean and are against are those that it names."""
    game, about = game_of(WEIGHED), chosen or Subject(pk=7, label="Navette")
    shown: Stands = stands(game, {(actor, 7): value for actor, value in values.items()}, [about])
    words = power_sentence(game, shown, chosen)
    heavy = [
        one.player.name for one in game.placed if one.power > 1 and values.get(one.player.pk, 0) < 0
    ]
    if not shown.is_readable:
        return Case(f"power, {name}", words, "ne peut pas encore être lu" in words)
    none = "aucun acteur qui pèse" in words
    return Case(f"power, {name}", words, none if not heavy else heavy[0] in words)


def powers() -> list[Case]:
    """Who weighs and is against."""
    navette, game = Subject(pk=7, label="Navette"), game_of({(0, 1): 3})
    unread = power_sentence(game, stands(game, {(0, 7): -3}, [navette]), None)
    standing = Standing({(0, 7): 1, (0, 8): -3}, {}, frozenset({(0, 8)}))
    return [
        _power("all against", {0: -3, 1: -2, 2: -1}),
        _power("all neutral", {0: 0, 1: 0, 2: 0}),
        _power("all silent", {}),
        _power("one spoke", {0: -2}),
        _power("the light one alone is against", {0: 2, 1: 2, 2: -3}, navette),
        _power("the heavy one is against", {0: -1, 1: 2, 2: 3}, navette),
        Case("power, too few influences", unread, not game.is_readable),
        Case("power, a doubt", doubtful_positions(["Bouin"]), turns(0, standing, [7, 8])),
        Case("power, no doubt", doubtful_positions([]), not turns(0, standing, [7])),
        Case("power, two doubts", doubtful_positions(["Bouin", "Vue"]), True),
        Case("span, two days", span_words([TODAY, BEFORE]), BEFORE < TODAY),
        Case("span, a day", span_words([TODAY, TODAY]), True),
        Case("span, nothing", span_words([None]), True),
    ]


def _line(name: str, *, is_first: bool = False) -> Line:
    return Line(
        *(name, "Navette", "bascule"),
        is_first=is_first,
        was="",
        now="",
        on=TODAY,
        source="",
        words="",
        event="",
        event_url="",
    )


def _moves(name: str, lines: Sequence[Line], kind: str = "postures") -> Case:
    """True when first readings are no moves, and an actor that moved twice counts once."""
    moved = {line.name for line in lines if not line.is_first}
    words = moves_sentence(lines, SINCE, kind)
    counts = {0: "n’a changé", 1: "un acteur a bougé", 2: "deux acteurs ont bougé"}
    return Case(f"moves, {name}", words, counts[len(moved)] in words)


def moves() -> list[Case]:
    """Who moved since a day."""
    first = _line("Vue", is_first=True)
    before, now = game_of(CHAIN), game_of(TURNED)
    changes = zone_changes(earlier_game(now, BEFORE, before.strengths), now)
    pairs = zip(before.placed, now.placed, strict=True)
    different = [one for one, other in pairs if one.quadrant != other.quadrant]
    kinds: list[tuple[int | str | None, int | str]] = [
        *((None, 2), (-1, 2), (1, 3), (3, 1), (2, 0), (0, -2)),
        *(("hostile", "neutral"), ("driver", "follower")),
    ]
    values = (None, 0, 3, -1, "neutral")
    return [
        _moves("none", []),
        _moves("none of positions", [], "positions"),
        _moves("one", [_line("Bouin")]),
        _moves("one, twice", [_line("Bouin"), _line("Bouin")]),
        _moves("two", [_line("Bouin"), _line("Vue")]),
        _moves("only knowledge grew, one", [first]),
        _moves("only knowledge grew, two", [first, first]),
        _moves("one, and one learned", [_line("Bouin"), first]),
        Case("moves, zones", " ".join(changes), len(changes) == len(different)),
        *(Case(f"move of {was} to {now}", move_word(was, now), was != now) for was, now in kinds),
        *(Case(f"value {value}", value_words(value), True) for value in values),
    ]


def _leaf(name: str, members: int, *days: date) -> Case:
    facts = GameFacts(members, tuple(sorted(days)), TODAY, "/p/")
    state = actor_game_read(facts)
    words = f"{state.level.label} : {state.reason} {state.next_step}".strip()
    fresh = [day for day in days if (TODAY - day).days <= 183]
    done = len(fresh) == members and bool(members)
    return Case(f"leaf, {name}", words, (state.level == "done") == done)


def postures() -> list[Case]:
    """How many postures of each kind, and the leaf."""
    every = {one.value: 1 for one in Attitude}
    old = date(2026, 1, 5)
    return [
        Case("postures, none", postures_sentence({}), True),
        Case("postures, one of each", postures_sentence(every), sum(every.values()) == 4),
        Case("postures, two of each", postures_sentence(dict.fromkeys(every, 2)), True),
        Case("postures, all hostile", postures_sentence({Attitude.HOSTILE.value: 3}), True),
        _leaf("nothing", 3),
        _leaf("one of three", 3, TODAY),
        _leaf("two of three", 3, TODAY, TODAY),
        _leaf("all", 2, TODAY, TODAY),
        _leaf("one is old", 2, TODAY, old),
        _leaf("everybody left", 0),
    ]


GAME = Room(
    "game",
    lambda: [
        *planes(),
        *plane_doubts(),
        *words_of_places(),
        *powers(),
        *moves(),
        *postures(),
    ],
    {
        "ground/actors/influence_map/words.py": "",
        "ground/actors/influence_map/views/plane.py": (
            "unread_plane Line plane_sentence _basis influence_doubts"
        ),
        "ground/actors/influence_map/views/power.py": "power_sentence",
        "ground/actors/trajectories/views.py": "moves_sentence _first_words zone_changes",
        "ground/actors/trajectories/words.py": "",
        "ground/actors/postures/views/register.py": "postures_sentence _counted",
        "ground/actors/postures/states.py": "actor_game_read _count_words",
        "ground/actors/readings/words.py": "span_words doubtful_positions",
    },
)

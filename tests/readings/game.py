"""What the actor game says: planes, moves, postures."""

from collections.abc import Sequence
from datetime import date

from maillage.analysis.actor_game import Quadrant, possible_quadrants
from maillage.ground.actors.choices import Attitude
from maillage.ground.actors.influence_map.views.plane import (
    influence_doubts,
    influence_lines,
    plane_sentence,
)
from maillage.ground.actors.influence_map.words import (
    ADHESIONS,
    ZONES,
    Zone,
    adhesion_word,
    adhesion_zone_words,
    level_word,
    move_words,
    names_words,
    zone_words,
)
from maillage.ground.actors.influences.queries import Earlier, Game, Placed, read_earlier_game
from maillage.ground.actors.postures.states import GameFacts, actor_game_read
from maillage.ground.actors.postures.views.register import postures_sentence
from maillage.ground.actors.since import Since
from maillage.ground.actors.trajectories.views import Line, moves_sentence, zone_changes
from maillage.ground.actors.trajectories.words import move_word, value_words
from tests.readings.games import BEFORE, CHAIN, NOBODY, TODAY, TURNED, Pairs, game_of
from tests.readings.power import powers, pressures
from tests.readings.tables import Case, Room

SINCE = Since(BEFORE, "le 1er juin 2026", (), "", "", "", ())


def _plane(name: str, now: Pairs, then: Pairs, movers: set[str]) -> Case:
    """True when those whose own figures changed are those that are counted."""
    game = game_of(now)
    before = read_earlier_game(game, BEFORE, then)
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
    pulled = {(0, 1): 1, (1, 2): 2, (2, 0): 1, (1, 0): 4, (0, 2): 2, (2, 1): 3}
    released = {**pulled, (2, 0): 3, (1, 0): 2, (2, 1): 2}
    return [
        _plane("too little is known", {(0, 1): 3}, {}, set()),
        _plane("nothing was known then", CHAIN, {}, set()),
        _plane("nobody moved", CHAIN, CHAIN, set()),
        _plane("only knowledge grew", CHAIN, two, set()),
        _plane("only knowledge grew, from one", CHAIN, few, set()),
        _plane("only knowledge grew, from five", CHAIN, part, set()),
        _plane("one moved", released, pulled, {"Rouans"}),
        _plane("two moved", TURNED, CHAIN, {"Bouin", "Rouans", "Vue"} & _all(TURNED, CHAIN)),
        _plane("everybody moved, stronger", stronger, CHAIN, _all(stronger, CHAIN)),
        _plane("nobody acts any more", NOBODY, CHAIN, _all(NOBODY, CHAIN)),
    ]


def _all(now: Pairs, then: Pairs) -> set[str]:
    game = game_of(now)
    return _changed(game, read_earlier_game(game, BEFORE, then))


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


def _zone_words(zone: Zone) -> str:
    return f"{zone.full_name} : {zone.meaning}. {zone.advice}"


def _zones_of_places() -> list[Case]:
    """True when a zone is given alone where the margin leaves no other."""
    places: list[tuple[float, float]] = [(20, 2), (2, 20), (10.5, 2), (20, 9.5), (10, 10)]
    sides = ((2.0, 3.0), (0.5, 3.0), (1.05, 3.0), (1.05, -3.0), (2.0, -3.0), (2.0, 0.4))
    return [
        *(
            Case(
                f"zone of {place} beside 10",
                words := zone_words(*place, 10),
                len(possible_quadrants(*place, 10))
                == 1 + ("Entre" in words) + 3 * ("Près" in words),
            )
            for place in places
        ),
        *(
            Case(
                f"adhesion of {adhesion}, power of {power}",
                words := adhesion_zone_words(power, adhesion),
                bool(words) == (abs(adhesion) >= 0.5)
                and ("Entre" in words) == (abs(power - 1) <= 0.1),
            )
            for power, adhesion in sides
        ),
    ]


def words_of_places() -> list[Case]:
    """The words of zones, levels, adhesions and moves."""
    zones = [
        Case(f"zone, {quadrant.name.lower()}", _zone_words(zone), True)
        for quadrant, zone in ZONES.items()
    ]
    adhesions = [
        Case(f"adhesion, {weighs} {favours}", _zone_words(zone), True)
        for (weighs, favours), zone in ADHESIONS.items()
    ]
    near = "près de la moyenne"
    levels = (
        (15, "beaucoup"),
        (12, "assez"),
        (11, near),
        (10, near),
        (9, near),
        (8, "peu"),
        (4, "très peu"),
        (0, "très peu"),
    )
    sides = ((3, "pour"), (1, "plutôt pour"), (0, "neutre"), (-1, "plutôt contre"), (-4, "contre"))
    moves = (((0.2, 0.2), (0.6, 0.6)), ((0.6, 0.6), (0.2, 0.2)), ((0.5, 0.5), (0.53, 0.5)))
    return [
        *zones,
        *adhesions,
        *_zones_of_places(),
        *(Case(f"level, {v} of 10", level_word(v, 10), level_word(v, 10) == w) for v, w in levels),
        Case("side, 0, for and against", adhesion_word(0, is_split=True), True),
        *(Case(f"side, {v}", adhesion_word(v), adhesion_word(v) == w) for v, w in sides),
        *(Case(f"move, {was} {now}", move_words(was, now), was != now) for was, now in moves),
        Case("names, nine", names_words(list("ABCDEFGHI")), True),
        Case("names, ten", names_words(list("ABCDEFGHIJ")), True),
        Case("names, one", names_words(["A"]), True),
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


def _possible(one: Placed, game: Game) -> Sequence[Quadrant]:
    return possible_quadrants(one.influence, one.dependence, game.mean)


def _moves(name: str, lines: Sequence[Line], kind: str = "postures") -> Case:
    """True when first readings are no moves, and an actor that moved twice counts once."""
    moved = {line.name for line in lines if not line.is_first}
    words = moves_sentence(lines, SINCE, kind)
    counts = {0: "n’a changé", 1: "un acteur a changé", 2: "deux acteurs ont changé"}
    return Case(f"moves, {name}", words, counts[len(moved)] in words)


def moves() -> list[Case]:
    """Who moved since a day."""
    first = _line("Vue", is_first=True)
    before, now = game_of(CHAIN), game_of(TURNED)
    changes = zone_changes(read_earlier_game(now, BEFORE, before.strengths), now)
    pairs = zip(before.placed, now.placed, strict=True)
    gone = [
        was for was, place in pairs if not set(_possible(was, before)) & set(_possible(place, now))
    ]
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
        _moves("one of positions", [_line("Bouin")], "positions"),
        _moves("two", [_line("Bouin"), _line("Vue")]),
        _moves("only knowledge grew, one", [first]),
        _moves("only knowledge grew, two", [first, first]),
        _moves("one, and one learned", [_line("Bouin"), first]),
        Case("moves, zones", " ".join(changes), len(changes) == len(gone)),
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
        Case(
            "postures, the only one is old", postures_sentence({Attitude.NEUTRAL.value: 1}, 1), True
        ),
        Case("postures, one is old", postures_sentence(every, 1), True),
        Case("postures, two are old", postures_sentence(every, 2), True),
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
        *pressures(),
        *moves(),
        *postures(),
    ],
    {
        "ground/actors/influence_map/words.py": "",
        "ground/actors/influence_map/views/plane.py": (
            "unread_plane Line plane_sentence _basis influence_doubts"
        ),
        "ground/actors/influence_map/views/power.py": "about_words stand_words spoken_words",
        "ground/actors/trajectories/views.py": "moves_sentence _first_words zone_changes",
        "ground/actors/trajectories/words.py": "",
        "ground/actors/postures/views/register.py": "postures_sentence _counted _old_words",
        "ground/actors/postures/states.py": "actor_game_read _count_words",
        "ground/actors/readings/words.py": "span_words doubtful_positions",
    },
)

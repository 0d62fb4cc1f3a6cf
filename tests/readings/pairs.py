"""What positions say of pairs, of allies, and of themes."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import combinations

from maillage.trade.stakes.allies.queries import Allies, read_allies
from maillage.trade.stakes.allies.states import ThemeFacts, allied, focused
from maillage.trade.stakes.allies.views import allies_sentence, shown_hesitant
from maillage.trade.stakes.choices import ThemeState
from maillage.trade.stakes.convergences.queries import Convergences, read_convergences
from maillage.trade.stakes.convergences.views import (
    divided_words,
    pair_doubts,
    pairs_sentence,
    weighed_words,
)
from maillage.trade.stakes.positions.queries.readings import Readings
from maillage.trade.stakes.themes.models import Theme, ThemeChoice
from maillage.trade.stakes.themes.queries import ThemeLine
from tests.readings.games import NAMES, ONE, game_of
from tests.readings.positions import ALL_AGAINST, ALL_FOR, ALL_NEUTRAL, DAY, readings_of
from tests.readings.tables import Case, Room


def _pairs(name: str, *columns: Sequence[int | None]) -> Case:
    """True when those said to join share more than they dispute, and those who face less."""
    result = read_convergences(readings_of(*columns))
    ends = [*(pair.net for pair in result.closest[:1]), *(pair.net for pair in result.farthest[:1])]
    words = pairs_sentence(result)
    holds = (not ends) == ("Aucun enjeu" in words) and all(_agrees(result, words) for _ in ends)
    return Case(f"pairs, {name}", words, holds)


def _agrees(result: Convergences, words: str) -> bool:
    joined = any(pair.same for pair in result.closest[:1])
    faced = any(pair.opposed for pair in result.farthest[:1])
    return ("se rejoignent" in words or not joined) and ("opposent" in words or not faced)


def pairs() -> list[Case]:
    """Who is closest and who is farthest."""
    doubted = readings_of((2, 2, None), (None, 3, -3), doubts=[0, 2])
    both = readings_of((2, 2), doubts=[0, 1])
    return [
        _pairs("all against", ALL_AGAINST),
        _pairs("all neutral", ALL_NEUTRAL),
        _pairs("all for", ALL_FOR),
        _pairs("a tie", (3, -3)),
        _pairs("one", (3, None)),
        _pairs("all silent", (None, None)),
        _pairs("everybody left"),
        _pairs("two stakes each", (3, 3, -3), (2, 2, -2)),
        _pairs("both ways", (3, 3), (2, 2), (1, -1)),
        Case("pairs, doubts", " ".join(_doubts(doubted)), True),
        Case("pairs, two doubts of one pair", " ".join(_doubts(both)), True),
        Case("pairs, no doubt", " ".join(_doubts(readings_of((2, 2)))), True),
    ]


def _doubts(read: Readings) -> list[str]:
    return pair_doubts(read.table, read_convergences(read))


def _divided() -> list[Case]:
    """True when a pair is said divided for having both agreed and disagreed, and only then."""
    tables = {
        "one of each": ((3, 3), (2, -2)),
        "two of each": ((3, 3), (2, 2), (1, -1), (-2, 4)),
        "all for": (ALL_FOR, ALL_FOR),
        "all neutral": (ALL_NEUTRAL, ALL_NEUTRAL),
        "one, and a silence": ((3, 3), (2, None)),
    }
    cases = []
    for name, columns in tables.items():
        result = read_convergences(readings_of(*columns))
        words = " ".join(divided_words(result, one) for one in result.divided)
        products = [(column[0] or 0) * (column[1] or 0) for column in columns]
        both = min(products) < 0 < max(products)
        cases.append(Case(f"divided, {name}", words, bool(words) == both))
    return cases


def _weighed() -> list[Case]:
    """True when the first pair is that whose agreements carry most power (order 3)."""
    return [
        _weigh("the light ones agree more", (1, 4, 4), (1, None, None)),
        _weigh("all against", ALL_AGAINST),
        _weigh("all neutral", ALL_NEUTRAL),
        Case(
            "weighed, nobody may read who weighs",
            " ".join(weighed_words(read_convergences(readings_of(ALL_FOR)))),
            read_convergences(readings_of(ALL_FOR)).weighed is None,
        ),
    ]


def _weigh(name: str, *columns: Sequence[int | None]) -> Case:
    game = game_of(ONE)
    power = [one.power for one in game.placed]
    result = read_convergences(readings_of(*columns), game)
    carried = {
        (first, second): sum(
            abs(column[first] or 0) * power[first] + abs(column[second] or 0) * power[second]
            for column in columns
            if (column[first] or 0) * (column[second] or 0) > 0
        )
        for first, second in combinations(range(3), 2)
    }
    sentences = weighed_words(result)
    most = max(carried, key=lambda pair: carried[pair])
    first = f"{NAMES[most[0]]} et {NAMES[most[1]]}"
    right = sentences[0].startswith(first) if carried[most] else not sentences
    return Case(f"weighed, {name}", " ".join(sentences), right)


Strengths = Mapping[tuple[int, int], tuple[int, date]]
CHAIN: Strengths = {(0, 1): (3, DAY), (1, 2): (2, DAY)}


def allies_of_first(columns: Sequence[Sequence[int | None]], strengths: Strengths) -> Allies:
    """The allies of the first of these stakes."""
    read = readings_of(*columns)
    return read_allies(read, read.stakes[0], strengths)


def _allies(name: str, *columns: Sequence[int | None], strengths: Strengths | None = None) -> Case:
    """True when those who support, and those reached among the others, are as many as said."""
    result = allies_of_first(columns, CHAIN if strengths is None else strengths)
    words = " ".join(
        [
            allies_sentence(result),
            *(
                " ".join([one.actor.name, line.stance, line.shortest, *line.others])
                for one in result.hesitant
                if (line := shown_hesitant(one))
            ),
        ]
    )
    first = columns[0] if columns else ()
    support = sum(value is not None and value > 0 for value in first)
    others = len(first) - support
    right = (len(result.supporters), len(result.hesitant)) == (support, others)
    reached = sum(bool(one.ways) for one in result.hesitant)
    claimed = "; un chemin connu" in words
    return Case(f"allies, {name}", words, right and (claimed == bool(reached and support)))


def allies() -> list[Case]:
    """Who supports a stake, and by whom one reaches the others."""
    elsewhere = (3, -2, None), (2, 2, None), (1, 1, 1)
    against = (3, -2, None), (2, -2, None), (1, 1, -1), (1, -1, None)
    relay: Strengths = {(0, 1): (4, DAY), (1, 2): (1, DAY)}
    return [
        _allies("all against", ALL_AGAINST),
        _allies("all neutral", ALL_NEUTRAL),
        _allies("all silent", (None, None, None)),
        _allies("one", (3, None, None)),
        _allies("all for", ALL_FOR),
        _allies("no influence", (3, 2, -1), strengths={}),
        _allies("two for, one reached", (3, 2, -1)),
        _allies("shared elsewhere", *elsewhere),
        _allies("opposed elsewhere", *against, strengths=relay),
        _allies("opposed on one other", (3, -2, None), (1, -1, None)),
        _allies("four strengths", (3, None, None), strengths={(0, 1): (1, DAY), (0, 2): (4, DAY)}),
        _allies("two strengths", (3, None, None), strengths={(0, 1): (2, DAY), (0, 2): (3, DAY)}),
    ]


def _theme(label: str, state: str, pk: int) -> ThemeLine:
    choices = [ThemeChoice(state=state, on=DAY)] if state else []
    return ThemeLine(Theme(pk=pk, label=label), choices, 0)


def _themes(name: str, allied_themes: Sequence[int], *lines: ThemeLine) -> list[Case]:
    facts = ThemeFacts(lines, frozenset(allied_themes), "/t/", "/a/", "/p/")
    cases = []
    for leaf, state in (("focus", focused(facts)), ("allies", allied(facts))):
        words = f"{state.level.label} : {state.reason} {state.next_step}".strip()
        shown = [one.theme.pk for one in lines if one.state == ThemeState.KEPT]
        done = bool(shown) and (
            set(shown) <= set(allied_themes)
            if leaf == "allies"
            else any(one.state == ThemeState.LATER for one in lines)
        )
        cases.append(Case(f"leaf, {leaf}, {name}", words, (state.level == "done") == done))
    return cases


def themes() -> list[Case]:
    """The leaves of themes and allies."""
    bus, water = _theme("Bus", ThemeState.KEPT, 1), _theme("Eau", ThemeState.KEPT, 2)
    later = _theme("Culture", ThemeState.LATER, 3)
    return [
        *_themes("none", []),
        *_themes("all open", [], _theme("Bus", "", 1)),
        *_themes("one kept", [], bus),
        *_themes("one later", [], later),
        *_themes("one of each, allied", [1], bus, later),
        *_themes("two and one, one allied", [1], bus, water, later),
    ]


PAIRS = Room(
    "pairs",
    lambda: [*pairs(), *_divided(), *_weighed(), *allies(), *themes()],
    {
        "trade/stakes/convergences/views.py": (
            "pair_words _on_stakes pairs_sentence pair_doubts weighed_words divided_words"
        ),
        "trade/stakes/allies/views.py": (
            "allies_sentence ways_words shown_hesitant way_words _elsewhere"
        ),
        "trade/stakes/allies/states.py": "focused allied",
    },
)

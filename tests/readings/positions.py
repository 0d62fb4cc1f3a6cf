"""What a matrix of positions says: headline, words of stakes, leaf, pairs, allies."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from maillage.analysis.common_ground import Label
from maillage.trade.stakes.actors.queries import ActorHead
from maillage.trade.stakes.choices import StakeLabel
from maillage.trade.stakes.positions.queries.readings import Readings, StakeReading, read_readings
from maillage.trade.stakes.positions.queries.table import Spoken, StakeHead, Table
from maillage.trade.stakes.positions.states import StakeFacts, common_ground_state
from maillage.trade.stakes.positions.words import (
    actor_words,
    day_words,
    doubt_sentences,
    reading_cell,
    table_sentence,
    to_listen_to,
)
from maillage.trade.stakes.stakes.models import LabelChoice
from tests.readings.tables import Case, Room

DAY = date(2026, 10, 1)
NAMES = ("Bouin", "Rouans", "Vue", "Pornic", "Blain")
Column = Sequence[int | None]

ALL_AGAINST, ALL_NEUTRAL, ALL_FOR = (-3, -2, -1), (0, 0, 0), (3, 2, 1)
TIE, LIGHT, SILENT = (3, -3), (3, 3, -1), (None, None, None)
SOFT, VITAL, MANY = (2, 2, -2), (3, 3, -4), (3, -3, None)


def readings_of(*columns: Column, doubts: Sequence[int] = (), is_whole: bool = True) -> Readings:
    """The readings of these stakes; the positions of the actors `doubts` are to be confirmed."""
    count = max((len(column) for column in columns), default=0)
    actors = [ActorHead(at, NAMES[at], "", None, None) for at in range(count)]
    stakes = [StakeHead(at, 100 + at, f"Enjeu {at + 1}") for at in range(len(columns))]
    spoken = {
        (actor, 100 + at): Spoken(value, DAY, 1, actor in doubts)
        for at, column in enumerate(columns)
        for actor, value in enumerate(column)
        if value is not None
    }
    table = Table(actors, stakes, spoken, holds_narrow=False)
    return read_readings(table, LabelChoice.objects.none(), is_whole=is_whole)


def labels(read: Readings) -> list[Label]:
    """What the engine reads of each stake."""
    return [one.reading.label for one in read.stakes]


def _head(name: str, read: Readings, *expected: Label, share: float | None = None) -> Case:
    """The headline: true when the engine counts the same labels, on that share of the places."""
    head = table_sentence(read)
    right = share is None or round(read.coverage.total, 2) == share
    words = f"{head.sentence} {head.coverage}".strip()
    return Case(name, words, right and (not expected or labels(read) == list(expected)))


def headlines() -> list[Case]:
    """The sentence above the matrix."""
    ground, rejected, none = Label.COMMON_GROUND, Label.REJECTED, Label.NO_SIDE
    deal, clash, unknown = Label.COMPROMISE, Label.CONFLICT, Label.UNKNOWN
    mixed = ALL_FOR, ALL_FOR, LIGHT, SILENT, ALL_NEUTRAL
    twice = (ALL_AGAINST, ALL_NEUTRAL, LIGHT, MANY, SILENT) * 2
    return [
        _head("all against", readings_of(ALL_AGAINST), rejected, share=1),
        _head("all neutral", readings_of(ALL_NEUTRAL), none, share=1),
        _head("a tie", readings_of(TIE), clash, share=1),
        _head("mixed", readings_of(*mixed), ground, ground, deal, unknown, none, share=0.8),
        _head("two of each", readings_of(*twice), *(rejected, none, deal, clash, unknown) * 2),
        _head("all for, for a partner", readings_of(ALL_FOR, is_whole=False), ground, share=1),
        _head("all silent", readings_of(SILENT), unknown, share=0),
        _head("all silent, for a partner", readings_of(SILENT, is_whole=False), share=0),
        _head("one spoke", readings_of((2, None, None)), ground, share=0.33),
        _head("one spoke, for a partner", readings_of((2, None, None), is_whole=False)),
        _head("everybody left", readings_of(()), unknown, share=0),
    ]


def _side(name: str, column: Column, label: Label, *, is_whole: bool = True) -> Case:
    """The word of a stake and its reason: true when the engine reads that label."""
    one = readings_of(column, is_whole=is_whole).stakes[0]
    cell = reading_cell(one)
    words = f"{cell.words}. {cell.note}. {one.reason} {actor_words(one)}."
    return Case(f"stake, {name}", words, one.reading.label == label and _counts(column, words))


def _counts(column: Column, words: str) -> bool:
    """Whether the numbers for and against that are said are those of the column."""
    camps = {
        "pour": sum(value is not None and value > 0 for value in column),
        "contre": sum(value is not None and value < 0 for value in column),
    }
    return all(f"{count} {camp}" in words for camp, count in camps.items() if count) or (
        "Ne peut pas encore" in words or "Trop peu" in words
    )


def stakes() -> list[Case]:
    """The word beside each stake, and why."""
    chosen = readings_of(TIE).stakes[0]
    choice = LabelChoice(label=StakeLabel.DEAL, on=DAY, reason="Un échange de terrains se dessine.")
    cell = reading_cell(replace(chosen, chosen=choice))
    return [
        _side("all against", ALL_AGAINST, Label.REJECTED),
        _side("one against", (-2, None), Label.REJECTED),
        _side("all neutral", ALL_NEUTRAL, Label.NO_SIDE),
        _side("all for", ALL_FOR, Label.COMMON_GROUND),
        _side("one for", (2, 0), Label.COMMON_GROUND),
        _side("one for, for a partner", (2, None), Label.COMMON_GROUND, is_whole=False),
        _side("a tie", TIE, Label.CONFLICT),
        _side("a light opposition", LIGHT, Label.COMPROMISE),
        _side("nobody firm", SOFT, Label.COMPROMISE),
        _side("an existence", VITAL, Label.CONFLICT),
        _side("two silent of five", (3, 2, 1, None, None), Label.COMMON_GROUND),
        _side("most silent", (2, None, None), Label.COMMON_GROUND),
        _side("all silent", SILENT, Label.UNKNOWN),
        _side("too few, for a partner", (2, None, None), Label.COMMON_GROUND, is_whole=False),
        Case("day of a position", day_words(DAY, is_whole=True), True),
        Case("day of a position, for a partner", day_words(DAY, is_whole=False), True),
        Case("stake, chosen", f"{cell.words}. {cell.note}.", chosen.label != StakeLabel.DEAL),
    ]


def doubts() -> list[Case]:
    """Where one position to confirm would change the word."""
    one = readings_of(LIGHT, doubts=[2])
    two = readings_of((3, 2), doubts=[0, 1])
    firm = readings_of((3, 3, 3, -3, -3), doubts=[0])
    many = readings_of(*[LIGHT] * 4, doubts=[2])
    more = readings_of(*[LIGHT] * 5, doubts=[2])

    def changes(read: Readings, place: int) -> bool:
        """Whether the word is another one once that position is turned, or not there."""
        column = read.table.column(read.stakes[0].stake)
        turned = [value if at != place else -(value or 0) for at, value in enumerate(column)]
        without = [value if at != place else None for at, value in enumerate(column)]
        others = [readings_of(column).stakes[0].computed for column in (turned, without)]
        return any(other != read.stakes[0].computed for other in others)

    return [
        Case("doubt, the only opponent", " ".join(doubt_sentences(one)), changes(one, 2)),
        Case(
            "doubt, either of two",
            " ".join(doubt_sentences(two)),
            changes(two, 0) and changes(two, 1),
        ),
        Case("doubt, one of many", " ".join(doubt_sentences(firm)), not changes(firm, 0)),
        Case("doubt, four stakes", " ".join(doubt_sentences(many)), changes(many, 2)),
        Case("doubt, five stakes", " ".join(doubt_sentences(more)), changes(more, 2)),
    ]


def silences() -> list[Case]:
    """Whom to hear, and the leaf of the map."""
    one, two = readings_of((2, None)), readings_of((2, None), (2, None))
    partly = readings_of((2, 2, 2), (2, None, 2))
    mostly = readings_of((2, 2, 2), (2, None, 2), (2, None, 2))
    two_partly = readings_of((2, 2, 2), (2, 2, None), (2, None, 2))
    unread = readings_of((2, 2, 2), (2, None, None))
    two_unread = readings_of((2, 2, 2), (2, None, None), (None, 2, None))

    def leaf(name: str, read: Readings, *, holds: bool) -> Case:
        state = common_ground_state(StakeFacts(read, "/p/", "/e/"))
        words = f"{state.level.label} : {state.reason} {state.next_step}".strip()
        return Case(f"leaf, {name}", words, holds)

    return [
        Case("hear, the only stake", to_listen_to(one), len(one.table.stakes) == 1),
        Case("hear, one silence", to_listen_to(partly), len(partly.silent[0].subjects) == 1),
        Case("hear, two silences", to_listen_to(mostly), len(mostly.silent[0].subjects) == 2),
        Case("hear, all silences", to_listen_to(two), len(two.silent[0].subjects) == 2),
        leaf("no stake", readings_of(), holds=True),
        leaf("all silent", readings_of(SILENT), holds=not readings_of(SILENT).table.spoken),
        leaf("one mute", one, holds=[s.actor for s in one.silent if s.share == 1] == ["Rouans"]),
        leaf(
            "two mute",
            readings_of((2, None, None)),
            holds=sum(s.share == 1 for s in readings_of((2, None, None)).silent) == 2,
        ),
        leaf("one unread", unread, holds=unread.stakes[1].computed is None),
        leaf("two unread", two_unread, holds=two_unread.stakes[2].computed is None),
        leaf("all spoke of one", readings_of(ALL_FOR), holds=not readings_of(ALL_FOR).silent),
        leaf("all spoke of two", readings_of(ALL_FOR, (*TIE, 1)), holds=True),
        leaf("one partly silent", partly, holds=[s.share for s in partly.silent] == [0.5]),
        leaf("two partly silent", two_partly, holds=len(two_partly.silent) == 2),
    ]


def reading_of(read: Readings) -> StakeReading:
    """The first stake."""
    return read.stakes[0]


POSITIONS = Room(
    "positions",
    lambda: [*headlines(), *stakes(), *doubts(), *silences()],
    {
        "trade/stakes/positions/words.py": "",
        "trade/stakes/positions/states.py": "",
        "ground/actors/readings/words.py": "doubtful_positions",
    },
)

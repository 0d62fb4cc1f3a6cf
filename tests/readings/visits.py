"""What is said of whom to meet."""

from collections.abc import Sequence
from datetime import date

from maillage.ground.actors.postures.states import AGES_AFTER
from maillage.trade.stakes.who_to_meet.rules import MeetingCell, Visit, by_need, visit
from maillage.trade.stakes.who_to_meet.words import reason_words, visits_sentence
from tests.readings.tables import Case, Room

TODAY, RECENT, OLD = date(2026, 11, 25), date(2026, 10, 1), date(2026, 3, 2)
SILENT, SURE = MeetingCell("Eau", "", None), MeetingCell("Eau", "", RECENT)
DOUBTFUL, STALE = MeetingCell("Eau", "", RECENT, is_doubtful=True), MeetingCell("Eau", "", OLD)


def _visits(name: str, *cells: Sequence[MeetingCell], members: Sequence[str] = ()) -> Case:
    """True when as many are counted as have a cell that is silent, doubtful or old."""
    names = members or ("Bouin", "Rouans", "Vue")[: len(cells)]
    read = [_visit(one, row) for one, row in zip(names, cells, strict=True)]
    called = by_need(read)
    reasons = [f"{one.name} {words}" for one in called for words, *_rest in reason_words(one)]
    words = " ".join([visits_sentence(called, len(read)), *reasons])
    calling = [row for row in cells if {SILENT, DOUBTFUL, STALE} & set(row)]
    counts = ("ersonne", "Une structure", "Deux structures", "Trois structures")
    return Case(f"visits, {name}", words, counts[len(calling)] in words)


def _visit(name: str, cells: Sequence[MeetingCell]) -> Visit:
    return visit(name, "", cells, TODAY, AGES_AFTER)


def visits() -> list[Case]:
    """How many members to meet, and why."""
    return [
        _visits("all silent", [SILENT], [SILENT], [SILENT]),
        _visits("all recent and sure", [SURE], [SURE]),
        _visits("everybody left"),
        _visits("one silent", [SILENT], [SURE]),
        _visits("one doubtful", [SURE], [DOUBTFUL]),
        _visits("one old", [STALE], [SURE]),
        _visits("two of each", [SILENT] * 2 + [DOUBTFUL] * 2 + [STALE] * 2),
        _visits("a tie", [SILENT, SURE], [SILENT, SURE]),
        _visits("a tie of the first two", [SILENT, STALE], [SILENT, DOUBTFUL], [STALE, SURE]),
        _visits("one first", [SILENT] * 3, [STALE]),
        _visits("silent before old", [STALE], [SILENT]),
    ]


VISITS = Room("visits", visits, {"trade/stakes/who_to_meet/words.py": ""})

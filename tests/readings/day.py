"""What the day says in one sentence."""

from datetime import date, timedelta

from maillage.core.agenda import Turn, Upcoming, Waiting
from maillage.ground.missions.my_day.words import Day, day_reading
from tests.readings.tables import Case, Room

TODAY, SINCE = date(2026, 11, 25), date(2026, 11, 19)
CALL = Waiting("Relancer la DDT : étude", "", "/a/")
LAW = Waiting("Informer", "", "/b/", turn=Turn.LEGAL)
LATER = Waiting("Nommer", "", "/c/", turn=Turn.COMPLETES)
THREE = Waiting("Trois promesses en retard", "", "/d/", parts=(CALL, CALL, CALL))


def _day(
    name: str,
    *gestures: Waiting,
    arrived: int = 0,
    follows: bool = True,
    away: int | None = None,
    label: str = "COPIL",
    aged: int = 0,
    owed: int = 0,
    since: date = SINCE,
    note_of: str = "",
) -> Case:
    """True when it says that nothing presses exactly where nothing does, nor is late, nor awaited.

    Who does not follow the others is not told so.
    """
    coming = Upcoming(TODAY + timedelta(days=away or 0), label, "", "/")
    next_date = None if away is None else coming
    day = Day(TODAY, since, gestures, arrived, follows, next_date, aged, owed, note_of)
    words = day_reading(day)
    presses = any(one.turn != Turn.COMPLETES for one in gestures)
    presses = presses or not follows or bool(aged or owed)
    return Case(f"day, {name}", words, presses != ("Rien ne presse" in words))


def days() -> list[Case]:
    """Busy and quiet days, of those who follow the others and of those who do not."""
    return [
        _day("one waits", CALL, arrived=1),
        _day("three alike and a delay", THREE, LAW, LATER, arrived=7),
        _day("a delay alone", LAW),
        _day("only what completes", LATER, away=6),
        _day("nothing, a date today", away=0),
        _day("nothing, a date tomorrow", away=1),
        _day("nothing at all"),
        _day("a partner, nothing", follows=False, away=6),
        _day("a partner, one waits", CALL, follows=False),
        _day("a partner, nothing at all", follows=False),
        _day("a mission has aged", aged=1),
        _day("missions have aged, a date comes", aged=5, away=1),
        _day("others owe", owed=2, away=1),
        _day("others owe, no date", owed=1),
        _day("nothing since this morning", since=TODAY),
        _day("two things since this morning", CALL, since=TODAY, arrived=2),
        _day("somebody hands over", CALL, note_of="Théo Marsac"),
        _day("a date that is a question", follows=False, away=1, label="Faut-il ouvrir ?"),
    ]


DAY = Room("day", days, {"ground/missions/my_day/words.py": ""})

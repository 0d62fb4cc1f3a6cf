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
) -> Case:
    """True when it says that nothing presses exactly where nobody waits and no delay runs."""
    coming = Upcoming(TODAY + timedelta(days=away or 0), label, "", "/")
    next_date = None if away is None else coming
    words = day_reading(Day(TODAY, SINCE, gestures, arrived, follows, next_date))
    presses = any(one.turn != Turn.COMPLETES for one in gestures)
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
        _day("a date that is a question", follows=False, away=1, label="Faut-il ouvrir ?"),
    ]


DAY = Room("day", days, {"ground/missions/my_day/words.py": ""})

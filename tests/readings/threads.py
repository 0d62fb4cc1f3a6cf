"""What is said of what stands between a structure and the cooperation."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from maillage.core.strands import IN_ORDER, StrandMark, Thread, ThreadStrand
from maillage.ground.directory.threads.words import (
    thread_counts,
    thread_in_few_words,
    thread_sentence,
)
from tests.readings.tables import Case, Room

DAY, COMING = date(2026, 11, 19), date(2026, 12, 10)
OPEN = frozenset({"deferred", "unknown", "expected", "sent", "unsent"})
NUMBERS = {"un": 1, "une": 1, "deux": 2, "trois": 3}
# For each fact, what its sentence says, and what it says for several.
WORDS = {
    "adopted": ("une décision", "deux décisions"),
    "tacit": ("une décision par silence", "deux décisions par silence"),
    "reserved": ("une décision avec réserves", "deux décisions avec réserves"),
    "refused": ("refusé une décision", "refusé deux décisions"),
    "tacit_refusal": ("un refus", "deux refus"),
    "asked": ("Une demande attend", "Deux demandes attendent"),
    "delivered": ("Une promesse est tenue", "Deux promesses sont tenues"),
}


def vote(fact: str, next_on: date | None = None) -> StrandMark:
    """A question that stands so before her council."""
    return StrandMark(fact, DAY, "Charte", "", "/", is_open=fact in OPEN, next_on=next_on)


def thread_with(votes: Sequence[StrandMark], promises: Sequence[str]) -> Thread:
    """The thread of these votes and of promises in these states."""
    given = tuple(StrandMark(fact, DAY, "Une salle", "", "/") for fact in promises)
    return Thread(
        (
            ThreadStrand("votes", "Ses votes", tuple(votes)),
            ThreadStrand("promises", "Ses promesses", given),
        )
    )


def _case(name: str, *facts: str, promises: Sequence[str] = (), coming: bool = False) -> Case:
    """True when each fact is counted, and only what is open is said to be."""
    votes = [vote(one, COMING if coming else None) for one in facts]
    words = thread_sentence(thread_with(votes, promises))
    counts = Counter([*facts, *promises])
    shown = [WORDS[fact][count > 1] in words for fact, count in counts.items() if fact in WORDS]
    silent = [
        WORDS[fact][0] not in words for fact in ("tacit_refusal", "refused") if not counts[fact]
    ]
    never = ("jamais" in words) == (not facts)
    is_open = ("« Charte »" in words) == bool(OPEN & set(facts))
    return Case(f"sentence, {name}", words, all([*shown, *silent, never, is_open]))


def sentences() -> list[Case]:
    """What she voted, what is open, what she promised."""
    return [
        _case("never asked"),
        _case("never asked, one promise", promises=["promised"]),
        _case("never asked, one demand", promises=["asked"]),
        _case("one adopted", "adopted"),
        _case("two adopted, one refused", "adopted", "adopted", "refused"),
        _case("one of each", "adopted", "reserved", "tacit", "refused", "tacit_refusal"),
        _case("two of each", *("reserved", "tacit", "refused", "tacit_refusal") * 2),
        _case("no longer asked", "left"),
        _case("no longer asked, then adopted", "left", "adopted"),
        _case("deferred", "adopted", "deferred"),
        _case("deferred, day known", "deferred", coming=True),
        _case("met, vote unknown", "unknown"),
        _case("to vote", "expected", coming=True),
        _case("sent, no day", "sent"),
        _case("to send", "unsent"),
        _case("two open", "deferred", "unsent"),
        _case("three open", "deferred", "unsent", "sent"),
        _case("one late", "adopted", promises=["late"]),
        _case("two promised, one late", "adopted", promises=["confirmed", "late"]),
        _case("two demands", "adopted", promises=["asked", "asked"]),
        _case("promised and asked", "adopted", promises=["promised", "asked"]),
        _case("one delivered", "adopted", promises=["delivered"]),
        _case("two delivered", "adopted", promises=["delivered", "delivered"]),
        _case("withdrawn alone", "adopted", promises=["withdrawn"]),
    ]


def _few(name: str, *facts: str, promises: Sequence[str] = ()) -> Case:
    """True when the numbers said are those of the votes, of what is open and of the promises."""
    words = thread_in_few_words(thread_with([vote(one) for one in facts], promises))
    settled = sum(fact not in OPEN and fact != "left" for fact in facts)
    counts = [
        settled,
        sum(fact in OPEN for fact in facts),
        sum(fact not in {"asked", "withdrawn"} for fact in promises),
        sum(fact == "asked" for fact in promises),
    ]
    read = [NUMBERS[part.split()[0]] for part in words.split(", ")] if any(counts) else []
    never = ("jamais" in words) == (not facts and not any(counts))
    return Case(f"cell, {name}", words, never and read == [one for one in counts if one])


def cells() -> list[Case]:
    """The same in a cell."""
    return [
        _few("nothing"),
        _few("one of each", "adopted", "deferred", promises=["promised"]),
        _few(
            "several of each", *("adopted", "unsent") * 2, promises=["late", "delivered", "asked"]
        ),
        _few("a question withdrawn", "left"),
        _few("two demands", promises=["asked", "asked"]),
    ]


def counts() -> list[Case]:
    """How much each strand holds."""
    marks = (vote("adopted"),)
    one, two = (
        thread_counts(Thread(tuple(ThreadStrand(key, key, marks * n) for key in IN_ORDER)))
        for n in (1, 2)
    )
    return [
        Case("counts, one", one, one.count("une ") == len(IN_ORDER)),
        Case("counts, two", two, two.count("deux ") == len(IN_ORDER)),
    ]


THREADS = Room(
    "threads",
    lambda: [*sentences(), *cells(), *counts()],
    {"ground/directory/threads/words.py": ""},
)

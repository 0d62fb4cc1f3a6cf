"""What the page of a meeting says: before it, during it, after it, and of each decision."""

from datetime import date, time

from maillage.foundation.mail.choices import State
from maillage.trade.governance.choices import QuorumKind
from maillage.trade.governance.meeting_page.words import (
    CalledPerson,
    Course,
    Follow,
    Share,
    after_sentence,
    answers_words,
    councils_words,
    during_sentence,
    follow_words,
    letters_words,
    promised_words,
    quorum_ahead,
)
from maillage.trade.governance.meetings.words import called_words
from tests.readings.tables import Case, Room

TODAY = date(2026, 11, 25)
STATE = "La séance s’est tenue."


def _ahead(name: str, kind: str, *shares: Share) -> Case:
    """True when the quorum is said out of reach exactly where too many are away."""
    words = quorum_ahead(kind, shares)
    is_lost = any(one.is_lost for one in shares) and kind != QuorumKind.NONE
    counts = any(one.seats for one in shares)
    return Case(f"ahead, {name}", words, ("ne peut pas" in words) == (is_lost and counts))


def _answers(name: str, away: int, silent: int, vacant: int = 0) -> Case:
    words = answers_words(away, silent, vacant)
    is_silent = ("rien n’est noté" in words) == bool(away and silent)
    return Case(f"answers, {name}", words, is_silent and ("en fonction" in words) == bool(vacant))


def _called(
    name: str, people: int, structures: int, *, sent: int = 0, unreachable: int = 0
) -> Case:
    words = called_words(people, structures, sent, unreachable)
    is_true = ("partie" in words) == bool(sent) and ("adresse" in words) == bool(unreachable)
    return Case(f"called, {name}", words, is_true)


def _promised(name: str, shown: int, late: int, *, has_more: bool = False) -> Case:
    words = promised_words(shown, late, has_more=has_more)
    return Case(f"promised, {name}", words, ("retard" in words) == bool(late))


def _during(name: str, course: Course) -> Case:
    """True when it is said open only once it was opened, and decisions only when some are noted."""
    words = during_sentence(course)
    is_open = ("Ouverte" in words) == bool(course.opened)
    return Case(
        f"during, {name}", words, is_open and ("écision" in words) == bool(course.decisions)
    )


def _after(name: str, decisions: int, sent: int | None) -> Case:
    """True when nothing is said of the sending to whom may not know it."""
    words = after_sentence(STATE, decisions, sent)
    return Case(f"after, {name}", words, ("relevé" in words) == (sent is not None))


def _follow(name: str, one: Follow) -> Case:
    """True when the councils are said to be asked only where a joint decision exists."""
    words = follow_words(one, TODAY)
    return Case(f"decision, {name}", words, ("Posée" in words) == bool(one.standing))


def _councils(name: str, *names: str) -> Case:
    words = councils_words(names)
    return Case(f"councils, {name}", words, all(one in words for one in names))


def _letters(name: str, *called: CalledPerson) -> Case:
    """True when a letter is said gone only where a server took it, and each who differs is said."""
    words = letters_words(called)
    sent = [one for one in called if State.SENT in {one.state, one.former}]
    differ = len({(one.state, one.has_address) for one in called}) > 1
    right = ("partie le" in words) == bool(sent) and all(
        (one.name in words) == differ for one in called
    )
    return Case(f"letters, {name}", words, right)


def letters() -> list[Case]:
    """Where the convocations of a seat are."""
    lea, paul = CalledPerson("Léa Roux"), CalledPerson("Paul Hervé", has_address=False)
    gone = CalledPerson("Inès Gaborit", state=State.SENT, sent_on=TODAY)
    before = CalledPerson("Inès Gaborit", former=State.SENT, sent_on=TODAY)
    return [
        _letters("nobody"),
        _letters("not yet", lea),
        _letters("no address", paul),
        _letters("gone", gone),
        _letters("of before", before),
        _letters("two alike", lea, CalledPerson("Noé Roux")),
        _letters("two who differ", gone, lea),
        *(
            _letters(state.value, CalledPerson("Léa Roux", state=state))
            for state in State
            if state != State.SENT
        ),
    ]


def meetings() -> list[Case]:
    """Each sentence of the page of a meeting."""
    whole, college, none = QuorumKind.WHOLE, QuorumKind.COLLEGE, QuorumKind.NONE
    towns, actors = Share("collectivités", 6, 4, 5), Share("acteurs", 3, 2, 3)
    quorum = "Quorum atteint : 5 présents, il en faut 4."
    return [
        _ahead("none", none, Share("", 6, 4, 0)),
        _ahead("no seat", whole, Share("", 0, 1, 0)),
        _ahead("one seat", whole, Share("", 1, 1, 1)),
        _ahead("one seat, away", whole, Share("", 1, 1, 0)),
        _ahead("whole", whole, Share("", 8, 5, 6)),
        _ahead("whole, lost", whole, Share("", 8, 5, 4)),
        _ahead("colleges", college, towns, actors),
        _ahead("colleges, one lost", college, towns, Share("acteurs", 3, 2, 1)),
        _ahead("colleges, unnamed", college, Share("", 3, 2, 3)),
        _ahead("colleges, unnamed lost", college, Share("", 3, 2, 1)),
        _answers("nobody", 0, 8),
        _answers("one, one silent", 1, 1),
        _answers("two, five silent", 2, 5),
        _answers("all", 3, 0),
        _answers("nobody, one vacant", 0, 8, 1),
        _answers("two, three vacant", 2, 5, 3),
        _called("nobody", 0, 0),
        _called("one person", 1, 0),
        _called("one structure, without address", 0, 1, unreachable=1),
        _called("seven and four, one sent", 7, 4, sent=1),
        _called("seven and four, all sent but two", 7, 4, sent=9, unreachable=2),
        _promised("one", 1, 0),
        _promised("three, one late", 3, 1),
        _promised("more, two late", 6, 2, has_more=True),
        _during("early", Course(time(17, 45), starts=time(18, 30))),
        _during("late", Course(time(18, 40), starts=time(18, 30), quorum=quorum)),
        _during("without hours", Course(time(9))),
        _during("open, one decision", Course(time(19, 12), time(18, 41), None, quorum, 2, 6, 1)),
        _during("open, two decisions", Course(time(19, 12), time(18, 41), None, quorum, 2, 6, 2)),
        _after("not told", 2, None),
        _after("sent to nobody", 1, 0),
        _after("sent to one", 0, 1),
        _after("sent to seven", 0, 7),
        _follow("plain", Follow("decision", "décision, unanimité", item="La charte")),
        _follow("to deliberate", Follow("to_deliberate", "à délibérer par les conseils")),
        _follow("asked", Follow("to_deliberate", "à délibérer", standing="encore possible")),
        _follow("followed", Follow("opinion", "avis", steward="Bouin", review_on=date(2027, 6, 1))),
        _follow("late", Follow("opinion", "avis", review_on=date(2026, 11, 1))),
        _follow("open", Follow("", "")),
        _councils("one", "Bouin"),
        _councils("nine", *[f"Commune {n}" for n in range(9)]),
    ]


MEETINGS = Room(
    "meetings",
    lambda: [*letters(), *meetings()],
    {
        "trade/governance/meeting_page/words.py": "",
        "trade/governance/meetings/words.py": "called_words",
    },
)

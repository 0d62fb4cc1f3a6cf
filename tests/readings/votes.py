"""What is said of the power of each in a body, and of who can block."""

from collections.abc import Sequence
from itertools import combinations

from maillage.ground.actors.readings.words import doubtful_positions
from maillage.trade.governance.choices import DecisionRule
from maillage.trade.governance.voting_rules.rules import (
    BlockingRead,
    BodyPower,
    Voter,
    body_power,
    deciding_voters,
    quota_of_rule,
    read_blocking,
)
from maillage.trade.governance.voting_rules.words import (
    blocking_sentence,
    group_words,
    power_sentence,
    rule_sentence,
    why,
)
from tests.readings.tables import Case, Room

NAMES = ("Bouin", "Rouans", "Vue", "Pornic")
Row = Sequence[int | None]


def power_of(votes: Sequence[int], quota: int | None = None, rule: str = "") -> BodyPower:
    """The power of the first structures with these votes."""
    voters = [Voter(name, name, count) for name, count in zip(NAMES, votes, strict=False)]
    return body_power(voters, rule, quota)


def read_of(votes: Sequence[int], quota: int, stances: Row) -> BlockingRead:
    """Who can block, with these positions."""
    values = {name: value for name, value in zip(NAMES, stances, strict=False) if value is not None}
    return read_blocking(power_of(votes, quota, "weighted_seats"), values)


def _outcome(votes: Sequence[int], quota: int, stances: Row) -> str:
    """The words that the votes counted one by one call for."""
    if quota > sum(votes):
        return "ne peut pas être atteinte"
    if all(one is None for one in stances):
        return "Aucune position connue"
    pairs = list(zip(votes, stances, strict=True))
    refused = sum(vote for vote, one in pairs if one is not None and one < 0)
    agreed = sum(vote for vote, one in pairs if one is not None and one > 0)
    silent = sum(vote for vote, one in pairs if one is None)
    if sum(votes) - refused < quota:
        return "contre"
    if agreed >= quota:
        return "Les voix pour suffisent"
    open_to_block = sum(votes) - refused - silent < quota
    return "laisse" if open_to_block else "neutres ou des favorables"


def _blocking(name: str, votes: Sequence[int], quota: int, stances: Row) -> Case:
    read = read_of(votes, quota, stances)
    words = blocking_sentence(read)
    outcome = _outcome(votes, quota, stances)
    blocks = "suffit à bloquer" in words or "bloquer ensemble" in words
    return Case(f"blocking, {name}", words, outcome in words and blocks == (outcome == "contre"))


def blockings() -> list[Case]:
    """Whether those who are against can stop the decision."""
    return [
        _blocking("all against, each alone", (1, 1, 1), 3, (-1, -1, -1)),
        _blocking("all against, together", (1, 1, 1), 2, (-1, -1, -1)),
        _blocking("all neutral", (1, 1, 1), 2, (0, 0, 0)),
        _blocking("all silent", (2, 1, 1), 3, (None, None, None)),
        _blocking("out of reach", (2, 1, 1), 5, (1, 1, 1)),
        _blocking("one, alone", (3, 1, 1), 3, (-2, 1, 1)),
        _blocking("one, alone, another against", (3, 1, 1), 3, (-2, -1, 1)),
        _blocking("two, together", (1, 1, 1), 2, (-1, -1, 1)),
        _blocking("votes for suffice", (1, 1, 1), 2, (1, 1, -4)),
        _blocking("one, and a silence", (1, 1, 1), 2, (-1, None, 1)),
        _blocking("two, and a silence", (1, 1, 4), 4, (-1, -1, None)),
        _blocking("two silences", (1, 1, 1), 2, (None, None, 1)),
        _blocking("one, and neutrals", (1, 1, 1), 2, (0, 0, -1)),
        _blocking("a tie", (2, 2), 3, (1, -1)),
        _blocking("one without votes", (2, 2, 0), 3, (1, None, -1)),
        *_groups(),
        *_doubts(),
    ]


def _groups() -> list[Case]:
    """True when without the group the majority is out of reach, and with any of it is not."""
    votes, quota = (2, 1, 1), 3
    read = read_of(votes, quota, (-1, 0, None))
    supporting = read_of((2, 1), 3, (1, -1))
    cases = [("group", read, group) for group in read.groups]
    cases += [("group for", supporting, group) for group in supporting.groups]
    return [
        Case(
            f"blocking, {name} {group}",
            group_words(one, group),
            one.votes(range(len(one.voters))) - one.votes(group) < one.quota,
        )
        for name, one, group in cases
    ]


def _doubts() -> list[Case]:
    """True when the position to confirm, removed or reversed, calls for other words."""
    return [
        _doubt("the one that blocks", (3, 1, 1), (-2, 1, 1), 0),
        _doubt("one that changes nothing", (3, 1, 1), (-2, 1, 1), 1),
        _doubt("the only one known", (1, 1, 1), (0, None, None), 0),
    ]


def _doubt(name: str, votes: Sequence[int], stances: Row, doubtful: int) -> Case:
    quota = sum(votes) // 2 + 1
    words = doubtful_positions(deciding_voters(read_of(votes, quota, stances), [NAMES[doubtful]]))
    now, others = _outcome(votes, quota, stances), []
    for value in (None, -(stances[doubtful] or 0)):
        changed = [*stances]
        changed[doubtful] = value
        others.append(_outcome(votes, quota, changed))
    return Case(f"blocking, a doubt, {name}", words, bool(words) == (set(others) != {now}))


def _swings(votes: Sequence[int], quota: int, one: int) -> int:
    """How many alliances of the others reach the majority with this one alone."""
    others = [place for place in range(len(votes)) if place != one]
    sums = [
        sum(votes[place] for place in group)
        for size in range(len(others) + 1)
        for group in combinations(others, size)
    ]
    return sum(total < quota <= total + votes[one] for total in sums)


def _power(name: str, votes: Sequence[int], quota: int) -> Case:
    words = power_sentence(power_of(votes, quota))
    swings = [_swings(votes, quota, place) for place in range(len(votes))]
    alone = [place for place, count in enumerate(swings) if count == sum(swings) > 0]
    idle = [NAMES[place] for place, count in enumerate(swings) if not count and votes[place] > 0]
    expected = "à peu près"
    if not any(swings):
        expected = "ne peut pas être atteinte"
    elif alone and len(votes) > 1:
        expected = f"Les voix de {NAMES[alone[0]]} suffisent"
    elif idle:
        expected = f"{idle[0]} ne fait jamais" if len(idle) == 1 else "ne font jamais"
    elif "du pouvoir" in words:
        expected = "Avec"
    return Case(f"weight, {name}", words, expected in words)


def _colleges(name: str, votes: Sequence[int], quota: int) -> Case:
    words = power_sentence(power_of(votes, quota), by_college=True)
    alone = [place for place, vote in enumerate(votes) if vote >= quota > sum(votes) - vote]
    expected = f"« {NAMES[alone[0]]} » peut décider seul." if alone else "à peu près"
    return Case(f"weight, {name}", words, expected in words)


def weights() -> list[Case]:
    """Who weighs beyond its votes."""
    return [
        _colleges("one college decides", (12, 8), 11),
        _colleges("no college decides", (10, 10), 11),
        _power("out of reach", (1, 1), 3),
        _power("one alone", (5, 1, 1), 4),
        _power("one voter", (3,), 2),
        _power("alike", (1, 1, 1), 2),
        _power("one idle", (4, 4, 2, 1), 10),
        _power("one idle of two votes", (6, 6, 2), 12),
        _power("two idle", (4, 4, 2, 1), 8),
        _power("one without votes", (1, 1, 1, 0), 2),
        _power("beyond its votes", (3, 2, 2), 5),
    ]


def _rule(rule: str, *, tried: bool = False) -> Case:
    power = power_of((4, 3, 2), 7 if tried else None, rule)
    words = rule_sentence(rule, power, tried=tried)
    quota = 7 if tried else quota_of_rule(rule, 9)
    return Case(f"rule, {rule or 'none'}{', tried' * tried}", words, str(quota) in words)


def rules() -> list[Case]:
    """What must be reached."""
    people = [Voter(name, name, 1, 1000) for name in NAMES]
    double = body_power(people, DecisionRule.QUALIFIED_EPCI)
    return [
        *(_rule(one.value) for one in DecisionRule),
        _rule(""),
        _rule("weighted_seats", tried=True),
        Case(
            "rule, of populations",
            rule_sentence(DecisionRule.QUALIFIED_EPCI, double, tried=False),
            double.is_double,
        ),
    ]


def _why(name: str, votes: Sequence[int], quota: int, place: int) -> Case:
    power = power_of(votes, quota)
    words = " ".join(why(power.lines[place], power))
    count = _swings(votes, quota, place)
    expected = f" {count} n’atteignent" if count else "ne change rien"
    return Case(f"why, {name}", words, expected in words)


def reasons() -> list[Case]:
    """Why the figures of one are what they are."""
    many = body_power([Voter(str(at), str(at), 1) for at in range(21)], "", 11)
    crowd = body_power([Voter(str(at), str(at), 1) for at in range(101)], "", 51)
    return [
        _why("three", (3, 2, 2), 5, 0),
        _why("idle", (4, 4, 2, 1), 8, 3),
        Case("why, twenty-one", " ".join(why(many.lines[0], many)), many.lines[0].power < 1),
        Case("why, a crowd", " ".join(why(crowd.lines[0], crowd)), not crowd.lines[0].arrives),
    ]


VOTES = Room(
    "votes",
    lambda: [*blockings(), *weights(), *rules(), *reasons()],
    {"trade/governance/voting_rules/words.py": ""},
)

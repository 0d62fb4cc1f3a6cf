"""What decisions and joint decisions say: where they stand, how many, and their leaf."""

from collections.abc import Sequence
from datetime import date

from maillage.trade.governance.choices import DecisionRule, Silence, Standing, Vote
from maillage.trade.governance.decisions.queries import RouteCounts
from maillage.trade.governance.decisions.states import QuestionFacts, frame_shared, questions_routed
from maillage.trade.governance.decisions.views.routing import routing_sentence
from maillage.trade.governance.joint_decisions.rules import Council, Place, Terms, place_of
from maillage.trade.governance.joint_decisions.states import DecisionFacts, deliberations
from maillage.trade.governance.joint_decisions.views.decision_matrix import matrix_reading
from maillage.trade.governance.joint_decisions.words.standing_words import (
    earliest_words,
    reading_of,
    tally_words,
)
from tests.readings.tables import Case, Room

TODAY, SPRING, SOON = date(2026, 11, 25), date(2026, 3, 2), date(2026, 12, 12)
NAMES = ("Bouin", "Rouans", "Vue", "Pornic")
YES, RESERVED, NO, LATER = Vote.ADOPTED, Vote.RESERVED, Vote.REFUSED, Vote.DEFERRED
UNANIMITY = Terms(DecisionRule.UNANIMITY)
EACH = Terms(DecisionRule.EACH_FOR_ITSELF)
MAJORITY = Terms(DecisionRule.WEIGHTED_SEATS)


def place(
    terms: Terms,
    *votes: str,
    texts: Sequence[str] = (),
    required: Sequence[int] = (),
    sent: bool = True,
    sent_on: date = SPRING,
    session: date | None = None,
    sessions: Sequence[date] = (),
    binding: bool = True,
) -> Place:
    """Where a decision stands with these votes; "" is a council that is waited."""
    councils = [
        Council(
            str(at),
            NAMES[at],
            vote,
            SPRING if vote else None,
            sent_on if sent else None,
            sessions[at] if sessions else session,
            is_required=at in required,
            population=1000,
            text=texts[at] if texts else "",
            is_executory=binding,
        )
        for at, vote in enumerate(votes)
    ]
    return place_of(terms, councils, TODAY)


def _place(name: str, one: Place) -> Case:
    """True when what is said of agreements, refusals and what lacks is in the votes."""
    label = str(one.standing.label)
    words = f"{label.capitalize()} : {reading_of(one)} {tally_words(one)}".strip()
    words = f"{words} {earliest_words(one, TODAY)}".strip()
    return Case(f"decision, {name}", words, _is_true(one, words))


def _is_true(one: Place, words: str) -> bool:
    waited = [council.name for council in one.councils if one.is_waited(council)]
    refused = [council.name for council in one.refused]
    checks = {
        "Tous ont répondu": not waited,
        "aucun conseil n’a encore voté": not any(council.vote for council in one.councils),
        "sans attendre": all(name in words for name in waited[:1]) and bool(waited),
        "ont refusé :": len(refused) > 1,
        " a refusé :": len(refused) >= 1,
        "textes différents": len(one.texts) > 1,
        "réserve": bool(one.reserved),
        " refusé.": bool(refused),
        "Acquise :": not (one.rule == EACH.rule and (waited or one.reserved or len(one.texts) > 1)),
    }
    return all(right for claim, right in checks.items() if claim in words)


def places() -> list[Case]:
    """Why a joint decision stands where it stands."""
    silent = Terms(DecisionRule.UNANIMITY, silence=Silence.TRANSFER)
    against = Terms(DecisionRule.UNANIMITY, silence=Silence.WITHDRAWAL)
    needed = Terms(DecisionRule.REQUIRED)
    some = Terms(DecisionRule.REQUIRED, least_agreements=2)
    counted = Terms(DecisionRule.QUALIFIED_EPCI)
    no_people = place_of(counted, [Council("0", "Bouin"), Council("1", "Vue")], TODAY)
    return [
        _place("nobody is asked", place(UNANIMITY)),
        _place("everybody left a qualified majority", place(counted)),
        _place("no population", no_people),
        _place("no list", place(needed, YES, "")),
        _place("all against", place(UNANIMITY, NO, NO, NO)),
        _place("one against", place(UNANIMITY, YES, NO, YES)),
        _place("all silent, one to send to", place(UNANIMITY, "", sent=False)),
        _place("all silent, three to send to", place(UNANIMITY, "", "", "", sent=False)),
        _place("all silent, sent", place(UNANIMITY, "", "", session=SOON)),
        _place("all adjourned", place(UNANIMITY, LATER, LATER)),
        _place("one adjourned", place(UNANIMITY, YES, LATER, session=SPRING)),
        _place("two adjourned", place(UNANIMITY, LATER, LATER, YES, session=SPRING)),
        _place("one put off", place(UNANIMITY, LATER, "", sessions=[SPRING, SOON])),
        _place("two put off", place(UNANIMITY, LATER, LATER, "", sessions=[SPRING, SPRING, SOON])),
        _place("all agree", place(UNANIMITY, YES, YES)),
        _place("all by silence", place(silent, "", "")),
        _place("one by silence", place(silent, YES, "")),
        _place("all refused by silence", place(against, "", "")),
        _place("one lacks", place(UNANIMITY, YES, YES, "")),
        _place("two lack", place(UNANIMITY, YES, "", "")),
        _place("one of several is enough", place(MAJORITY, YES, YES, "", "")),
        _place("several of several", place(some, YES, "", "", "")),
        _place("two of several", place(some, NO, "", "", "")),
        _place("a tie", place(MAJORITY, YES, YES, NO, NO)),
        _place("enough, one waited", place(MAJORITY, YES, YES, YES, "")),
        _place("enough, one with reservations", place(MAJORITY, YES, YES, YES, RESERVED)),
        _place("all with reservations", place(UNANIMITY, RESERVED, RESERVED)),
        _place("one with reservations", place(UNANIMITY, YES, RESERVED)),
        _place("one with reservations, one lacks", place(UNANIMITY, YES, RESERVED, "")),
        _place("one with reservations, two lack", place(UNANIMITY, RESERVED, "", "")),
        _place("two texts", place(UNANIMITY, YES, YES, texts=("a", "b"))),
        _place("two texts, one lacks", place(UNANIMITY, YES, YES, "", texts=("a", "b", ""))),
        _place("enough, two with reservations", place(some, YES, YES, RESERVED, RESERVED)),
        _place("each, all silent", place(EACH, "", "", sent=False)),
        _place("each, all against", place(EACH, NO, NO)),
        _place("each, alone", place(EACH, YES)),
        _place("each, one", place(EACH, YES, "", "")),
        _place("each, one against", place(EACH, YES, YES, NO)),
        _place("each, two against", place(EACH, YES, YES, NO, NO)),
        _place("each, one with reservations", place(EACH, YES, YES, RESERVED)),
        _place("each, one against, one with reservations", place(EACH, YES, YES, NO, RESERVED)),
        _place("each, acts to come", place(EACH, YES, YES, binding=False)),
        _place("each, alone, act to come", place(EACH, YES, binding=False)),
        _place("each, one of each", place(EACH, YES, RESERVED, NO)),
        _place("each, all with reservations", place(EACH, RESERVED, RESERVED)),
        _place("each, two texts", place(EACH, YES, YES, texts=("a", "b"))),
        _place("each, the indispensable one lacks", place(EACH, YES, YES, "", required=[2])),
        _place("each, the indispensable one refuses", place(EACH, YES, NO, required=[1])),
        _place("each, first day", place(EACH, LATER, "", "", "")),
    ]


def _matrix(name: str, **counts: int) -> Case:
    """True when every decision is counted once."""
    values = {str(one.value): counts.get(one.name, 0) for one in Standing}
    words = matrix_reading(values)
    spoken = sum(bool(count) for count in values.values())
    parts = len(words.replace(" et ", ", ").split(", ")) if words else 0
    return Case(f"decisions, {name}", words, parts == spoken)


def headlines() -> list[Case]:
    """How many joint decisions stand where, and what is to be said of questions."""
    routes = {
        "none": RouteCounts(0, 0, 0, 0, 0, 0),
        "one unsaid": RouteCounts(1, 1, 1, 0, 1, 0),
        "two unsaid": RouteCounts(3, 3, 2, 0, 2, 0),
        "one bodiless": RouteCounts(1, 1, 0, 1, 0, 0),
        "two bodiless": RouteCounts(2, 2, 0, 2, 0, 0),
        "one open": RouteCounts(1, 1, 0, 0, 0, 0),
        "two open": RouteCounts(2, 2, 0, 0, 0, 0),
        "all closed": RouteCounts(2, 0, 0, 0, 0, 0),
    }
    cases = []
    for name, counts in routes.items():
        facts = QuestionFacts(counts, "/r/", "/d/")
        routed, frame = questions_routed(facts), frame_shared(facts)
        sentence = routing_sentence(counts)
        claims = "orientée" not in sentence or not (counts.unsaid or counts.bodiless)
        cases.append(Case(f"questions, {name}", sentence, claims))
        for leaf, state in (("routed", routed), ("frame", frame)):
            words = f"{state.level.label} : {state.reason} {state.next_step}".strip()
            lack = counts.unsaid + counts.bodiless if leaf == "routed" else counts.ruleless
            done = bool(counts.all) and not lack
            cases.append(Case(f"leaf, {leaf}, {name}", words, (state.level == "done") == done))
    return [
        *cases,
        _matrix("none"),
        _matrix("one of each", **{one.name: 1 for one in Standing}),
        _matrix("two of each", **{one.name: 2 for one in Standing}),
        _matrix("all impossible", IMPOSSIBLE=3),
        _matrix("one acquired", ACQUIRED=1),
    ]


def _leaf(name: str, **other: object) -> Case:
    values: dict[str, object] = {
        "count": 2,
        "waited": 0,
        "blocked": (),
        "unfinished": (),
        "late": (),
        "next_on": None,
        "url": "/d/",
    }
    facts = DecisionFacts(**(values | other))  # type: ignore[arg-type]  # each value is of its field
    state = deliberations(facts)
    words = f"{state.level.label} : {state.reason} {state.next_step}".strip()
    clean = not (facts.late or facts.deferred or facts.blocked or facts.unfinished)
    done = bool(facts.count) and clean and (not facts.waited or facts.next_on is not None)
    return Case(f"leaf, deliberations, {name}", words, (state.level == "done") == done)


def leaves() -> list[Case]:
    """The leaf of deliberations."""
    return [
        _leaf("none", count=0),
        _leaf("all answered"),
        _leaf("late", late=("Bouin", "Vue")),
        _leaf("one adjourned", deferred=("Bouin",)),
        _leaf("two adjourned", deferred=("Bouin", "Vue")),
        _leaf("impossible", blocked=("La charte",)),
        _leaf("with reservations", unfinished=("La charte",)),
        _leaf("one waits, no date", waited=1),
        _leaf("two wait", waited=2, next_on=SOON),
    ]


DECISIONS = Room(
    "decisions",
    lambda: [*places(), *headlines(), *leaves()],
    {
        "trade/governance/joint_decisions/words/standing_words.py": (
            "reading_of _signing _signature _signatories _answers _reserved _texts _acquired "
            "_possible _early _impossible tally_words earliest_words"
        ),
        "trade/governance/joint_decisions/views/decision_matrix.py": "matrix_reading",
        "trade/governance/joint_decisions/states.py": "deliberations _deferred _on_time",
        "trade/governance/decisions/states.py": "questions_routed frame_shared",
        "trade/governance/decisions/views/routing.py": "routing_sentence",
        "trade/governance/choices.py": "Standing",
    },
)

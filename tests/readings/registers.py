"""What the registers say above their rows: how many there are, and what they wait for."""

from collections.abc import Iterator, Mapping
from datetime import date
from types import SimpleNamespace

from maillage.core.french import in_words
from maillage.foundation.cooperations.answer_links.views import links_reading
from maillage.foundation.cooperations.links.queries import LinkEnds
from maillage.ground.territories.perimeter_pages.views import perimeters_reading
from maillage.trade.governance.bodies.models import Body
from maillage.trade.governance.bodies.words import bodies_reading
from maillage.trade.governance.decisions.queries import DecisionTotals
from maillage.trade.governance.decisions.words import register_reading
from maillage.trade.governance.joint_decisions.models import Answer, Deliberation, JointDecision
from maillage.trade.governance.joint_decisions.views.deliberations import council_reading
from maillage.trade.governance.lead_partner.views import leads_reading
from maillage.trade.governance.meetings.models import Meeting
from maillage.trade.governance.meetings.words import meetings_reading
from maillage.trade.governance.nominations.queries import NominationTotals
from maillage.trade.governance.nominations.views.pages import nominations_reading
from maillage.trade.stakes.words import stakes_reading
from tests.readings.tables import Case, Room

TODAY, SPRING, DECEMBER = date(2026, 11, 25), date(2026, 3, 2), date(2026, 12, 7)
BODY = Body(name="Comité de pilotage")


def says(words: str, *counts: int) -> bool:
    """Whether each of these counts above zero stands in the words, as one says it."""
    low = words.lower()
    forms = [(in_words(count), in_words(count, feminine=True)) for count in counts if count]
    return all(any(form in low for form in shown) for shown in forms)


def bodies() -> Iterator[Case]:
    """Bodies, and their seats without titulaire."""
    rows: Mapping[str, tuple[int, dict[str, int] | None]] = {
        "none": (0, None),
        "a reader who may not know": (3, None),
        "one, whole": (1, {}),
        "three, whole": (3, {}),
        "one seat": (1, {"Comité de pilotage": 1}),
        "seats of one body": (3, {"Comité de pilotage": 4}),
        "seats of two bodies": (2, {"Comité de pilotage": 4, "Comité technique": 2}),
    }
    for name, (count, vacant) in rows.items():
        words = bodies_reading(count, vacant)
        yield Case(f"bodies, {name}", words, says(words, count, sum((vacant or {}).values())))


def meetings() -> Iterator[Case]:
    """The next meeting, the last one, those of which nothing was said."""
    coming = Meeting(body=BODY, held_on=DECEMBER)
    convened = Meeting(body=BODY, held_on=DECEMBER, convened_on=date(2026, 11, 20))
    today = Meeting(body=BODY, held_on=TODAY)
    rows: Mapping[str, tuple[Meeting | None, date | None, int]] = {
        "none": (None, None, 0),
        "to convene": (coming, SPRING, 0),
        "convened": (convened, None, 0),
        "today": (today, None, 0),
        "only past": (None, SPRING, 0),
        "one unsaid": (None, SPRING, 1),
        "three unsaid": (convened, SPRING, 3),
    }
    for name, (first, last, unsaid) in rows.items():
        words = meetings_reading(first, last, unsaid, TODAY)
        holds = says(words, unsaid) and ("Aucune séance n’est à venir" in words) == (first is None)
        yield Case(f"meetings, {name}", words, holds)


def decisions() -> Iterator[Case]:
    """The register of decisions."""
    rows = {
        "none": (0, 0, 0, 0),
        "one, settled": (1, 0, 0, 0),
        "many, settled": (12, 0, 0, 0),
        "one of each": (5, 1, 1, 1),
        "several of each": (14, 3, 2, 4),
    }
    for name, counts in rows.items():
        words = register_reading(DecisionTotals(*counts))
        yield Case(f"decisions, {name}", words, says(words, *counts))


def councils() -> Iterator[Case]:
    """One decision before one council."""
    decision = JointDecision(title="Charte")
    rows: Mapping[str, tuple[Deliberation, Answer | None]] = {
        "nothing sent": (Deliberation(decision=decision), None),
        "sent": (Deliberation(decision=decision, sent_on=SPRING), None),
        "on a day": (Deliberation(decision=decision, sent_on=SPRING, session_on=DECEMBER), None),
        "answered": (Deliberation(decision=decision), Answer(vote="adopted", voted_on=SPRING)),
    }
    for name, (deliberation, answer) in rows.items():
        path = SimpleNamespace(deliberation=deliberation, answer=answer)
        words = council_reading(path)  # type: ignore[arg-type]
        yield Case(f"council, {name}", words, ("pas encore" in words) == (answer is None))


def others() -> Iterator[Case]:
    """Lead partners, stakes, perimeters, links."""
    for name, leads in {
        "none": (0, 0),
        "one": (1, 0),
        "one, no act": (1, 1),
        "more": (4, 2),
    }.items():
        words = leads_reading(*leads)
        yield Case(f"leads, {name}", words, says(words, *leads))
    for name, opened in {
        "none": (0, 2),
        "one": (1, 0),
        "one closed": (5, 1),
        "more": (5, 3),
    }.items():
        words = stakes_reading(*opened)
        yield Case(f"stakes, {name}", words, says(words, opened[0]))
    for name, drawn in {"none": (0, 1), "one": (1, 0), "one ended": (2, 1), "more": (3, 2)}.items():
        words = perimeters_reading(*drawn)
        yield Case(f"perimeters, {name}", words, says(words, drawn[0]))
    ends = {
        "none": LinkEnds(0, 0, 0, 0),
        "one of each": LinkEnds(3, 1, 1, 1),
        "several": LinkEnds(11, 5, 4, 2),
        "one waits": LinkEnds(1, 0, 1, 0),
        "all wait": LinkEnds(4, 0, 4, 0),
        "one is about nothing": LinkEnds(3, 1, 1, 0, 1),
        "some are about nothing": LinkEnds(5, 1, 1, 1, 2),
    }
    for name, end in ends.items():
        words = links_reading(end)
        counts = (end.count, end.used, end.waiting, end.over, end.gone)
        yield Case(f"links, {name}", words, says(words, *counts))


def nominations() -> Iterator[Case]:
    """Campaigns of designation, the seats without a name, the names to accept."""
    rows = {
        "none": NominationTotals(0, 0, 0),
        "one, all accepted": NominationTotals(1, 0, 0),
        "one, one of each": NominationTotals(1, 1, 1),
        "two, several of each": NominationTotals(2, 5, 3),
    }
    for name, totals in rows.items():
        words = nominations_reading(totals)
        counts = (totals.campaigns, totals.waited, totals.to_accept)
        yield Case(f"nominations, {name}", words, says(words, *counts))


REGISTERS = Room(
    "registers",
    lambda: [*bodies(), *meetings(), *decisions(), *councils(), *nominations(), *others()],
    {
        "trade/governance/bodies/words.py": "bodies_reading",
        "trade/governance/meetings/words.py": "meetings_reading _coming_words",
        "trade/governance/decisions/words.py": "",
        "trade/governance/joint_decisions/views/deliberations.py": "council_reading",
        "trade/governance/lead_partner/views.py": "leads_reading",
        "trade/governance/nominations/views/pages.py": "nominations_reading",
        "trade/stakes/words.py": "stakes_reading",
        "ground/territories/perimeter_pages/views.py": "perimeters_reading",
        "foundation/cooperations/answer_links/views.py": "links_reading",
    },
)

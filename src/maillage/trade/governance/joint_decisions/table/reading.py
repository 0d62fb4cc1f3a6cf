"""What does a table of deliberations say, row by row, and what has to be looked at?"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core import french
from maillage.core.days import to_come_fault
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.cells.workbook import Workbook
from maillage.foundation.exchange.tables.parsed_rows import (
    Field,
    Table,
    TableRow,
    TableSpec,
    words,
)
from maillage.foundation.exchange.tables.records import repeated_words
from maillage.foundation.exchange.tables.sheets import Mapping
from maillage.foundation.exchange.tables.table_reading import read_rows
from maillage.trade.governance.bodies.table.everyday_names import (
    BETWEEN_PARTS,
    EverydayNames,
    several_words,
)
from maillage.trade.governance.bodies.table.places import CALLED
from maillage.trade.governance.choices import Vote
from maillage.trade.governance.joint_decisions.rules import (
    Counts,
    act_day_fault,
    counts_fault,
    counts_words,
    reserves_fault,
    sent_fault,
)
from maillage.trade.governance.joint_decisions.table.cells import (
    act_number_beside,
    count_in,
    counts_in,
    day_beside_vote,
    is_vote,
    session_in,
    vote_in,
)

UNASKED = lazy("Aucune décision conjointe ne demande ceci à cette structure.")

STRUCTURE = Field(
    "organisation_name",
    "Structure",
    words(),
    lazy("Dites de quelle structure il s’agit."),
    is_carried=True,
    others=CALLED,
)
QUESTION = Field(
    "deliberation_object",
    "Objet de la délibération",
    words(),
    is_carried=True,
    others=("decision", "action_title", "agenda"),
    fits=lambda text: not is_vote(text),
)
SENT_ON = Field("text_sent_on", "Projet de délib envoyé le", TableRow.day)
SESSION_ON = Field("council_on", "Date du conseil", session_in, others=("meeting_on", "since"))
VOTE = Field(
    "deliberation_result",
    "Vote",
    vote_in,
    others=("decision", "indicator_result", "votes_counted", "status"),
    fits=is_vote,
    tells=is_vote,
)
COUNTED = Field("votes_counted", "Décompte des voix", words())
FOR = Field("votes_for", "Pour", count_in)
AGAINST = Field("votes_against", "Contre", count_in)
ABSTENTIONS = Field("votes_abstention", "Abstentions", count_in)
RESERVES = Field("reservations", "Réserves", words())
NOTES = Field("notes", "Observations", words())
ONLY_IN = frozenset({COUNTED.name, NOTES.name})
ACT_NUMBER = Field("deliberation_number", "N° délibération", words())
TRANSMITTED_ON = Field("transmitted_on", "Transmis préfecture", TableRow.day)
PUBLISHED_ON = Field("published_on", "Publié le", TableRow.day)
SPEC = TableSpec(
    (
        *(STRUCTURE, QUESTION, SENT_ON, SESSION_ON, VOTE, FOR, AGAINST, ABSTENTIONS, COUNTED),
        *(RESERVES, NOTES, ACT_NUMBER, TRANSMITTED_ON, PUBLISHED_ON),
    ),
    frozenset({"organisation_name"}),
)
DATES = {
    "sent_on": SENT_ON,
    "session_on": SESSION_ON,
    "transmitted_on": TRANSMITTED_ON,
    "published_on": PUBLISHED_ON,
}


@dataclass(frozen=True, slots=True)
class ExistingCouncil:
    """A council that is asked a question, as the table is compared with it."""

    pk: int
    question: str
    name: str
    short_name: str
    label: str
    sent_on: date | None = None
    vote: str = ""
    gone: str = ""
    counts: Counts = field(default_factory=Counts)
    title: str = ""


@dataclass(slots=True)
class CouncilRow:
    """One row of the table, understood: whose council, and what it says of it."""

    row: TableRow
    organisation: str
    question: str
    dates: dict[str, date]
    vote: str
    reserves: str
    act_number: str
    counts: Counts
    council: ExistingCouncil | None = None
    postponed: date | None = None

    @property
    def planned(self) -> date | None:
        """The day on which the council is to vote; None once it did."""
        return self.postponed or (None if self.vote else self.dates.get("session_on"))

    @property
    def voted_on(self) -> date | None:
        """The day of the vote, once there is one."""
        return self.dates.get("session_on") if self.vote else None

    @property
    def sent_on(self) -> date | None:
        """The day on which the text left, as the table says it or as it was noted."""
        recorded = self.council.sent_on if self.council else None
        return self.dates.get("sent_on") or recorded


def read_council_table(
    workbook: Workbook,
    existing_councils: Sequence[ExistingCouncil],
    mapping: Mapping | None,
    today: date,
) -> Table[CouncilRow]:
    """The table of a workbook, compared with the councils that are asked."""
    names = EverydayNames(existing_councils)
    heads = {
        STRUCTURE.name: names.head,
        QUESTION.name: _question_head(existing_councils),
    }
    spec = SPEC.shown_by_values(STRUCTURE.name, lambda text: bool(names.called(text)))
    read = read_rows(workbook, spec, mapping, heads)
    rows = [understood_row(row, today) for row in read.rows]
    taken: dict[int, int] = {}
    for council_row in rows:
        _find_council(council_row, names, taken)
        check_row(council_row, today)
    return Table(read, rows)


def _question_head(existing_councils: Sequence[ExistingCouncil]) -> Callable[[str], str]:
    """What a title says of the question put to the councils of the rows under it."""
    questions = {one.question for one in existing_councils}

    def meaning(words: str) -> str:
        parts = [folded(part) for part in (words, *BETWEEN_PARTS.split(words))]
        results = {one for one in questions for part in parts if _holds(part, one)}
        return results.pop() if len(results) == 1 else ""

    return meaning


def understood_row(row: TableRow, today: date) -> CouncilRow:
    """What one row says of a council, whatever table it stands in."""
    dates = {text: day for text, column in DATES.items() if (day := row.read(column))}
    beside = day_beside_vote(row, VOTE.name)
    if beside and not row.text(SESSION_ON.name):
        dates["session_on"] = beside
    counts = counts_in(f"{row.text(VOTE.name)} ; {row.read(COUNTED)} ; {row.read(NOTES)}")
    counts = Counts(
        _first(row.read(FOR), counts.votes_for),
        _first(row.read(AGAINST), counts.votes_against),
        _first(row.read(ABSTENTIONS), counts.abstentions),
    )
    vote = row.read(VOTE) or counts.vote
    notes = row.read(NOTES) if vote == Vote.RESERVED else ""
    reserves = row.read(RESERVES) or notes
    if vote == Vote.RESERVED and not reserves and len(row.text(VOTE.name).split()) > 1:
        reserves = row.text(VOTE.name)
        row.warn(VOTE.name, _("La réserve n’est pas dite : ces mots la gardent, à compléter."))
    postponed = beside if vote == Vote.DEFERRED and beside and beside > today else None
    if postponed and dates.get("session_on") in {None, postponed}:
        vote = ""
        sentence = _("Reportée : conseil prévu le %(day)s.")
        row.warn(VOTE.name, sentence % {"day": french.long_date(postponed)})
    return CouncilRow(
        row,
        organisation=row.read(STRUCTURE),
        question=row.read(QUESTION),
        dates=dates,
        vote=vote,
        reserves=reserves,
        act_number=(row.read(ACT_NUMBER) or act_number_beside(row.text(VOTE.name)))[:60],
        counts=counts,
        postponed=postponed,
    )


def _first(number: int | None, other: int | None) -> int | None:
    return other if number is None else number


def _find_council(
    row: CouncilRow, names: EverydayNames[ExistingCouncil], taken: dict[int, int]
) -> None:
    if not row.organisation:
        return
    councils = names.called(row.organisation)
    words = _unasked(row, councils, names)
    councils = _about(row.question, councils)
    words = words or _unsettled(councils, taken)
    if words:
        row.row.refuse("organisation_name", words)
    else:
        row.council = councils[0]
        taken[councils[0].pk] = row.row.row


def _about(question: str, councils: Sequence[ExistingCouncil]) -> list[ExistingCouncil]:
    """The councils asked this: the same words, else a title that the object holds whole."""
    if not question:
        return list(councils)
    alike = [one for one in councils if one.question == folded(question)]
    return alike or [one for one in councils if _holds(folded(question), one.question)]


def _holds(text: str, question: str) -> bool:
    """Whether the words of a question all stand in a text, or those of a text in the question."""
    one, other = set(re.findall(r"\w{3,}", text)), set(re.findall(r"\w{3,}", question))
    return (bool(other) and other <= one) or (len(one) > 1 and one <= other)


def _unasked(
    row: CouncilRow, councils: Sequence[ExistingCouncil], names: EverydayNames[ExistingCouncil]
) -> str:
    """Why the row names no structure that is asked, or several; nothing when it names one."""
    if not councils:
        return names.with_nearest(str(UNASKED), row.organisation)
    several = dict.fromkeys(one.name for one in councils)
    return several_words(several) if len(several) > 1 else ""


def _unsettled(existing_councils: Sequence[ExistingCouncil], taken: dict[int, int]) -> str:
    """Why the row speaks of no question, or of several; nothing when it speaks of one."""
    if not existing_councils:
        return str(UNASKED)
    if len(existing_councils) > 1:
        return _("Plusieurs décisions l’interrogent : ajoutez l’objet de la délibération.")
    if existing_councils[0].pk in taken:
        return existing_councils[0].gone or repeated_words(taken[existing_councils[0].pk])
    return existing_councils[0].gone


def check_row(council_row: CouncilRow, today: date) -> None:
    """Refuses in its words a vote that the law or the days forbid; says what stays as known."""
    row, on = council_row.row, council_row.voted_on
    if why := sent_fault(council_row.dates.get("session_on"), council_row.sent_on):
        row.refuse("council_on", why)
    if not council_row.vote:
        return
    if on is None:
        if not row.is_refused:
            row.refuse("deliberation_result", _("Dites la date du conseil qui a voté."))
        return
    faults = (
        ("deliberation_result", to_come_fault(on, today)),
        ("deliberation_result", reserves_fault(council_row.vote, council_row.reserves)),
        ("votes_for", counts_fault(council_row.vote, council_row.counts)),
        ("transmitted_on", act_day_fault(council_row.dates.get("transmitted_on"), on)),
        ("published_on", act_day_fault(council_row.dates.get("published_on"), on)),
    )
    for name, why in faults:
        if why:
            row.refuse(row.column(name, "deliberation_result"), why)
    vote = council_row.council.vote if council_row.council else ""
    if vote and vote != council_row.vote:
        row.keep("deliberation_result", str(Vote(vote).label))
    elif vote and council_row.council:
        _compare_counts(council_row, council_row.council.counts)


def _compare_counts(council_row: CouncilRow, counts: Counts) -> None:
    """Says that the voices that were noted stay, when the row counts others."""
    if counts not in {Counts(), council_row.counts} and council_row.counts != Counts():
        column = council_row.row.column(FOR.name, COUNTED.name, VOTE.name)
        council_row.row.keep(column, counts_words(counts))

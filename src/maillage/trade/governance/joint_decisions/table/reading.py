"""What does a table of deliberations say, row by row, and what has to be looked at?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from maillage.core.days import to_come_fault
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.cells.workbook import Workbook
from maillage.foundation.exchange.tables.parsed_rows import (
    Table,
    TableRow,
    read_rows,
    repeated_words,
)
from maillage.foundation.exchange.tables.sheets import Mapping
from maillage.trade.governance.choices import Vote
from maillage.trade.governance.joint_decisions.rules import (
    act_day_fault,
    reserves_fault,
    sent_fault,
)

FIELD_LABELS = {
    "organisation_name": "Structure",
    "deliberation_object": "Objet de la délibération",
    "text_sent_on": "Projet de délib envoyé le",
    "council_on": "Date du conseil",
    "deliberation_result": "Vote",
    "reservations": "Réserves",
    "deliberation_number": "N° délibération",
    "transmitted_on": "Transmis préfecture",
    "published_on": "Publié le",
}
DATES = {
    "text_sent_on": "sent_on",
    "council_on": "session_on",
    "transmitted_on": "transmitted_on",
    "published_on": "published_on",
}
WORDS = {
    Vote.RESERVED: ("reserve", "observation", "condition"),
    Vote.DEFERRED: ("ajourn", "report", "differ", "retire"),
    Vote.REFUSED: ("refus", "rejet", "defavorable", "contre", "non", "n"),
    Vote.ADOPTED: ("adopt", "approuv", "favorable", "oui", "unanim", "pour", "o", "x", "fait"),
}
NOT_YET = frozenset({"", "attente", "en attente", "a venir", "prevu", "en cours", "?"})


@dataclass(frozen=True, slots=True)
class ExistingCouncil:
    """A council that is asked a question, as the table is compared with it."""

    pk: int
    question: str
    names: frozenset[str]
    label: str
    sent_on: date | None = None
    vote: str = ""
    gone: str = ""


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
    council: ExistingCouncil | None = None

    @property
    def about(self) -> str:
        """What the row is about, in a few words."""
        return self.organisation

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
    read = read_rows(workbook, frozenset(FIELD_LABELS), mapping)
    rows = [_understood(row) for row in read.rows if row.text("organisation_name")]
    taken: dict[int, int] = {}
    for council_row in rows:
        _find_council(council_row, existing_councils, taken)
        _check(council_row, today)
    return Table(read, rows)


def _understood(row: TableRow) -> CouncilRow:
    return CouncilRow(
        row,
        organisation=row.text("organisation_name"),
        question=row.text("deliberation_object"),
        dates={text: day for name, text in DATES.items() if (day := row.day(name))},
        vote=_vote(row),
        reserves=row.text("reservations"),
        act_number=row.text("deliberation_number")[:60],
    )


def _vote(row: TableRow) -> str:
    if folded(row.text("deliberation_result")) in NOT_YET:
        return ""
    why = _("Vote non compris : écrivez adoptée, avec réserves, ajournée ou refusée.")
    return row.choice("deliberation_result", vote_of, why)


def _find_council(
    row: CouncilRow, existing_councils: Sequence[ExistingCouncil], taken: dict[int, int]
) -> None:
    name = folded(row.organisation)
    councils = [one for one in existing_councils if name in one.names]
    if row.question:
        councils = [one for one in councils if one.question == folded(row.question)]
    words = _unasked(councils, taken)
    if words:
        row.row.refuse("organisation_name", words)
    else:
        row.council = councils[0]
        taken[councils[0].pk] = row.row.row


def _unasked(existing_councils: Sequence[ExistingCouncil], taken: dict[int, int]) -> str:
    """Why the row speaks of no council, or of several; nothing when it speaks of one."""
    if not existing_councils:
        return _("Aucune décision conjointe ne demande ceci à cette structure.")
    if len(existing_councils) > 1:
        return _("Plusieurs décisions l’interrogent : ajoutez l’objet de la délibération.")
    if existing_councils[0].pk in taken:
        return existing_councils[0].gone or repeated_words(taken[existing_councils[0].pk])
    return existing_councils[0].gone


def _check(council_row: CouncilRow, today: date) -> None:
    row, on = council_row.row, council_row.voted_on
    if row.is_refused:
        return
    if why := sent_fault(council_row.dates.get("session_on"), council_row.sent_on):
        row.refuse("council_on", why)
    if not council_row.vote:
        return
    if on is None:
        row.refuse("deliberation_result", _("Dites la date du conseil qui a voté."))
        return
    faults = (
        ("deliberation_result", to_come_fault(on, today)),
        ("deliberation_result", reserves_fault(council_row.vote, council_row.reserves)),
        ("transmitted_on", act_day_fault(council_row.dates.get("transmitted_on"), on)),
        ("published_on", act_day_fault(council_row.dates.get("published_on"), on)),
    )
    for name, why in faults:
        if why:
            row.refuse(name, why)
    vote = council_row.council.vote if council_row.council else ""
    if vote and vote != council_row.vote:
        row.keep("deliberation_result", str(Vote(vote).label))


def vote_of(text: str) -> str:
    """The vote that these words say; nothing when they say none.

    >>> [vote_of(text) for text in ("Oui", "Adoptée avec réserves", "Reporté", "Rejet", "Mardi")]
    ['adopted', 'reserved', 'deferred', 'refused', '']
    """
    words = folded(text).replace("(", " ").replace(",", " ").split()
    for vote, starts in WORDS.items():
        for start in starts:
            if any(word == start or (len(start) > 3 and word.startswith(start)) for word in words):
                return vote.value
    return ""

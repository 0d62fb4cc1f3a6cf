"""What vote, how many voices and which day do the cells of a table of deliberations say?"""

import re
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core import french
from maillage.core.numbers import read_number
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.cleaning.dates import read_date
from maillage.foundation.exchange.cleaning.periods import due_day
from maillage.foundation.exchange.tables.parsed_rows import TableRow
from maillage.foundation.exchange.vocabulary.words import is_word
from maillage.trade.governance.choices import Vote
from maillage.trade.governance.joint_decisions.rules import Counts

WORDS = {
    Vote.RESERVED: ("reserve", "observation", "condition"),
    Vote.DEFERRED: ("ajourn", "report", "differ", "retire"),
    Vote.REFUSED: ("refus", "rejet", "defavorable", "contre", "non", "n"),
    Vote.ADOPTED: (
        "adopt",
        "approuv",
        "favorable",
        "oui",
        "unanim",
        "majorit",
        "pour",
        "o",
        "x",
        "fait",
        "ok",
        "p",
    ),
}
NOT_YET = re.compile(
    r"^(?:en )?(?:attente|cours)\b|^(?:a l'ordre du jour|inscrite? |passe (?:le|au) |"
    r"a (?:\w+(?:er|ir|re)\b)|(?:n'a )?pas (?:encore )?(?:delib|vot)|"
    r"prevue?s?|pas encore|non (?:vote|delibere|passe|concern|recu|transmis|inscrit|saisi)|"
    r"sans objet|\?)"
)
COUNTED = re.compile(
    r"(?P<n>\d{1,4})\s*(?:voix\s*)?(?P<of>pour|contre|abst\w*)|"
    r"(?P<of_first>pour|contre|abst\w*)\s*:?\s*(?P<n_last>\d{1,4})"
)
# « 9 P / 0 C / 1 A », and « unanimité (15 voix) ».
IN_LETTERS = re.compile(
    r"(?P<pour>\d{1,4}) ?p\b[ /,;]*(?P<cont>\d{1,4}) ?c\b(?:[ /,;]*(?P<abst>\d{1,4}) ?a\b)?"
)
UNANIMOUS = re.compile(r"\bunanim\w*[ (:,]*(?P<pour>\d{1,4})(?: (?:voix|votants?|pour))?\b")
# « délib. n° 2026-118 », beside the vote.
ACT_NUMBER = re.compile(r"\bn\s?[°º]\s*(?P<act>[\w/.-]*\d)", re.IGNORECASE)
A_DAY = re.compile(
    r"(?<!\d)\d{1,2}(?:er)?[ /.]"
    r"(?:\d{1,2}(?!\d)|(?:janv|fev|mars|avr|mai|juin|juil|aout|sept|oct|nov|dec))"
)
A_PERIOD = re.compile(r"\b(?:20\d\d|trim|sem|rentree)")
NO_DAY_YET = lazy("Pas encore de jour : écrivez-le quand il sera connu, 30/04/2026.")
MOST = 9_999
# « Non » under « Délibéré (O/N) »: the council has not met, it refuses nothing.
HAS_MET = re.compile(r"\b(?:a )?delib")


def vote_of(text: str) -> str:
    """The vote that these words say; nothing when they say none.

    >>> [vote_of(text) for text in ("Oui", "Adoptée avec réserves", "Reporté", "Rejet", "Mardi")]
    ['adopted', 'reserved', 'deferred', 'refused', '']
    >>> vote_of("11 pour 2 contre"), vote_of("favorable sans réserve")
    ('adopted', 'adopted')
    """
    if is_word("yes", text):
        return Vote.ADOPTED.value
    plain = re.sub(r"\bsans (?:aucune )?(?:reserve|observation|condition)s?", "", folded(text))
    words = re.findall(r"\w+", COUNTED.sub(" ", ACT_NUMBER.sub(" ", plain)))
    for vote, starts in WORDS.items():
        for start in starts:
            if any(word == start or (len(start) > 3 and word.startswith(start)) for word in words):
                return vote.value
    return counts_in(plain).vote


def counts_in(text: str) -> Counts:
    """The voices that a cell of words counts.

    >>> counts_in("11 pour, 2 contre")
    Counts(votes_for=11, votes_against=2, abstentions=None)
    """
    numbers: dict[str, int] = {}
    plain = folded(text)
    for other in filter(None, (IN_LETTERS.search(plain), UNANIMOUS.search(plain))):
        numbers |= {name: int(count) for name, count in other.groupdict().items() if count}
    for match in COUNTED.finditer(plain):
        of = match["of"] or match["of_first"]
        numbers.setdefault(of[:4], int(match["n"] or match["n_last"]))
    return Counts(numbers.get("pour"), numbers.get("cont"), numbers.get("abst"))


def is_vote(text: str) -> bool:
    """Whether words say a vote, or that it is still to come."""
    plain = folded(text)
    counted = COUNTED.search(plain) or IN_LETTERS.search(plain)
    return bool(vote_of(text) or NOT_YET.match(plain) or counted or is_word("no", text))


def vote_in(row: TableRow, name: str) -> str:
    """The vote of a cell; nothing for one still to come, refused when it cannot be understood."""
    text = row.text(name)
    if is_word("no", text) and HAS_MET.search(folded(row.headers.get(name, ""))):
        return ""
    if NOT_YET.match(folded(text)):
        if A_PERIOD.search(folded(text)) and not A_DAY.search(folded(text)):
            row.warn(name, str(NO_DAY_YET))
        return ""
    if COUNTED.search(folded(text)) and not vote_of(text):
        row.warn(name, _("Autant de pour que de contre : dites le vote."))
        return ""
    why = _("Vote non compris : écrivez adoptée, avec réserves, ajournée ou refusée.")
    return row.choice(name, vote_of, why)


def act_number_beside(text: str) -> str:
    """The number of the act that a cell of votes also says; nothing when it says none.

    >>> act_number_beside("Adoptée le 05/10/2026 – délib. n° 2026/61"), act_number_beside("Oui")
    ('2026/61', '')
    """
    match = ACT_NUMBER.search(text)
    return match["act"] if match else ""


def count_in(row: TableRow, name: str) -> int | None:
    """A number of voices; one that cannot be read is said, and left."""
    text = row.text(name)
    if not text:
        return None
    count = read_number(text.removesuffix(".0"))
    if count is not None and count <= MOST:
        return count
    row.warn(name, _("Nombre de voix non compris : écrivez un nombre entier."))
    return None


def session_in(row: TableRow, name: str) -> date | None:
    """The day of a council, past or planned; words that say none are said, and left."""
    text = folded(row.text(name))
    if text and NOT_YET.match(text) and not A_DAY.search(text):
        row.warn(name, _("Pas encore de date : ce conseil reste à fixer."))
        return None
    cell = row.cells.get(name)
    reading = read_date(cell.value) if cell and not cell.is_blank and cell.value else None
    if reading is None or reading.precision == "day" or reading.code == "date_invalid":
        return row.day(name)
    if cell is None or cell.value is None or not A_DAY.search(text):
        row.warn(name, str(NO_DAY_YET))
        return None
    due = due_day(cell.value, timezone.localdate())
    if due.day is None or not due.is_guess:
        return row.day(name)
    row.warn(name, _("Année non dite : lu %(day)s.") % {"day": french.long_date(due.day)})
    return due.day


def day_beside_vote(row: TableRow, name: str) -> date | None:
    """The day that a cell of votes says: « adoptée le 06/10/2026 », « prévu le 12/12 »."""
    return session_in(row, name) if A_DAY.search(folded(row.text(name))) else None

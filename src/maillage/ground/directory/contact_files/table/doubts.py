"""What would a careful secretary look at again in a row that reads well?"""

import datetime
import re

from django.utils import timezone

from maillage.foundation.exchange.cells.problems import SENSITIVE_REMARK, Severity
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.cleaning.codes import read_insee, read_postcode
from maillage.foundation.exchange.cleaning.dates import read_date
from maillage.foundation.exchange.cleaning.functions import is_function
from maillage.foundation.exchange.cleaning.names import civility_of
from maillage.foundation.exchange.cleaning.opinions import is_opinion
from maillage.foundation.exchange.cleaning.remarks import opens_with, read_remark
from maillage.foundation.exchange.cleaning.tokens import plain_word
from maillage.foundation.exchange.tables.records import RecordCell
from maillage.foundation.exchange.tables.slots import Slot
from maillage.foundation.exchange.vocabulary.words import function_words, is_word, people_words
from maillage.ground.directory.contact_files.table.row_cells import RowCells

LEFT = "Personne notée comme partie, sans date : donnez la date de fin."
_OPINION = (
    "Remarque qui dit une opinion, un syndicat, une religion ou une santé : jamais gardée (RGPD, "
    "article 9)."
)
_PRIVATE = (
    "Coordonnées à ne pas diffuser : elles entrent et se lisent dans l’annuaire. Videz-les dans "
    "votre fichier si elles n’ont pas à y être."
)
_NOT_TO_SPREAD = re.compile(
    r"\b(?:(?:ne|a ne) pas (?:diffuser|communiquer|transmettre|divulguer|publier)|confidentiel\w*)"
)
_OVER = "Mandat terminé d’après cette date : retirez la ligne, ou corrigez la date."
_NOBODY = "Fonction sans nom : aucune personne créée."
_CIVILITY = "Civilité illisible : laissée vide. Écrivez M. ou Mme si vous la connaissez."
_GENDERS = "« M. » à côté d’une fonction au féminin : vérifiez l’une et l’autre."
_OTHER_TOWN = (
    "Code postal d’un autre département que le code INSEE, ou que la même ville plus haut : "
    "vérifiez-les."
)
_IN_CORSICA = re.compile("2[AB]")
_PAST_RATIO = 2


class Doubts:
    """Says what is doubtful on the rows of one table; ends already past once all are read.

    A list of those who left is no list of mistakes: where most terms are over, none is told.
    """

    def __init__(self) -> None:
        self._terms = 0
        self._of_town: dict[str, str] = {}
        self._past: list[tuple[RowCells, RecordCell]] = []

    def look(self, row: RowCells, people: int) -> None:
        """Says what is doubtful on a row that names so many people."""
        self._look_at_postcode(row)
        _look_at_remarks(row, people)
        for slot in row.mapped.slots:
            self._look_at_slot(row, slot, people)

    def _look_at_postcode(self, row: RowCells) -> None:
        """The département of a postcode is that of the INSEE code, else that of its town above.

        Both open with the number of the département, but for Corsica.
        """
        cell, insee, city = map(row.of_row, ("postcode", "insee_code", "city"))
        number = read_postcode(cell.text)[0] if cell else None
        if cell is None or number is None or cell.repeated:
            return
        code = read_insee(insee.text) if insee else None
        expected = _IN_CORSICA.sub("20", code[:2]) if code else number[:2]
        if city:
            expected = self._of_town.setdefault(folded(city.text), expected)
        if number[:2] != expected:
            row.remark(cell, "postcode_elsewhere", Severity.WARNING, _OTHER_TOWN)

    def close(self) -> None:
        """Says which terms are over."""
        if len(self._past) * _PAST_RATIO <= self._terms:
            for row, cell in self._past:
                row.remark(cell, "mandate_over", Severity.WARNING, _OVER)

    def _look_at_slot(self, row: RowCells, slot: Slot, people: int) -> None:
        function = row.of_slot(slot, "function")
        self._terms += bool(people)
        if not people:
            _look_at_nobody(row, slot, function)
            return
        _look_at_civility(row, slot, function)
        until, notes = row.of_either(slot, "until"), row.notes_of(slot)
        if until and not until.repeated and _is_past(until):
            self._past.append((row, until))
        is_open = until is None and notes is not None and row.answers.end_at(notes.place) is None
        if notes and not notes.repeated and is_open and tells_leaving(notes.text):
            row.remark(notes, "left_without_date", Severity.WARNING, LEFT)


def _look_at_remarks(row: RowCells, people: int) -> None:
    """What a remark says that is never written down, or must not be spread."""
    own = (cell for slot in row.mapped.slots for cell in row.all_of_slot(slot, "notes"))
    for cell in (*row.all_of_row("notes"), *own):
        if cell.repeated:
            continue
        if is_opinion(cell.text):
            row.remark(cell, SENSITIVE_REMARK, Severity.ERROR, _OPINION)
        elif people and _NOT_TO_SPREAD.search(folded(cell.text)):
            row.remark(cell, "private_contact", Severity.WARNING, _PRIVATE)


def _look_at_nobody(row: RowCells, slot: Slot, function: RecordCell | None) -> None:
    """A desk answers without a name; so does a seat that the cell of the name says is to fill."""
    is_written = any(
        row.first_of(slot.columns.get(name, ())) for name in slot.columns if name in _NAMES
    )
    if function is None or function.repeated or is_written or len(row.mapped.slots) > 1:
        return
    first = plain_word(function.text.split()[0])
    if is_function(function.text) and first not in people_words()["desk"]:
        row.remark(function, "function_without_person", Severity.WARNING, _NOBODY)


def _look_at_civility(row: RowCells, slot: Slot, function: RecordCell | None) -> None:
    cell = row.of_slot(slot, "civility")
    if cell is None or cell.repeated:
        return
    if not any(civility_of(word) for word in folded(cell.text).replace("/", " ").split()):
        row.remark(cell, "civility_unreadable", Severity.WARNING, _CIVILITY)
    elif civility_of(cell.text) == "M." and function and _is_feminine(function.text):
        row.remark(cell, "civility_doubtful", Severity.WARNING, _GENDERS)


def _is_feminine(function: str) -> bool:
    """« Présidente », « Directrice », whose masculine is another known word; not « secrétaire »."""
    first, functions = folded(function).partition(" ")[0], function_words()
    if not first.isalpha() or first not in functions:
        return False
    masculine = first[:-5] + "teur" if first.endswith("trice") else first[:-1]
    return first.endswith("e") and masculine in functions


def has_left(row: RowCells, slot: Slot) -> bool:
    """Whether the row notes that the people of a slot are gone, without saying when."""
    notes, status = row.notes_of(slot), row.of_either(slot, "presence_status")
    says_no = status is not None and is_word("no", status.text)
    return says_no or (notes is not None and tells_leaving(notes.text))


def tells_leaving(text: str) -> bool:
    """Whether a remark says that somebody left, without saying when."""
    remark = read_remark(text)
    return opens_with("leaving", text) and not (remark.until or remark.dead)


def _is_past(cell: RecordCell) -> bool:
    """Whether the last day of what a cell says is over."""
    reading = read_date(cell.value) if cell.value is not None else None
    if reading is None or reading.date is None:
        return False
    last = reading.date + datetime.timedelta(days=_LENGTHS[reading.precision or "day"])
    return last < timezone.localdate()


_LENGTHS = {"day": 0, "month": 30, "year": 365}
_NAMES = frozenset(
    {"person_name", "elected_name", "technician_name", "titulaire_name", "suppleant_name",
     "family_name", "given_name"}
)  # fmt: skip

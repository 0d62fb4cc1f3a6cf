"""Whom does a table of bodies bring into the directory, with which mandate?"""

from collections.abc import Collection

from django.utils.translation import gettext as _

from maillage.foundation.exchange.cells.problems import Remark, Severity
from maillage.foundation.exchange.cells.text import one_line
from maillage.foundation.exchange.cells.workbook import Workbook
from maillage.foundation.exchange.cleaning.names import (
    INITIAL,
    Name,
    NameOrder,
    civility_of,
    in_capitals,
    is_frequent,
)
from maillage.foundation.exchange.cleaning.people_cells import PersonReading, read_people
from maillage.foundation.exchange.tables.headers import match_header
from maillage.foundation.exchange.tables.parsed_rows import TableRow
from maillage.foundation.exchange.tables.sheets import SheetReading
from maillage.ground.directory.contact_files.table.plan import ImportPlan
from maillage.ground.directory.contact_files.table.records import (
    PlannedMandate,
    PlannedOrganisation,
    PlannedPerson,
)
from maillage.trade.governance.bodies.table.places import (
    ExistingPerson,
    ExistingPlace,
    PersonKey,
    person_key,
)

GIVEN = {"titulaire_name": "given_name", "suppleant_name": "suppleant_given_name"}
CIVILITY, FUNCTION = "civility", "function"
FIRST_COLUMN = "titulaire_name"
# What a column of names is headed by, where that says how people act.
KINDS = {"elected_name": "élu", "technician_name": "technicien"}


class Newcomers:
    """The people who enter, one for each whole name, and the mandate of each in each structure."""

    def __init__(self, apart: Collection[str] = ()) -> None:
        self._apart = apart
        self._people: dict[PersonKey, PlannedPerson] = {}
        self._mandates: dict[tuple[str, int], PlannedMandate] = {}
        self._places: dict[int, ExistingPlace] = {}

    def enter(
        self, row: TableRow, column: str, text: str, place: ExistingPlace
    ) -> ExistingPerson | None:
        """Who enters at this cell; nobody when the name is not whole or the structure unknown."""
        reading = whole_name(text, NameOrder.FAMILY_FIRST if _is_split(row, column) else None)
        if reading is None or not place.pk or place.gone:
            return None
        source = row.cells[column].place
        person = self._person(reading, row, column, source)
        pair = (person.key, place.pk)
        if pair not in self._mandates:
            self._mandates[pair] = _mandate(person, reading, row, column, place)
            self._places[place.pk] = place
            _tell(row, column, person, place)
        full = f"{person.given_name} {person.family_name}"
        return ExistingPerson(-int(person.key), person_key(full), full)

    def plan(
        self,
        workbook: Workbook,
        readings: list[SheetReading],
        entering: Collection[tuple[int, int]],
    ) -> ImportPlan:
        """Those who do come to a seat, by their number and that of their structure."""
        pairs = {(str(-number), place) for number, place in entering}
        mandates = [one for pair, one in self._mandates.items() if pair in pairs]
        keys = {one.person for one in mandates}
        people = [one for one in self._people.values() if one.key in keys]
        places = {str(place): place for _key, place in pairs}
        organisations = [
            PlannedOrganisation(key, self._places[number].name, "")
            for key, number in places.items()
        ]
        return ImportPlan(workbook, readings, {}, organisations, people, mandates, places=places)

    def _person(
        self, reading: PersonReading, row: TableRow, column: str, source: str
    ) -> PlannedPerson:
        """The person of this name; another one where the civility or the officer says so."""
        name = reading.name
        key = person_key(f"{name.family} {name.given}")
        beside = row.text(CIVILITY) if column == FIRST_COLUMN else ""
        civility = name.civility or civility_of(beside)
        first = self._people.get(key)
        differs = first and civility and first.civility and civility != first.civility
        if differs or source in self._apart:
            key = (*key, civility or "", source if source in self._apart else "")
        number = str(len(self._people) + 1)
        person = PlannedPerson(number, civility, name.family, name.given, source)
        person = self._people.setdefault(key, person)
        person.civility = person.civility or civility
        return person


def _tell(row: TableRow, column: str, person: PlannedPerson, place: ExistingPlace) -> None:
    """Says that somebody enters, or has one more mandate: that may be another of their name."""
    name, cell = f"{person.given_name} {person.family_name}", row.cells[column]
    if cell.place == person.source:
        sentence = _("%(name)s entre à l’annuaire, pour %(place)s.")
        row.inform(column, sentence % {"name": name, "place": place.name})
        return
    sentence = _(
        "Même personne que %(name)s (%(cell)s) : une seule fiche, un mandat de plus. "
        "Séparez-les si ce sont deux personnes."
    )
    words = sentence % {"name": name, "cell": person.source}
    remark = Remark("same_person", Severity.WARNING, words, person.key)
    row.problems.add(remark.at(cell.place, cell.text))


def whole_name(text: str, order: NameOrder | None = None) -> PersonReading | None:
    """Who is named in these words by a family and a given name; nobody by less.

    >>> whole_name("M. Luc BON, adjoint").function
    'adjoint'
    >>> [whole_name(text) for text in ("L. BON", "Mme BON", "Pôle enfance", "BON et ROY")]
    [None, None, None, None]
    """
    reading = read_people(text, order or NameOrder.UNKNOWN)
    if len(reading.people) != 1 or reading.unnamed or reading.dead:
        return None
    person = reading.people[0]
    return person if _is_whole(person.name) else None


def _is_whole(name: Name) -> bool:
    """Whether a name has both its parts, and something tells that it is one."""
    parts = (name.family, name.given)
    if not all(parts) or any(INITIAL.match(word) for part in parts for word in part.split()):
        return False
    is_shown = in_capitals(name.family.split()[-1]) or is_frequent(name.given.split()[0])
    return bool(name.civility) or is_shown


def _is_split(row: TableRow, column: str) -> bool:
    return bool(row.text(GIVEN.get(column, "")))


def _mandate(
    person: PlannedPerson, reading: PersonReading, row: TableRow, column: str, place: ExistingPlace
) -> PlannedMandate:
    """How the person acts there, as far as the row says it."""
    match = match_header(row.headers.get(column, ""))
    function = reading.function or (row.text(FUNCTION) if column == FIRST_COLUMN else "")
    return PlannedMandate(
        person.key,
        str(place.pk),
        KINDS.get(match.field if match else "", "contact"),
        row.cells[column].place,
        function=one_line(function) or None,
        note_parts=[reading.note] if reading.note else [],
        is_guessed=True,
    )

"""What does a row of one cell say of the rows under it: where, of which service, as what?"""

import re

from maillage.foundation.exchange.cells.problems import Problem, Problems, Severity
from maillage.foundation.exchange.cells.text import folded, one_line, sentence_case
from maillage.foundation.exchange.cleaning.functions import is_function
from maillage.foundation.exchange.tables.groups import role_of
from maillage.foundation.exchange.tables.section_words import (
    is_service,
    role_of_section,
    without_number,
)
from maillage.foundation.exchange.tables.sheets import MappedTable, SheetReading
from maillage.ground.directory.contact_files.table.bodies import body_in_text
from maillage.ground.directory.contact_files.table.mentions import OrganisationMention
from maillage.ground.directory.contact_files.table.organisation_names import (
    commune_name,
    name_parts,
    names_one_body,
)
from maillage.ground.directory.contact_files.table.row_cells import RowCells
from maillage.ground.directory.contact_files.table.row_mandates import COLLEGE

_LOCAL = frozenset({"commune", "commune_deleguee", "cc", "ca", "metropole"})
_MORE_THAN_A_NAME = re.compile(r"[\d:,;(]|\s[–—-]\s")
_OF_COMMUNES = re.compile(r"\b(?:communes|mairies|maires)\b")
_LEFT_ASIDE = "Ligne de section sans colonne correspondante : laissée de côté."
_OF_PLACE = "Ligne de section : donne le collège ou l’instance des lignes suivantes."
_OF_STRUCTURE = "Ligne de section : donne la structure des lignes suivantes."
_OF_SERVICE = "Ligne de section : donne le service des lignes suivantes."
_OF_ROLE = "Ligne de section : dit qui sont les personnes des lignes suivantes."
_BY_TITLE = "Structure lue dans le titre, pour toutes les lignes : vérifiez qu’elle l’est."


class Sections:
    """The sections in force, as the rows of a sheet are met from top to bottom.

    `title` is the row above the header whose structure stands for all rows. A role stands until
    another one, or the end of the structure that it parts; a service until another section.
    """

    def __init__(self, reading: SheetReading, problems: Problems) -> None:
        self._reading = reading
        self._problems = problems
        self._is_by_communes = _is_by_communes(reading)
        self._section: tuple[int, str] | None = None
        self._parts_a_structure = False
        self._role: str | None = None
        self._role_in_service: str | None = None
        self.service: str | None = None
        self.title: int | None = None

    @property
    def words(self) -> str | None:
        """The words of the section that places the rows: a structure, a college, a body."""
        return self._section[1] if self._section else None

    @property
    def role(self) -> str | None:
        """What the people of the rows are, élu or technicien, where a section says it."""
        return self._role_in_service if self.service else self._role

    def take_first(self) -> None:
        """A structure alone above the header is no title: the rows below are its people."""
        sheet, titles = self._reading.sheet, self._reading.rows.title_rows
        mapped = self._reading.tables[0]
        if mapped.has("organisation_name") or mapped.has("commune"):
            return
        sections = mapped.table.sections
        by_sections = any(name_parts(text).kind for text in sections.values())
        for row in reversed(titles):
            text = one_line(sheet.text(row, min(sheet.rows[row])))
            kind = name_parts(text).kind
            if kind and (by_sections or (kind in _LOCAL and not _MORE_THAN_A_NAME.search(text))):
                titles.remove(row)
                sections[row] = text
                self.title = None if by_sections else row
                return

    def open(self, mapped: MappedTable, row: int, text: str) -> OrganisationMention | None:
        """Takes what a section says; the structure that it names, when it is one alone."""
        role = role_of_section(text)
        is_place = not role and (bool(COLLEGE.match(text)) or body_in_text(text) is not None)
        if not is_place and _is_structure_alone(mapped, text):
            self.service = None
            self._leave_structure()
            place = self._reading.sheet.reference(row, min(self._reading.sheet.rows[row]))
            return OrganisationMention(place, self._reading.sheet.name, text, text, row)
        service = without_number(text) if is_service(text) and not name_parts(text).kind else None
        name = None if role or service or is_place else self._structure(mapped, text)
        self._tell(row, text, name or service, _meaning(role, service, name, is_place=is_place))
        if not (role or service or _is_of_people(text)) or is_place:
            self._section = (row, sentence_case(text) if is_place else name or text)
            self._leave_structure()
        self._take_people(role, service)
        return None

    def _take_people(self, role: str | None, service: str | None) -> None:
        """Those of a service are no elected people; a role ends the service above it."""
        self.service = service
        if service:
            self._role_in_service = role or ("technicien" if self._role == "technicien" else None)
        elif role:
            self._role, self._parts_a_structure = role, self._section is not None

    def _leave_structure(self) -> None:
        if self._parts_a_structure:
            self._role = None

    def _tell(self, row: int, text: str, suggestion: str | None, message: str) -> None:
        sheet, severity = self._reading.sheet, Severity.INFO
        if row == self.title:
            severity, message = Severity.WARNING, _BY_TITLE
        if message == _OF_PLACE:
            suggestion = sentence_case(text)
        place = sheet.reference(row, min(sheet.rows[row]))
        self._problems.add(Problem("section_row", severity, place, text, message, suggestion))

    def _structure(self, mapped: MappedTable, text: str) -> str | None:
        """The structure that a section gives to the rows under it, where no column gives it."""
        if mapped.has("organisation_name") or mapped.has("commune"):
            return None
        by_commune = self._is_by_communes and not _is_of_people(text)
        name = commune_name(text) if by_commune else text
        return name if name_parts(name).kind else None

    def structure_of(self, row: RowCells) -> OrganisationMention | None:
        """The structure that a section gives to this row, where no column gives any."""
        if (
            self._section is None
            or row.mapped.has("organisation_name")
            or row.mapped.has("commune")
        ):
            return None
        number, text = self._section
        if name_parts(text).kind is None or COLLEGE.match(text):
            return None
        sheet = self._reading.sheet
        place = sheet.reference(number, min(sheet.rows[number]))
        return OrganisationMention(place, sheet.name, text, text, number, repeated=True)


def _meaning(role: str | None, service: str | None, name: str | None, *, is_place: bool) -> str:
    if is_place:
        return _OF_PLACE
    if service:
        return _OF_SERVICE
    if role:
        return _OF_ROLE
    return _OF_STRUCTURE if name else _LEFT_ASIDE


def _is_structure_alone(mapped: MappedTable, text: str) -> bool:
    """« CPAM », « CAF DU LOT » alone on its row: a structure of which nobody is known yet.

    So is « Service jeunesse » where the table names nobody.
    """
    parts = name_parts(text)
    has_name = parts.kind is not None and (bool(parts.core) or names_one_body(parts.kind))
    return mapped.has("organisation_name") and (has_name or (is_service(text) and not mapped.slots))


def _is_of_people(section: str) -> bool:
    """« ÉLUS », « Secrétaires de mairie »: a part of the people of the structure above."""
    return role_of(section) is not None or is_function(section)


def _is_by_communes(reading: SheetReading) -> bool:
    """Whether the sheet says that its sections, « VAUX » then « THOUARS », are communes."""
    sheet = reading.sheet
    titles = (sheet.text(row, min(sheet.rows[row])) for row in reading.rows.title_rows)
    return any(_OF_COMMUNES.search(folded(text)) for text in (sheet.name, *titles))

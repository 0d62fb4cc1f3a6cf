"""Contact files become the directory, as the import wizard and the export read them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext, ngettext

from maillage.core import french
from maillage.core.links import address
from maillage.core.shell import PageLink
from maillage.core.tables_out import Value
from maillage.foundation.cooperations.models import Access, Workspace
from maillage.foundation.exchange.cells.problems import Problem
from maillage.foundation.exchange.cells.workbook import Workbook
from maillage.foundation.exchange.import_wizard.queries import records_of
from maillage.foundation.exchange.tables.nothing_read import nothing_read
from maillage.foundation.exchange.tables.sheets import Mapping, SheetReading
from maillage.foundation.exchange.tables.slots import NAME_FIELDS, PERSON_FIELDS
from maillage.foundation.exchange.targets.progress import Progress, no_report
from maillage.foundation.exchange.targets.targets import (
    Alternative,
    Answers,
    Arrival,
    Becoming,
    Duplicate,
    Figure,
    NamesRead,
    Outcome,
    TableRead,
    Target,
    WriteOrder,
)
from maillage.ground.directory.contact_files.queries.arrivals import arrivals_of, names_read
from maillage.ground.directory.contact_files.queries.duplicates import (
    duplicates_of,
    namesakes_in_words,
)
from maillage.ground.directory.contact_files.queries.existing import (
    DirectoryIndex,
    becoming_of_row,
    directory_index,
)
from maillage.ground.directory.contact_files.queries.export import exported_rows
from maillage.ground.directory.contact_files.queries.matching import matches
from maillage.ground.directory.contact_files.queries.recorded import rows_recorded
from maillage.ground.directory.contact_files.queries.seats_taken import seats_taken
from maillage.ground.directory.contact_files.queries.unanswered import entering
from maillage.ground.directory.contact_files.services.plans import write_plan
from maillage.ground.directory.contact_files.table.fields import FIELD_LABELS, GROUPS
from maillage.ground.directory.contact_files.table.plan import ImportPlan, plan_workbook
from maillage.ground.directory.permissions import can_edit_members
from maillage.ground.directory.records.queries.organisations import unplaced


@dataclass(frozen=True)
class ContactsImport:
    """A contact file understood, as the wizard reads it."""

    plan: ImportPlan
    refused: frozenset[str]
    _indexes: dict[int, DirectoryIndex] = field(default_factory=dict, init=False, compare=False)

    @property
    def readings(self) -> list[SheetReading]:
        """The sheets understood."""
        return self.plan.readings

    @property
    def mapping(self) -> Mapping:
        """The columns chosen or guessed."""
        return self.plan.mapping

    @property
    def problems(self) -> list[Problem]:
        """What the officer should look at."""
        return [
            *self.plan.problems,
            *nothing_read(self.readings, self.rows_read, self.plan.problems),
        ]

    @property
    def rows_read(self) -> int:
        """How many records were read."""
        return self.plan.rows_read

    @property
    def rows_behind(self) -> int:
        """None: what is right in a row enters."""
        return 0

    def figures(self, workspace_id: int) -> list[Figure]:
        """What would be created, and what is already known."""
        plan, index = self._entering(workspace_id), self._index(workspace_id)
        result = matches(plan, index, self.refused)
        count = len(result.organisations) + len(result.people)
        return [
            Figure("structures nouvelles", len(plan.organisations) - len(result.organisations)),
            Figure("personnes nouvelles", len(plan.people) - len(result.people)),
            Figure("mandats et sièges lus", sum(one.is_placed for one in plan.mandates)),
            Figure("fiches déjà connues", count),
        ]

    def notice(self, workspace_id: int) -> str:
        """Which structures bear the name of a sheet of the directory, and are another one."""
        return namesakes_in_words(self.plan, self._index(workspace_id), self.refused)

    def duplicates(self, workspace_id: int, report: Progress = no_report) -> list[Duplicate]:
        """Known records that the file completes or contradicts; tells the rows compared."""
        return duplicates_of(self.plan, self._index(workspace_id), report)

    def arrivals(self, workspace_id: int) -> list[Arrival]:
        """The structures that no sheet of the directory stands for."""
        own = Workspace.objects.get(pk=workspace_id).name
        return arrivals_of(self.plan, self._index(workspace_id), own)

    def alternatives(self, workspace_id: int) -> list[Alternative]:
        """None: what differs is shown with its duplicate."""
        return []

    def names(self, workspace_id: int) -> list[NamesRead]:
        """The sheets matched without a question, and the new people, by name."""
        plan, index = self._entering(workspace_id), self._index(workspace_id)
        return names_read(plan, index, self.refused)

    def tables(self) -> list[TableRead]:
        """None: names and rows show it."""
        return []

    def contradictions(self, workspace_id: int) -> list[Problem]:
        """The seats of a single holder that somebody else holds."""
        index = self._index(workspace_id)
        return list(seats_taken(self.plan, index, matches(self.plan, index, self.refused)))

    def rows_recorded(self, workspace_id: int) -> frozenset[tuple[str, int]]:
        """The rows of which everything is already on a sheet."""
        return rows_recorded(self.plan, self._index(workspace_id), self.refused)

    def becomes(self, sheet: str, row: int) -> list[Becoming]:
        return becoming_of_row(self.plan, sheet, row)

    def _entering(self, workspace_id: int) -> ImportPlan:
        """The plan without what waits for an answer."""
        return entering(self.plan, self._index(workspace_id), self.refused)[0]

    def _index(self, workspace_id: int) -> DirectoryIndex:
        """The directory as it was when this file was first compared to it."""
        if workspace_id not in self._indexes:
            self._indexes[workspace_id] = directory_index(workspace_id)
        return self._indexes[workspace_id]

    def write(self, order: WriteOrder) -> Outcome:
        """Writes everything; inside journal.write only."""
        return write_plan(self.plan, order)

    def expected(self) -> dict[str, object]:
        """The plain shape of what would exist."""
        return {
            "organisations": [organisation.as_json() for organisation in self.plan.organisations],
            "people": [person.as_json() for person in self.plan.people],
            "mandates": [mandate.as_json() for mandate in self.plan.mandates],
        }


def plan_contacts(workbook: Workbook, answers: Answers, report: Progress) -> ContactsImport:
    """A workbook understood as a contact file; tells the rows read."""
    plan = plan_workbook(workbook, answers.mapping, answers.refused, report, answers.corrections)
    return ContactsImport(plan, answers.refused)


def contact_rows(access: Access, fields: Sequence[str]) -> Iterable[Sequence[Value]]:
    """The directory in the order of these fields, one row per person in their structure."""
    return exported_rows(access, fields)


def placing(access: Access, run: int) -> PageLink | None:
    """Where the structures that this import brought in are placed; None when all are."""
    if not can_edit_members(access):
        return None
    came = records_of(access, run)
    numbers = set(unplaced(access, came.records).values_list("pk", flat=True))
    created = len(numbers & set(came.made.get("organisation", came.records)))
    url = address("directory:members_add", access.cooperation.slug) + f"?import={run}"
    return PageLink(_placed_words(created, len(numbers) - created), url) if numbers else None


def _placed_words(created: int, existing: int) -> str:
    """« Placer 17 structures créées et une déjà connue »."""
    new = ngettext("une structure créée", "%(n)s structures créées", created)
    old = ngettext("une déjà connue", "%(n)s déjà connues", existing)
    if not created:
        old = ngettext("une structure déjà connue", "%(n)s structures déjà connues", existing)
    parts = [words % {"n": french.number(n)} for words, n in ((new, created), (old, existing)) if n]
    return gettext("Placer %(what)s") % {"what": french.listed(parts)}


def people_made(access: Access, run: int) -> PageLink | None:
    """The register of the people whom this import made; None where it made none."""
    count = len(records_of(access, run).made.get("person", ()))
    words = ngettext("Voir la personne créée", "Voir les %(n)s personnes créées", count)
    url = address("directory:people", access.cooperation.slug) + f"?import={run}&filtres=1"
    return PageLink(words % {"n": french.number(count)}, url) if count else None


CONTACTS = Target(
    "contacts",
    "Contacts, structures et sièges",
    FIELD_LABELS,
    NAME_FIELDS | PERSON_FIELDS,
    plan_contacts,
    contact_rows,
    leads_to=placing,
    brings="vos contacts",
    purpose="qui est qui : structures, personnes, fonctions, courriels, téléphones",
    remarks=frozenset({"notes"}),
    shows=people_made,
    pages={"organisation": "directory:organisation", "person": "directory:person"},
    groups=GROUPS,
)

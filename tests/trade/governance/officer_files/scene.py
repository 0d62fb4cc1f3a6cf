"""The cooperation that the files of officers speak of, and how a file is written and read."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from openpyxl.worksheet.worksheet import Worksheet

from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.import_wizard.services.uploads import planned_import
from maillage.foundation.exchange.tables.sheets import Mapping
from maillage.foundation.exchange.targets.targets import PlannedImport
from maillage.ground.directory.models import Organisation, Person
from tests.foundation.exchange.makers import make_import
from tests.foundation.exchange.spreadsheets import Row, xlsx_bytes
from tests.ground.directory.makers import make_mandate, make_member, make_organisation, make_person
from tests.trade.governance.joint_decisions.makers import make_deliberation, make_joint_decision
from tests.trade.governance.makers import make_body, make_holder, make_seat

LAGRANGE, BROLLES, SAINT_PHAL = "Commune de Lagrange", "Commune de Brolles", "Commune de Saint-Phal"
EPCI, CAF, MSA = "Communauté de communes du Val de Sarne", "Caf de la Sarne", "MSA Sarne-Loire"
DEPARTEMENT, PETITS_PAS = "Département de la Sarne", "Association Les Petits Pas"
PEOPLE = {
    LAGRANGE: ("Inès Gaborit", "Paul Renaud"),
    BROLLES: ("Karim Saïd", "Odile Mercier"),
    SAINT_PHAL: ("Jean Petit", "Marie Lebrun"),
    EPCI: ("Hélène Marchand", "Tom Leroy", "Sami Costa", "Julie Nadal"),
    CAF: ("Luc Bon", "Anne Rivet"),
    MSA: ("Guy Perce",),
    DEPARTEMENT: ("Claire Vidal",),
    PETITS_PAS: ("Nora Haddad",),
}
# Who sits in each body, by the place of the holder among the people of the structure.
COPIL = {LAGRANGE: 0, BROLLES: 0, SAINT_PHAL: 0, EPCI: 0, CAF: 0, MSA: 0, DEPARTEMENT: 0}
COTECH = {LAGRANGE: 1, BROLLES: 1, EPCI: 1, CAF: 1, PETITS_PAS: 0}
COUNCILS = (LAGRANGE, BROLLES, SAINT_PHAL, EPCI, DEPARTEMENT)
CONVENTION = "Convention territoriale globale 2026-2030"
Fact = tuple[object, ...]
Merges = tuple[str, ...]


@dataclass(frozen=True)
class OfficerFile:
    """A file, the rows that it says, and the cells that that the officer is told to look at."""

    name: str
    sheets: dict[str, list[Row]]
    facts: list[Fact]
    cells: frozenset[str] = frozenset()
    merges: Merges = ()

    @property
    def content(self) -> bytes:
        """The file as a spreadsheet writes it, its first sheet merged."""
        return xlsx_bytes(self.sheets, _merging(self.merges) if self.merges else None)


def _merging(ranges: Iterable[str]) -> Callable[[Worksheet], None]:
    def dress(sheet: Worksheet) -> None:
        for one in ranges:
            sheet.merge_cells(one)

    return dress


def placed(access: Access) -> None:
    """The members, and who acts there."""
    access.cooperation.profile, access.cooperation.name = "ctg", "CTG du Val de Sarne"
    access.cooperation.save()
    workspace = access.cooperation.workspace
    for name, people in PEOPLE.items():
        organisation = make_organisation(workspace=workspace, name=name)
        make_member(cooperation=access.cooperation, organisation=organisation)
        for given, _blank, family in (one.partition(" ") for one in people):
            person = make_person(workspace=workspace, family_name=family, given_name=given)
            make_mandate(person=person, organisation=organisation)


def seated(access: Access) -> None:
    """Two bodies, their seats, and who holds them."""
    placed(access)
    for name, seats in (("COPIL CTG", COPIL), ("COTECH CTG", COTECH)):
        body = make_body(cooperation=access.cooperation, name=name)
        for structure, place in seats.items():
            seat = make_seat(body=body, organisation=Organisation.objects.get(name=structure))
            family = PEOPLE[structure][place].partition(" ")[2]
            person = Person.objects.get(family_name=family)
            make_holder(seat=seat, person=person, since=None)


def put_to_councils(access: Access) -> None:
    """A decision put to the councils."""
    placed(access)
    decision = make_joint_decision(cooperation=access.cooperation, title=CONVENTION)
    for name in COUNCILS:
        make_deliberation(decision=decision, organisation=Organisation.objects.get(name=name))


def planned(
    access: Access, target: str, content: bytes, mapping: Mapping | None = None
) -> PlannedImport:
    """The file understood, with the columns that are chosen."""
    author = access.user
    run = make_import(
        cooperation=access.cooperation, author=author, content=content, name="tableau.xlsx"
    )
    run.target, run.mapping = target, mapping or {}
    run.save()
    return planned_import(run)


def facts(plan: PlannedImport, target: str, names: Iterable[str]) -> list[Fact]:
    """What a file says, by these fields, row by row."""
    rows = plan.expected()[target]
    assert isinstance(rows, list)
    return [tuple(row[name] for name in names) for row in rows]


def looked_at(plan: PlannedImport) -> frozenset[str]:
    """The cells that that the officer is told to look at."""
    problems = (one for one in plan.problems if one.severity != "info")
    return frozenset(one.cell.rpartition("!")[2] for one in problems)

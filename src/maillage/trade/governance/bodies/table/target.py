"""A table of bodies and seats, as the import wizard and the export read it."""

from dataclasses import dataclass, field, replace

from django.utils import timezone
from django.utils.translation import ngettext

from maillage.core import french
from maillage.foundation.exchange.cells.workbook import Workbook
from maillage.foundation.exchange.targets.progress import Progress, no_report
from maillage.foundation.exchange.targets.queries import reader_of
from maillage.foundation.exchange.targets.table_import import (
    Plain,
    TableImport,
    plain_value,
)
from maillage.foundation.exchange.targets.targets import (
    Answers,
    Becoming,
    Duplicate,
    Figure,
    Outcome,
    Target,
    WriteOrder,
    leads_to_page,
)
from maillage.ground.directory.contact_files.queries.duplicates import duplicates_of
from maillage.ground.directory.contact_files.queries.existing import (
    DirectoryIndex,
    directory_index,
)
from maillage.ground.directory.contact_files.queries.matching import matches
from maillage.ground.directory.contact_files.services.plans import write_people
from maillage.ground.directory.contact_files.table.plan import ImportPlan
from maillage.trade.governance.bodies.queries.body_table import (
    existing_bodies,
    existing_seats,
    seat_rows_out,
)
from maillage.trade.governance.bodies.services.body_table import seat_newcomers, write_body_table
from maillage.trade.governance.bodies.table.columns import ONLY_IN, SPEC
from maillage.trade.governance.bodies.table.places import ExistingPlace
from maillage.trade.governance.bodies.table.reading import read_body_table
from maillage.trade.governance.bodies.table.rows import BodyTable, ExistingBodies, SeatRow, pair
from maillage.trade.governance.choices import Voice


@dataclass(frozen=True)
class BodiesImport(TableImport[SeatRow]):
    """A table of bodies and seats understood, as the wizard reads it."""

    word = "instances"
    table: BodyTable
    people: ImportPlan
    refused: frozenset[str] = frozenset()
    _indexes: dict[int, DirectoryIndex] = field(default_factory=dict, init=False, compare=False)

    def figures(self, workspace_id: int) -> list[Figure]:
        """How many bodies and seats would be made, and how many seats completed."""
        rows, bodies = self.table.seats, self.table.bodies
        made = {one.key[0] for one in rows if one.key and bodies[one.key[0]].pk is None}
        figures = [
            Figure("instances à créer", len(made)),
            Figure("sièges à créer", sum(one.existing is None for one in rows)),
            Figure("sièges à compléter", sum(one.fills() for one in rows)),
        ]
        entering = self._entering(workspace_id)
        return [*figures, Figure("personnes à créer", entering)] if entering else figures

    def notice(self, workspace_id: int) -> str:
        """How many people enter the directory, who are to be told so."""
        entering = self._entering(workspace_id)
        sentence = ngettext(
            "%(n)s personne entre à l’annuaire avec ce tableau : il restera à l’en informer "
            "(RGPD, article 14).",
            "%(n)s personnes entrent à l’annuaire avec ce tableau : il restera à les en informer "
            "(RGPD, article 14).",
            entering,
        )
        return sentence % {"n": french.number(entering)} if entering else ""

    def duplicates(self, workspace_id: int, report: Progress = no_report) -> list[Duplicate]:
        """The people of the directory whom the table names in one more structure."""
        return duplicates_of(self.people, self._index(workspace_id)) if self.people.people else []

    def _entering(self, workspace_id: int) -> int:
        if not self.people.people:
            return 0
        result = matches(self.people, self._index(workspace_id), self.refused)
        return len(self.people.people) - len(result.people)

    def _index(self, workspace_id: int) -> DirectoryIndex:
        if workspace_id not in self._indexes:
            self._indexes[workspace_id] = directory_index(workspace_id)
        return self._indexes[workspace_id]

    def describe_row(self, one: SeatRow) -> Becoming:
        """The seat that one row tells."""
        people = [one.titulaire] if one.titulaire else []
        parts = (
            one.college,
            f"voix {Voice(one.voice).label}" if one.voice else "",
            *(person.name for person in (*people, *one.suppleants)),
            f"depuis le {french.long_date(one.since)}" if one.since else "",
        )
        title = ", ".join(part for part in (one.body, one.organisation) if part)
        return Becoming(title, tuple(part for part in parts if part))

    def expected(self) -> dict[str, object]:
        """The seats, the row of a suppléant alone being part of another's."""
        return {self.word: [self.plain(one) for one in self.table.seats]}

    def plain(self, one: SeatRow) -> Plain:
        """The seat that one row says, by field."""
        return {
            "body": one.body,
            "organisation": one.place.name if one.place and one.place.pk else None,
            "college": one.college or None,
            "voice": one.voice or None,
            "titulaire": one.titulaire.name if one.titulaire else None,
            "suppleants": " ; ".join(person.name for person in one.suppleants) or None,
            "since": plain_value(one.since),
        }

    def write(self, order: WriteOrder) -> Outcome:
        """Writes everything, compared again with what is known; inside journal.write only."""
        access = reader_of(order.cooperation.pk, order.author.pk)
        figures: list[Figure] = []
        if self.people.people:
            people = write_people(self.people, order)
            seat_newcomers(self.table, people.numbers)
            figures = [Figure("personnes créées, à informer", people.created)]
        pair(self.table.seats, existing_seats(access) if access else [])
        outcome = write_body_table(self.table, order)
        return replace(outcome, figures=(*outcome.figures, *figures))


def plan_bodies(workbook: Workbook, answers: Answers, report: Progress) -> BodiesImport:
    """A workbook understood as a table of the bodies of the cooperation and their seats."""
    access = reader_of(answers.cooperation_id, answers.author_id)
    bodies = existing_bodies(access) if access else ExistingBodies((), (), (), _nobody)
    bodies = replace(bodies, apart=answers.refused)
    table = read_body_table(workbook, bodies, answers.mapping, timezone.localdate())
    report(len(table.rows), len(table.rows))
    entering = {
        (person.pk, one.place.pk) for one in table.seats if one.place for person in one.entering
    }
    people = table.newcomers.plan(workbook, table.readings, entering)
    return BodiesImport(table, people, answers.refused)


def _nobody() -> ExistingPlace:
    return ExistingPlace(0, "", "", "")


BODIES = Target(
    "instances",
    "Instances et sièges",
    SPEC.labels,
    frozenset(),
    plan_bodies,
    seat_rows_out,
    rank=4,
    leads_to=leads_to_page("Ouvrir les instances", "governance:bodies"),
    brings="vos instances et leurs sièges",
    purpose="qui siège où : instances, collèges, titulaires, suppléants",
    pages={"body": "governance:body"},
    only_in=ONLY_IN,
)

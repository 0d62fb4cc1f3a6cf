"""A table of bodies and seats, as the import wizard and the export read it."""

from dataclasses import dataclass

from django.utils import timezone

from maillage.core import french
from maillage.foundation.exchange.cells.workbook import Workbook
from maillage.foundation.exchange.targets.progress import Progress
from maillage.foundation.exchange.targets.queries import reader_of
from maillage.foundation.exchange.targets.table_import import (
    Plain,
    TableImport,
    plain_value,
)
from maillage.foundation.exchange.targets.targets import (
    Answers,
    Becoming,
    Figure,
    Outcome,
    Target,
    WriteOrder,
    leads_to_page,
)
from maillage.trade.governance.bodies.queries.body_table import (
    existing_bodies,
    existing_seats,
    seat_rows_out,
)
from maillage.trade.governance.bodies.services.body_table import write_body_table
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

    def figures(self, workspace_id: int) -> list[Figure]:
        """How many bodies and seats would be made, and how many seats completed."""
        rows, bodies = self.table.seats, self.table.bodies
        made = {one.key[0] for one in rows if one.key and bodies[one.key[0]].pk is None}
        return [
            Figure("instances à créer", len(made)),
            Figure("sièges à créer", sum(one.existing is None for one in rows)),
            Figure("sièges à compléter", sum(one.fills() for one in rows)),
        ]

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
        pair(self.table.seats, existing_seats(access) if access else [])
        return write_body_table(self.table, order)


def plan_bodies(workbook: Workbook, answers: Answers, tell: Progress) -> BodiesImport:
    """A workbook understood as a table of the bodies of the cooperation and their seats."""
    access = reader_of(answers.cooperation_id, answers.author_id)
    bodies = existing_bodies(access) if access else ExistingBodies((), (), (), _nobody)
    table = read_body_table(workbook, bodies, answers.mapping, timezone.localdate())
    tell(len(table.rows), len(table.rows))
    return BodiesImport(table)


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
    pages={"body": "governance:body"},
    only_in=ONLY_IN,
)

"""What would this file bring into the directory, and what should the officer look at?"""

from collections.abc import Callable
from collections.abc import Mapping as Mapping_
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path

from maillage.foundation.exchange.cells.problems import Problem, Problems
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.cells.workbook import Workbook
from maillage.foundation.exchange.import_wizard.services.uploads import collector_paused
from maillage.foundation.exchange.reading.opening import open_file
from maillage.foundation.exchange.tables.remarks import add_look_remarks
from maillage.foundation.exchange.tables.sheets import (
    Mapping,
    SheetReading,
    guessed_mapping,
    read_sheets,
)
from maillage.foundation.exchange.targets.progress import Progress, no_report
from maillage.ground.directory.contact_files.table.answers import FileAnswers
from maillage.ground.directory.contact_files.table.contacts import Contacts
from maillage.ground.directory.contact_files.table.fields import WANTED
from maillage.ground.directory.contact_files.table.mandates import planned_mandates
from maillage.ground.directory.contact_files.table.mentions import Mentions
from maillage.ground.directory.contact_files.table.organisations import Organisations
from maillage.ground.directory.contact_files.table.people import ONE_MORE, ONE_SHEET, People
from maillage.ground.directory.contact_files.table.records import (
    PlannedMandate,
    PlannedOrganisation,
    PlannedPerson,
)
from maillage.ground.directory.contact_files.table.sheet_mentions import SheetMentions
from maillage.ground.directory.contact_files.table.successors import REPLACES


@dataclass(slots=True)
class ImportPlan:
    """What the import would create, every suggestion followed but at the refused places.

    `places` are the numbers of the planned structures whose sheet is told, by key.
    """

    workbook: Workbook
    readings: list[SheetReading]
    mapping: Mapping
    organisations: list[PlannedOrganisation] = field(default_factory=list)
    people: list[PlannedPerson] = field(default_factory=list)
    mandates: list[PlannedMandate] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)

    @property
    def rows_read(self) -> int:
        return sum(
            len(mapped.table.records)
            for reading in self.readings
            if reading.is_used
            for mapped in reading.tables
        )


def plan(
    path: Path, mapping: Mapping | None = None, refused: frozenset[str] = frozenset()
) -> ImportPlan:
    """The plan of a file; UnreadableFileError when it cannot be read.

    `mapping` replaces the guessed columns; `refused` are the cells whose suggestion is not
    followed (two people or structures that must stay apart).
    """
    return plan_workbook(open_file(path), mapping, refused)


def plan_workbook(
    workbook: Workbook,
    mapping: Mapping | None = None,
    refused: frozenset[str] = frozenset(),
    report: Progress = no_report,
    corrections: Mapping_[str, str] | None = None,
) -> ImportPlan:
    """The same for a workbook already read; tells the rows understood."""
    answers = FileAnswers(refused, corrections or {})
    readings = read_sheets(workbook, WANTED, mapping)
    made = ImportPlan(workbook, readings, guessed_mapping(readings))
    problems = Problems()
    mentions = Mentions()
    rows, done = made.rows_read, count(1)
    with collector_paused():
        for reading in readings:
            sheet = SheetMentions(reading, mentions, problems, answers)
            _read_mentions(sheet, problems, lambda: report(next(done), rows))
        _resolve(mentions, made, problems, refused)
    made.problems = _without_ends_read(_without_mandates_more(problems.listed(), made), made)
    return made


def _without_ends_read(problems: list[Problem], made: ImportPlan) -> list[Problem]:
    """The problems; whom somebody replaces is not told where the file says that they left."""
    left = {one.person for one in made.mandates if one.until or one.has_left}
    families = {folded(one.family_name) for one in made.people if one.key in left}
    return [
        one
        for one in problems
        if one.code != REPLACES
        or not any(folded(one.suggestion or "").endswith(f" {name}") for name in families)
    ]


def _without_mandates_more(problems: list[Problem], made: ImportPlan) -> list[Problem]:
    """The problems; of somebody met again, a mandate more is said only where there is one."""
    places = {mandate.source for mandate in made.mandates}
    return [
        replace(one, message=one.message.replace(ONE_MORE, ONE_SHEET))
        if one.code == "same_person" and one.cell not in places
        else one
        for one in problems
    ]


def _read_mentions(sheet: SheetMentions, problems: Problems, tell_row: Callable[[], None]) -> None:
    if sheet.reading.is_used:
        sheet.read(tell_row)
    title_used = sheet.reading.is_used and sheet.title_is_body
    add_look_remarks(sheet.reading, problems, title_used=title_used)


def _resolve(
    mentions: Mentions, made: ImportPlan, problems: Problems, refused: frozenset[str]
) -> None:
    organisations = Organisations(problems, refused)
    of_mention = organisations.resolve(mentions.organisations)
    homes = [
        of_mention[mention.organisation].key if mention.organisation is not None else None
        for mention in mentions.people
    ]
    people = People(problems, refused)
    person_of = people.resolve(mentions.people, homes, mentions.contacts)
    Contacts(problems, of_mention, person_of, refused).share_out(mentions.contacts)
    made.organisations = organisations.records
    made.people = people.planned()
    made.mandates = planned_mandates(mentions, of_mention, person_of)

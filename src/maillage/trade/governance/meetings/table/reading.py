"""What does a table of meetings and attendance say, and what has to be looked at?"""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from maillage.core.hours import REVERSED_HOURS
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.cells.workbook import Workbook
from maillage.foundation.exchange.tables.parsed_rows import TableRow, read_rows
from maillage.foundation.exchange.tables.sheets import Mapping
from maillage.trade.governance.choices import Attending
from maillage.trade.governance.meetings.table.cells import (
    NOT_SAID,
    Hours,
    ReversedHoursError,
    hours_of,
    standing_of,
)
from maillage.trade.governance.meetings.table.checks import SittingChecks, refuse
from maillage.trade.governance.meetings.table.rows import KnownBody, SittingRow, SittingTable

FIELD_LABELS = {
    "body": "Instance",
    "meeting_on": "Date de séance",
    "meeting_time": "Heure",
    "meeting_place": "Lieu de la réunion",
    "meeting_kind": "Objet de la réunion",
    "organisation_name": "Structure",
    "person_name": "Représentant",
    "attendance": "Présence",
    "proxy": "Pouvoir à",
    "notes": "Observations",
}
LONGEST = 200


def read_sitting_table(
    workbook: Workbook, known: Sequence[KnownBody], mapping: Mapping | None, today: date
) -> SittingTable:
    """The table of a workbook, compared with the bodies, their seats and their meetings."""
    read = read_rows(workbook, frozenset(FIELD_LABELS), mapping)
    checks = SittingChecks(known, today)
    rows = [_understood(row) for row in read.rows]
    for told in rows:
        checks.place(told)
    return SittingTable(read, rows, checks.compared(rows))


def _understood(row: TableRow) -> SittingRow:
    told = SittingRow(
        row,
        body_name=row.text("body"),
        organisation=row.text("organisation_name"),
        person=row.text("person_name"),
    )
    told.day = _day(row)
    told.hours = _hours(row)
    told.title = row.text("meeting_kind", LONGEST)
    told.place = row.text("meeting_place", LONGEST)
    told.note = row.text("notes", LONGEST)
    _read_standing(told)
    return told


def _day(row: TableRow) -> date | None:
    cell = row.cells.get("meeting_on")
    if cell is None or cell.is_blank or cell.value is None:
        refuse(row, "meeting_on", _("Dites le jour de la séance : 30/04/2026."))
        return None
    return row.day("meeting_on")


def _hours(row: TableRow) -> Hours | None:
    cell = row.cells.get("meeting_time")
    if cell is None or cell.is_blank:
        return None
    try:
        found = hours_of(cell.value)
    except ReversedHoursError:
        row.refuse("meeting_time", str(REVERSED_HOURS))
        return None
    if found is None:
        said = _("Cette heure ne se lit pas : écrivez-la 18h30, ou 18h30 – 20h30.")
        row.refuse("meeting_time", said)
    return found


def _read_standing(told: SittingRow) -> None:
    row = told.row
    text, carrier = row.text("attendance"), folded(row.text("proxy"))
    if folded(text) not in NOT_SAID:
        told.standing, told.carrier = standing_of(text)
        if not told.standing:
            said = _("Présence non comprise : écrivez présent, excusé, absent ou pouvoir.")
            row.refuse("attendance", said)
    if not carrier:
        return
    if told.standing == Attending.PRESENT:
        row.refuse("proxy", _("Présente et représentée : gardez l’une des deux cases."))
    told.standing, told.carrier = Attending.PROXY.value, carrier

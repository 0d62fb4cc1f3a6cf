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
from maillage.trade.governance.meetings.table.rows import ExistingBody, SittingRow, SittingTable

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
    workbook: Workbook,
    existing_bodies: Sequence[ExistingBody],
    mapping: Mapping | None,
    today: date,
) -> SittingTable:
    """The table of a workbook, compared with the bodies, their seats and their meetings."""
    read = read_rows(workbook, frozenset(FIELD_LABELS), mapping)
    checks = SittingChecks(existing_bodies, today)
    rows = [_understood(row) for row in read.rows]
    for sitting_row in rows:
        checks.place(sitting_row)
    return SittingTable(read, rows, checks.compared(rows))


def _understood(row: TableRow) -> SittingRow:
    sitting_row = SittingRow(
        row,
        body_name=row.text("body"),
        organisation=row.text("organisation_name"),
        person=row.text("person_name"),
    )
    sitting_row.day = _day(row)
    sitting_row.hours = _hours(row)
    sitting_row.title = row.text("meeting_kind", LONGEST)
    sitting_row.place = row.text("meeting_place", LONGEST)
    sitting_row.note = row.text("notes", LONGEST)
    _read_standing(sitting_row)
    return sitting_row


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
        hours = hours_of(cell.value)
    except ReversedHoursError:
        row.refuse("meeting_time", str(REVERSED_HOURS))
        return None
    if hours is None:
        sentence = _("Cette heure ne se lit pas : écrivez-la 18h30, ou 18h30 – 20h30.")
        row.refuse("meeting_time", sentence)
    return hours


def _read_standing(sitting_row: SittingRow) -> None:
    row = sitting_row.row
    text, carrier = row.text("attendance"), folded(row.text("proxy"))
    if folded(text) not in NOT_SAID:
        sitting_row.standing, sitting_row.carrier = standing_of(text)
        if not sitting_row.standing:
            sentence = _("Présence non comprise : écrivez présent, excusé, absent ou pouvoir.")
            row.refuse("attendance", sentence)
    if not carrier:
        return
    if sitting_row.standing == Attending.PRESENT:
        row.refuse("proxy", _("Présente et représentée : gardez l’une des deux cases."))
    sitting_row.standing, sitting_row.carrier = Attending.PROXY.value, carrier

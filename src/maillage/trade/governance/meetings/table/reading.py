"""What does a table of meetings and attendance say, and what has to be looked at?"""

import re
from collections.abc import Callable
from datetime import date

from django.utils.translation import gettext as _

from maillage.core.hours import REVERSED_HOURS
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.cells.workbook import Workbook
from maillage.foundation.exchange.cleaning.dates import read_date
from maillage.foundation.exchange.tables.headers import match_header
from maillage.foundation.exchange.tables.parsed_rows import TableRow
from maillage.foundation.exchange.tables.section_words import without_number
from maillage.foundation.exchange.tables.sheets import Mapping
from maillage.foundation.exchange.tables.table_reading import read_rows
from maillage.trade.governance.bodies.table.body_names import body_head, is_called
from maillage.trade.governance.choices import Attending
from maillage.trade.governance.meetings.table.cells import (
    NOT_SAID,
    Hours,
    is_two_marks,
    note_beside,
    standing_of,
)
from maillage.trade.governance.meetings.table.checks import SittingChecks, refuse
from maillage.trade.governance.meetings.table.columns import (
    ABSENT,
    BODY,
    CLOCK,
    DAY,
    END,
    EXCUSED,
    GIVEN,
    NOTE,
    PERSON,
    PLACE,
    PROXY,
    SPEC,
    STANDING,
    STRUCTURE,
    TIME,
    TITLE,
)
from maillage.trade.governance.meetings.table.days import MONTH, month_in
from maillage.trade.governance.meetings.table.grid import YEAR, Grids
from maillage.trade.governance.meetings.table.lists import LISTS, listed
from maillage.trade.governance.meetings.table.rows import (
    ExistingSittings,
    SittingRow,
    SittingTable,
)

# A day of the file itself, and of no meeting.
OF_THE_FILE = re.compile(r"\b(?:mis(?:e)? a jour|maj|edite|imprime|extrait|export|version|etat au)")


def read_sitting_table(
    workbook: Workbook, existing: ExistingSittings, mapping: Mapping | None, today: date
) -> SittingTable:
    """The table of a workbook, compared with the bodies, their seats and their meetings.

    A sheet is a row for each presence, or a grid: a row for each seat, a column for each date.
    """
    heads = {
        BODY.name: body_head_of(existing),
        DAY.name: _day_in,
        TIME.name: _hour_in,
        STANDING.name: _standing_in,
        STRUCTURE.name: _structure_head(existing),
        MONTH: month_in,
    }
    grids = Grids(workbook, heads[BODY.name], mapping)
    spec = SPEC.fitted(BODY.name, lambda text: is_called(text, existing.bodies, existing.own_words))
    read = read_rows(workbook, spec, {**(mapping or {}), **grids.aside}, heads)
    grids.complete(read)
    checks = SittingChecks(existing, today)
    entries = [one for row in read.rows for one in listed(row, existing)]
    rows = [_understood(row, existing) for row in entries]
    for sitting_row in rows:
        checks.place(sitting_row)
    return SittingTable(read, rows, checks.compared(rows))


def body_head_of(existing: ExistingSittings) -> Callable[[str], str]:
    """What a title or a section says of the body of the rows under it."""
    return body_head(existing.bodies, existing.own_words)


def _day_in(words: str) -> str:
    """The day that a title or a section says; nothing when it says none, or a period."""
    if len(YEAR.findall(words)) > 1 or OF_THE_FILE.search(folded(words)):
        return ""
    reading = read_date(words)
    day = reading.date if reading.precision == "day" and reading.code != "date_serial" else None
    return f"{day:%d/%m/%Y}" if day else ""


def _standing_in(words: str) -> str:
    """How the seats under a section are held: « EXCUSÉS », not « Présences 2026 »."""
    bare = without_number(words).rstrip(" :")
    match = match_header(bare)
    is_standing = match is not None and match.exact and match.field in LISTS
    is_standing = is_standing and bool(standing_of(bare)[0])
    return bare.removesuffix("s").removesuffix("S") if is_standing else ""


def _hour_in(words: str) -> str:
    """The hours that a title or a section says after a day."""
    match = CLOCK.search(words) if _day_in(words) else None
    return match[0] if match else ""


def _understood(row: TableRow, existing: ExistingSittings) -> SittingRow:
    body_name = row.read(BODY)
    if not body_name and len(existing.bodies) == 1:
        body_name = existing.bodies[0].name
    sitting_row = SittingRow(
        row,
        body_name=body_name,
        organisation=row.read(STRUCTURE),
        person=f"{row.read(GIVEN)} {row.read(PERSON)}".strip(),
        title=row.read(TITLE),
        place=row.read(PLACE),
        hours=_hours(row),
        day=row.read(DAY),
        note=row.read(NOTE),
    )
    _read_standing(sitting_row)
    return sitting_row


def _hours(row: TableRow) -> Hours | None:
    """The hours of the cell, or those of two columns, the start and the end."""
    hours, end = row.read(TIME), row.read(END)
    if hours is None or hours.ends_at or end is None:
        return hours
    if end <= hours.starts_at:
        row.refuse(END.name, str(REVERSED_HOURS))
        return hours
    return Hours(hours.starts_at, end)


def _structure_head(existing: ExistingSittings) -> Callable[[str], str]:
    """The one structure with a seat that a section names."""

    def meaning(words: str) -> str:
        names = {body.names.head(words) for body in existing.bodies} - {""}
        return names.pop() if len(names) == 1 else ""

    return meaning


def _read_standing(sitting_row: SittingRow) -> None:
    row = sitting_row.row
    text, carrier = row.read(STANDING), folded(row.read(PROXY))
    if folded(text) not in NOT_SAID:
        sitting_row.standing, sitting_row.carrier = standing_of(text)
        if is_two_marks(text):
            sitting_row.standing = Attending.PRESENT.value
            row.warn(STANDING.name, _("Deux marques à la fois : présent est gardé."))
        if sitting_row.standing not in {"", Attending.PROXY}:
            sitting_row.note = sitting_row.note or note_beside(text)
        if not sitting_row.standing:
            sentence = _("Présence non comprise : écrivez présent, excusé, absent ou pouvoir.")
            row.refuse(STANDING.name, sentence)
    sitting_row.standing = sitting_row.standing or row.read(EXCUSED) or row.read(ABSENT)
    if not carrier:
        return
    if sitting_row.standing == Attending.PRESENT:
        refuse(row, PROXY.name, _("Présente et représentée : gardez l’une des deux cases."))
    sitting_row.standing, sitting_row.carrier = Attending.PROXY.value, carrier

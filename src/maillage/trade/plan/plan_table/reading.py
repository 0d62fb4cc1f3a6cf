"""What does an officer's plan say, row by row, and what has to be looked at?"""

import re
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core import french
from maillage.foundation.exchange.cells.problems import Remark, Severity
from maillage.foundation.exchange.cells.text import one_line
from maillage.foundation.exchange.cells.workbook import Workbook
from maillage.foundation.exchange.cleaning.functions import is_function
from maillage.foundation.exchange.cleaning.phones import without_phones
from maillage.foundation.exchange.tables.accounting import report_left
from maillage.foundation.exchange.tables.parsed_rows import Table, TableRow
from maillage.foundation.exchange.tables.remarks import add_shape_remarks
from maillage.foundation.exchange.tables.sheets import Mapping as ColumnMapping
from maillage.foundation.exchange.tables.sheets import SheetReading
from maillage.foundation.exchange.tables.table_reading import read_rows
from maillage.foundation.exchange.tables.unread import report_unread_columns
from maillage.foundation.exchange.vocabulary.words import is_word
from maillage.trade.plan.actions.rules import dates_fault
from maillage.trade.plan.choices import ShareRole
from maillage.trade.plan.periods import Doubt, PlanPeriod, Side, is_waited, read_words
from maillage.trade.plan.plan_table.columns import (
    AXIS,
    CONTINUOUS,
    COPILOT,
    DESCRIPTION,
    DUE_ON,
    ELECTED,
    FINDING,
    LONGEST,
    LONGEST_TITLE,
    NEXT,
    NO_TITLE,
    NUMBER,
    OBJECTIVE,
    PARTNERS,
    PERSON,
    PILOT,
    PRIORITY,
    PROGRESS,
    PUBLICS,
    RUBRICS,
    SCHEDULE,
    SERVICE,
    SPEC,
    START_ON,
    STATUS,
    STEP,
    SUB_AXIS,
    TITLE,
    WRITTEN,
    heads_steps,
    period_in,
)
from maillage.trade.plan.plan_table.contents import leave_contents
from maillage.trade.plan.plan_table.crosses import (
    CROSSES,
    Crossed,
    crossed,
    has_cross_in,
    is_cross,
    warn_no_year,
)
from maillage.trade.plan.plan_table.headings import (
    Heading,
    bare_number,
    heading,
    is_aim,
    is_axis,
    titled,
)
from maillage.trade.plan.plan_table.lacking import warn_no_action
from maillage.trade.plan.plan_table.names import (
    Carriers,
    bare_person,
    carriers,
    people_in,
    without_twins,
)
from maillage.trade.plan.plan_table.rows import ActionRow, Part, drop_taken_number
from maillage.trade.plan.plan_table.section_rows import PlanSheet, plan_sheet
from maillage.trade.plan.plan_table.state_cells import is_progress, put_state
from maillage.trade.plan.plan_table.states import is_whole_state, percent_of, priority_of
from maillage.trade.plan.plan_table.steps import (
    columns_of_steps,
    cut,
    is_read_as_step,
    is_step_alone,
    put_steps,
    with_sub_actions,
)

UNREAD = lazy("Cette colonne n’est pas lue : ses mots restent dans les observations.")
SEVERAL = re.compile(r"^(?:[Cc]ommunes|[Mm]airies) (?:de |du |d['’])[A-ZÀ-Ý]")
SHOWN = (DESCRIPTION, FINDING, START_ON, DUE_ON, SCHEDULE, WRITTEN, NEXT, STEP)


def read_plan(
    workbook: Workbook, mapping: ColumnMapping | None, apart: frozenset[str] = frozenset()
) -> Table[ActionRow]:
    """The plan of a workbook; the rows whose cell is in `apart` are an action of their own."""
    heads = {
        AXIS.name: lambda words: words if is_axis(words) else "",
        OBJECTIVE.name: lambda words: words if is_aim(words) else "",
    }
    read = read_rows(workbook, SPEC, mapping, heads)
    leave_contents(read, mapping)
    used = [reading for reading in read.readings if reading.is_used]
    for reading in used:
        add_shape_remarks(reading, read.problems)
        warn_no_year(reading, read.problems)
        report_unread_columns(reading, read.problems, UNREAD, has_cross_in(reading))
    report_left(read, SPEC, keeps_columns=True)
    warn_no_action(read, mapping)
    sheets = {one.sheet.name: plan_sheet(one, has_others=len(used) > 1) for one in used}
    rows = [row for row in read.rows if row.sheet in sheets]
    actions = [row for row in rows if not sheets[row.sheet].is_heading(row)]
    understood = [_understood(row, sheets[row.sheet], apart) for row in actions]
    joined = list(_joined(with_sub_actions(understood), apart))
    _check_numbers(joined)
    return Table(read, joined)


def _understood(row: TableRow, sheet: PlanSheet, apart: frozenset[str]) -> ActionRow:
    reading = sheet.reading
    _drop_phones(row, apart)
    number, title = titled(row.read(TITLE))
    one = ActionRow(row, number=bare_number(row.read(NUMBER)) or number, title=title)
    one.axis, one.objective = _place(row, sheet)
    one.description = row.read(DESCRIPTION)
    _put_carriers(one)
    _put_dates(one, reading)
    put_state(one, reading)
    one.publics = row.read(PUBLICS)
    one.texts = _texts(row, reading, apart)
    _put_steps(one, reading, apart)
    _check_title(one)
    return one


def _check_title(one: ActionRow) -> None:
    if not one.title and not one.row.text(STEP.name) and not is_step_alone(one):
        one.row.refuse(TITLE.name, str(NO_TITLE))
    elif len(one.title) > LONGEST_TITLE:
        one.row.warn(TITLE.name, _("Plus de deux cents signes : la suite va dans le détail."))
        one.description = "\n".join(filter(None, (one.title, one.description)))
        one.title = one.title[: LONGEST_TITLE - 1].rsplit(" ", 1)[0] + "…"


def _place(row: TableRow, sheet: PlanSheet) -> tuple[Heading, Heading]:
    """The axis and the objective of a row; beside a sub-axis, its objectives are words."""
    axis = one_line(row.read(AXIS)) or sheet.axis_over(row)
    aim = row.read(SUB_AXIS) or ("" if SUB_AXIS.name in row.headers else sheet.aim_over(row))
    aims = row.headers.get(OBJECTIVE.name, "")
    return heading(axis, row.headers.get(AXIS.name, "")), heading(one_line(aim), aims)


def _put_carriers(one: ActionRow) -> None:
    """Who carries the action, and with whom; of several pilots, the first one."""
    row = one.row
    first, beside = _carriers_of(row, PILOT.name), _carriers_of(row, COPILOT.name)
    pilots = first.structures
    if len(pilots) > 1:
        row.warn(PILOT.name, _("Plusieurs pilotes : la première est pilote, l’autre copilote."))
    for text in first.doubts:
        row.warn(PILOT.name, _("« %(text)s » : pas sûr, à vérifier.") % {"text": text})
    copilots = [*pilots[1:], *without_twins(beside.structures, pilots)]
    people = _people_of(row)
    if len(people) > 1:
        row.warn(PERSON.name, _("Plusieurs personnes : la première est pilote."))
    people += first.people
    one.pilot_person = people[0] if people else ""
    one.copilot_people = [*people[1:], *beside.people]
    one.service = row.read(SERVICE) or " ; ".join(first.services)
    contributors = _contributors(row, [*pilots[:1], *copilots])
    one.parts = [
        *(Part(text, ShareRole.PILOT) for text in pilots[:1]),
        *(Part(text, ShareRole.COPILOT) for text in copilots),
        *(Part(text, ShareRole.CONTRIBUTOR) for text in contributors),
    ]
    elected = row.read(ELECTED)
    one.elected = "" if is_waited(elected) else bare_person(elected)


def _people_of(row: TableRow) -> list[str]:
    """Who follows an action by name; an office without a name, « le Maire », is said."""
    people = people_in(row.read(PERSON))
    if offices := [one for one in people if is_function(one)]:
        words = _("Une fonction sans nom : %(names)s.") % {"names": french.listed(offices)}
        row.inform(PERSON.name, words)
    return [one for one in people if one not in offices]


def _contributors(row: TableRow, carrying: Sequence[str]) -> list[str]:
    """The partners of a row that do not carry its action already."""
    written = row.read(PARTNERS)
    contributors = without_twins(written, carrying)
    if twins := [text for text in written if text not in contributors]:
        words = _("Porte déjà cette action, n’est pas aussi partenaire : %(names)s.")
        row.inform(PARTNERS.name, words % {"names": ", ".join(twins)})
    if any(map(SEVERAL.match, contributors[:-1])):
        row.warn(
            PARTNERS.name, _("Plusieurs communes à la suite : écrivez « commune de » chacune.")
        )
    return contributors


def _carriers_of(row: TableRow, name: str) -> Carriers:
    cell = row.cells.get(name)
    return carriers(cell.text) if cell else Carriers()


def _put_dates(one: ActionRow, reading: SheetReading) -> None:
    """Its days, in their own columns, in the calendar, or by crosses under years."""
    row = one.row
    is_both = _is_merged_over_both(row, reading)
    ticked = crossed(reading, row.row)
    is_ticked = ticked != Crossed() and row.text(SCHEDULE.name).lower() in CROSSES
    periods = {
        START_ON.name: period_in(row, START_ON.name, Side.BOTH if is_both else Side.START),
        DUE_ON.name: period_in(row, DUE_ON.name, Side.END),
        SCHEDULE.name: PlanPeriod() if is_ticked else period_in(row, SCHEDULE.name, Side.BOTH),
    }
    every = [*periods.values(), ticked.period]
    one.start_on = next((period.first for period in every if period.first), None)
    ends = [periods[DUE_ON.name], *every]
    one.due_on = next((period.last for period in ends if period.last), None)
    one.each_year = any(period.each_year for period in every) or is_word(
        "yes", row.read(CONTINUOUS)
    )
    for name, period in periods.items():
        if name in row.cells and (words := read_words(row.cells[name].value, period)):
            row.inform(name, f"« {row.text(name)} » {words}.")
    left = [row.text(name) for name, period in periods.items() if _is_words(period)]
    one.schedule_text = " ; ".join(filter(None, (row.read(WRITTEN), *left, ticked.words)))
    if why := dates_fault(one.start_on, one.due_on):
        row.leave_out(row.column(DUE_ON.name, SCHEDULE.name), why)
        one.due_on = None


def _is_merged_over_both(row: TableRow, reading: SheetReading) -> bool:
    """Whether the cell of the start spreads over that of the end, and says the whole period."""
    mapped = next((one for one in reading.tables if row.row in one.table.records), None)
    starts = mapped.of_row.get(START_ON.name, []) if mapped else []
    ends = mapped.of_row.get(DUE_ON.name, []) if mapped else []
    return any(
        area.left in starts and any(area.left < end <= area.right for end in ends)
        for area in reading.sheet.merged_at(row.row)
    )


def _is_words(period: PlanPeriod) -> bool:
    is_early = period.doubt is Doubt.VAGUE and period.first is not None
    return is_early or period.doubt in {Doubt.WORDS, Doubt.WRONG_SIDE}


def _texts(row: TableRow, reading: SheetReading, apart: frozenset[str]) -> dict[str, str]:
    """What the other columns say, word for word, under the rubric that each of them fills.

    A telephone is left out of them, unless its cell is in `apart`.
    """
    lines: dict[str, list[str]] = {}
    taken = {cell.place for cell in row.cells.values()}
    mapped = next((one for one in reading.tables if row.row in one.table.records), None)
    for column in mapped.columns if mapped else ():
        text = reading.sheet.text(row.row, column.number).strip()
        place = f"{row.sheet}!{column.letters}{row.row}"
        is_free = column.field in RUBRICS or place not in taken
        is_free = is_free and not is_read_as_step(reading, row.row, column)
        if text and is_free and not column.is_refused and not is_cross(column, text):
            key = RUBRICS.get(column.field, "notes")
            written = _without_phones(row, place, text, place in apart)
            lines.setdefault(key, []).append(f"{one_line(column.header)} : {written}")
    state, priority = row.text(STATUS.name), row.text(PRIORITY.name)
    if state and not is_whole_state(state) and percent_of(state) is None:
        lines.setdefault("notes", []).append(f"{row.headers[STATUS.name]} : {state}")
    if priority and not priority_of(priority):
        lines.setdefault("notes", []).append(f"{row.headers[PRIORITY.name]} : {priority}")
    share = row.cells.get(PROGRESS.name)
    if share and not is_progress(share.value) and not is_whole_state(share.text):
        lines.setdefault("notes", []).append(f"{row.headers[PROGRESS.name]} : {share.text}")
    if ticked := crossed(reading, row.row).apart:
        lines.setdefault("notes", []).append(f"{SCHEDULE.label} : {ticked}")
    if SUB_AXIS.name in row.headers and (aims := row.read(OBJECTIVE)):
        lines["aims"] = [aims]
    return {key: "\n".join(some)[:LONGEST] for key, some in lines.items()}


def _without_phones(row: TableRow, place: str, text: str, is_whole: bool) -> str:
    """A text without the telephones in it, which are said at its cell; whole once ticked."""
    rest, numbers = without_phones(text)
    if numbers:
        words = _("Ce numéro reste hors de la fiche : %(numbers)s.")
        words %= {"numbers": french.listed(numbers)}
        row.problems.add(Remark("phone_in_text", Severity.WARNING, words).at(place, text))
    return rest if numbers and not is_whole else text


def _drop_phones(row: TableRow, apart: frozenset[str]) -> None:
    """Takes the telephones out of the cells that a shared plan shows to every member."""
    for name in (field.name for field in SHOWN if field.name in row.cells):
        cell = row.cells[name]
        text = _without_phones(row, cell.place, cell.text, cell.place in apart)
        row.cells[name] = cell._replace(text=text)


def _put_steps(one: ActionRow, reading: SheetReading, apart: frozenset[str]) -> None:
    """The steps of the columns of steps; what comes next is a text."""
    row, pairs = one.row, columns_of_steps(reading, one.row.row)
    header, text = row.headers.get(NEXT.name, ""), row.read(NEXT)

    def shown(place: str, words: str) -> str:
        first = row.cells.get(NEXT.name)
        return (
            text
            if first and place == first.place
            else _without_phones(row, place, words, place in apart)
        )

    if pairs:
        put_steps(one, reading, pairs, shown)
    elif text and heads_steps(header):
        one.steps = cut(text)
    elif text:
        one.texts["next"] = text[:LONGEST]


def _joined(rows: Sequence[ActionRow], apart: frozenset[str]) -> Iterable[ActionRow]:
    """Each action once: a second row of the same title and axis completes the first.

    Rows that bear two numbers are two actions, whatever their titles.
    """
    first: dict[tuple[str, str], ActionRow] = {}
    for one in rows:
        same = first.get(one.key) if one.title else None
        if same is None:
            first[one.key] = one
            yield one
            continue
        are_numbered = bool(one.number and same.number and one.number != same.number)
        if are_numbered or one.row.cells[TITLE.name].place in apart:
            yield one
            continue
        if not one.row.cells[TITLE.name].repeated:
            one.row.suggest(TITLE.name, "same_action", _same_words(same, one))
        same.complete_from(one)


def _same_words(first: ActionRow, second: ActionRow) -> str:
    """What is asked of two rows of one title, and whether the first decides where they differ."""
    same = (
        _("deux fois « %(title)s »")
        if first.title == second.title
        else _("« %(former)s », « %(title)s »")
    )
    words = _("Lignes %(first)s et %(second)s : %(same)s. Une seule fiche, ou deux ?")
    if columns := first.differing(second):
        words += " " + _(
            "En une seule, la ligne %(first)s décide pour %(columns)s ; ce que la ligne %(second)s "
            "en dit reste dans les observations."
        )
    return words % {
        "first": first.row.row,
        "second": second.row.row,
        "same": same % {"former": first.title, "title": second.title},
        "columns": french.listed([f"« {second.row.headers[one]} »" for one in columns]),
    }


def _check_numbers(rows: Sequence[ActionRow]) -> None:
    """A number that two titles bear stays with the first."""
    taken: dict[str, ActionRow] = {}
    for one in rows:
        if one.number and one.number in taken:
            drop_taken_number(one, taken[one.number].title)
        elif one.number:
            taken[one.number] = one

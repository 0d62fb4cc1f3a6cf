"""What is suggested of a file, and by which gesture the officer answers."""

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import replace

from maillage.core.ods_out import column_letters
from maillage.foundation.exchange.cells.problems import Problem, Severity
from maillage.foundation.exchange.cells.references import cell_position, row_of
from maillage.foundation.exchange.cleaning.opinions import is_opinion
from maillage.foundation.exchange.import_wizard.services.located import SheetShown, elsewhere
from maillage.foundation.exchange.tables.columns import Column
from maillage.foundation.exchange.tables.parsed_rows import VALUE_KEPT
from maillage.foundation.exchange.tables.sheets import MappedTable, SheetReading
from maillage.foundation.exchange.targets.answer_keys import remarks_key
from maillage.foundation.exchange.targets.targets import PlannedImport
from maillage.foundation.exchange.vocabulary.words import is_word

# Nobody looks at more by hand; past it the page says how many there are.
MOST = 5_000
FEW = 3  # rows that repeat a problem, and are still shown one by one
CELL, NAME, DAY, APART, BOTH = "cell", "name", "day", "apart", "both"
# The gesture of each suggestion that has one: its structure or its name is written, an end is
# given, two sheets are told apart, a structure's address is the person's too.
# Two made one, unless a tick parts them: it is done, and folds.
MERGED = frozenset(
    {"same_person", "person_initial", "organisation_alias", "shared_email", "shared_phone"}
)
# What enters a list once it is ticked.
OUTSIDE, NAME_NEW, RECEIPT_NEW = "structure_outside", "structure_new", "receipt_new"
ENTERING = (OUTSIDE, NAME_NEW, "public_new")
# What is done once it is ticked, and not otherwise; the other ticks set something aside.
DONE_IF_TICKED = frozenset({*ENTERING, "planned_day", "phone_in_text", RECEIPT_NEW})
GESTURES = {
    "structure_missing": CELL,
    "structure_above": CELL,
    "structure_unknown": CELL,
    "given_name_missing": NAME,
    "given_name_initial": NAME,
    "left_without_date": DAY,
    "end_in_text": DAY,
    "end_given": DAY,
    "end_without_year": DAY,
    **dict.fromkeys((*MERGED, "person_in_notes", "same_action", *DONE_IF_TICKED), APART),
    "generic_email": BOTH,
    "phone_with_text": BOTH,
}
OFFERED, EMPTIED = "offered", "emptied"  # what is kept of the earlier previews
WRITTEN, TICKED = (CELL, NAME, DAY), (APART, BOTH)
_OF_SOMEBODY = frozenset({"same_person", "person_initial", "person_in_notes"})
_WITH_ROW = frozenset(
    {"shared_email", "shared_phone", "generic_email", "phone_with_text", VALUE_KEPT}
)
_CHOICES = 200
_LONGEST = 500


def severity_shown(problem: Problem) -> Severity:
    """How a problem is shown: what takes an address away from somebody may be refused."""
    is_taken = GESTURES.get(problem.code) == BOTH
    return Severity.WARNING if is_taken else problem.severity


def remark_rows(
    problems: Sequence[Problem],
    severity: Severity,
    sheets: Mapping[str, SheetShown],
    is_alone: bool,
) -> list[dict[str, object]]:
    """The remarks shown under a severity: those that are answered, those that are only told.

    The addresses of structures come last, for what is done of them is right but for exceptions.

    A sheet that `is_alone` is not named.
    """
    remarks = [problem for problem in problems if severity_shown(problem) is severity]
    cases, cells = _remark_cases(remarks)
    return [
        {
            **alike[0].as_json(),
            "message": _message(alike[0], is_alone),
            "place": _places(cells.get(id(alike[0]), [alike[0].cell]), is_alone),
            "others": [cell for one in alike for cell in cells.get(id(one), [one.cell])][1:],
            "elsewhere": elsewhere(alike),
            **_gesture(alike[0], severity, sheets),
        }
        for alike in cases[:MOST]
    ]


def _remark_cases(
    remarks: Sequence[Problem],
) -> tuple[list[list[Problem]], dict[int, list[str]]]:
    """The remarks by the line that shows them, in order, and the cells of those that are merged."""
    by_gesture: dict[str, list[Problem]] = {}
    for problem in remarks:
        by_gesture.setdefault(GESTURES.get(problem.code, ""), []).append(problem)
    written = [one for gesture in WRITTEN for one in by_gesture.get(gesture, [])]
    plain, cells = _merged(by_gesture.get("", []), lambda one: (row_of(one.cell), one.message))
    both, cells_of_both = _merged(by_gesture.get(BOTH, []), lambda one: row_of(one.cell))
    apart = _each_once(by_gesture.get(APART, []))
    cases = [*([one] for one in written), *apart, *alike_of(plain), *_each_once(both)]
    return cases, cells | cells_of_both


def _each_once(problems: list[Problem]) -> list[list[Problem]]:
    """The problems that a tick answers: one address said to be a structure's is answered once."""
    places = {id(problem): place for place, problem in enumerate(problems)}
    alike = alike_of([one for one in problems if one.code not in _OF_SOMEBODY], few=1)
    each = [[one] for one in problems if one.code in _OF_SOMEBODY]
    return sorted([*alike, *each], key=lambda some: places[id(some[0])])


def _merged(
    problems: list[Problem], key: Callable[[Problem], Hashable]
) -> tuple[list[Problem], dict[int, list[str]]]:
    """One problem for all those that this key joins, and the cells of each."""
    groups: dict[Hashable, list[Problem]] = {}
    for problem in problems:
        groups.setdefault(key(problem), []).append(problem)
    for some in groups.values():
        some.sort(key=lambda one: cell_position(one.cell.rpartition("!")[2]))
    merged = [
        replace(
            some[0],
            raw=" · ".join(dict.fromkeys(str(one.raw) for one in some)),
            message=" ".join(dict.fromkeys(one.message for one in some)),
        )
        if len(some) > 1
        else some[0]
        for some in groups.values()
    ]
    cells = (list(dict.fromkeys(one.cell for one in some)) for some in groups.values())
    return merged, {id(one): places for one, places in zip(merged, cells, strict=True)}


def _gesture(
    problem: Problem, severity: Severity, sheets: Mapping[str, SheetShown]
) -> dict[str, str]:
    """How it is answered, what the field holds at first, and whose row it is.

    What is written goes to the cell of the problem, or to the one `answer` of a given name.
    """
    gesture = GESTURES.get(problem.code, "") if severity is Severity.WARNING else ""
    name, row = row_of(problem.cell)
    column, sheet = cell_position(problem.cell.rpartition("!")[2])[1], sheets[name]
    if problem.code in _WITH_ROW:
        return {"gesture": gesture, "who": sheet.who(row, column)}
    if gesture not in WRITTEN:
        return {"gesture": gesture}
    value = _day(problem.suggestion or "") if gesture == DAY else ""
    shown = {"gesture": gesture, "value": value, "who": sheet.who(row, column)}
    if gesture == NAME:
        shown |= sheet.cell_for(row, column, "given_name")
    return shown


def _day(suggestion: str) -> str:
    """« until = 2025-09 » as it is typed: 09/2025."""
    return "/".join(reversed(suggestion.rpartition(" = ")[2].split("-")))


def structures_written(
    suggestions: Sequence[Mapping[str, object]], sheets: Mapping[str, SheetShown]
) -> list[str]:
    """The names to choose from, in the columns where a suggestion asks for one."""
    cells = [str(one["cell"]) for one in suggestions if one["gesture"] == CELL]
    columns = dict.fromkeys(cell.rstrip("0123456789") for cell in cells)
    names: list[str] = []
    for column in columns:
        name, _, letters = column.rpartition("!")
        names += sheets[name].texts_of(cell_position(f"{letters}1")[1])
    return list(dict.fromkeys(names))[:_CHOICES]


def remark_columns(
    planned: PlannedImport, fields: Collection[str], recorded: Collection[tuple[str, int]]
) -> list[dict[str, object]]:
    """The columns of free remarks in these fields, each with its remarks; not of `recorded` rows.

    Those that carry an opinion are told by their cells, without their words.
    """
    shown = (
        _remark_column(reading, mapped, column, recorded)
        for reading in planned.readings
        if reading.is_used and fields
        for mapped in reading.tables
        for column in mapped.columns
        if column.field in fields and not column.is_refused
    )
    return [one for one in shown if one["count"]]


def _remark_column(
    reading: SheetReading,
    mapped: MappedTable,
    column: Column,
    recorded: Collection[tuple[str, int]],
) -> dict[str, object]:
    sheet = reading.sheet
    rows = [row for row in mapped.table.records if (sheet.name, row) not in recorded]
    texts = {row: text for row in rows if (text := sheet.text(row, column.number))}
    texts = {row: text for row, text in texts.items() if not is_word("empty", text)}
    letters = column_letters(column.number)
    remarks = [
        {"key": remarks_key(f"{sheet.name}!{letters}{row}"), "row": row, "text": text[:_LONGEST]}
        for row, text in texts.items()
        if not is_opinion(text)
    ]
    return {
        "letters": column.letters,
        "header": column.header,
        "count": len(texts),
        "remarks": remarks[:MOST],
        "opinions": [f"{letters}{row}" for row, text in texts.items() if is_opinion(text)],
    }


def alike_of(problems: list[Problem], few: int = FEW) -> list[list[Problem]]:
    """The problems, those that more than a few rows repeat together.

    They are of one column, one value and one sentence.
    """
    groups: dict[tuple[str, str, str], list[Problem]] = {}
    for problem in problems:
        column = problem.cell.rstrip("0123456789")
        groups.setdefault((column, str(problem.raw), problem.message), []).append(problem)
    many = {id(one): alike for alike in groups.values() if len(alike) > few for one in alike}
    return [many.get(id(one), [one]) for one in problems if many.get(id(one), [one])[0] is one]


def _places(cells: Sequence[str], is_alone: bool) -> str:
    """« Élus, B12 », or « B12, C12 » in a file of one sheet."""
    first, *others = cells
    first = first.rpartition("!")[2] if is_alone else first.replace("!", ", ")
    return ", ".join((first, *(cell.rpartition("!")[2] for cell in others)))


def _message(problem: Problem, is_alone: bool) -> str:
    """What is said, the cells that it cites named in the same way."""
    sheet = row_of(problem.cell)[0]
    return problem.message.replace(f"{sheet}!", "") if is_alone else problem.message

"""What is shown before anything is written, computed once for each set of answers."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Protocol

from maillage.core import french
from maillage.foundation.exchange.cells.problems import (
    NAME_REQUIRED,
    SENSITIVE_COLUMN,
    SENSITIVE_REMARK,
    Problem,
    Severity,
)
from maillage.foundation.exchange.cells.references import row_of
from maillage.foundation.exchange.choices import ImportState
from maillage.foundation.exchange.import_wizard.models import Import
from maillage.foundation.exchange.import_wizard.services.earlier import remembered
from maillage.foundation.exchange.import_wizard.services.located import SheetShown
from maillage.foundation.exchange.import_wizard.services.suggestions import (
    MOST,
    alike_of,
    remark_columns,
    remark_rows,
    severity_shown,
    structures_written,
)
from maillage.foundation.exchange.import_wizard.words import KindWords, kinds_in_words
from maillage.foundation.exchange.tables.parsed_rows import COLUMN_LACKS, LACKING, ROW_REFUSED
from maillage.foundation.exchange.tables.sheets import SheetReading
from maillage.foundation.exchange.targets.progress import Progress, no_report
from maillage.foundation.exchange.targets.targets import (
    Alternative,
    Arrival,
    Duplicate,
    Figure,
    PlannedImport,
    TableRead,
    target_by_word,
)

_REFUSED = frozenset({SENSITIVE_COLUMN, SENSITIVE_REMARK})
_STOPPING = frozenset({LACKING, ROW_REFUSED, NAME_REQUIRED})
_NOT_ENTERING = frozenset({"beside", "same", "asked"})
_SHOWN = 3


def keep_preview(*, run: Import, planned: PlannedImport, report: Progress = no_report) -> Import:
    """Stores the preview of an import, then ready to be checked; tells the rows matched."""
    workspace = run.cooperation.workspace_id
    matched = planned.duplicates(workspace, report)
    recorded = planned.rows_recorded(workspace)
    shown = problems_shown(planned, recorded, planned.contradictions(workspace))
    run.preview = {
        **remembered(run),
        **shown,
        **_figures(planned.figures(workspace), shown, is_matched=bool(matched)),
        **_proposals(planned, workspace, matched),
        "notice": planned.notice(workspace),
        "behind": planned.rows_behind,
        "tables": [_table(one) for one in planned.tables()],
        "kinds": [kind.sentence for kind in _kinds(run, planned)],
        "remarks": remark_columns(planned, target_by_word(run.target).remarks, recorded),
    }
    run.state, run.failure = ImportState.CHECK, ""
    run.save(update_fields=["preview", "state", "failure"])
    return run


def _proposals(
    planned: PlannedImport, workspace: int, matched: Sequence[Duplicate]
) -> dict[str, object]:
    """What may be known already, what may be created, what the file says otherwise."""
    duplicates = [one for one in matched if not one.is_settled]
    additions = [one for one in matched if one.is_settled]
    alone = planned.readings[0].sheet.name if len(planned.readings) == 1 else ""
    return {
        "duplicates": [_duplicate(one, alone) for one in duplicates[:MOST]],
        "duplicates_count": len(duplicates),
        "additions": [_duplicate(one, alone) for one in additions[:MOST]],
        "additions_count": len(additions),
        "arrivals": [_arrival(one, alone) for one in planned.arrivals(workspace)[:MOST]],
        "alternatives": [_alternative(one) for one in planned.alternatives(workspace)[:MOST]],
        "names": [
            {"label": one.label, "names": one.names[:MOST], "more": len(one.names[MOST:])}
            for one in planned.names(workspace)
        ],
    }


def _figures(
    figures: Sequence[Figure], shown: Mapping[str, object], *, is_matched: bool
) -> dict[str, object]:
    """What is counted; rows to correct leave nothing, with nobody known, where all else stays."""
    counted = [figure for figure in figures if figure.number]
    stays = all(figure.tone == "same" for figure in counted)
    is_stopped = stays and bool(shown["rows_to_correct"]) and not is_matched
    return {
        "figures": [figure.as_json() for figure in figures],
        "counts_nothing": not counted,
        "enters_nothing": all(one.tone in _NOT_ENTERING for one in counted),
        "nothing_enters": bool(shown["nothing_enters"]) or is_stopped,
    }


def _kinds(run: Import, planned: PlannedImport) -> list[KindWords]:
    """What the file looks like, told where nothing of it is read."""
    nothing = not planned.rows_read
    return kinds_in_words(target_by_word(run.target), planned.readings) if nothing else []


class FileProblems(Protocol):
    """What is wrong in a file understood, of which so many rows are read."""

    @property
    def problems(self) -> list[Problem]: ...

    @property
    def readings(self) -> list[SheetReading]: ...

    @property
    def rows_read(self) -> int: ...


def problems_shown(
    planned: FileProblems,
    recorded: frozenset[tuple[str, int]] = frozenset(),
    contradictions: Sequence[Problem] = (),
) -> dict[str, object]:
    """The problems of a file, with what is needed to show them; the counts are of all that is.

    Of the `recorded` rows, which change nothing, errors alone are shown. What the law refuses,
    a column or a remark, is no value to correct.
    """
    wrong = [p for p in planned.problems if _is_wrong(p) and p.code not in _REFUSED]
    remarks = [p for p in (*planned.problems, *contradictions) if not _is_wrong(p)]
    remarks = [p for p in remarks if row_of(p.cell) not in recorded]
    sheets = {reading.sheet.name: SheetShown(reading) for reading in planned.readings}
    is_alone = len(sheets) == 1
    suggestions = remark_rows(remarks, Severity.WARNING, sheets, is_alone)
    return _errors_shown(planned, wrong, sheets) | {
        "rows": planned.rows_read,
        "warnings": suggestions,
        "infos": remark_rows(remarks, Severity.INFO, sheets, is_alone),
        "choices": structures_written(suggestions, sheets),
        "counts": Counter(severity_shown(problem).value for problem in (*wrong, *remarks)),
    }


def _is_wrong(problem: Problem) -> bool:
    return problem.severity is Severity.ERROR


def _errors_shown(
    planned: FileProblems, wrong: list[Problem], sheets: dict[str, SheetShown]
) -> dict[str, object]:
    """The columns refused, the rows to correct, and whether nothing comes in."""
    refused = [p for p in planned.problems if _is_wrong(p) and p.code == SENSITIVE_COLUMN]
    refuses_all = _refuses_all(wrong, planned)
    return {
        "refused_columns": [sheets[row_of(p.cell)[0]].located([p]) for p in refused],
        **_rows_to_correct(alike_of(wrong)[:MOST], sheets),
        "rows_to_correct": len({row_of(problem.cell) for problem in wrong}),
        "nothing_enters": refuses_all,
        "refuses_all": refuses_all,
        "lacks_column": any(p.code == COLUMN_LACKS for p in wrong),
    }


def _refuses_all(wrong: list[Problem], planned: FileProblems) -> bool:
    """Whether no row of a table comes in; one of contacts comes without what is wrong."""
    refused = {row_of(p.cell) for p in wrong if p.code in _STOPPING}
    lacking = {row_of(p.cell)[0] for p in wrong if p.code == COLUMN_LACKS}
    used = {reading.sheet.name for reading in planned.readings if reading.is_used}
    return planned.rows_read > 0 and (len(refused) >= planned.rows_read or used <= lacking)


def _rows_to_correct(
    cases: list[list[Problem]], sheets: dict[str, SheetShown]
) -> dict[str, object]:
    """The cases of a correction in the order of the rows, with what these rows say, told once."""
    places = list(sheets)
    cases = sorted(cases, key=lambda alike: _order(alike[0].cell, places))
    rows = dict.fromkeys(row_of(alike[0].cell) for alike in cases)
    errors = [sheets[row_of(alike[0].cell)[0]].located(alike) for alike in cases]
    return {
        "errors": errors,
        "contexts": {f"{name}!{row}": sheets[name].context(row) for name, row in rows},
    }


def _order(cell: str, places: list[str]) -> tuple[int, int]:
    name, row = row_of(cell)
    return places.index(name), row


def _duplicate(duplicate: Duplicate, alone: str) -> dict[str, object]:
    """A proposal; the sheet that is `alone` in its file is not named."""
    return {
        "key": duplicate.key,
        "accepted": duplicate.accepted,
        "unanswered": duplicate.unanswered,
        "replace": duplicate.replace,
        "replaces": duplicate.replaces,
        "title": duplicate.title,
        "reason": duplicate.reason.replace(f" {alone}, cellule ", " Cellule "),
        "merge": duplicate.merge,
        "keep": duplicate.keep,
        "differences": [
            {"label": d.label, "known": d.existing, "read": d.read, "differs": d.differs}
            for d in duplicate.differences
        ],
    }


def _alternative(one: Alternative) -> dict[str, object]:
    """A question, with its answers."""
    return {
        "title": one.title,
        "sentence": one.sentence,
        "unanswered": one.unanswered,
        "lets_in": one.lets_in,
        "choices": one.choices,
    }


def _table(one: TableRead) -> dict[str, object]:
    """The first rows of what is understood, how many others there are, their totals."""
    return {
        "label": one.label,
        "headers": one.headers,
        "rows": one.rows[:MOST],
        "more": len(one.rows[MOST:]),
        "lead": one.lead,
        "totals": one.totals,
        "total": one.total,
        "notes": one.notes,
        "remarked": one.remarked,
    }


def _arrival(arrival: Arrival, alone: str) -> dict[str, object]:
    """A structure about to be created, with those that it could be."""
    return {
        "key": arrival.key,
        "name": arrival.name,
        "place": arrival.source.removeprefix(f"{alone}!").replace("!", ", "),
        "people": french.listed(arrival.people[:_SHOWN]),
        "more": max(0, len(arrival.people) - _SHOWN),
        "choices": arrival.choices,
        "is_own": arrival.is_own,
    }

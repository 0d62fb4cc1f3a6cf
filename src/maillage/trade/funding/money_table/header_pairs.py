"""Does a header take two rows whose cells were merged before the file lost it?"""

from maillage.foundation.exchange.cells.workbook import Area, Sheet
from maillage.foundation.exchange.tables.parsed_rows import TableSpec

FEWEST_HEADERS = 3
FIRST_ROWS = 15


def merge_header_rows(sheet: Sheet, spec: TableSpec) -> None:
    """Merges again each header that stands over several; the others join the row under.

    « Projet; Contreparties; ; Statut » over « ; Région; Département; » says who pays what.
    """
    for row in sorted(sheet.rows)[:FIRST_ROWS]:
        groups = _groups(sheet, row)
        headers = sum(spec.heads(sheet.text(row, column)) for column in sheet.rows[row])
        if groups and headers >= FEWEST_HEADERS and not sheet.merged_at(row):
            sheet.merges += [Area(row, left, row, right) for left, right in groups]
            sheet.merges.sort(key=lambda area: (area.top, area.left))
            sheet.forget_merges()
            for column in sheet.rows[row].keys() - sheet.rows[row + 1].keys():
                sheet.put(row + 1, column, sheet.text(row, column))
            return


def _groups(sheet: Sheet, row: int) -> list[tuple[int, int]]:
    """The first and last columns of each header over several; none where the row under is data."""
    over, under = sheet.rows[row], sheet.rows.get(row + 1, {})
    starts = sorted(over)
    if not under or len(over) < FEWEST_HEADERS:
        return []
    groups = []
    for left, following in zip(starts, [*starts[1:], max(*under, starts[-1]) + 1], strict=True):
        columns = [column for column in under if left <= column < following]
        if left in under and len(columns) > 1:
            groups.append((left, max(columns)))
    covered = {column for left, right in groups for column in range(left, right + 1)}
    texts = [sheet.text(row + 1, column) for column in under]
    is_data = any(any(map(str.isdigit, text)) and not _is_year(text) for text in texts)
    return [] if is_data or not set(under) <= covered else groups


def _is_year(text: str) -> bool:
    return text.startswith("20") and len(text) == len("2026") and text.isdigit()

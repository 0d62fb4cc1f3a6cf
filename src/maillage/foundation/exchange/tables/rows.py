"""Which rows are titles, headers, sections, records, totals and footers?"""

import re
import sys
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import takewhile

from maillage.foundation.exchange.cells.text import folded, one_line
from maillage.foundation.exchange.cells.workbook import Sheet
from maillage.foundation.exchange.tables.header_rows import best_header, header_score
from maillage.foundation.exchange.tables.headerless import rows_of_people
from maillage.foundation.exchange.tables.headers import match_header
from maillage.foundation.exchange.tables.notices import is_notice
from maillage.foundation.exchange.tables.section_words import (
    is_service,
    role_of_section,
    without_number,
)
from maillage.foundation.exchange.tables.value_looks import is_person_text
from maillage.foundation.exchange.vocabulary.words import header_key, is_word, value_words

_LONG_HEADER = 70
_VALUES = re.compile(r"\d{3}|@\w")
_FOOTNOTES = ("*", "NB", "N.B", "Légende", "Source", "Quorum", "(1)")
_STRUCTURES = frozenset({"organisation_name", "commune", "intercommunality"})
_PEOPLE = frozenset({"person_name", "family_name", "elected_name", "technician_name"})
_CIRCLES = ("circle", "circle_of_what")
_NAMES = frozenset({"organisation_name", "commune", "person_name"})
_PARTS_OF_NAMES = frozenset(
    {"elected_name", "technician_name", "titulaire_name", "suppleant_name", "family_name"}
)
_LEGEND = re.compile(
    r"^(?:legende|abreviations?|sigles?|glossaire|lexique)(?: utilisee?s)?\s*(?::|$)"
)
_COUNT = re.compile(r"^\d+ +(?=[a-z])")
_COLLEGE = re.compile(r"^(?:\S+ ){0,2}coll[èeé]ge\b(?! d)", re.IGNORECASE)


@dataclass(slots=True)
class Table:
    """One table of a sheet: its header, the group lines above it, and what its rows are.

    `header_row` is 0 when the rows are those of a list that has no header.
    `left` and `right` bound its columns when another table stands beside it.
    """

    header_row: int
    group_rows: list[int] = field(default_factory=list)
    records: list[int] = field(default_factory=list)
    sections: dict[int, str] = field(default_factory=dict)
    totals: list[int] = field(default_factory=list)
    left: int = 1
    right: int = sys.maxsize

    @property
    def header_rows(self) -> list[int]:
        return [*self.group_rows, self.header_row] if self.header_row else []


@dataclass(slots=True)
class SheetRows:
    """What the rows of one sheet are; `notices` tell how to fill the columns.

    `others` are those of tables of another kind, with their titles.
    """

    title_rows: list[int] = field(default_factory=list)
    notices: list[int] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    footers: list[int] = field(default_factory=list)
    others: list[int] = field(default_factory=list)


def sheet_rows(sheet: Sheet, pointed: int | None = None) -> SheetRows:
    """Roles of the rows; no table when no header is recognised, nor `pointed` at by its row.

    Row 0 is pointed at where the values have no headers. A list of people that has no header is
    one table all the same.
    """
    if pointed == 0:
        sheet.rows.setdefault(0, {})
    numbers = sorted(sheet.rows)
    header = pointed if pointed in sheet.rows else best_header(sheet, numbers)
    if header is None:
        return _without_header(sheet, numbers)
    first = Table(header, _group_rows(sheet, header))
    top = min(first.header_rows, default=0)
    below = [row for row in numbers if row > header]
    notices = [row for row in below[:1] if is_notice(sheet, header, below)]
    result = SheetRows([row for row in numbers if row < top], notices, [first])
    _sort_rows(sheet, result, below[len(notices) :])
    result.tables = [part for table in result.tables for part in _side_by_side(sheet, table)]
    return result


def _without_header(sheet: Sheet, numbers: list[int]) -> SheetRows:
    rows = rows_of_people(sheet, numbers)
    if not rows:
        return SheetRows()
    table = Table(0, totals=[row for row in rows if _is_total(sheet, row)])
    for row in rows:
        text = one_line(_first_text(sheet, row))
        if len(sheet.rows[row]) == 1 and not is_person_text(text):
            table.sections[row] = text
        elif row not in table.totals:
            table.records.append(row)
    return SheetRows([row for row in numbers if row < rows[0]], tables=[table])


def _side_by_side(sheet: Sheet, table: Table) -> list[Table]:
    """The lists that empty columns part, when each names its own structures and people."""
    parts = _parted(sheet, table)
    if len(parts) < 2 or not all(_names_both(sheet, table, *part) for part in parts):
        return [table]
    return [
        replace(
            table,
            records=[row for row in table.records if _fills(sheet, row, left, right)],
            sections={
                r: text for r, text in table.sections.items() if _fills(sheet, r, left, right)
            },
            totals=[row for row in table.totals if _fills(sheet, row, left, right)],
            left=left,
            right=right,
        )
        for left, right in parts
    ]


def _parted(sheet: Sheet, table: Table) -> list[tuple[int, int]]:
    """First and last columns of the runs of a header, where a gap in it is empty all along."""
    columns = sorted(sheet.rows[table.header_row])
    parts = [(column, column) for column in columns[:1]]
    for column in columns[1:]:
        left, right = parts[-1]
        gap = column - right > 1
        if gap and not any(_fills(sheet, row, right + 1, column - 1) for row in table.records):
            parts.append((column, column))
        else:
            parts[-1] = (left, column)
    return parts


def _names_both(sheet: Sheet, table: Table, left: int, right: int) -> bool:
    texts = (sheet.text(table.header_row, column) for column in range(left, right + 1))
    fields = {match.field for match in map(match_header, texts) if match}
    return bool(fields & _STRUCTURES) and bool(fields & _PEOPLE)


def _fills(sheet: Sheet, row: int, left: int, right: int) -> bool:
    return any(left <= column <= right for column in sheet.rows[row])


def _group_rows(sheet: Sheet, header: int) -> list[int]:
    rows: list[int] = []
    for row in (header - 1, header - 2):
        if row not in sheet.rows or not _is_group_row(sheet, row, header):
            break
        rows.insert(0, row)
    return rows


def _is_group_row(sheet: Sheet, row: int, header: int) -> bool:
    """Whether a row heads the header: what stands over no cell of it is a header by itself."""
    cells = sheet.rows[row]
    width = len(sheet.rows[header].keys() | cells.keys())
    merged = [area for area in sheet.merged_at(row) if area.right > area.left]
    if any(area.right - area.left + 1 >= max(width - 1, 3) for area in merged):
        return False
    matches = [match_header(sheet.text(row, column)) for column in cells]
    count = sum(match is not None for match in matches)
    if len(cells) == 1:
        return bool(count) and (bool(merged) or next(iter(cells)) > 1)
    return count >= 1 and len(cells) <= width


def _sort_rows(sheet: Sheet, result: SheetRows, numbers: list[int]) -> None:
    """Gives each row under the first header to its table, or to the foot of the sheet."""
    totals = {row for row in numbers if _is_total(sheet, row)}
    notes = {
        row
        for row in numbers
        if len(sheet.rows[row]) < 3 and _first_text(sheet, row).startswith(_FOOTNOTES)
    }
    first = result.tables[0]
    others = [row for row in numbers if row not in totals]
    legend = _legend(sheet, first, others)
    last_record = _last_record(sheet, first, [row for row in others if row not in legend])
    for row in numbers:
        table = result.tables[-1]
        if row in totals:
            table.totals.append(row)
        elif row > last_record or row in notes or row in legend:
            result.footers.append(row)
        elif _repeats_header(sheet, row, table) or row in table.group_rows:
            continue
        elif _starts_table(sheet, row) or _starts_small_table(sheet, row, first):
            _move_title(sheet, table, row, result)
            result.tables.append(Table(row))
        elif _is_section(sheet, row, table):
            table.sections[row] = one_line(_first_text(sheet, row))
        else:
            table.records.append(row)


def _legend(sheet: Sheet, table: Table, numbers: list[int]) -> set[int]:
    """The rows from « Légende : » on that say what letters mean, narrow beside the table."""
    widest = max(_usual_width(sheet, table) // 2, 2)
    opening = next((row for row in numbers if _LEGEND.match(folded(_first_text(sheet, row)))), None)
    below = [row for row in numbers if opening is not None and row >= opening]
    return set(takewhile(lambda row: len(sheet.rows[row]) <= widest, below))


def _last_record(sheet: Sheet, table: Table, numbers: list[int]) -> int:
    """The last row that is no footer: filled in two cells, or following one without a gap."""
    last = table.header_row
    for row in numbers:
        filled = len(sheet.rows[row])
        first = _first_text(sheet, row)
        footnote = filled < 3 and first.startswith(_FOOTNOTES)
        after_gap = row - 1 != last
        follows = not after_gap and len(first) <= _LONG_HEADER and not first.endswith(":")
        if filled >= (3 if after_gap and filled < _usual_width(sheet, table) / 3 else 2):
            last = row if not footnote else last
        elif follows and not footnote:
            last = row
    return last


def _usual_width(sheet: Sheet, table: Table) -> int:
    return len(sheet.rows[table.header_row])


def _first_text(sheet: Sheet, row: int) -> str:
    return sheet.text(row, min(sheet.rows[row], default=0))


@lru_cache(maxsize=1)
def _total_pattern() -> re.Pattern[str]:
    words = sorted((word.rstrip(" :") for word in value_words()["total"]), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})(?:\s|:|$)")


@lru_cache(maxsize=1)
def _circle_pattern() -> re.Pattern[str]:
    circle, of_what = ("|".join(map(re.escape, value_words()[kind])) for kind in _CIRCLES)
    return re.compile(rf"(?:{circle})(?: (?:{of_what}))*$")


def _is_total(sheet: Sheet, row: int) -> bool:
    text = _first_text(sheet, row)
    bare = _COUNT.sub("", folded(text))  # « 7 sièges »
    return bool(_total_pattern().match(bare)) and len(text.split()) <= 8


def _header_keys(sheet: Sheet, row: int) -> set[str]:
    return {header_key(sheet.text(row, column)) for column in sheet.rows[row]}


def _repeats_header(sheet: Sheet, row: int, table: Table) -> bool:
    first = _first_text(sheet, row)
    headers = [header for header in table.header_rows if _first_text(sheet, header) == first]
    return any(_header_keys(sheet, row) == _header_keys(sheet, header) for header in headers)


def _starts_table(sheet: Sheet, row: int) -> bool:
    cells = sheet.rows[row]
    texts = [value for value in cells.values() if isinstance(value, str)]
    if len(texts) < max(len(cells), 3) or _VALUES.search("".join(texts)):
        return False
    if any(is_word("idem", text) for text in texts):
        return False
    return header_score(sheet, row) >= 0.8 * len(cells)


def _starts_small_table(sheet: Sheet, row: int, first: Table) -> bool:
    """Whether a row under a gap, or under a title after one, heads a table narrower than the first.

    Half of its words are headers, and none is a value.
    """
    cells, above = sheet.rows[row], sheet.rows.get(row - 1)
    is_apart = not above or (len(above) == 1 and row - 2 not in sheet.rows)
    if not is_apart or not 1 < len(cells) < _usual_width(sheet, first) - 1:
        return False
    texts = [value for value in cells.values() if isinstance(value, str)]
    is_of_words = len(texts) == len(cells) and not _VALUES.search("".join(texts))
    return is_of_words and header_score(sheet, row) > 0


def _move_title(sheet: Sheet, table: Table, row: int, result: SheetRows) -> None:
    """Puts the title over another table with what is of no table."""
    over = row - 1
    if len(sheet.rows.get(over, {})) == 1 and over - 1 not in sheet.rows:
        table.sections.pop(over, None)
        table.records[:] = [one for one in table.records if one != over]
        result.others.append(over)


def _is_section(sheet: Sheet, row: int, table: Table) -> bool:
    cells = sheet.rows[row]
    if len(cells) != 1:
        return False
    column = next(iter(cells))
    text = one_line(sheet.text(row, column))
    if _COLLEGE.match(text) or text.endswith(":") or _is_wide(sheet, row):
        return True
    if len(sheet.rows[table.header_row]) > 1 and _parts_rows(text):
        return True
    header = match_header(sheet.text(table.header_row, column))
    field = header.field if header else ""
    names = field in _NAMES or (field in _PARTS_OF_NAMES and is_person_text(text))
    if not names:
        return True
    alone = text.isupper() and not _column_in_capitals(sheet, table, column)
    return alone and not _heads_block(sheet, row, column)


def _parts_rows(text: str) -> bool:
    """« Associations locales », « II – Techniciens », « Secteur Ouest »: of the rows below."""
    bare = folded(without_number(text))
    is_circle = bool(_circle_pattern().match(bare))
    is_part = is_word("part_of_list", bare.partition(" ")[0])
    return is_circle or is_part or role_of_section(text) is not None or is_service(text)


def _heads_block(sheet: Sheet, row: int, column: int) -> bool:
    """« ORVAL » written once, the column left empty beside the people under it."""
    return row + 1 in sheet.rows and column not in sheet.rows[row + 1]


def _is_wide(sheet: Sheet, row: int) -> bool:
    areas = sheet.merged_at(row)
    return any(area.bottom == row and area.right - area.left >= 2 for area in areas)


def _column_in_capitals(sheet: Sheet, table: Table, column: int) -> bool:
    """Whether rows that say more than this column write it in capitals, as sections are."""
    full = [row for row, cells in sheet.rows.items() if row > table.header_row and len(cells) > 1]
    texts = [sheet.text(row, column) for row in full]
    written = [text for text in texts if text]
    return sum(text.isupper() for text in written) * 2 > len(written)

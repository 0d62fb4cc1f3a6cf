"""What does a table of contributions say, structure by structure and year by year?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.days import to_come_fault
from maillage.core.money import euros_words
from maillage.foundation.exchange.cells.problems import Problems
from maillage.foundation.exchange.cells.workbook import Workbook
from maillage.foundation.exchange.tables.columns import Column
from maillage.foundation.exchange.tables.groups import groups_of
from maillage.foundation.exchange.tables.parsed_rows import Table, TableRow
from maillage.foundation.exchange.tables.records import RecordCell
from maillage.foundation.exchange.tables.sheets import MappedTable, SheetReading
from maillage.foundation.exchange.tables.sheets import Mapping as ColumnMapping
from maillage.foundation.exchange.tables.table_reading import COLUMN_LACKING, add_column_lacking
from maillage.foundation.exchange.targets.targets import Alternative
from maillage.foundation.exchange.vocabulary.words import is_word
from maillage.ground.directory.models import Organisation
from maillage.trade.context.small_lists import first_in, read_list
from maillage.trade.funding.contribution_table.columns import (
    CALLED,
    DAYS,
    ORGANISATION,
    ORIGIN,
    PLANNED,
    PRECISION,
    RECEIVED,
    RECEIVED_ON,
    SAYING,
    SPEC,
    SUMS,
    origin_in,
)
from maillage.trade.funding.contributions.models import Contribution
from maillage.trade.funding.funding_plan.models import LATEST_YEAR, OLDEST_YEAR
from maillage.trade.funding.money_table.cells import is_left_out, sum_or_zero_at
from maillage.trade.funding.money_table.columns import TOTAL, YEAR, year_over
from maillage.trade.funding.money_table.headings import Heading, heading, year_in
from maillage.trade.funding.money_table.money_columns import columns_of
from maillage.trade.funding.money_table.rows import total_words
from maillage.trade.funding.money_table.sum_sheet import SumSheet

NO_YEAR = lazy("Dites de quelle année il s’agit.")
NO_YEAR_AT_ALL = lazy(
    "Aucune colonne ne dit « Année » : choisissez-la, ou écrivez-la au-dessus de votre tableau."
)
BY_TITLE, BY_SHEET, BY_HEADER = (
    lazy("d’après le titre"), lazy("d’après le nom de la feuille"), lazy("d’après l’en-tête")
)  # fmt: skip
RIVALLED = frozenset({PLANNED.name, CALLED.name})


@dataclass(frozen=True, slots=True)
class ReceivedSum:
    """A sum that came, on a day where one is said, at a cell; whether it is to be noted."""

    row: TableRow
    key: str
    cents: int
    day: date | None
    is_taken: bool = False

    def is_same(self, other: "ReceivedSum") -> bool:
        """Whether another row may say this very sum: as much, on its day where both say one."""
        days = {self.day, other.day}
        return self.cents == other.cents and (len(days) == 1 or None in days)


@dataclass(slots=True)
class ContributionRead:
    """What a structure pays in a year, in cents by column; `keys` are their cells in `row`.

    `origin` is what its cell says, `over` what the words around the table say, `over_from` where
    they stand. `others` are the rows that say another sum that came; `questions` each sum that is
    perhaps not noted, by all the ways of reading it; `either` asks which, where there are several.
    `rivals` are the rows that plan or call another sum than `first_sums`; it `waits` until one is
    chosen. `rows` are those that say each sum, `noted` the sums that stand already. Sums said to
    have come on a day that is `to_come` are to be corrected, those that are `undated` beside
    others, and the columns that are `unread`, whose cells say no sum.
    """

    row: TableRow
    name: str
    year: int | None
    origin: str
    precision: str
    over: str = ""
    over_from: str = ""
    cents: dict[str, int] = field(default_factory=dict)
    days: dict[str, date] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    existing: Contribution | None = None
    organisation: Organisation | None = None
    others: list["ContributionRead"] = field(default_factory=list)
    questions: list[list[ReceivedSum]] = field(default_factory=list)
    either: list[Alternative] = field(default_factory=list)
    completes: bool = False
    rivals: list["ContributionRead"] = field(default_factory=list)
    first_sums: dict[str, int] = field(default_factory=dict)
    rows: dict[str, TableRow] = field(default_factory=dict)
    noted: dict[str, int] = field(default_factory=dict)
    to_come: list[int] = field(default_factory=list)
    undated: list[int] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    waits: bool = False

    @property
    def received_sums(self) -> list[ReceivedSum]:
        """Each sum that came, by the row that says it."""
        every = [one for one in (self, *self.others) if one.cents.get(RECEIVED.name)]
        return [
            ReceivedSum(
                *(one.rows[RECEIVED.name], one.keys[RECEIVED.name], one.cents[RECEIVED.name]),
                one.days.get(RECEIVED_ON.name),
            )
            for one in every
            if one is self or not one.row.is_refused
        ]

    @property
    def received(self) -> int | None:
        """All that came; None when nothing is said of it."""
        return (
            sum(one.cents for one in self.received_sums)
            if self.received_sums
            else self.cents.get(RECEIVED.name)
        )

    @property
    def taken(self) -> list[ReceivedSum]:
        """The sums that the officer says are to be noted."""
        first_ways = (next((one for one in ways if one.is_taken), None) for ways in self.questions)
        return [one for one in first_ways if one is not None]

    @property
    def waiting(self) -> list[list[ReceivedSum]]:
        """The sums that wait for the officer to confirm them, those between two ways apart."""
        return [[way] for way, *others in self.questions if not others and not way.is_taken]

    @property
    def has_fault(self) -> bool:
        """Whether one of its cells is to be corrected."""
        is_left = any(is_left_out(self.row, key) for key in self.keys.values())
        return is_left or bool(self.unread or self.to_come or self.undated)

    @property
    def title(self) -> str:
        """Who pays and when, as it is shown."""
        return f"{self.name}, {self.year}" if self.year else self.name

    def complete(self, other: "ContributionRead") -> bool:
        """Takes from another row what this one does not say; whether it tells something more."""
        is_more = self._add_receipt(other)
        self.to_come += other.to_come
        self.unread |= other.unread
        names = RIVALLED & other.cents.keys() & self.cents.keys()
        is_whole = all(self.cents[name] == other.cents[name] for name in names)
        self.rivals += [] if is_whole else [other]
        self.cents = other.cents | self.cents
        self.days = other.days | self.days
        self.keys = other.keys | self.keys
        self.rows = other.rows | self.rows
        self.precision = self.precision or other.precision
        self.first_sums = {name: self.cents[name] for name in RIVALLED & self.cents.keys()}
        return not is_whole or is_more

    def _add_receipt(self, other: "ContributionRead") -> bool:
        """Takes the sum that came as another row says it; whether something is said of it."""
        own, came = self.received_sums, next(iter(other.received_sums), None)
        if came is None:
            return False
        if not own:
            for values in (self.cents, self.days, self.keys, self.rows):
                values.pop(RECEIVED.name, None)
                values.pop(RECEIVED_ON.name, None)
            return False
        same = [one for one in own if one.is_same(came)]
        if not same and came.day is None and came.cents == self.received:
            same = own
        if same:
            came.row.warn(came.key, _again_words(came, same))
            return True
        if came.day and all(one.day for one in own):
            self.others.append(other)
            return True
        came.row.leave_out(came.key, _undated_words(came, own))
        self.undated.append(came.cents)
        other.days.pop(RECEIVED_ON.name, None)
        return True

    @property
    def differing(self) -> frozenset[str]:
        """The columns of which its rows say several sums."""
        return frozenset(
            name
            for name in self.first_sums
            if any(
                self.first_sums[name] != one.cents.get(name, self.first_sums[name])
                for one in self.rivals
            )
        )


def _lines_of(came: ReceivedSum, others: Sequence[ReceivedSum]) -> str:
    """« à la ligne 2 », « aux lignes 2 et 3 »; with its sheet where it is another."""
    if any(one.row.sheet != came.row.sheet for one in others):
        words = _("feuille « %(sheet)s », ligne %(row)s")
        rows = [words % {"sheet": one.row.sheet, "row": one.row.row} for one in others]
        return _("ailleurs (%(rows)s)") % {"rows": french.listed_whole(rows)}
    words = ngettext("à la ligne %(rows)s", "aux lignes %(rows)s", len(others))
    return words % {"rows": french.listed_whole([str(one.row.row) for one in others])}


def _again_words(came: ReceivedSum, same: Sequence[ReceivedSum]) -> str:
    """That a sum is counted once, which other rows say too."""
    words = _(
        "Ces %(sum)s reçus sont déjà dits %(lines)s : ils ne comptent qu’une fois. S’il y a eu un "
        "autre versement, notez-le sur la contribution."
    )
    return words % {"sum": euros_words(came.cents), "lines": _lines_of(came, same)}


def _undated_words(came: ReceivedSum, own: Sequence[ReceivedSum]) -> str:
    """Why a sum stays out: without every day, it may be another sum or the same."""
    words = _(
        "Un autre montant reçu est déjà dit %(lines)s, et toutes ces dates ne sont pas dites : "
        "donnez dans votre fichier la date de chaque versement, ou laissez vide ce qui y est déjà "
        "compté."
    )
    return words % {"lines": _lines_of(came, own)}


def read_contributions(
    workbook: Workbook, mapping: ColumnMapping | None
) -> Table[ContributionRead]:
    """The contributions of a workbook, row by row, one for each year that a row says."""
    read = read_list(workbook, SPEC, mapping)
    rows = {(one.sheet, one.row): one for one in read.rows}
    results: list[ContributionRead] = []
    used = [reading for reading in read.readings if reading.is_used]
    for reading in used:
        _Sheet(reading, read.problems, results).read(rows)
    if not any(mapped.has(name) for one in used for mapped in one.tables for name in SUMS):
        words = COLUMN_LACKING % {"names": _("« Prévue », « Appelée » ou « Reçue »")}
        for reading in used[:1]:
            add_column_lacking(reading, reading.tables[0].table, read.problems, words)
    return Table(read, results)


class _Sheet(SumSheet):
    """One sheet: a contribution for each year that one of its rows says."""

    def __init__(
        self, reading: SheetReading, problems: Problems, read: list[ContributionRead]
    ) -> None:
        super().__init__(reading, problems)
        self.every, self.section = read, 0
        self.yearless = list[TableRow]()
        self.today = timezone.localdate()

    def read(self, rows: Mapping[tuple[str, int], TableRow]) -> None:
        """Adds the contributions of the sheet to those that are read already."""
        for mapped in self.reading.tables:
            groups = groups_of(self.sheet, mapped.table)
            heads = []
            for column in mapped.columns:
                if column.field in SAYING:
                    over = [one.text for one in groups if one.left <= column.number <= one.right]
                    heads.append((column, heading([*over, column.header])))
                    self.remark_times(
                        (mapped.table.header_row, column.number), heading([column.header]).times
                    )
            for number in sorted(mapped.table.records):
                if (row := rows.get((self.sheet.name, number))) is not None:
                    self._read_row(row, mapped, heads)
            self._ask_year(mapped)

    def _ask_year(self, mapped: MappedTable) -> None:
        """Asks which year, once where no column says it, else at each row that lacks it."""
        table, rows = mapped.table, self.yearless
        has_year = any(one.year for one in self.every)
        if rows and table.header_row and not mapped.has(YEAR.name) and not has_year:
            add_column_lacking(self.reading, table, self.problems, str(NO_YEAR_AT_ALL))
        else:
            for row in rows:
                row.refuse(YEAR.name, str(NO_YEAR))
        self.yearless = []

    def _read_row(
        self, row: TableRow, mapped: MappedTable, heads: Sequence[tuple[Column, Heading]]
    ) -> None:
        if section := self._section(row, heads):
            self.section = section
            return
        of_row = year_in(row.text(YEAR.name)) or self.section or self.over.year
        near = next((over.year for _column, over in heads if over.year), None)
        by_year: dict[int | None, ContributionRead] = {}
        for column, over in heads:
            near = over.year or near
            cell = self.cell(row, column.number)
            if cell.is_blank or is_word("empty", cell.text):
                continue
            year = over.year or of_row or near
            if year not in by_year:
                by_year[year] = self._contribution(row, year, column.header)
            self._read_cell(by_year[year], column, cell, max(over.times, self.over.times))
        for one in by_year.values():
            self._leave_to_come(one)
        self._check_totals(row, mapped, list(by_year.values()))
        self.every += by_year.values()

    def _read_cell(
        self, one: ContributionRead, column: Column, cell: RecordCell, times: int
    ) -> None:
        row, key = one.row, f"at {column.number}"
        row.cells[key] = cell
        one.keys.setdefault(column.field, key)
        if column.field in DAYS.values():
            day = first_in(row, key)
            fault = to_come_fault(day, self.today) if column.field == RECEIVED_ON.name else ""
            if fault:
                row.leave_out(key, fault)
            if day is not None:
                one.days.setdefault(column.field, day)
        elif (cents := sum_or_zero_at(row, key, cell, None, times)) is not None:
            one.rows[column.field] = row
            one.cents[column.field] = one.cents.get(column.field, 0) + cents
        elif is_left_out(row, key):
            one.unread.add(column.field)

    def _leave_to_come(self, one: ContributionRead) -> None:
        """Takes away a sum said to have come on a day to come: its day is to be corrected."""
        if to_come_fault(one.days.get(RECEIVED_ON.name), self.today):
            del one.days[RECEIVED_ON.name]
            one.rows.pop(RECEIVED.name, None)
            if cents := one.cents.pop(RECEIVED.name, 0):
                one.to_come.append(cents)

    def _section(self, row: TableRow, heads: Sequence[tuple[Column, Heading]]) -> int:
        """The year that a row alone says, « Année 2025 », for those under it; 0 for none."""
        is_alone = all(not self.sheet.text(row.row, column.number) for column, _over in heads)
        return int(year_over(row.text(ORGANISATION.name)) or 0) if is_alone else 0

    def _contribution(self, row: TableRow, year: int | None, header: str) -> ContributionRead:
        if year is None:
            row.is_refused = True
            self.yearless.append(row)
        elif not OLDEST_YEAR <= year <= LATEST_YEAR:
            row.refuse(YEAR.name, str(NO_YEAR))
        name, origin = row.read(ORGANISATION), row.read(ORIGIN)
        over, source = self._origin_around(header)
        return ContributionRead(row, name, year, origin, row.read(PRECISION), over, source)

    def _origin_around(self, header: str) -> tuple[str, str]:
        """What makes structures pay, as the words around the table say it, and where they are."""
        titles = " ".join(
            self.sheet.text(number, column)
            for number in self.reading.rows.title_rows
            for column in self.sheet.rows[number]
        )
        around = ((BY_TITLE, titles), (BY_SHEET, self.sheet.name), (BY_HEADER, header))
        over = origin_in(" ".join(text for _source, text in around))
        sources = (str(source) for source, text in around if over and origin_in(text) == over)
        return over, next(sources, "")

    def _check_totals(
        self, row: TableRow, mapped: MappedTable, read: Sequence[ContributionRead]
    ) -> None:
        """Says when what is written as a total is not the sum of what the row says."""
        sums = [sum(one.cents.get(name, 0) for one in read) for name in SUMS]
        for column in columns_of(mapped, TOTAL.name):
            key = f"total {column.number}"
            total = sum_or_zero_at(row, key, self.cell(row, column.number), None, self.over.times)
            if total and total not in sums:
                row.warn(key, total_words(total, next(filter(None, sums[1:]), 0)))

"""Where are the halves of a plan in a sheet, and what does each of their columns hold?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.cells.workbook import Sheet
from maillage.foundation.exchange.vocabulary.words import header_key
from maillage.trade.funding.money_table.columns import SPEC, TITLE
from maillage.trade.funding.money_table.half_sums import is_total
from maillage.trade.funding.money_table.headings import Heading, heading, state_in

SPENT = re.compile(
    r"(?:nature des |postes? de )?(?:depenses?|charges|couts?|emplois)(?: previsionnel\w*)?"
)
PAYS = re.compile(
    r"(?:nature des |origine des )?(?:recettes|produits|ressources|financeurs?|financements?|"
    r"cofinanceurs?)(?: previsionnel\w*)?"
)
SECOND_HEADER = re.compile(
    r"(?:montants?|postes?|nature|libelle|intitule|objet|depenses?|couts?|recettes?|financeurs?|"
    r"ht\b|ttc\b|taux|%|part\b|etat|statut|annee|20\d\d$|date|observations?|remarques?|"
    r"demande|sollicite|accorde|acquis|verse|prevu|en\b|€|total$|dispositif)"
)
PART = re.compile(r"[01]|[01]?[.,]\d+|\d+(?:[.,]\d+)? ?%")
REMARK = re.compile(r"comment|observ|remarq|notes?\b|precision|justif|details?\b")
REFERENCE = re.compile(r"\bassiettes?\b|\beligibles?\b|\bbase (?:subvention|de calcul|eligible)")
FIGURE = re.compile(r"[-\d\s.,€%]+")
# A header of what all the years add up to.
ALL_YEARS = re.compile(r"\b(?:total|totaux|cumul|ensemble)\b")
OF_SUMS = re.compile(r"montants?\b|20\d\d$")
STATUS = re.compile(r"(?:etat|statut|avancement)\b")
SCHEME = re.compile(r"(?:dispositifs?|appels? a projets?|aap|au titre d|programmes?)\b")


@dataclass(frozen=True)
class Block:
    """One half: the row of its header, its columns, the row before which it ends."""

    sheet: Sheet
    row: int
    left: int
    right: int
    bottom: int
    is_cost: bool

    @cached_property
    def rows(self) -> range:
        """The rows under its header, which may take two: « Recettes », then « Taux »."""
        cells = range(self.left, self.right + 1)
        texts = [one for one in (folded(self.sheet.text(self.row + 1, n)) for n in cells) if one]
        headed = [SECOND_HEADER.match(text) is not None for text in texts]
        is_header = len(texts) > 1 and all(headed)
        if not is_header and self._is_alone and sum(headed) > 1:
            is_header = all(_is_year(one) or not _has_figure(one) for one in texts)
        return range(self.row + 1 + is_header, self.bottom)

    @property
    def _is_alone(self) -> bool:
        """Whether its name stands alone over it, the headers of its columns being under."""
        beside = range(self.left + 1, self.right + 1)
        name = self.sheet.text(self.row, self.left)
        return all(self.sheet.text(self.row, column) in {"", name} for column in beside)

    @cached_property
    def sums(self) -> list[tuple[int, Heading]]:
        """The columns of sums, percentages and totals of years left out, TTC left for HT."""
        columns = []
        for column in range(self.left + 1, self.right + 1):
            values, headers = self._values(column), self._headers(column)
            is_sum = any(map(_is_year, headers)) or any(map(_has_figure, values))
            is_aside = self.is_rate(column) or self._is_remark(column)
            if is_sum and not is_aside and column not in (self.status, self.scheme):
                texts = self._texts(column)
                columns.append((column, heading(texts), all(map(PART.fullmatch, values))))
        sums = [one for one in columns if not one[2]] or columns
        sums = [one for one in sums if not self._is_reference(one[0])] or sums
        if any(each.year for _column, each, _part in sums):
            sums = [one for one in sums if one[1].year or not self._is_total(one[0])]
        bases = {each.basis for _column, each, _part in sums}
        left = "gross" if "net" in bases else ""
        return [(column, each) for column, each, _part in sums if not left or each.basis != left]

    def is_rate(self, column: int) -> bool:
        """Whether a column is headed as that of percentages."""
        return any("%" in one or "taux" in folded(one) for one in self._headers(column))

    def _is_remark(self, column: int) -> bool:
        """Whether a column says words of each line: « Commentaire », over « 10 % des travaux »."""
        is_headed = any(REMARK.match(folded(one)) for one in self._headers(column))
        return is_headed and self.holds_words(column)

    def _is_reference(self, column: int) -> bool:
        """Whether a column says on what who pays works a sum out: « Assiette éligible »."""
        headers = map(folded, self._headers(column))
        return not self.is_cost and any(map(REFERENCE.search, headers))

    @property
    def times(self) -> int:
        """By how much its columns say that their sums are multiplied."""
        return max((each.times for _column, each in self.sums), default=1)

    @cached_property
    def totals(self) -> list[int]:
        """The column of the total of the years, which is no sum of its own."""
        taken = dict(self.sums)
        if not any(each.year for each in taken.values()):
            return []
        beside = range(self.left + 1, self.right + 1)
        return [one for one in beside if one not in taken and self._is_total(one)][:1]

    def _is_total(self, column: int) -> bool:
        headers = self._headers(column)
        return any(ALL_YEARS.search(folded(one)) for one in headers)

    @cached_property
    def status(self) -> int:
        """The column of the states of who pays; 0 for none."""
        beside = range(self.left + 1, self.right + 1) if not self.is_cost else ()
        return next(filter(self._holds_states, beside), 0)

    def holds_words(self, column: int) -> bool:
        """Whether most of what a column holds is no bare figure."""
        values = self._values(column)
        return sum(FIGURE.fullmatch(one) is None for one in values) * 2 > len(values)

    def _holds_states(self, column: int) -> bool:
        values, headers = self._values(column), [folded(one) for one in self._headers(column)]
        if not self.holds_words(column) or any(map(STATUS.match, headers)):
            return self.holds_words(column)
        states = [one for one in values if state_in(one) and not one[0].isdigit()]
        return len(states) * 2 > len(values) and not any(map(OF_SUMS.match, headers))

    @cached_property
    def scheme(self) -> int:
        """The column of what who pays, pays under; 0 for none."""
        beside = range(self.left + 1, self.right + 1) if not self.is_cost else ()
        headed = (
            column
            for column in beside
            if any(SCHEME.match(folded(one)) for one in self._headers(column))
            and self.holds_words(column)
        )
        return next(headed, 0)

    @property
    def header_row(self) -> int:
        """The row of the headers of its columns."""
        return self.rows.start - 1

    @property
    def rows_read(self) -> list[int]:
        """The rows that give a sum, totals left out."""
        columns = [*(column for column, _over in self.sums), *self.totals]
        return [
            row
            for row in self.rows
            if (label := self.sheet.text(row, self.left))
            and not is_total(label)
            and any(self.sheet.text(row, column) for column in columns)
        ]

    def has_more_cells(self, row: int) -> bool:
        """Whether a row says something beside its name."""
        beside = range(self.left + 1, self.right + 1)
        return any(self.sheet.text(row, column) for column in beside)

    def _headers(self, column: int) -> list[str]:
        rows = range(self.row, self.rows.start)
        return list(filter(None, (self.sheet.text(row, column) for row in rows)))

    def _values(self, column: int) -> list[str]:
        return list(filter(None, (self.sheet.text(row, column) for row in self.rows)))

    def _texts(self, column: int) -> list[str]:
        """What stands over a column: its headers, then a unit under them on a row of no name."""
        under = self.rows.start
        unit = "" if self.sheet.text(under, self.left) else self.sheet.text(under, column)
        texts = [*self._headers(column), "" if _has_figure(unit) else unit]
        return [one for one in texts if (one and not FIGURE.fullmatch(one)) or _is_year(one)]


@dataclass(frozen=True)
class Part:
    """The two halves of one plan, and the first row of what stands above them."""

    top: int
    blocks: Sequence[Block]

    @property
    def rows_read(self) -> set[int]:
        """The rows that give a sum in one half or in the other."""
        return {row for block in self.blocks for row in block.rows_read}


def parts_of(sheet: Sheet) -> list[Part]:
    """The plans of a sheet, each in two halves; none unless it has both.

    Several are told apart by a blank row above the titles of each: without it, they are one
    part whose halves are those of the whole sheet, followed by one that has none.
    """
    filled = sorted(sheet.rows)
    heads = list(_heads(sheet, filled))
    if {is_cost for _row, _left, is_cost in heads} != {True, False}:
        return []
    opening, last = heads[0], sheet.last_row + 1
    second = max(row for row, _left, _is_cost in heads)
    under = {opening[0] + 1, second + 1}  # a second row of headers
    later = [row for row in filled if row > second and row not in under]
    again = [row for row in later if _opens_again(sheet, row, opening)]
    if not again:
        return [Part(filled[0], _blocks(sheet, filled, last))]
    starts = [opening[0], *again]
    tops = [_top(sheet, row) for row in starts]
    parts = [
        Part(top, _blocks(sheet, [row for row in filled if start <= row < end], end))
        for top, start, end in zip(tops, starts, [*tops[1:], last], strict=True)
    ]
    is_sure = all(part.blocks for part in parts)
    return parts if is_sure else [Part(filled[0], _blocks(sheet, filled, last)), Part(last, [])]


def part_of_funders(sheet: Sheet) -> Part | None:
    """Who pays, alone in a sheet: no half says what it costs, no column which operation it is."""
    filled = sorted(sheet.rows)
    heads = list(_heads(sheet, filled))
    if [is_cost for _row, _left, is_cost in heads] != [False]:
        return None
    row, left, _is_cost = heads[0]
    block = Block(sheet, row, left, sheet.last_column, sheet.last_row + 1, is_cost=False)
    texts = [sheet.text(row, column) for column in sheet.rows[row]]
    is_table = bool(block.sums) and not any(map(_names_operations, texts))
    return Part(filled[0], [block]) if is_table else None


def _names_operations(header: str) -> bool:
    is_title = header_key(header) in map(header_key, TITLE.titles)
    return is_title or SPEC.called(header) == TITLE.name


def _top(sheet: Sheet, row: int) -> int:
    """The first of the rows that stand right above this one, without a blank between."""
    while _is_filled(sheet, row - 1):
        row -= 1
    return row


def _is_filled(sheet: Sheet, row: int) -> bool:
    return any(sheet.text(row, column) for column in sheet.rows.get(row, ()))


def _opens_again(sheet: Sheet, row: int, opening: tuple[int, int, bool]) -> bool:
    """Whether a row heads again what the first half of the sheet heads, and holds no sum."""
    _row, left, is_cost = opening
    texts = [sheet.text(row, column) for column in sheet.rows[row]]
    pattern = SPENT if is_cost else PAYS
    is_head = pattern.fullmatch(folded(_bare(sheet.text(row, left)))) is not None
    return is_head and all(_is_year(one) or not _has_figure(one) for one in texts)


def _blocks(sheet: Sheet, rows: Sequence[int], end: int) -> list[Block]:
    """The halves among these rows, face to face or one under the other; none without both."""
    heads = list(_heads(sheet, rows))
    if {is_cost for _row, _left, is_cost in heads} != {True, False}:
        return []
    wide = sheet.last_column
    blocks = []
    for row, left, is_cost in heads:
        beside = [column for other, column, _side in heads if other == row and column > left]
        under = [other for other, _column, _side in heads if other > row]
        right, bottom = min(beside, default=wide + 1) - 1, min(under, default=end)
        blocks.append(Block(sheet, row, left, right, bottom, is_cost))
    return sorted(blocks, key=lambda one: not one.is_cost)


def _heads(sheet: Sheet, rows: Sequence[int]) -> Iterator[tuple[int, int, bool]]:
    """Where the first cost and the first funder are headed; one of them opens its row."""
    seen = set[bool]()
    for row in rows:
        first = True
        for column in sorted(sheet.rows[row]):
            plain = folded(_bare(sheet.text(row, column)))
            is_cost = bool(SPENT.fullmatch(plain))
            is_head = is_cost or bool(PAYS.fullmatch(plain))
            if not first and not seen:
                break
            if is_head and is_cost not in seen:
                seen.add(is_cost)
                yield row, column, is_cost
            first = False


def _bare(text: str) -> str:
    """A header without its unit and its basis: « Dépenses HT (en €) »."""
    return re.sub(r"\([^()]*\)|\b(?:HT|TTC)\b|€", "", text).strip(" :")


def _has_figure(text: str) -> bool:
    return any(map(str.isdigit, text))


def _is_year(text: str) -> bool:
    return re.fullmatch(r"20\d\d", text) is not None

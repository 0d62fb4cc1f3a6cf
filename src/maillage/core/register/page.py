"""What does the reader see of a register: which rows, which heads, which pages, in what words?"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from itertools import compress, takewhile
from typing import Generic

from django.core.exceptions import FieldDoesNotExist
from django.db.models import F, Model, QuerySet
from django.db.models.expressions import OrderBy
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.raised import raised
from maillage.core.register.description import Chip, Column, M, R, Register, Select
from maillage.core.register.lines import Cell, Heading, Line, sections
from maillage.core.register.paging import PageLink, page_links
from maillage.core.register.state import State, address, day_keys
from maillage.core.tables_out import Value

WHOLE_LIMIT = 1_000


@dataclass(frozen=True, slots=True)
class Head:
    """A column's head; `url` sorts by it, `aria_sort` says how it is sorted now."""

    label: str
    url: str
    aria_sort: str
    css: str


@dataclass(frozen=True, slots=True)
class RegisterPage(Generic[M, R]):
    """A register as it is read now; `current` is the key of the row that is open, if one is.

    An open row that is on another page, or held back by a filter, is `opened`: shown before all.
    """

    register: Register[M, R]
    state: State
    current: Hashable
    heads: Sequence[Head]
    lines: Sequence[Line]
    pages: tuple[PageLink, ...]
    opened: Line | None
    total: int
    first: int
    whole_url: str
    is_empty: bool
    foot: Line | None = None

    @property
    def width(self) -> int:
        """How many cells a row has."""
        return len(self.heads) + bool(self.register.lead)

    @property
    def shown(self) -> Sequence[Line]:
        """The lines of the page, after the open one where it is not among them."""
        return (self.opened, *self.lines) if self.opened else self.lines

    @property
    def sections(self) -> Sequence[Sequence[Line]]:
        """The lines, apart under each of the widest headings where the register folds."""
        return sections(self.shown) if self.register.folds else [self.shown]

    def without_empty_columns(self) -> "RegisterPage[M, R]":
        """The page without the columns of which no row says anything, but the one that sorts."""
        rows = self.shown
        stay = [True] + [
            bool(self.heads[number + 1].aria_sort) or any(row.cells[number].shown for row in rows)
            for number in range(len(self.heads) - 1)
        ]
        if not rows or all(stay):
            return self
        return replace(
            self,
            heads=list(compress(self.heads, stay)),
            lines=[row.with_cells(stay[1:]) for row in self.lines],
            opened=self.opened and self.opened.with_cells(stay[1:]),
            foot=self.foot and self.foot.with_cells(stay[1:]),
        )

    @property
    def query(self) -> str:
        """The query string of what is shown."""
        return address(self.state, page=self.state.page)

    @property
    def sort_value(self) -> str:
        """The sort as the address carries it."""
        return f"{'-' if self.state.descending else ''}{self.state.sort}"

    @property
    def filter_count(self) -> int:
        """How many filters hold rows back, apart from the search."""
        return len(self.state.chosen) + bool(self.state.days) + len(self.state.switched)

    @property
    def counted(self) -> str:
        """Which rows are shown, out of how many: "1 à 25 sur 57 personnes"."""
        noun, total = self.register.noun[self.total > 1], french.number(self.total)
        if self.total == len(self.lines):
            return f"{total}{french.NBSP}{noun}"
        return _("%(first)s à %(last)s sur %(total)s %(noun)s") % {
            "first": french.number(self.first),
            "last": french.number(self.first + len(self.lines) - 1),
            "total": total,
            "noun": noun,
        }

    @property
    def filters_in_words(self) -> str:
        """The filters as a sentence, for paper; nothing when nothing is held back."""
        return filters_in_words(self.register, self.state)

    @property
    def selects(self) -> list[tuple[Select[M], str]]:
        """Each select with the value chosen in it."""
        chosen = dict(self.state.chosen)
        return [(select, chosen.get(select.key, "")) for select in self.register.selects]

    @property
    def rare(self) -> list[tuple[Select[M], str]]:
        """Those of the selects that wait behind "Autres filtres"."""
        return [(select, value) for select, value in self.selects if select.rare]

    @property
    def rare_is_on(self) -> bool:
        """Whether one of them holds rows back: they are then shown."""
        return any(value for _select, value in self.rare)

    @property
    def days(self) -> list[tuple[str, str, date | None]]:
        """Each day of `between`: its name in the address, the words before it, the day."""
        return _days(self.register, self.state)

    @property
    def chips(self) -> list[tuple[Chip[M], bool]]:
        """Each chip, and whether it is on."""
        return [(chip, chip.key in self.state.switched) for chip in self.register.chips]


def filters_in_words(register: Register[M, R], state: State) -> str:
    """The filters as a sentence, for paper; nothing when nothing is held back."""
    chosen = dict(state.chosen)
    parts = [chip.label for chip in register.chips if chip.key in state.switched]
    parts += [_label(one, chosen[one.key]) for one in register.selects if chosen.get(one.key)]
    days = _days(register, state)
    parts += [f"{words} {french.long_date(day)}" for _key, words, day in days if day]
    if state.text:
        parts.append(_("recherche « %(text)s »") % {"text": state.text})
    if not parts:
        return ""
    return french.with_french_spaces(_("Retenu : %(parts)s.") % {"parts": ", ".join(parts)})


def _days(register: Register[M, R], state: State) -> list[tuple[str, str, date | None]]:
    between, day_by_name = register.between, dict(state.days)
    if not between:
        return []
    words = (between.since, between.until)
    return [
        (key, text, day_by_name.get(key))
        for key, text in zip(day_keys(register), words, strict=True)
    ]


def narrowed(register: Register[M, R], rows: QuerySet[M], state: State) -> QuerySet[M]:
    """The rows that the state keeps, in its order; the key settles ties."""
    if state.text and register.search:
        rows = register.search.narrow(rows, state.text)
    selects = {select.key: select for select in register.selects}
    for key, value in state.chosen:
        rows = selects[key].narrow(rows, value)
    if register.between and state.days:
        first, last = (dict(state.days).get(key) for key in day_keys(register))
        rows = register.between.narrow(rows, first, last)
    for chip in register.chips:
        if chip.key in state.switched:
            rows = chip.narrow(rows)
    column = next(one for one in register.columns if one.key == state.sort)
    orderings = [_ordering(rows.model, path, descending=state.descending) for path in column.sort]
    return rows.order_by(*orderings, "-pk" if state.descending else "pk")


def register_page(
    register: Register[M, R], rows: QuerySet[M], state: State, current: Hashable = None
) -> RegisterPage[M, R]:
    """The page asked for, in two queries and those of `register.read`."""

    def stored() -> QuerySet[M]:
        """Asked of the database, and even written, only where what it says is not known."""
        return narrowed(register, rows, state)

    def count() -> int:
        return stored().count()

    total = register.count(state.narrowing, count) if register.count else count()
    size = register.per_page if state.page else WHOLE_LIMIT
    last_page = max(1, -(-total // size))
    number = min(state.page, last_page) if state.page else 1
    start = (number - 1) * size
    read = cache(lambda: register.read(stored()[start : start + size]))
    lines = _lines(register, state, read) if total else ()
    return RegisterPage(
        register=register,
        state=state,
        current=current,
        heads=tuple(_head(register, column, state) for column in register.columns),
        lines=lines,
        opened=_opened(register, rows, state, current, lines),
        pages=page_links(state, number, last_page) if last_page > 1 else (),
        total=total,
        first=start + 1,
        is_empty=not total and not rows.exists(),
        foot=_foot(register, read(), total) if register.totals and total > 1 else None,
        whole_url=address(state, page=0) if register.per_page < total <= WHOLE_LIMIT else "",
    ).without_empty_columns()


def _lines(
    register: Register[M, R], state: State, page_rows: Callable[[], Sequence[R]]
) -> Sequence[Line]:
    """The lines of this page; those of the whole register on one page are too many to be kept."""
    query = address(state, page=state.page)

    def read() -> Sequence[Line]:
        rows = page_rows()
        lines = tuple(_line(register, row, query) for row in rows)
        is_grouped = state.sort == register.order and not state.descending
        return _grouped(register, rows, lines) if is_grouped else lines

    return register.recall(state, read) if register.recall and state.page else read()


def _foot(register: Register[M, R], rows: Sequence[R], total: int) -> Line | None:
    """What these rows of so many sum up to, under each column that has a sum."""
    whole, part = _("Total, %(n)s %(noun)s"), _("Total de cette page, %(n)s %(noun)s")
    words = part if len(rows) < total else whole
    name = words % {"n": french.number(len(rows)), "noun": register.noun[len(rows) > 1]}
    sums = register.totals(rows) if register.totals else {}
    cells = [Cell(sums.get(one.key, ""), _css(one), _called(one)) for one in register.columns[1:]]
    return Line(None, name, "", tuple(cells))


def _grouped(
    register: Register[M, R], rows: Sequence[R], lines: Sequence[Line]
) -> tuple[Line, ...]:
    """The lines, each under the headings that the one before it does not share."""
    above: list[str] = []
    made = []
    for row, line in zip(rows, lines, strict=True):
        words = [_shown(column, row) for column in register.groups]
        shared = takewhile(lambda pair: pair[0] == pair[1], zip(words, above, strict=False))
        first = sum(1 for _pair in shared)
        headings = [Heading(level, text) for level, text in enumerate(words) if text]
        made.append(replace(line, headings=tuple(one for one in headings if one.level >= first)))
        above = words
    return tuple(made)


def _opened(
    register: Register[M, R],
    rows: QuerySet[M],
    state: State,
    current: Hashable,
    lines: Sequence[Line],
) -> Line | None:
    """The line of the open row, where the page does not hold it already."""
    if current is None or any(line.key == current for line in lines):
        return None
    query = address(state, page=state.page)
    read = register.read(rows.filter(pk=current))
    return next((_line(register, row, query) for row in read if row.pk == current), None)


def _ordering(model: type[Model], path: str, *, descending: bool) -> OrderBy:
    """One ordering; the rows that have nothing come last both ways.

    A column that always has something says nothing of nulls, so that an index may serve.
    """
    backwards = path.startswith("-") != descending
    field = F(path.removeprefix("-"))
    last = True if _may_be_empty(model, path.removeprefix("-")) else None
    return field.desc(nulls_last=last) if backwards else field.asc(nulls_last=last)


def _may_be_empty(model: type[Model], path: str) -> bool:
    try:
        field = model._meta.get_field(path)
    except FieldDoesNotExist:
        return True
    return bool(getattr(field, "null", True))


def _head(register: Register[M, R], column: Column[R], state: State) -> Head:
    sorted_now = column.key == state.sort and bool(column.sort)
    reverse = sorted_now and not state.descending
    names_the_row = column is register.columns[0] and not column.measure
    width = f"m-col-{'name' if names_the_row else column.width}"
    return Head(
        label=column.head or column.label,
        url=address(state, sort=f"-{column.key}" if reverse else column.key) if column.sort else "",
        aria_sort=_way(column, state) if sorted_now else "",
        css=f"{width} m-num" if column.numeric else width,
    )


def _way(column: Column[R], state: State) -> str:
    """How the rows go; a column of days that begins with the last goes down when first asked."""
    is_down = column.sort[0].startswith("-") != state.descending
    return "descending" if is_down else "ascending"


def _line(register: Register[M, R], row: R, query: str) -> Line:
    name, *others = register.columns
    return Line(
        key=row.pk,
        name=_headed(_shown(name, row)),
        url=_row_url(register, row, query),
        cells=tuple(Cell(_shown(column, row), _css(column), _called(column)) for column in others),
        lead=Cell(_shown(register.lead, row), "c-n") if register.lead else None,
        under=register.under(row) if register.under else "",
    )


def _called(column: Column[R]) -> str:
    """What comes before the value in the card of a phone: "Sièges : ", "Ouvert le "."""
    if column.speaks:
        return ""
    return f"{column.label} " if french.waits(column.label) else f"{column.label}{french.NBSP}: "


def _headed(name: str) -> str:
    """The name as a line begins: « les riverains » with a capital, an address as it is."""
    return name if isinstance(name, SafeString) else french.headed(name)


def _row_url(register: Register[M, R], row: R, query: str) -> str:
    """Where the row opens; beside the register, its address keeps what is filtered."""
    if not register.row_url:
        return ""
    return f"{register.row_url(row)}{query if register.opens_beside else ''}"


def _shown(column: Column[R], row: R) -> str:
    shown = column.cell(row) if column.cell else in_words(column.value(row))
    return shown if isinstance(shown, SafeString) else raised(shown)


def in_words(value: Value) -> str:
    """A value as it is read in a cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("oui") if value else _("non")
    if isinstance(value, datetime):
        return _day(timezone.localtime(value).date())
    if isinstance(value, date):
        return _day(value)
    if isinstance(value, int | float | Decimal):
        return french.number(value)
    return value


def _day(day: date) -> SafeString:
    """A day in a cell, its ordinal raised."""
    return raised(french.short_date(day, timezone.localdate()))


def _css(column: Column[R]) -> str:
    flags = {"m-num": column.numeric, "wide": column.wide, "skip": column.quiet}
    return " ".join(name for name, on in flags.items() if on)


def _label(select: Select[M], value: str) -> str:
    return dict(select.choices)[value]


def export_rows(
    register: Register[M, R], rows: QuerySet[M], state: State, *, by: int = 2_000
) -> Sequence[Sequence[Value]]:
    """Every row that the state keeps, as values, read `by` at a time."""
    records = narrowed(register, rows, state)
    values: list[list[Value]] = []
    for start in range(0, records.count(), by):
        read = register.read(records[start : start + by])
        values.extend([column.value(row) for column in register.all_columns] for row in read)
    return values

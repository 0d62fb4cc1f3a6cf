"""What does a tool say of its register? Its columns, its filters, its gestures: never how."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, Literal, Protocol, TypeVar

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from maillage.core.folded import holds_words
from maillage.core.register.lines import Recall
from maillage.core.tables_out import Value

M = TypeVar("M", bound=Model)


class Row(Protocol):
    """A line of a register: whatever it shows, it has a key."""

    @property
    def pk(self) -> Hashable: ...


R = TypeVar("R", bound=Row)
Measure = Literal["name", "word", "date", "number", "sentence"]


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """A column: what it is worth in an export, and how it is shown when that is not enough.

    `sort` are the orderings of the query; without them the column does not sort. On a phone, each
    value stands under its label, but where it `speaks` for itself, and a `quiet` column is left
    out. `measure` says how much room a column takes where its other words do not; a `wide` one
    holds sentences. `head` is what stands at its top when its label alone is not enough.
    """

    key: str
    label: str
    value: Callable[[R], Value]
    cell: Callable[[R], str] | None = None
    sort: tuple[str, ...] = ()
    numeric: bool = False
    wide: bool = False
    quiet: bool = False
    speaks: bool = False
    measure: Measure | None = None
    head: str = ""

    @property
    def width(self) -> Measure:
        """The kind of width it has: what lies at the right is a date, what is wide a sentence."""
        if self.measure:
            return self.measure
        if self.numeric:
            return "date"
        return "sentence" if self.wide else "word"


@dataclass(frozen=True, slots=True)
class Search(Generic[M]):
    """The box that narrows the rows to what is typed; `hint` says where it looks."""

    label: str
    hint: str
    narrow: Callable[[QuerySet[M], str], QuerySet[M]]

    @classmethod
    def through(cls, label: str, hint: str, *columns: str) -> "Search[M]":
        """The box that keeps the rows of which these folded columns hold each word typed."""
        return cls(label, hint, lambda rows, typed: rows.filter(holds_words(typed, *columns)))


@dataclass(frozen=True, slots=True)
class Select(Generic[M]):
    """A list of which one value narrows the rows; `everything` is its first line.

    It stands on `starts_at` until the address asks for something. The `rare` ones wait behind
    "Autres filtres": a bar holds on one line.
    """

    key: str
    label: str
    everything: str
    choices: tuple[tuple[str, str], ...]
    narrow: Callable[[QuerySet[M], str], QuerySet[M]]
    rare: bool = False
    starts_at: str = ""


@dataclass(frozen=True, slots=True)
class Between(Generic[M]):
    """Two days, both included, between which something happened; either may be left open.

    `since` and `until` are the words before each day, read one after the other as a sentence.
    """

    key: str
    since: str
    until: str
    narrow: Callable[[QuerySet[M], date | None, date | None], QuerySet[M]]


@dataclass(frozen=True, slots=True)
class Chip(Generic[M]):
    """A filter that is on or off; one that starts on is taken off like the others."""

    key: str
    label: str
    narrow: Callable[[QuerySet[M]], QuerySet[M]]
    starts_on: bool = False


@dataclass(frozen=True, slots=True)
class Action:
    """A gesture of the page: one filled button at most, marked `main`; another may be `in_view`."""

    label: str
    url: str
    icon: str = ""
    main: bool = False
    in_view: bool = False


@dataclass(frozen=True, slots=True)
class Download:
    """A document about the rows that are shown: its label, its address in each format."""

    label: str
    forms: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Empty:
    """What the page says before its first row: what it is for, and the first gesture.

    The sentence speaks to whoever has a gesture here; `otherwise` to whoever has none.
    """

    title: str
    sentence: str
    actions: tuple[Action, ...] = ()
    otherwise: str = ""

    @property
    def words(self) -> str:
        """What is said to this reader."""
        if self.actions:
            return self.sentence
        return self.otherwise or _("Ce qui sera noté et que vous pouvez lire paraîtra ici.")


@dataclass(frozen=True, slots=True)
class Register(Generic[M, R]):
    """A register: the first column names the row and opens it at `row_url`.

    `read` turns one page of the query into rows, in a constant number of queries. `noun` is the
    singular and the plural of a row; `order` the key of the column sorted first. A row
    `opens_beside` when its page is this register with a panel. `count` counts the rows of a
    register that grows to thousands, or remembers their number by the narrowing it is given;
    `recall` gives again the lines of a page asked for already, or reads them. `lead` is a short
    column before the name. `groups`, the widest first, are shown as headings above the rows that
    share them, while the rows are in the order of `order`; a file has them as columns.
    `downloads` are written of the same rows: their addresses are given the filters that are on.
    One that `folds` shows on a phone the rows of its first group alone, until one unfolds another.
    `totals` says, by the key of its column, what the rows of a page sum up to. `under` says of a
    row what stands under its name, and leads elsewhere.
    """

    caption: str
    noun: tuple[str, str]
    filename: str
    columns: tuple[Column[R], ...]
    read: Callable[[QuerySet[M]], Sequence[R]]
    empty: Empty
    order: str
    row_url: Callable[[R], str] | None = None
    search: Search[M] | None = None
    selects: tuple[Select[M], ...] = ()
    between: Between[M] | None = None
    chips: tuple[Chip[M], ...] = ()
    actions: tuple[Action, ...] = ()
    opens_beside: bool = False
    count: Callable[[Hashable, Callable[[], int]], int] | None = None
    recall: Recall | None = None
    lead: Column[R] | None = None
    groups: tuple[Column[R], ...] = ()
    per_page: int = 25
    downloads: tuple[Download, ...] = ()
    folds: bool = False
    totals: Callable[[Sequence[R]], Mapping[str, str]] | None = None
    under: Callable[[R], str] | None = None

    @property
    def all_columns(self) -> tuple[Column[R], ...]:
        """What a file shows of a row: what groups it, what leads to its name, and the rest."""
        return (*self.groups, *((self.lead,) if self.lead else ()), *self.columns)

"""Where can a spreadsheet go? Each room that receives one answers the point `imports`."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from django.utils.translation import gettext as _

from maillage.core.links import address
from maillage.core.points import Point
from maillage.core.shell import PageLink
from maillage.core.tables_out import Value
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.cooperations.profiles.rules import profile
from maillage.foundation.exchange.cells.problems import Problem
from maillage.foundation.exchange.cells.workbook import Workbook
from maillage.foundation.exchange.tables.sheets import Mapping as ColumnMapping
from maillage.foundation.exchange.tables.sheets import SheetReading
from maillage.foundation.exchange.targets.progress import Progress, no_report


@dataclass(frozen=True, slots=True)
class Answers:
    """What the officer chose: columns, suggestions refused (by their cell), cells corrected.

    `cooperation_id` is where the file is brought in, by `author_id`; None for a command that only
    reads it.
    """

    mapping: ColumnMapping | None = None
    refused: frozenset[str] = frozenset()
    corrections: Mapping[str, str] = field(default_factory=dict)
    cooperation_id: int | None = None
    author_id: int | None = None


_STAY = frozenset({"de", "des", "les"})


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its words in the plural, in the preview and the report.

    The tone « beside » says what was there already, « same » what is there and stays as it is,
    « asked » what waits for an answer.
    """

    label: str
    number: int
    tone: str = ""

    def as_json(self) -> dict[str, str | int]:
        """The same in a plain shape, the words agreeing with the number."""
        words = self.label if self.number > 1 else singular(self.label)
        return {"label": words, "number": self.number, "tone": self.tone}


def singular(label: str) -> str:
    """What is counted, once: « votes notés » is « vote noté »; what follows « de » stays.

    >>> singular("chemins de conseils complétés")
    'chemin de conseils complété'
    """
    words = label.split(" ")
    before = ["", *words]
    return " ".join(
        word if {word, one} & _STAY else word.removesuffix("s")
        for word, one in zip(words, before, strict=False)
    )


@dataclass(frozen=True, slots=True)
class Difference:
    """What the directory and the file say of one field.

    `adds`: what the file says joins what is known, where a sheet holds many. `is_telling`: shown
    even when both say the same. `is_same`: both say it, each in its writing.
    """

    label: str
    existing: str
    read: str
    adds: bool = False
    is_telling: bool = False
    is_same: bool = False

    @property
    def differs(self) -> bool:
        """Whether the file says something else; a file that says nothing denies nothing."""
        return bool(self.read) and not self.is_same and self.existing != self.read

    @property
    def contradicts(self) -> bool:
        """Whether both cannot be true."""
        return self.differs and bool(self.existing) and not self.adds


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A record of the file that is probably already known; merged unless `key` is refused.

    One that is settled asks nothing: what it adds to a sheet that is surely the same is shown.
    One that nothing proves is ticked only once `accepted`, a key too, is answered; what is done
    `unanswered` is told. Values that changed are added, or replaced where `replaces` is answered.
    """

    key: str
    title: str
    reason: str
    merge: str
    keep: str
    differences: tuple[Difference, ...] = ()
    is_settled: bool = False
    accepted: str = ""
    unanswered: str = ""
    replace: str = ""
    replaces: str = ""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A structure that no sheet stands for: it is created, unless it is one of its `choices`.

    A choice is the key that answers it, and the name of a sheet. `key` says that it is none. The
    one that bears the name of the workspace `is_own`.
    """

    key: str
    name: str
    source: str
    people: tuple[str, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class NamesRead:
    """The names behind a figure of what is read, under the label of a fold."""

    label: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alternative:
    """Where the file and a sheet that is there differ: nothing changes until one is chosen.

    A choice is the key that answers it, and its words; with none, the sheet stays as it is. One
    that `is_of_columns` asks how columns are read: it is first asked on their page. `unanswered`
    says what becomes of it until then; `lets_in`, whether an answer alone lets something in.
    """

    title: str
    sentence: str
    choices: tuple[tuple[str, str], ...] = ()
    is_of_columns: bool = False
    unanswered: str = ""
    lets_in: bool = True

    def waits(self, answered: frozenset[str]) -> bool:
        """Whether something is to be chosen, and is not among these answers."""
        return bool(self.choices) and answered.isdisjoint(key for key, _words in self.choices)

    def __str__(self) -> str:
        stop = "" if self.title.endswith("?") else "."
        return f"{self.title}{stop} {self.sentence}"


@dataclass(frozen=True, slots=True)
class TableRead:
    """What is understood, laid out in columns of which the last is of sums, with their total.

    The `totals` are those of the columns of sums before it, each with its header.
    The `notes` say what must be seen before the sums; the `remarked` ones too, which the page that
    checks says above, cell by cell.
    """

    label: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: str
    notes: tuple[str, ...] = ()
    remarked: tuple[str, ...] = ()
    totals: tuple[tuple[str, str], ...] = ()

    @property
    def lead(self) -> int:
        """How many columns stand before those of sums."""
        return len(self.headers) - len(self.totals) - 1


@dataclass(frozen=True, slots=True)
class Becoming:
    """One record that a row becomes, told in a title and a few lines."""

    title: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Leftover:
    """What a hand must take up, in a sentence, with the sheet where it is done."""

    words: str
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What has been written, and what could not be although its row says nothing wrong.

    `records` are the numbers of those that came, new or not, which a later gesture takes up;
    `made` those of the sheets that are new, by the name of their model; `rows` the sheets that
    each row of the file has entered, by its sheet and number; `unanswered` tells what has not,
    for want of an answer; `lines` tells one by one what entered that no sheet of its own shows;
    `left_out` says in a sentence how much of the rows that entered did not.
    """

    figures: tuple[Figure, ...]
    left: tuple[Leftover, ...] = ()
    records: tuple[int, ...] = ()
    made: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    rows: Mapping[tuple[str, int], tuple[Leftover, ...]] = field(default_factory=dict)
    unanswered: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class WriteOrder:
    """Who writes, where and from which file."""

    author: User
    cooperation: Cooperation
    file_name: str
    refused: frozenset[str]

    @property
    def source(self) -> str:
        """The file, as what it brings in says where it comes from."""
        return _("fichier %(name)s") % {"name": self.file_name[:120]}


class PlannedImport(Protocol):
    """A file understood by a target."""

    @property
    def readings(self) -> list[SheetReading]: ...

    @property
    def mapping(self) -> ColumnMapping: ...

    @property
    def problems(self) -> list[Problem]: ...

    @property
    def rows_read(self) -> int: ...

    @property
    def rows_behind(self) -> int:
        """How many rows, right in themselves, say more of a row to correct: they wait for it."""
        ...

    def figures(self, workspace_id: int) -> list[Figure]:
        """What would be created and completed."""
        ...

    def notice(self, workspace_id: int) -> str:
        """A sentence on what comes in, which the page that checks says; empty when none."""
        ...

    def duplicates(self, workspace_id: int, report: Progress = no_report) -> list[Duplicate]:
        """Records of the file that are probably already known; tells the rows compared."""
        ...

    def arrivals(self, workspace_id: int) -> list[Arrival]:
        """The structures that would be created, those that could be a known one first."""
        ...

    def alternatives(self, workspace_id: int) -> list[Alternative]:
        """What the file says otherwise than the sheets that are there, each to be chosen."""
        ...

    def names(self, workspace_id: int) -> list[NamesRead]:
        """Who and what is known already or new, by name, where nothing else shows it."""
        ...

    def tables(self) -> list[TableRead]:
        """What is understood, laid out, where rows alone do not show it."""
        ...

    def contradictions(self, workspace_id: int) -> list[Problem]:
        """What enters while something known says otherwise, told as suggestions."""
        ...

    def rows_recorded(self, workspace_id: int) -> frozenset[tuple[str, int]]:
        """The rows, by sheet and number, that say nothing more than what is recorded."""
        ...

    def becomes(self, sheet: str, row: int) -> list[Becoming]:
        """What one row becomes."""
        ...

    def write(self, order: WriteOrder) -> Outcome:
        """Writes everything; inside journal.write only."""
        ...

    def expected(self) -> dict[str, object]:
        """The plain shape of what would exist."""
        ...


@dataclass(frozen=True)
class Target:
    """A destination: its fields by name with their French label, and how files are understood.

    `plan` tells the rows read; `rank` orders the destinations. `settle` computes again what a
    cooperation keeps of these records, once an import has been taken back. `leads_to` is given
    the reader and the number of an import, whose report then leads to the next gesture. A profile
    that puts the mission `leaf` aside does not offer the table; it still comes when its own tool
    asks for it. `only_in` are the fields that come in and never go out: others say it all.
    `brings` is what comes, as the title of the pages says it, and `purpose` what such a table
    holds; `pages` the page of each kind of sheet that it writes, by the name of its model.
    `groups` sorts its fields, where they are many, under a few words. `english` is its word for a
    program, where the other is French; `more` are the columns that go out beside its fields, by
    name with their header, one for each structure that says something.
    Texts of its fields `remarks` are kept only where the officer asks for it, once shown; `shows`
    leads to the sheets that an import made.
    """

    word: str
    label: str
    fields: Mapping[str, str]
    person_fields: frozenset[str]
    plan: Callable[[Workbook, Answers, Progress], PlannedImport]
    rows: Callable[[Access, Sequence[str]], Iterable[Sequence[Value]]]
    settle: Callable[[int], None] | None = None
    leads_to: Callable[[Access, int], PageLink | None] | None = None
    rank: int = 0
    leaf: str = ""
    only_in: frozenset[str] = frozenset()
    brings: str = ""
    purpose: str = ""
    pages: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, Sequence[str]] = field(default_factory=dict)
    remarks: frozenset[str] = frozenset()
    shows: Callable[[Access, int], PageLink | None] | None = None
    english: str = ""
    more: Callable[[Access], Mapping[str, str]] | None = None

    @property
    def heading(self) -> str:
        """The title of the pages of its import."""
        return _("Importer %(what)s") % {"what": _(self.brings) if self.brings else _("un tableau")}

    def address_of(self, sheet: str, slug: str) -> str:
        """Where a sheet, « organisation:12 », is read; nothing when it has no page."""
        model, _colon, number = sheet.partition(":")
        return address(self.pages[model], slug, int(number)) if model in self.pages else ""


def leads_to_page(label: str, name: str) -> Callable[[Access, int], PageLink | None]:
    """What follows the import of a table: the page of this name, where its rows are read."""
    return lambda access, run: PageLink(_(label), address(name, access.cooperation.slug))


imports: Point[[], Target] = Point("imports")


def targets() -> list[Target]:
    """Every destination, the one that most files go to first."""
    return sorted(imports.ask(), key=lambda target: target.rank)


def targets_offered(access: Access, requested: str) -> list[Target]:
    """Those that the cooperation's profile does not put aside, and the one asked by its word."""
    aside = profile(access.cooperation.profile).aside
    return [target for target in targets() if target.leaf not in aside or target.word == requested]


def target_by_word(word: str) -> Target:
    """The target of this word, French or for a program; KeyError when no room answers it."""
    every = imports.ask()
    english = {target.english: target for target in every if target.english}
    return (english | {target.word: target for target in every})[word]

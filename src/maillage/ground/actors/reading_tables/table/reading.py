"""What does a table of readings say, row by row, and what has to be looked at?

Positions and influences are read alike: a value, from one end to another, on a day.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core.days import learned_fault
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.exchange.cells.text import folded, one_line
from maillage.foundation.exchange.tables.parsed_rows import TableRow
from maillage.ground.actors.choices import Confidence, SourceKind
from maillage.ground.actors.readings.rules import second_hand_fault

ON, SOURCE, WHO, SAID = "meeting_on", "contact_source", "heard_from", "notes"
CONFIDENCE, READERS = "confidence", "readers"
TOLD_LABELS = {
    ON: "Date",
    SOURCE: "Source",
    WHO: "Auprès de",
    SAID: "Remarque",
    CONFIDENCE: "Confiance",
    READERS: "Qui peut voir",
}
SOURCES = {
    SourceKind.LINK: ("donne par l'acteur lui-meme", "par lien"),
    SourceKind.INTERVIEW: ("entretien", "rendez-vous", "rencontre", "visite"),
    SourceKind.PHONE: ("telephone", "appel"),
    SourceKind.WORKSHOP: ("atelier",),
    SourceKind.MEETING: ("seance", "reunion", "copil", "cotech", "comite", "conseil"),
    SourceKind.WRITTEN: ("courrier", "courriel", "mail", "delib", "presse", "lettre", "ecrit"),
    SourceKind.THIRD: ("rapport", "tiers", "oui-dire", "oui dire"),
    SourceKind.OFFICER: ("lecture", "analyse", "chargee de cooperation"),
}
UNKNOWN_ACTOR = lazy("Aucun acteur de la coopération ne porte ce nom : corrigez-le, ou ajoutez-le.")
SEVERAL_ACTORS = lazy("Plusieurs acteurs portent ce nom : écrivez leur nom entier.")
LONGEST_WORDS, LONGEST_WHO = 2000, 150
_NUMBER = re.compile(r"^([+-]?)\s?(\d{1,6})(?:[.,]0+)?$")
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class End:
    """What a name of the table may mean; `gone` says why it takes no more reading."""

    pk: int
    name: str
    names: frozenset[str]
    is_person: bool = False
    gone: str = ""


@dataclass(frozen=True, slots=True)
class ExistingReading:
    """A reading that the reader sees, not withdrawn; `is_own` when nobody else sees it."""

    value: int
    on: date
    said: str = ""
    is_own: bool = False


Cells = dict[Place, list[ExistingReading]]


@dataclass(frozen=True)
class CurrentReadings:
    """What a table is compared with: both ends, and of each cell the reading that stands last."""

    first: Sequence[End] = ()
    second: Sequence[End] = ()
    cells: Cells = field(default_factory=dict)

    @cached_property
    def ends_by_name(self) -> tuple[Mapping[str, list[End]], Mapping[str, list[End]]]:
        """Who bears each name, at both ends."""
        return _by_name(self.first), _by_name(self.second)


def _by_name(ends: Sequence[End]) -> dict[str, list[End]]:
    ends_by_name: dict[str, list[End]] = {}
    for end in ends:
        for name in end.names:
            ends_by_name.setdefault(name, []).append(end)
    return ends_by_name


@dataclass(frozen=True, slots=True)
class Side:
    """One end of the readings: the field that names it, and what is said of a wrong name."""

    field: str
    missing: Promise
    unknown: Promise
    several: Promise


@dataclass(frozen=True, slots=True)
class ValueWords:
    """What is said of a value that is wrong, and how each value is written, the first shown."""

    whole: Promise
    scale: Promise
    written: Callable[[int], Sequence[str]]


@dataclass(frozen=True)
class Spec:
    """What tells a table of readings from another.

    `least` and `most` bound the value; `readers` are the levels that may be asked, `narrow` what is
    said of another; `own` what is said of an end that reads itself, when both ends are of a kind;
    `between` joins the names of a row; `reading` heads the column that Maillage computes.
    """

    word: str
    fields: Mapping[str, str]
    value: str
    least: int
    most: int
    words: ValueWords
    sides: tuple[Side, Side]
    readers: Sequence[Visibility]
    narrow: Promise
    person: Promise
    between: str
    reading: str
    own: Promise | None = None

    @cached_property
    def values(self) -> Mapping[str, int]:
        """Each value as a cell may write it in words."""
        scale = range(self.least, self.most + 1)
        pairs = ((words, value) for value in scale for words in self.words.written(value))
        return {plain(words): value for words, value in pairs}

    def shown_value(self, value: int) -> str:
        return self.words.written(value)[0]


@dataclass(slots=True)
class ReadingRow:
    """One reading that the table tells: from whom to what, and how it was known."""

    row: TableRow
    names: tuple[str, str]
    ends: tuple[End | None, End | None]
    about: str
    value: int | None = None
    on: date | None = None
    kind: str = SourceKind.OFFICER
    who: str = ""
    said: str = ""
    confidence: str = Confidence.LIKELY
    readers: str = ""
    is_recorded: bool = False

    @property
    def place(self) -> Place | None:
        """The cell of the matrix, once both its ends are found."""
        first, second = self.ends
        return None if first is None or second is None else (first.pk, second.pk)

    @property
    def visibility(self) -> str:
        """Who may read it; officers where the table does not say."""
        return self.readers or Visibility.OFFICERS

    def beside(self, cell: Iterable[ExistingReading]) -> list[ExistingReading]:
        """The readings of its cell that it is compared with.

        What the author keeps for herself counts unless the row is for others: a matrix that she
        takes out and brings back must not show it to them.
        """
        is_shown = self.readers not in {"", Visibility.ME}
        return [reading for reading in cell if not (reading.is_own and is_shown)]

    @property
    def is_new(self) -> bool:
        """Whether a reading is to be noted."""
        return self.value is not None and not self.row.is_refused and not self.is_recorded


def plain(text: str) -> str:
    """What a value in words is compared by."""
    return folded(one_line(text).replace("−", "-").replace("–", "-"))


def value_of(text: str, spec: Spec) -> int | None:
    """The whole number that a cell says; None when it says none."""
    if plain(text) in spec.values:
        return spec.values[plain(text)]
    match = _NUMBER.match(one_line(text).replace("−", "-").replace("–", "-"))
    return int(match[1] + match[2]) if match else None


def read_value(row: TableRow, spec: Spec) -> int | None:
    """The value of a cell, refused when it is no number of the scale."""
    text = row.text(spec.value)
    if not text:
        return None
    value = value_of(text, spec)
    if value is None:
        row.refuse(spec.value, str(spec.words.whole))
    elif not spec.least <= value <= spec.most:
        row.refuse(spec.value, str(spec.words.scale))
        return None
    return value


def understood(row: TableRow, current: CurrentReadings, spec: Spec) -> ReadingRow:
    """A long row: a value, with the day and the source that it gives."""
    names = row.text(spec.sides[0].field), row.text(spec.sides[1].field)
    return ReadingRow(
        row,
        names,
        (find_end(row, current, spec, 0), find_end(row, current, spec, 1)),
        about=spec.between.join(name for name in names if name),
        value=read_value(row, spec),
        on=row.day(ON),
        kind=_kind(row),
        who=row.text(WHO, LONGEST_WHO),
        said=row.text(SAID, LONGEST_WORDS),
        confidence=_confidence(row),
        readers=_readers(row, spec),
    )


def find_end(
    row: TableRow, existing_current: CurrentReadings, spec: Spec, place: int
) -> End | None:
    """What the name at this end means, open ones first; refused when it is nothing, or several."""
    side = spec.sides[place]
    name = row.text(side.field)
    ends = existing_current.ends_by_name[place].get(folded(name), []) if name else []
    current = [one for one in ends if not one.gone] or ends[:1]
    if len(current) == 1:
        return current[0]
    promise = side.missing if not name else side.several if current else side.unknown
    row.refuse(side.field, str(promise))
    return None


def check(rows: Sequence[ReadingRow], current: CurrentReadings, spec: Spec, today: date) -> None:
    """What each row adds to what is known, and what forbids to write it."""
    first: dict[tuple[Place, date], int] = {}
    for one in rows:
        place = one.place
        if place is None or one.value is None:
            continue
        _compare(one, one.beside(current.cells.get(place, ())), spec, today)
        if one.is_recorded:
            continue
        _check_new(one, spec, today)
        key = place, one.on or today
        if not one.row.is_refused and key in first:
            one.row.refuse_repeated(first[key], spec.value)
        first.setdefault(key, one.row.row)


def _compare(one: ReadingRow, cell: Sequence[ExistingReading], spec: Spec, today: date) -> None:
    """The same reading the same day is known; without a day, the one that stands is."""
    last = cell[-1] if cell else None
    alike = [reading for reading in cell if (reading.value, reading.on) == (one.value, one.on)]
    if one.on is None and last is not None and last.value == one.value:
        alike = [last]
    that_day = [reading for reading in cell if reading.on == (one.on or today)]
    one.is_recorded = bool(alike or that_day)
    if alike:
        if one.said and all(one_line(reading.said) != one.said for reading in alike):
            sentence = _("Déjà noté : la remarque du fichier n’y est pas ajoutée.")
            one.row.warn(SAID, sentence)
    elif that_day and that_day[-1].is_own:
        sentence = _(
            "Vous avez noté autre chose ce jour-là, pour vous et personne d’autre : c’est ce qui "
            "est gardé."
        )
        one.row.warn(spec.value, sentence)
    elif that_day:
        one.row.keep(spec.value, spec.shown_value(that_day[-1].value))


def _check_new(one: ReadingRow, spec: Spec, today: date) -> None:
    row = one.row
    if why := learned_fault(one.on, today):
        row.refuse(ON, why)
    if one.readers == Visibility.ME:
        sentence = _(
            "Un fichier importé est lu des chargées de coopération : notez-la dans sa case."
        )
        row.refuse(READERS, sentence)
    if why := second_hand_fault(one.kind, one.visibility):
        row.refuse(READERS, why)
    for side, end in zip(spec.sides, one.ends, strict=True):
        if end is not None and (end.gone or end.is_person):
            row.refuse(side.field, end.gone or str(spec.person))
    if spec.own is not None and one.ends[0] == one.ends[1]:
        row.refuse(spec.value, str(spec.own))


def _kind(row: TableRow) -> str:
    why = _(
        "Source non comprise : écrivez entretien, téléphone, atelier, réunion, courrier, "
        "tiers ou lecture."
    )
    return row.choice(SOURCE, _source_kind, why) or SourceKind.OFFICER


def _source_kind(words: str) -> str:
    text = folded(words)
    labels = {folded(one.label): one.value for one in SourceKind}
    names = (
        kind.value
        for kind, starts in SOURCES.items()
        if any(re.search(rf"\b{re.escape(start)}", text) for start in starts)
    )
    return labels.get(text) or next(names, "")


def _confidence(row: TableRow) -> str:
    words = {folded(one.label): one.value for one in Confidence}
    why = _("Confiance non comprise : écrivez sûre, probable ou à confirmer.")
    return (
        row.choice(CONFIDENCE, lambda text: words.get(folded(text), ""), why) or Confidence.LIKELY
    )


def _readers(row: TableRow, spec: Spec) -> str:
    words = {folded(one.label): one.value for one in spec.readers}
    return row.choice(READERS, lambda text: words.get(folded(text), ""), str(spec.narrow))

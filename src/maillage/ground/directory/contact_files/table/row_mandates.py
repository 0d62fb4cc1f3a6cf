"""As what does each person of this row act, in which body, from when to when?"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from maillage.foundation.exchange.cells.problems import Severity
from maillage.foundation.exchange.cells.text import folded, one_line
from maillage.foundation.exchange.cleaning.functions import bare_function
from maillage.foundation.exchange.cleaning.names import split_civility
from maillage.foundation.exchange.cleaning.people_cells import PersonReading
from maillage.foundation.exchange.cleaning.phrases import phrases
from maillage.foundation.exchange.cleaning.remarks import RemarkReading, read_remark
from maillage.foundation.exchange.tables.columns import Column
from maillage.foundation.exchange.tables.records import RecordCell
from maillage.foundation.exchange.tables.slots import WHOLE_NAMES, Slot
from maillage.foundation.exchange.vocabulary.words import is_word, people_words, singular_key
from maillage.ground.directory.contact_files.table.bodies import body_in_header, body_in_text
from maillage.ground.directory.contact_files.table.doubts import has_left
from maillage.ground.directory.contact_files.table.function_terms import take_term
from maillage.ground.directory.contact_files.table.mentions import (
    MandateMention,
    Mentions,
    PartialDate,
)
from maillage.ground.directory.contact_files.table.row_cells import RowCells
from maillage.ground.directory.contact_files.table.row_dates import (
    dates_are_inverted,
    dates_of,
    end_given,
    partial,
    written,
)
from maillage.ground.directory.contact_files.table.second_mandates import (
    parted_mandate,
    remark_second,
)
from maillage.ground.directory.contact_files.table.slot_people import SlotPeople

COLLEGE = re.compile(r"^(?:\S+ ){0,2}coll[èe]ge\b(?! d)", re.IGNORECASE)
_LIST = re.compile(r"\s*[;,\n/|]\s*")
_FUNCTIONS = re.compile(r"\s*[/;\n|]\s*|\s+et\s+")
_TIME = re.compile(
    r"(?:^|[\s(,;/–—-]+)(?:à\s)?(\d+(?:[.,]\d+)?\s?(?:etp|équivalents? temps plein|%))\)?$",
    re.IGNORECASE,
)
_MARKS = re.compile(r"[^\w'’-]+")
_SEATS = frozenset({"titulaire", "suppléant"})
_VOICES = (
    ("deliberative", "délibérative"),
    ("consultative", "consultative"),
    ("observer", "observateur"),
)


class Surroundings(NamedTuple):
    """What stands around a row: the body of the titles, the section it is under, its role."""

    title_body: str | None
    section: str | None
    role: str | None = None


class _Dates(NamedTuple):
    since: PartialDate | None
    until: PartialDate | None
    rest: str
    inverted: bool


class RowMandates:
    """Adds the mandates of one row to the mentions."""

    def __init__(
        self, row: RowCells, mentions: Mentions, organisation: int | None, around: Surroundings
    ) -> None:
        self._row = row
        self._mentions = mentions
        self._organisation = organisation
        self._around = around

    def read_dates(self, slot: Slot) -> "_Dates":
        """Dates of a slot; read even where nobody is named, so that a wrong one is told."""
        start, end = self._row.of_either(slot, "since"), self._row.of_either(slot, "until")
        since, until, rest = dates_of(self._row, start, end)
        inverted = dates_are_inverted(self._row, since, until, end or start)
        return _Dates(since, until, rest, inverted)

    def _notes_naming(self, person: int) -> RecordCell | None:
        """The remark of a row of several people, which says of whom it speaks."""
        cell = self._row.of_row("notes")
        family = folded(self._mentions.people[person].name.family)
        names = cell is not None and f" {family} " in f" {_MARKS.sub(' ', folded(cell.text))} "
        return cell if names else None

    def _with_term_in_notes(self, slot: Slot, dates: _Dates, person: int) -> _Dates:
        """The dates, with those that a remark gives where columns do not; told to be checked."""
        notes = self._row.notes_of(slot) or self._notes_naming(person)
        remark = read_remark(notes.text) if notes else RemarkReading()
        begun, ended = remark.since, remark.until
        since, until = dates.since or partial(begun), dates.until or partial(ended)
        if notes is None or (since and until and until.day < since.day):
            return dates
        if begun and not dates.since and not notes.repeated:
            message = "Début de mandat lu dans le texte : pris pour le premier jour du mandat."
            suggestion = f"since = {written(begun)}"
            self._row.remark(notes, "date_with_text", Severity.WARNING, message, suggestion)
        is_answered = self._row.answers.end_at(notes.place) is not None
        if ended and not dates.until and not notes.repeated and not is_answered:
            message = "Fin de mandat lue dans le texte : vérifiez la date."
            suggestion = f"until = {written(ended)}"
            self._row.remark(notes, "end_in_text", Severity.WARNING, message, suggestion)
        return dates._replace(since=since, until=until)

    def add(self, slot: Slot, slot_people: SlotPeople, people: list[int]) -> None:
        """One mandate for each person of the slot, unless its dates are inverted."""
        dates = self.read_dates(slot)
        if slot_people.cell is None or not people:
            return
        if len(people) == 1:
            dates = self._with_term_in_notes(slot, dates, people[0])
        functions = self._functions(slot, len(people))
        for place, number in enumerate(people):
            reading = slot_people.people[place] if slot_people.people else None
            mandate = self._mandate(slot, number, slot_people.cell.place, functions[place])
            self._date(slot, mandate, dates, reading)
            self._end(slot, slot_people.cell, mandate)
            mention = self._mentions.people[number]
            mention.ended = mandate.until is not None
            mention.adds_mandate = not dates.inverted
            if not dates.inverted:
                self._mentions.mandates.append(mandate)

            self._add_ticked_seats(slot, number, mandate)

    def succeed(self, slot: Slot, person: int, place: str, since: PartialDate | None) -> None:
        """The mandate of whoever takes over in a slot: the same, but for its dates and notes."""
        mandate = self._mandate(slot, person, place, self._functions(slot, 1)[0])
        mandate.since, mandate.notes, mandate.details = since, [], {}
        mandate.has_left = False
        self._mentions.mandates.append(mandate)

    def _add_ticked_seats(self, slot: Slot, person: int, beside: MandateMention) -> None:
        """One seat for each column headed by a body in which the person is ticked, T or S."""
        for column in self._row.mapped.columns:
            cell = self._row.cell(column.number) if column.field == "body" else None
            if cell is None or cell.is_blank:
                continue
            kind = _ticked_kind(cell.text)
            if kind:
                seat = self._mandate(slot, person, cell.place, None)
                seat.kind, seat.body, seat.since = kind, one_line(column.header), beside.since
                self._mentions.mandates.append(seat)

    def _mandate(self, slot: Slot, person: int, place: str, function: str | None) -> MandateMention:
        row = self._row
        kind = self._kind(slot)
        mandate = MandateMention(person, self._organisation, kind, place, function)
        department = row.of_either(slot, "department")
        mandate.department = one_line(department.text) if department else None
        mandate.in_own_name = self._organisation is None and row.says_whose
        mandate.body = self._body(slot) if kind in _SEATS else self._body_of_column()
        mandate.college = self._college()
        mandate.voice = self._voice()
        theme = row.of_either(slot, "theme")
        mandate.theme = [part for part in _LIST.split(theme.text) if part] if theme else []
        notes = row.of_either(slot, "notes")
        if notes and not row.answers.keeps_remark(notes.place, notes.text):
            mandate.remarks = [notes.text]
        mandate.notes = [*([notes.text] if notes else []), *self._places(slot)]
        mandate.details = self._details(slot, kind)
        return mandate

    def _date(
        self, slot: Slot, mandate: MandateMention, dates: _Dates, reading: PersonReading | None
    ) -> None:
        mandate.since = partial(reading.since) if reading and reading.since else dates.since
        mandate.until = partial(reading.until) if reading and reading.until else dates.until
        if dates.rest:
            mandate.notes.append(dates.rest)
        if reading and reading.note:
            mandate.notes.insert(0, reading.note)
        if reading and reading.note and self._precises(slot, reading):
            mandate.function = mandate.notes.pop(0)
        if reading and reading.function:
            self._add_function(slot, mandate, reading.function)
        mandate.function, time = _without_time(mandate.function or "")
        mandate.notes += time
        take_term(self._row, self._function_cell(slot), mandate)
        self._part(slot, mandate)

    def _part(self, slot: Slot, mandate: MandateMention) -> None:
        """Leaves to a note the mandate of another place that the function tells too."""
        cell = self._function_cell(slot)
        if cell is None or mandate.function is None or self._organisation is None:
            return
        home = self._mentions.organisations[self._organisation]
        place = self._row.of_row("commune")
        names = f"{home.name} {home.facts.get('commune') or ''} {place.text if place else ''}"
        mandate.function, other = parted_mandate(mandate.function, names)
        if other:
            mandate.notes.append(other)
            remark_second(self._row, cell, other)

    def _end(self, slot: Slot, name: RecordCell, mandate: MandateMention) -> None:
        """The end that the officer gives on the page, rather than what the row tells of it."""
        row = self._row
        cells = (
            *(row.notes_of(slot), row.of_either(slot, "presence_status")),
            *(self._function_cell(slot), name),
        )
        for cell in filter(None, cells):
            text = self._row.answers.end_at(cell.place)
            if text is not None:
                mandate.until = end_given(self._row, cell, text, mandate.since)
        mandate.has_left = mandate.until is None and has_left(self._row, slot)

    def _add_function(self, slot: Slot, mandate: MandateMention, beside_name: str) -> None:
        """The function beside the name says more than a header; a filled cell is kept before it."""
        if mandate.function is None or self._function_cell(slot) is None:
            mandate.function = beside_name
        elif folded(mandate.function) != folded(beside_name):
            mandate.notes.insert(0, beside_name)

    def _precises(self, slot: Slot, reading: PersonReading) -> bool:
        """« Eve ROY – ATSEM » under « Salarié(e) »: what is beside the name is the post."""
        header = singular_key(slot.function or "").split()
        if not header or header[0] not in people_words()["any_post"] or reading.function:
            return False
        words = [word for one in phrases(reading.note or "") for word in one.words]
        return self._function_cell(slot) is None and all(w.label[1] in "nel" for w in words)

    def _function_cell(self, slot: Slot) -> RecordCell | None:
        row = self._row
        own = row.of_slot(slot, "function") or row.of_slot(slot, "mandate")
        return own or row.of_row("function")

    def _functions(self, slot: Slot, count: int) -> Sequence[str | None]:
        cell = self._function_cell(slot)
        if cell is None:
            default = None if "function" in slot.columns else slot.function
            return [default] * count
        whole = _bare_office(one_line(cell.text))
        parts = [part for part in _FUNCTIONS.split(cell.text) if part]
        if count > 1 and len(parts) == count:
            return [one_line(part) for part in parts]
        if count > 1 and len(parts) > 1:
            message = (
                f"{count} personnes, {len(parts)} fonctions : la même pour chacune, à corriger."
            )
            self._row.remark(cell, "count_mismatch", Severity.WARNING, message)
        return [whole] * count

    def _kind(self, slot: Slot) -> str:
        seat = self._row.of_either(slot, "titulaire_suppleant")
        for word, kind in (("titulaire", "titulaire"), ("suppleant", "suppléant")):
            if seat and (is_word(word, seat.text) or folded(seat.text).startswith(word)):
                return kind
        side = self._row.of_either(slot, "elected_or_technician")
        for word, kind in (("elected", "élu"), ("technician", "technicien")):
            if side and is_word(word, side.text):
                return kind
        if slot.role:
            return slot.role
        return "élu" if self._row.of_slot(slot, "mandate") else self._around.role or "contact"

    def _body_of_column(self) -> str | None:
        """The body that a column of bodies names; a mark there is a seat of its own."""
        cell = self._row.of_row("body")
        return one_line(cell.text) if cell and not _ticked_kind(cell.text) else None

    def _body(self, slot: Slot) -> str | None:
        column = self._name_column(slot)
        section = self._around.section
        sheet = self._row.sheet.name
        return (
            self._body_of_column()
            or (body_in_header(column.header, column.rest) if column else None)
            or (body_in_text(section) if section and not COLLEGE.match(section) else None)
            or self._around.title_body
            or (body_in_text(sheet) if sheet != "csv" else None)
        )

    def _name_column(self, slot: Slot) -> Column | None:
        columns = self._row.mapped.columns
        return next((c for c in columns if c.slot == slot.number and c.field in WHOLE_NAMES), None)

    def _college(self) -> str | None:
        cell = self._row.of_row("college")
        if cell:
            return one_line(cell.text)
        section = self._around.section
        return section if section and COLLEGE.match(section) else None

    def _voice(self) -> str | None:
        cell = self._row.of_row("voice")
        if cell is None:
            return None
        if is_word("no", cell.text):
            return "consultative"
        return next((voice for word, voice in _VOICES if is_word(word, cell.text)), cell.text)

    def _places(self, slot: Slot) -> list[str]:
        """Where somebody works, beside the structure that employs them, under its own header."""
        numbers = slot.columns.get("workplace") or self._row.mapped.of_row.get("workplace", [])
        headers = {column.number: column.header for column in self._row.mapped.columns}
        cells = ((headers[number], self._row.cell(number)) for number in numbers)
        return [f"{one_line(h)} : {one_line(cell.text)}" for h, cell in cells if cell and cell.text]

    def _details(self, slot: Slot, kind: str) -> dict[str, str]:
        """What else is told; working time is never that of an elected person of the row."""
        details: dict[str, str] = {}
        names = ("last_contact_on", "contact_source")
        for name in names if kind == "élu" else ("fte", *names):
            cell = self._row.of_either(slot, name)
            if cell:
                details[name] = one_line(cell.text)
        return details


@lru_cache(10_000)
def _without_time(function: str) -> tuple[str | None, list[str]]:
    """« Garde – 0,8 ETP » is the function of somebody, and how long they work: a remark."""
    time = _TIME.search(function)
    bare = function[: time.start()].strip() if time else function
    return bare or None, [one_line(time[1])] if time else []


@lru_cache(10_000)
def _bare_office(text: str) -> str | None:
    """« Monsieur le Maire », as a letter begins, is the office of a Maire; « Madame » is none."""
    civility, rest = split_civility(text)
    return (bare_function(rest) or None) if civility else text


def _ticked_kind(text: str) -> str | None:
    """The seat that a mark under the name of a body gives; None when it is not a mark."""
    if is_word("suppleant", text):
        return "suppléant"
    ticked = is_word("titulaire", text) or is_word("yes", text)
    return "titulaire" if ticked and len(text) < 12 else None

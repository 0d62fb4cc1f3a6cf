"""Who was there, excused, absent or represented, where one cell lists them for a whole meeting?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from maillage.foundation.exchange.cells.text import folded, one_line
from maillage.foundation.exchange.cleaning.functions import is_function
from maillage.foundation.exchange.cleaning.phrases import pieces
from maillage.foundation.exchange.tables.parsed_rows import TableRow
from maillage.foundation.exchange.tables.records import RecordCell
from maillage.foundation.exchange.tables.value_looks import is_person_text
from maillage.foundation.exchange.vocabulary.words import is_word
from maillage.trade.governance.bodies.table.body_names import bodies_called
from maillage.trade.governance.choices import Attending
from maillage.trade.governance.meetings.table.cells import NOT_SAID, note_beside, standing_of
from maillage.trade.governance.meetings.table.columns import (
    ABSENT,
    BODY,
    EXCUSED,
    NOTE,
    PERSON,
    PROXY,
    STANDING,
    STRUCTURE,
)
from maillage.trade.governance.meetings.table.rows import ExistingBody, ExistingSittings

# A power replaces what another column says of whoever gives it: it is read last.
LISTS = {
    STANDING.name: Attending.PRESENT,
    EXCUSED.name: Attending.EXCUSED,
    ABSENT.name: Attending.ABSENT,
    PROXY.name: Attending.PROXY,
}
MOST_PARTS = 4
ATTENDING = re.compile(r"particip|présent", re.IGNORECASE)
LINES = re.compile(r"[;\n•·]+")
MARKS_BETWEEN = " \t\n,;:/&+|–—-"
WORDS_BETWEEN = (" et", " puis")
GIVEN = re.compile(
    r"(?:(?:a )?donne (?:son )?)?(?:pouvoir|procuration|représentée?|repr\.)(?: donnée?)?"
    r"(?: à| a| au| aux| par| pour)?|(?:à|aux?)(?=\s)|->|→|>",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Listed:
    """One name of a list, the seats that it may be, who carries its power, what is noted."""

    text: str
    seats: frozenset[int]
    carrier: str = ""
    note: str = ""


def listed(row: TableRow, existing: ExistingSittings) -> list[TableRow]:
    """A row for each name that the cells of a row list, or the row itself where none does."""
    row = _with_participants(row, existing)
    lists = [name for name in LISTS if _is_list(row, name)]
    if not lists:
        return [row]
    if row.text(STRUCTURE.name) or row.text(PERSON.name):
        return [_of_its_structure(row, lists[0])]
    bodies = _bodies(row, existing)
    parts: dict[frozenset[int] | str, TableRow] = {}
    for name in lists:
        for one in names_in(row.cells[name].text, bodies):
            key = one.seats or f"{name} {one.text}"
            is_power = bool(one.carrier) or name == PROXY.name
            parts[key if is_power or key not in parts else one.text] = _row_of(row, name, one)
    return list(parts.values()) or [row]


def _with_participants(row: TableRow, existing: ExistingSittings) -> TableRow:
    """The row, those whom it names in one cell, beside no structure nor mark, being present."""
    cell = row.cells.get(PERSON.name)
    if cell is None or {STRUCTURE.name, STANDING.name} & row.cells.keys():
        return row
    is_attending = ATTENDING.match(row.headers.get(PERSON.name, ""))
    if not is_attending and len(names_in(cell.text, _bodies(row, existing))) == 1:
        return row
    cells = {name: one for name, one in row.cells.items() if name != PERSON.name}
    return replace(row, cells=cells | {STANDING.name: cell})


def _is_list(row: TableRow, name: str) -> bool:
    """Whether a cell names somebody, rather than marks who the row is about."""
    text = row.text(name)
    if folded(text) in NOT_SAID or is_word("yes", text) or is_word("no", text):
        return False
    is_about = bool(row.text(STRUCTURE.name) or row.text(PERSON.name))
    if name == PROXY.name:
        return not is_about
    if name == STANDING.name:
        is_mark = any(is_word(one.value, text) for one in Attending) or standing_of(text)[0]
        return not is_mark and (not is_about or is_person_text(text))
    return any(map(str.isalpha, text)) and not standing_of(text)[0] and not is_about


def _of_its_structure(row: TableRow, name: str) -> TableRow:
    """« Lagrange | Mme Roy » under « Présents »: who was there for the structure of the row."""
    cell = row.cells[name]
    cells = {key: one for key, one in row.cells.items() if key not in LISTS or key == PROXY.name}
    words = str(LISTS[name].label)
    cells[STANDING.name] = cell._replace(text=words, value=words, whole=cell.text)
    if not row.text(PERSON.name):
        cells[PERSON.name] = cell
    return replace(row, cells=cells)


def _bodies(row: TableRow, existing: ExistingSittings) -> Sequence[ExistingBody]:
    """The bodies that the row may speak of."""
    results = bodies_called(row.text(BODY.name), existing.bodies, existing.own_words)
    return results or existing.bodies


def _row_of(row: TableRow, name: str, one: Listed) -> TableRow:
    """What a row says of one of those whom its cell lists."""
    cell = row.cells[name]
    cells = {key: other for key, other in row.cells.items() if key not in LISTS}
    standing = Attending.PROXY if one.carrier else LISTS[name]
    texts = {STRUCTURE.name: one.text, STANDING.name: str(standing.label), PROXY.name: one.carrier}
    if one.note:
        texts[NOTE.name] = one.note
    cells |= {
        key: RecordCell(cell.place, text, text, whole=cell.text)
        for key, text in texts.items()
        if text
    }
    return replace(row, cells=cells, asides=list(row.asides))


def names_in(text: str, bodies: Sequence[ExistingBody]) -> list[Listed]:
    """The names of a cell in order, what only says more of one staying with it."""
    names: list[Listed] = []
    for line in LINES.split(text):
        for part in _parts(line, bodies):
            seats = _seats_in(part, bodies)
            is_more = not seats and (part[:1].islower() or is_function(part))
            if names and (is_more or (seats and seats == names[-1].seats)):
                names[-1] = replace(names[-1], text=f"{names[-1].text}, {part}")
            else:
                names.append(_settled(part, seats, bodies))
    return names


def _parts(line: str, bodies: Sequence[ExistingBody]) -> Iterator[str]:
    """What stands between the marks of a line, those of a name of several parts put together."""
    starts = [piece.words[0].start for piece in pieces(line)]
    ends = [*starts[1:], len(line)]
    place = 0
    while place < len(starts):
        texts = [
            _without_joint(one_line(line[starts[place] : end]))
            for end in ends[place : place + MOST_PARTS]
        ]
        wholes = (n for n in range(len(texts) - 1, 0, -1) if _is_whole(texts[n], bodies))
        count = next(wholes, 0)
        yield texts[count]
        place += count + 1


def _without_joint(text: str) -> str:
    """The text without the marks and words that join it to what follows."""
    shorter = text.rstrip(MARKS_BETWEEN)
    while shorter.lower().endswith(WORDS_BETWEEN):
        shorter = shorter[: shorter.rindex(" ")].rstrip(MARKS_BETWEEN)
    return shorter


def _power(part: str) -> tuple[str, str]:
    """Who gives a power and who carries it, « Vue donne pouvoir à Bouin »; nothing otherwise."""
    for joint in GIVEN.finditer(part):
        giver, carrier = part[: joint.start()], part[joint.end() :].strip(" :()")
        if giver[-1:] in {" ", "(", ","} and giver.strip(" (,") and carrier:
            return giver.strip(" (,"), carrier
    return "", ""


def _is_whole(text: str, bodies: Sequence[ExistingBody]) -> bool:
    return any(folded(seat.name) == folded(text) for body in bodies for seat in body.seats)


def _seats_in(text: str, bodies: Sequence[ExistingBody]) -> frozenset[int]:
    return frozenset(seat.pk for body in bodies for seat in body.called(text))


def _settled(part: str, seats: frozenset[int], bodies: Sequence[ExistingBody]) -> Listed:
    """A name, apart from the power that it gives and from what is noted beside it."""
    giver, carrier = _power(part)
    if giver and (seats_of_giver := _seats_in(giver, bodies)):
        return Listed(giver, seats_of_giver, carrier)
    note = note_beside(part)
    return Listed(part, seats, note="" if _seats_in(note, bodies) else note)

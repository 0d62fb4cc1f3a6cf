"""Does a row of meetings and attendance agree with the bodies, their seats, what is noted?"""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.tables.parsed_rows import TableRow
from maillage.foundation.exchange.tables.records import repeated_words
from maillage.trade.governance.bodies.table.body_names import (
    bodies_called,
    several_bodies_words,
    with_nearest_body,
)
from maillage.trade.governance.bodies.table.everyday_names import several_words
from maillage.trade.governance.bodies.table.places import person_key
from maillage.trade.governance.choices import Attending
from maillage.trade.governance.meetings.rules import carrier_fault
from maillage.trade.governance.meetings.table.cells import (
    Hours,
    is_representation,
    standing_words,
)
from maillage.trade.governance.meetings.table.rows import (
    ExistingBody,
    ExistingMeeting,
    ExistingSeat,
    ExistingSittings,
    Sitting,
    SittingKey,
    SittingRow,
    words_of_name,
)

FACTS = {"title": "meeting_kind", "place": "meeting_place", "hours": "meeting_time"}
SEEN_FIRST = ("attendance", "organisation_name", "person_name", "meeting_on", "body")


class SittingChecks:
    """Finds the body, the meeting and the seat of each row, and says where something is wrong."""

    def __init__(self, existing: ExistingSittings, today: date) -> None:
        self.existing, self.today = existing, today
        self._lines: dict[tuple[SittingKey, int], TableRow] = {}
        self._standings: dict[tuple[SittingKey, int], str] = {}
        self._firsts: dict[tuple[SittingKey, str], tuple[int, object]] = {}

    def place(self, row: SittingRow) -> None:
        """Gives a row its body, its meeting and its seat."""
        if row.day is None:
            return
        self._find_body(row, row.day)
        if row.body is not None:
            self._find_meeting(row, row.body, row.day)
            self._find_seat(row, row.body, row.day)

    def _find_body(self, row: SittingRow, day: date) -> None:
        bodies = self.existing.bodies
        results = bodies_called(row.body_name, bodies, self.existing.own_words)
        living = [one for one in results if one.until is None or one.until > day]
        if len({folded(one.name) for one in living}) > 1:
            refuse(row.row, "body", several_bodies_words(living))
            return
        row.body = next(iter(living or results), None)
        if row.body is None:
            sentence = _("Aucune instance ne porte ce nom : créez-la, ou corrigez le nom.")
            refuse(row.row, "body", with_nearest_body(sentence, row.body_name, bodies))

    def _find_meeting(self, row: SittingRow, body: ExistingBody, day: date) -> None:
        existing_meetings = [one for one in body.meetings if one.held_on == day]
        standing = [one for one in existing_meetings if not one.is_cancelled]
        if len(standing) > 1:
            standing = _matching_meetings(standing, row)
        if len(standing) > 1:
            sentence = _("Plusieurs séances ce jour-là : ajoutez l’heure ou l’objet de celle-ci.")
            refuse(row.row, "meeting_on", sentence)
        elif existing_meetings and not standing:
            sentence = _("Cette séance est annulée : corrigez la date, ou posez-en une autre.")
            refuse(row.row, "meeting_on", sentence)
        row.meeting = next(iter(standing), None)

    def _find_seat(self, row: SittingRow, body: ExistingBody, day: date) -> None:
        if not row.organisation and not row.person:
            if row.standing:
                refuse(row.row, "attendance", _("Dites de quelle structure il s’agit."))
            return
        column = "organisation_name" if row.organisation else "person_name"
        seats = _seats_of(row, body, day)
        names = dict.fromkeys(one.name for one in seats)
        if not seats:
            sentence = _(
                "Aucun siège dans cette instance ce jour-là : donnez-le, ou corrigez le nom."
            )
            refuse(row.row, column, body.names.with_nearest(sentence, row.organisation))
        elif len(names) > 1:
            refuse(row.row, column, several_words(names))
        elif len(seats) > 1:
            sentence = _("Plusieurs sièges de ce nom : ajoutez qui représente la structure.")
            refuse(row.row, column, sentence)
        else:
            row.seat = seats[0]
            self._say(row, seats[0])

    def _say(self, row: SittingRow, seat: ExistingSeat) -> None:
        key = row.key
        if key is None:
            return
        first = self._lines.setdefault((key, seat.pk), row.row)
        if first is not row.row:
            refuse(row.row, "organisation_name", repeated_words(first.row))
            return
        if row.standing == Attending.PROXY and _is_holder_of(seat, row.carrier):
            row.standing, row.carrier = Attending.PRESENT.value, ""
        self._standings[key, seat.pk] = row.standing
        self._check_person(row, seat)

    def _check_person(self, row: SittingRow, seat: ExistingSeat) -> None:
        if not row.person or not seat.name or _is_holder_of(seat, row.person):
            return
        sentence = _("Cette personne n’est pas connue à ce siège : nommez-la sur l’instance.")
        row.row.inform("person_name", sentence)

    def compared(self, rows: Sequence[SittingRow]) -> list[Sitting]:
        """The meetings of the table, once each row is compared with what is noted."""
        sittings: dict[SittingKey, Sitting] = {}
        for row in rows:
            if not row.row.is_refused:
                self._settle_standing(row)
            if not row.row.is_refused and row.meeting is not None and row.meeting.closed:
                self._check_closed(row, row.meeting)
            if not row.row.is_refused and row.key is not None:
                sitting = sittings.setdefault(row.key, Sitting(*row.key))
                sitting.rows.append(row)
                self._settle_facts(row, row.key, sitting)
        return list(sittings.values())

    def _settle_standing(self, row: SittingRow) -> None:
        if row.seat is None or row.body is None or row.day is None:
            return
        pair = row.meeting.presences.get(row.seat.pk) if row.meeting else None
        self._settle_note(row, row.seat, is_answered=bool(row.standing or pair))
        if not row.standing:
            return
        if row.day > self.today:
            sentence = _(
                "Séance à venir : la présence se note le jour venu, cette case est laissée."
            )
            _warn(row.row, "attendance", sentence)
            row.standing = ""
            return
        if row.standing == Attending.PROXY:
            self._find_carrier(row, row.body, row.day)
        if pair is not None:
            self._keep_existing(row, row.body, pair)
        elif row.given_to is not None:
            self._check_carrier(row, row.given_to)

    def _settle_note(self, row: SittingRow, seat: ExistingSeat, *, is_answered: bool) -> None:
        """What is observed of a seat goes with its attendance; what is written of it stays."""
        if not row.note:
            return
        if not is_answered:
            sentence = _("Une observation suit une présence : écrivez présent, excusé, absent.")
            _warn(row.row, "notes", sentence)
            return
        text = row.meeting.notes.get(seat.pk) if row.meeting else None
        if text and _is_other(row.note, text):
            row.row.keep("notes", text)
        row.completes = text == ""

    def _find_carrier(self, row: SittingRow, body: ExistingBody, day: date) -> None:
        column = "proxy" if _has_content(row, "proxy") else "attendance"
        if why := carrier_fault(row.standing, row.carrier):
            refuse(row.row, column, why)
            return
        others = [one for one in body.seats if one is not row.seat and one.is_in_force_on(day)]
        existing_seats = body.called(row.carrier, lambda one: one in others)
        if not existing_seats and _is_represented(row):
            row.standing = Attending.PRESENT.value
            _warn(row.row, column, _("Cette personne n’est pas connue à ce siège : noté présent."))
            return
        if len(existing_seats) != 1:
            sentence = _("Qui porte ce pouvoir n’a pas de siège ce jour-là : corrigez le nom.")
            if existing_seats:
                sentence = _("Plusieurs sièges portent ce nom : notez ce pouvoir sur la séance.")
            refuse(row.row, column, sentence)
            return
        row.given_to = existing_seats[0].pk

    def _check_carrier(self, row: SittingRow, carrier: int) -> None:
        key = row.key
        noted = row.meeting.presences.get(carrier) if row.meeting else None
        standing = noted[0] if noted else self._standings.get((key, carrier), "") if key else ""
        if not standing or standing == Attending.PRESENT:
            return
        column = "proxy" if _has_content(row, "proxy") else "attendance"
        sentence = _(
            "Qui porte ce pouvoir n’est pas présent : donnez-le à un présent, ou à personne."
        )
        refuse(row.row, column, sentence)

    def _keep_existing(
        self, row: SittingRow, body: ExistingBody, pair: tuple[str, int | None]
    ) -> None:
        row.is_recorded = True
        if pair == (row.standing, row.given_to) or row.row.is_refused:
            return
        column = "attendance" if _has_content(row, "attendance") else "proxy"
        words = standing_words(pair[0], body.seat_label(pair[1]))
        row.row.keep(column, words)

    def _check_closed(self, row: SittingRow, meeting: ExistingMeeting) -> None:
        """Refuses a row that says another thing of a meeting whose record is validated."""
        noted = row.seat and meeting.presences.get(row.seat.pk)
        says_more = bool(row.standing) and noted != (row.standing, row.given_to)
        says_more = says_more or row.completes
        facts = any(_is_other(getattr(row, name), getattr(meeting, name)) for name in FACTS)
        if says_more or facts:
            refuse(row.row, "meeting_on", meeting.closed)

    def _settle_facts(self, row: SittingRow, key: SittingKey, sitting: Sitting) -> None:
        for name, column in FACTS.items():
            value = getattr(row, name)
            content = getattr(row.meeting, name) if row.meeting else None
            if not value:
                continue
            if content:
                if _is_other(value, content):
                    row.row.keep(column, str(content))
                continue
            line, first = self._firsts.setdefault((key, name), (row.row.row, value))
            if _is_other(value, first):
                words = _("La ligne %(n)s dit « %(first)s » : c’est ce qui est gardé.")
                message = words % {"n": line, "first": first}
                _warn(row.row, column, message)
            else:
                setattr(sitting, name, first)


def refuse(row: TableRow, column: str, words: str) -> None:
    """Leaves a row aside, and says why at this column, or at the nearest that the table has."""
    row.refuse(row.column(column, *SEEN_FIRST), words)


def _warn(row: TableRow, column: str, words: str) -> None:
    row.warn(row.column(column, *SEEN_FIRST), words)


def _matching_meetings(meetings: list[ExistingMeeting], row: SittingRow) -> list[ExistingMeeting]:
    """The meetings of one day that the hour, or the object, of a row points to."""
    existing_meetings = meetings
    if row.hours:
        existing_meetings = [
            one
            for one in existing_meetings
            if one.hours and one.hours.starts_at == row.hours.starts_at
        ]
    if len(existing_meetings) != 1 and row.title:
        existing_meetings = [one for one in meetings if folded(one.title) == folded(row.title)]
    return existing_meetings if len(existing_meetings) == 1 else meetings


def _seats_of(row: SittingRow, body: ExistingBody, day: date) -> list[ExistingSeat]:
    existing_seats = [one for one in body.seats if one.is_in_force_on(day)]
    if not row.organisation:
        return [one for one in existing_seats if one.owner and one.owner == _words(row.person)]
    seats = body.called(row.organisation, lambda one: one.is_in_force_on(day))
    if len(seats) > 1 and row.person:
        return [one for one in seats if _is_holder_of(one, row.person)] or seats
    return seats


def _is_holder_of(seat: ExistingSeat, person: str) -> bool:
    """Whether one of the people named in a cell holds the seat."""
    return any(_seats(seat, part) for part in person.split(" · "))


def _seats(seat: ExistingSeat, name: str) -> bool:
    """Whether a name, or a family name alone, is that of somebody who holds the seat."""
    return seat.has_holder(words_of_name(name))


def _is_represented(row: SittingRow) -> bool:
    """Whether the cell, or the header over it, says that somebody sits for the structure."""
    texts = (row.row.text("attendance"), row.row.headers.get("proxy", ""))
    return any(map(is_representation, texts))


def _has_content(row: SittingRow, column: str) -> bool:
    return column in row.row.cells and not row.row.cells[column].is_blank


def _is_other(value: object, content: object) -> bool:
    """Whether something is said that is not what is known; an hour may leave its end unsaid."""
    if not value:
        return False
    if isinstance(value, Hours) and isinstance(content, Hours):
        ends = value.ends_at is None or value.ends_at == content.ends_at
        return not (value.starts_at == content.starts_at and ends)
    return folded(str(value)) != folded(str(content or ""))


def _words(name: str) -> frozenset[str]:
    return frozenset(person_key(name))

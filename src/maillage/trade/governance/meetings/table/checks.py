"""Does a row of meetings and attendance agree with the bodies, their seats, what is noted?"""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.tables.parsed_rows import TableRow, repeated_words
from maillage.trade.governance.choices import Attending
from maillage.trade.governance.meetings.rules import carrier_fault
from maillage.trade.governance.meetings.table.cells import Hours, standing_words
from maillage.trade.governance.meetings.table.rows import (
    KnownBody,
    KnownMeeting,
    KnownSeat,
    Sitting,
    SittingKey,
    SittingRow,
)

FACTS = {"title": "meeting_kind", "place": "meeting_place", "hours": "meeting_time"}
SEEN_FIRST = ("attendance", "organisation_name", "person_name", "meeting_on", "body")


class SittingChecks:
    """Finds the body, the meeting and the seat of each row, and says where something is wrong."""

    def __init__(self, known: Sequence[KnownBody], today: date) -> None:
        self.known, self.today = known, today
        self._lines: dict[tuple[SittingKey, int], int] = {}
        self._said: dict[tuple[SittingKey, int], str] = {}
        self._firsts: dict[tuple[SittingKey, str], tuple[int, object]] = {}

    def place(self, told: SittingRow) -> None:
        """Gives a row its body, its meeting and its seat."""
        if told.row.is_refused or told.day is None:
            return
        self._find_body(told, told.day)
        if told.body is not None:
            self._find_meeting(told, told.body, told.day)
        if told.body is not None and not told.row.is_refused:
            self._find_seat(told, told.body, told.day)

    def _find_body(self, told: SittingRow, day: date) -> None:
        named = [one for one in self.known if folded(one.name) == folded(told.body_name)]
        living = [one for one in named if one.until is None or one.until > day]
        told.body = next(iter(living or named), None)
        if told.body is None:
            said = _("Aucune instance ne porte ce nom : créez-la, ou corrigez le nom.")
            refuse(told.row, "body", said)

    def _find_meeting(self, told: SittingRow, body: KnownBody, day: date) -> None:
        held = [one for one in body.meetings if one.held_on == day]
        standing = [one for one in held if not one.is_cancelled]
        if len(standing) > 1:
            standing = _told_apart(standing, told)
        if len(standing) > 1:
            said = _("Plusieurs séances ce jour-là : ajoutez l’heure ou l’objet de celle-ci.")
            refuse(told.row, "meeting_on", said)
        elif held and not standing:
            said = _("Cette séance est annulée : corrigez la date, ou posez-en une autre.")
            refuse(told.row, "meeting_on", said)
        told.meeting = next(iter(standing), None)

    def _find_seat(self, told: SittingRow, body: KnownBody, day: date) -> None:
        if not told.organisation and not told.person:
            if told.standing:
                refuse(told.row, "attendance", _("Dites de quelle structure il s’agit."))
            return
        column = "organisation_name" if told.organisation else "person_name"
        seats = _seats_of(told, body, day)
        if not seats:
            said = _("Aucun siège dans cette instance ce jour-là : donnez-le, ou corrigez le nom.")
            refuse(told.row, column, said)
        elif len(seats) > 1:
            said = _("Plusieurs sièges de ce nom : ajoutez qui représente la structure.")
            refuse(told.row, column, said)
        else:
            told.seat = seats[0]
            self._say(told, seats[0])

    def _say(self, told: SittingRow, seat: KnownSeat) -> None:
        key = told.key
        if key is None:
            return
        first = self._lines.setdefault((key, seat.pk), told.row.row)
        if first != told.row.row:
            refuse(told.row, "organisation_name", repeated_words(first))
            return
        self._said[key, seat.pk] = told.standing
        self._check_person(told, seat)

    def _check_person(self, told: SittingRow, seat: KnownSeat) -> None:
        if not told.person or not seat.names or _is_held_by(seat, told.person):
            return
        said = _("Cette personne n’est pas connue à ce siège : nommez-la sur l’instance.")
        _warn(told.row, "person_name", said)

    def compared(self, rows: Sequence[SittingRow]) -> list[Sitting]:
        """The meetings of the table, once each row is compared with what is noted."""
        sittings: dict[SittingKey, Sitting] = {}
        for told in rows:
            if not told.row.is_refused:
                self._settle_standing(told)
            if not told.row.is_refused and told.meeting is not None and told.meeting.closed:
                self._check_closed(told, told.meeting)
            if not told.row.is_refused and told.key is not None:
                sitting = sittings.setdefault(told.key, Sitting(*told.key))
                sitting.rows.append(told)
                self._settle_facts(told, told.key, sitting)
        return list(sittings.values())

    def _settle_standing(self, told: SittingRow) -> None:
        if told.seat is None or told.body is None or told.day is None:
            return
        known = told.meeting.presences.get(told.seat.pk) if told.meeting else None
        self._settle_note(told, told.seat, is_said=bool(told.standing or known))
        if not told.standing:
            return
        if told.day > self.today:
            said = _("Séance à venir : la présence se note le jour venu, cette case est laissée.")
            _warn(told.row, "attendance", said)
            told.standing = ""
            return
        if told.standing == Attending.PROXY:
            self._find_carrier(told, told.body, told.day)
        if known is not None:
            self._keep_known(told, told.body, known)
        elif told.given_to is not None:
            self._check_carrier(told, told.given_to)

    def _settle_note(self, told: SittingRow, seat: KnownSeat, *, is_said: bool) -> None:
        """What is observed of a seat goes with its attendance; what is written of it stays."""
        if not told.note:
            return
        if not is_said:
            said = _("Une observation suit une présence : écrivez présent, excusé, absent.")
            _warn(told.row, "notes", said)
            return
        known = told.meeting.notes.get(seat.pk) if told.meeting else None
        if known and _is_other(told.note, known):
            told.row.keep("notes", known)
        told.completes = known == ""

    def _find_carrier(self, told: SittingRow, body: KnownBody, day: date) -> None:
        column = "proxy" if _is_told(told, "proxy") else "attendance"
        if why := carrier_fault(told.standing, told.carrier):
            refuse(told.row, column, why)
            return
        found = [
            one
            for one in body.seats
            if one is not told.seat and one.is_held_on(day) and _is_named(one, told.carrier)
        ]
        if len(found) != 1:
            said = _("Qui porte ce pouvoir n’a pas de siège ce jour-là : corrigez le nom.")
            if found:
                said = _("Plusieurs sièges portent ce nom : notez ce pouvoir sur la séance.")
            refuse(told.row, column, said)
            return
        told.given_to = found[0].pk

    def _check_carrier(self, told: SittingRow, carrier: int) -> None:
        key = told.key
        noted = told.meeting.presences.get(carrier) if told.meeting else None
        standing = noted[0] if noted else self._said.get((key, carrier), "") if key else ""
        if not standing or standing == Attending.PRESENT:
            return
        column = "proxy" if _is_told(told, "proxy") else "attendance"
        said = _("Qui porte ce pouvoir n’est pas présent : donnez-le à un présent, ou à personne.")
        refuse(told.row, column, said)

    def _keep_known(self, told: SittingRow, body: KnownBody, known: tuple[str, int | None]) -> None:
        told.is_known = True
        if known == (told.standing, told.given_to) or told.row.is_refused:
            return
        column = "attendance" if _is_told(told, "attendance") else "proxy"
        words = standing_words(known[0], body.seat_label(known[1]))
        told.row.keep(column, words)

    def _check_closed(self, told: SittingRow, meeting: KnownMeeting) -> None:
        """Refuses a row that says another thing of a meeting whose record is validated."""
        noted = told.seat and meeting.presences.get(told.seat.pk)
        says_more = bool(told.standing) and noted != (told.standing, told.given_to)
        says_more = says_more or told.completes
        facts = any(_is_other(getattr(told, name), getattr(meeting, name)) for name in FACTS)
        if says_more or facts:
            refuse(told.row, "meeting_on", meeting.closed)

    def _settle_facts(self, told: SittingRow, key: SittingKey, sitting: Sitting) -> None:
        for name, column in FACTS.items():
            said = getattr(told, name)
            known = getattr(told.meeting, name) if told.meeting else None
            if not said:
                continue
            if known:
                if _is_other(said, known):
                    told.row.keep(column, str(known))
                continue
            line, first = self._firsts.setdefault((key, name), (told.row.row, said))
            if _is_other(said, first):
                words = _("La ligne %(n)s dit « %(first)s » : c’est ce qui est gardé.")
                message = words % {"n": line, "first": first}
                _warn(told.row, column, message)
            else:
                setattr(sitting, name, first)


def refuse(row: TableRow, column: str, said: str) -> None:
    """Leaves a row aside, and says why at this column, or at the nearest that the table has."""
    row.refuse(row.column(column, *SEEN_FIRST), said)


def _warn(row: TableRow, column: str, said: str) -> None:
    row.warn(row.column(column, *SEEN_FIRST), said)


def _told_apart(meetings: list[KnownMeeting], told: SittingRow) -> list[KnownMeeting]:
    """The meetings of one day that the hour, or the object, of a row points to."""
    found = meetings
    if told.hours:
        found = [one for one in found if one.hours and one.hours.starts_at == told.hours.starts_at]
    if len(found) != 1 and told.title:
        found = [one for one in meetings if folded(one.title) == folded(told.title)]
    return found if len(found) == 1 else meetings


def _seats_of(told: SittingRow, body: KnownBody, day: date) -> list[KnownSeat]:
    held = [one for one in body.seats if one.is_held_on(day)]
    if not told.organisation:
        return [one for one in held if one.owner and one.owner == _words(told.person)]
    named = [one for one in held if folded(told.organisation) in one.names]
    if len(named) > 1 and told.person:
        return [one for one in named if _is_held_by(one, told.person)] or named
    return named


def _is_held_by(seat: KnownSeat, person: str) -> bool:
    """Whether one of the people named in a cell holds the seat."""
    return any(_words(part) in seat.people for part in person.split(" · "))


def _is_named(seat: KnownSeat, name: str) -> bool:
    return name in seat.names or bool(seat.owner and seat.owner == _words(name))


def _is_told(told: SittingRow, column: str) -> bool:
    return column in told.row.cells and not told.row.cells[column].is_blank


def _is_other(said: object, known: object) -> bool:
    """Whether something is said that is not what is known; an hour may leave its end unsaid."""
    if not said:
        return False
    if isinstance(said, Hours) and isinstance(known, Hours):
        ends = said.ends_at is None or said.ends_at == known.ends_at
        return not (said.starts_at == known.starts_at and ends)
    return folded(str(said)) != folded(str(known or ""))


def _words(name: str) -> frozenset[str]:
    return frozenset(folded(name).split())

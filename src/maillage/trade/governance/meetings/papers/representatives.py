"""Who sits for each structure, as papers name them: civility, function there, quality?"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.foundation.documents.writing.kinds import Value
from maillage.ground.directory.models import Mandate
from maillage.ground.directory.records.words import quality
from maillage.trade.governance.bodies.models import Holder, Seat
from maillage.trade.governance.choices import Attending, HolderKind, Voice
from maillage.trade.governance.meetings.queries.attendance import (
    AttendanceSheet,
    PresenceLine,
    in_force_on_day,
)

BLANK = "……"
Functions = Mapping[tuple[int, int], str]


def representatives(sheet: AttendanceSheet) -> dict[int, list[str]]:
    """By seat, who came when it is noted, else those who sit there and may be read; one query."""
    people = convened(sheet)
    return {line.seat.pk: _who(line, people[line.seat.pk]) for line in sheet.lines}


def convened(sheet: AttendanceSheet) -> dict[int, list[str]]:
    """By seat, those who sit there and may be read, whoever came; one query."""
    functions = _functions(sheet)
    return {line.seat.pk: list(_people_of(line, functions)) for line in sheet.lines}


def _who(line: PresenceLine, people: list[str]) -> list[str]:
    if not line.came:
        return people
    return [next((one for one in people if _is_of(one, line)), line.came)]


def _people_of(line: PresenceLine, functions: Functions) -> Iterator[str]:
    place = line.seat.organisation_id or 0
    for one in line.sitting:
        if one.name and one.acts:
            yield _words(one.holder, functions.get((one.holder.person_id, place), ""))


def seats_present(
    lines: Iterable[PresenceLine], people_by_seat: Mapping[int, list[str]]
) -> list[dict[str, Value]]:
    """Those who are there, a row for each seat: structure, who came, voice."""
    return [
        {
            "structure": line.name,
            "personnes": attendee_words(line, people_by_seat.get(line.seat.pk, [])),
            "voix": voice_word(line.seat),
        }
        for line in lines
    ]


def voice_word(seat: Seat) -> str:
    """The voice of a seat in a body that prepares and proposes, where councils alone deliberate."""
    return _("voix") if seat.voice == Voice.DELIBERATIVE else str(seat.get_voice_display())


def convened_words(line: PresenceLine, people_by_seat: Mapping[int, list[str]]) -> str:
    """To whom a convocation goes for a seat, with room for a name where nobody is named yet."""
    kinds = {one.holder.kind for one in line.sitting if one.acts}
    is_open = bool(line.seat.organisation_id) and HolderKind.TITULAIRE not in kinds
    blank = _("titulaire à désigner : ……") if is_open else ""
    return _with_names(line, people_by_seat.get(line.seat.pk, []), blank)


def unnamed(line: PresenceLine) -> str:
    """Room for a name; none for somebody who sits in their own name, which the line says."""
    return BLANK if line.seat.organisation_id else ""


def attendee_words(line: PresenceLine, people: Sequence[str]) -> str:
    """The only one who sits there; of several, that one of them came, and nothing more."""
    if len(people) > 1:
        return _("une personne parmi : %(people)s") % {"people": " ; ".join(people)}
    if people or line.seat.organisation_id is None:
        return "".join(people)
    return _("nom non noté")


def vacant_seats(lines: Iterable[PresenceLine]) -> list[PresenceLine]:
    """Those in which nobody sits, although a presence or a *pouvoir* is noted."""
    noted = {Attending.PRESENT, Attending.PROXY}
    return [line for line in lines if line.is_vacant and line.standing in noted]


def given_proxies(lines: Iterable[PresenceLine]) -> list[PresenceLine]:
    """Those who gave a *pouvoir*: nobody does for a vacant seat."""
    return [line for line in lines if line.standing == Attending.PROXY and not line.is_vacant]


def proxy_words(
    sheet: AttendanceSheet, line: PresenceLine, people_by_seat: Mapping[int, list[str]]
) -> str:
    """To whom the voice of this line is given: « à Mme Petit, titulaire (Caf) »."""
    carriers = [one for one in sheet.lines if one.seat.pk == _carrier(line)]
    if not carriers:
        return _("à un siège qui a pris fin")
    return french.to_body(seat_words(carriers[0], people_by_seat))


def seat_words(line: PresenceLine, people_by_seat: Mapping[int, list[str]]) -> str:
    """Who sits there and for whom: « Mme Petit, titulaire (Caf) »; the seat alone of several."""
    people = people_by_seat.get(line.seat.pk, [])
    return f"{people[0]} ({line.name})" if len(people) == 1 else line.name


def _carrier(line: PresenceLine) -> int | None:
    return line.presence.given_to_id if line.presence else None


def _is_of(words: str, line: PresenceLine) -> bool:
    """Whether these words, with a civility and a function, are of who came."""
    came = line.presence.came if line.presence else None
    return came is not None and str(came) in words


def with_names(lines: Iterable[PresenceLine], people_by_seat: Mapping[int, list[str]]) -> str:
    """The structures, each with all those who sit for it."""
    return " ; ".join(_with_names(line, people_by_seat.get(line.seat.pk, [])) for line in lines)


def _with_names(line: PresenceLine, people: list[str], blank: str = "") -> str:
    voice = "" if line.votes else _("voix %(voice)s") % {"voice": line.seat.get_voice_display()}
    inside = " ; ".join(part for part in (_(" et ").join(people), blank, voice) if part)
    return f"{line.name} ({inside})" if inside else line.name


def _functions(sheet: AttendanceSheet) -> Functions:
    """What each of those who sit does in the structure of the seat, on the day of the meeting."""
    people = [one.holder.person_id for line in sheet.lines for one in line.sitting]
    rows = Mandate.objects.filter(in_force_on_day("", sheet.meeting), person__in=people)
    return {
        (person, organisation): function
        for person, organisation, function in rows.order_by("-pk").values_list(
            "person", "organisation", "function"
        )
        if function
    }


def _words(holder: Holder, function: str) -> str:
    person = holder.person
    name = f"{person.civility} {person}".strip()
    parts = (name, function[:1].lower() + function[1:], quality(holder.kind, person.civility))
    return ", ".join(part for part in parts if part)

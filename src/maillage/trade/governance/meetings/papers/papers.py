"""What do the papers of a meeting say to this reader: who is called, about what, who was there?"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.folded import fold
from maillage.core.french import hour_words
from maillage.foundation.cooperations.models import Access
from maillage.foundation.documents.writing.kinds import Paper, Value
from maillage.foundation.documents.writing.letters import ROOM_TO_SIGN, beneath, sender_of
from maillage.law.delays import previous_working_day
from maillage.trade.governance.body_words import of_the_body, the_body
from maillage.trade.governance.choices import (
    Attending,
    HolderKind,
    ItemKind,
    MeetingState,
    QuorumKind,
)
from maillage.trade.governance.letter_contact import contact_fields, contact_values
from maillage.trade.governance.meetings.models import AgendaItem, Guest, Meeting
from maillage.trade.governance.meetings.papers import fields
from maillage.trade.governance.meetings.papers.representatives import (
    BLANK,
    attendee_words,
    convened,
    convened_words,
    given_proxies,
    proxy_words,
    representatives,
    unnamed,
    vacant_seats,
    voice_word,
)
from maillage.trade.governance.meetings.queries.attendance import (
    AttendanceSheet,
    PresenceLine,
    attendance,
)
from maillage.trade.governance.meetings.queries.meetings import ItemLine, agenda_lines, meetings
from maillage.trade.governance.meetings.services.enclosures import enclosures
from maillage.trade.governance.meetings.words import when_words

OF_COMMUNE = re.compile(r"^(?:commune|ville) (?:de la |de |du |des |d’)?", re.IGNORECASE)
MOST_BENEATH, LINE = 12, 115  # lines of recipients that still hold under the signature
VALIDATED = re.compile(
    r"(?:relevé|compte[ -]rendu|procès-verbal)\b.*\b(?:précédente|dernière)\b", re.IGNORECASE
)
BEFORE_MEETING = timedelta(days=7), timedelta(days=1)
MODELS = Path(__file__).with_name("paper_models")
NOBODY = "—"
WITH_THE_END = 2  # the rows that stay on the page of what certifies them


def meeting_papers() -> tuple[Paper, ...]:
    """The papers of a meeting."""
    return (
        Paper(
            word="convocation",
            label=_("Convocation"),
            purpose=_("Elle part avant la séance : jour, lieu, ordre du jour."),
            about="meeting",
            make_fields=lambda: (
                *fields.meeting_fields(),
                fields.items_field(),
                *fields.convocation_fields(),
                *contact_fields(),
            ),
            model=MODELS / "convocation.xml",
            gather=_convocation,
        ),
        Paper(
            word="attendance_sheet",
            label=_("Feuille de présence"),
            purpose=_(
                "Elle s’imprime avant la séance, se signe à l’entrée, et garde qui est venu."
            ),
            about="meeting",
            make_fields=lambda: (
                *fields.meeting_fields(),
                *fields.seats_fields(),
                *fields.sheet_fields(),
                fields.guests_field(),
                fields.quorum_field(),
            ),
            model=MODELS / "attendance_sheet.xml",
            gather=_attendance_sheet,
        ),
    )


def meeting_of(access: Access, number: int) -> Meeting | None:
    """The meeting of this number that the reader may open, or None."""
    return meetings(access).filter(pk=number).first()


def meeting_values(meeting: Meeting, title: str) -> dict[str, Value]:
    """What every paper of a meeting says."""
    day = french.long_date(meeting.held_on)
    return {
        "titre": f"{title}, {meeting.body.name}, {day}",
        "instance": meeting.body.name,
        "linstance": french.capital(the_body(meeting.body.name)),
        "linstance_minuscule": the_body(meeting.body.name),
        "place_de_signer": f"{ROOM_TO_SIGN}……",
        "de_linstance": of_the_body(meeting.body.name, meeting.body.cooperation.name),
        "objet": meeting.title,
        "jour": day,
        "quand": when_words(meeting),
        "endroit": meeting.place,
        "visio": meeting.link,
    }


def _convocation(access: Access, number: int) -> dict[str, Value] | None:
    meeting = meeting_of(access, number)
    if meeting is None:
        return None
    points = [_item(line) for line in agenda_lines(access, meeting)]
    day = meeting.convened_on or timezone.localdate()
    sent = {"aujourdhui": french.long_date(day)}
    sheet = attendance(access, meeting)
    recipients = _recipients(sheet)
    form = [_("formulaire de pouvoir")] if meeting.body.takes_proxies else []
    is_long = sum(1 + len(words) // LINE for words in recipients) > MOST_BENEATH
    return {
        **_spelt(access, meeting_values(meeting, _("Convocation"))),
        "points": points,
        "pieces": " ; ".join([one.label for one in enclosures(access, meeting)] + form),
        "pouvoir": "oui" if form else "",
        "destinataires": "\n".join(recipients),
        "page_des_destinataires": "oui" if is_long else "",
        "liste_des_destinataires": "oui" if recipients and not is_long else "",
        "suppleance": "oui" if _has_deputies(sheet) else "",
        "heures": "oui" if any(point["heure"] for point in points) else "",
        "reponse_avant": _answer_day(meeting, day),
        **contact_values(access),
        **sent,
    }


def _spelt(access: Access, values: dict[str, Value]) -> dict[str, Value]:
    """The values, the initials of an agreement in full where the convocation first reads them."""
    under = beneath(sender_of(access), access.cooperation.name)
    names = ("instance", "de_linstance", "linstance", "linstance_minuscule")
    _under, *texts = french.spelt_once([under, *(str(values[name]) for name in names)])
    return values | dict(zip(names, texts, strict=True))


def _recipients(sheet: AttendanceSheet) -> list[str]:
    """Whom the convocation goes to: each seat with who sits there, then those invited."""
    people = convened(sheet)
    seats = [convened_words(line, people) for line in in_reading_order(sheet.lines)]
    return [*seats, *(_invited_words(one) for one in sheet.guests)]


def _has_deputies(sheet: AttendanceSheet) -> bool:
    sitting = (one for line in sheet.lines for one in line.sitting)
    return any(one.holder.kind == HolderKind.SUPPLEANT for one in sitting)


def _invited_words(guest: Guest) -> str:
    """A guest with their quality, and that they have no voice."""
    agreed = {"Mme": _("invitée, sans voix"), "M.": _("invité, sans voix")}
    word = agreed.get(_civility([guest.name]), _("sur invitation, sans voix"))
    return f"{_guest_name(guest)} ({word})"


def _answer_day(meeting: Meeting, sent: date) -> str:
    """By when to say whether one comes: a week before, else the day before; nothing after both."""
    days = (previous_working_day(meeting.held_on - delay) for delay in BEFORE_MEETING)
    day = next((one for one in days if one > sent), None)
    return f"{french.weekday(day)} {french.long_date(day)}" if day else ""


def _item(line: ItemLine) -> dict[str, Value]:
    item = line.item
    bearers = [str(item.organisation or ""), str(item.person) if line.shows_person else ""]
    return {
        "numero": str(line.number),
        "heure": hour_words(line.starts_at) if line.starts_at else "",
        "titre": item.title,
        "nature": _nature(item),
        "duree": _("%(n)s min") % {"n": item.minutes} if item.minutes else "",
        "porteur": ", ".join(part for part in bearers if part),
    }


def _nature(item: AgendaItem) -> str:
    """What is expected of the item: a body that proposes agrees on it, councils decide."""
    if VALIDATED.match(item.title):
        return _("pour validation")
    return {
        ItemKind.INFORMATION: _("pour information"),
        ItemKind.QUESTION: _("pour échange"),
        ItemKind.DECISION: _("pour accord"),
    }[ItemKind(item.kind)]


def _attendance_sheet(access: Access, number: int) -> dict[str, Value] | None:
    meeting = meeting_of(access, number)
    if meeting is None:
        return None
    sheet = attendance(access, meeting)
    is_over = _is_over(sheet)
    rows = list(_seats(sheet, is_over=is_over))
    title = _("État des présences") if is_over else _("Feuille de présence")
    return {
        **meeting_values(meeting, title),
        "tenue": "oui" if is_over else "",
        "sieges": rows,
        "premiers_sieges": rows[:-WITH_THE_END],
        "derniers_sieges": rows[-WITH_THE_END:],
        "total": total_words(sheet) if sheet.noted else "",
        "etabli": drawn_up_words(access),
        "redaction": writer_words(access),
        "personne": nobody_words(sheet),
        "invites": [
            {"nom": one.name, "fonction": one.quality, "presence": _guest_words(one)}
            for one in sheet.guests
        ],
        "invites_dits": " ; ".join(_guest_line(one) for one in sheet.guests),
        "quorum": quorum_words(sheet) if sheet.noted else "",
    }


def _is_over(sheet: AttendanceSheet) -> bool:
    """Whether the sheet says who came, rather than waiting for signatures."""
    has_met = sheet.meeting.state == MeetingState.HELD or bool(sheet.present)
    return bool(sheet.noted) and has_met


def quorum_words(sheet: AttendanceSheet) -> str:
    """What the rule of the quorum says; of a body without one, that its councils decide."""
    body = sheet.meeting.body
    if has_quorum(sheet):
        return sheet.reading.sentence
    words = _("%(body)s siège sans condition de quorum et propose ; les assemblées décident.")
    return words % {"body": french.capital(the_body(body.name))}


def has_quorum(sheet: AttendanceSheet) -> bool:
    """Whether a rule of the quorum binds the body."""
    return sheet.meeting.body.quorum != QuorumKind.NONE


def drawn_up_words(access: Access) -> str:
    """The day, and who of the team writes: « le 29 novembre 2026 par Camille Renard »."""
    day = _("le %(day)s") % {"day": french.long_date(timezone.localdate())}
    if not access.is_in_team:
        return day
    return _("%(day)s par %(name)s") % {"day": day, "name": access.user.name}


def writer_words(access: Access) -> str:
    """Who of the team draws the paper up; room for a name for the others."""
    return access.user.name if access.is_in_team else BLANK


def nobody_words(sheet: AttendanceSheet) -> str:
    """That what is noted brings nobody, which is to complete before anybody signs; or nothing."""
    if not sheet.noted or sheet.present:
        return ""
    return _("Personne n’est noté présent : à compléter avant toute signature.")


def total_words(sheet: AttendanceSheet) -> str:
    """How many seats are held in each way; those of which nothing is said are counted too."""
    counts = (
        (_("présents"), len(sheet.present)),
        (_("représentés par pouvoir"), len(given_proxies(sheet.lines))),
        (_("excusés"), len(sheet.standing(Attending.EXCUSED))),
        (_("absents"), len(sheet.standing(Attending.ABSENT))),
        (_("sièges vacants"), len(vacant_seats(sheet.lines))),
        (_("non notés"), len(sheet.lines) - sheet.noted),
    )
    parts = [f"{label} : {count}" for label, count in counts if count]
    voting, given = (
        sum(line.votes for line in lines) for lines in (sheet.present, given_proxies(sheet.lines))
    )
    if voting < len(sheet.present):
        parts[0] += _(", dont %(n)s avec voix") % {"n": voting}
    if given:
        words = ngettext(
            "soit %(all)s sièges avec voix (%(there)s et %(given)s pouvoir)",
            "soit %(all)s sièges avec voix (%(there)s et %(given)s pouvoirs)",
            given,
        )
        parts.append(words % {"all": voting + given, "there": voting, "given": given})
    seats = ngettext("%(n)s siège", "%(n)s sièges", len(sheet.lines)) % {"n": len(sheet.lines)}
    return f"{' ; '.join([seats, *parts])}."


def _guest_line(guest: Guest) -> str:
    """A guest with their quality, and whether they came when it is noted."""
    came = _guest_words(guest)
    return f"{_guest_name(guest)} ({came})" if came else _guest_name(guest)


def _guest_name(guest: Guest) -> str:
    return ", ".join(part for part in (guest.name, guest.quality) if part)


def _guest_words(guest: Guest) -> str:
    if guest.has_come is None:
        return ""
    standing = Attending.PRESENT if guest.has_come else Attending.ABSENT
    return noted_word(standing, [guest.name])


def in_reading_order(lines: Iterable[PresenceLine]) -> list[PresenceLine]:
    """The seats as one looks for them: a commune by its name, not by « Commune de »."""
    return sorted(lines, key=lambda line: (line.seat.college, fold(OF_COMMUNE.sub("", line.name))))


def _seats(sheet: AttendanceSheet, *, is_over: bool) -> Iterator[dict[str, Value]]:
    """The rows of the sheet: one for each seat once it is over, one for each signature before."""
    people_by_seat = representatives(sheet)
    for line in in_reading_order(sheet.lines):
        people = people_by_seat.get(line.seat.pk, [])
        noted = (_standing_words(sheet, line, people_by_seat), _downs(line))
        seat: dict[str, Value] = {
            "structure": line.name,
            "college": line.seat.college,
            "representants": _noted_people(line, people) if is_over else _first(line, people),
            "voix": voice_word(line.seat),
            "presence": " ; ".join(part for part in noted if part),
        }
        yield seat
        for one in people[1:] if not is_over else ():
            yield seat | {"representants": one, "voix": _("même siège"), "presence": ""}


def _noted_people(line: PresenceLine, people: list[str]) -> str:
    """Who came, or all those who would have; a dash for nobody."""
    return attendee_words(line, people) if line.is_present else "\n".join(people) or NOBODY


def _first(line: PresenceLine, people: list[str]) -> str:
    """Who signs first for the seat, or room for a name."""
    return people[0] if people else unnamed(line)


def _downs(line: PresenceLine) -> str:
    items = ", ".join(str(one.item) for one in line.stand_downs)
    return _("déport : %(items)s") % {"items": items} if items else ""


def _standing_words(
    sheet: AttendanceSheet, line: PresenceLine, people: Mapping[int, list[str]]
) -> str:
    if line.presence is None:
        return ""
    if line.is_vacant and line.standing in {Attending.PRESENT, Attending.PROXY}:
        return _("siège vacant")
    if line.standing == Attending.PROXY:
        return _("représenté, pouvoir %(to)s") % {"to": proxy_words(sheet, line, people)}
    return noted_word(Attending(line.standing), people.get(line.seat.pk, []))


def noted_word(standing: Attending, people: Sequence[str]) -> str:
    """What a sheet notes of a seat, agreed with those who sit there; one came of several."""
    masculine, feminine, men, women = {
        Attending.PRESENT: (_("présent"), _("présente"), _("présente"), _("présente")),
        Attending.EXCUSED: (_("excusé"), _("excusée"), _("excusés"), _("excusées")),
        Attending.ABSENT: (_("absent"), _("absente"), _("absents"), _("absentes")),
    }[standing]
    is_feminine = bool(people) and all(one.startswith("Mme ") for one in people)
    if len(people) > 1:
        return women if is_feminine else men
    return feminine if is_feminine else masculine


def _civility(people: Sequence[str]) -> str:
    """The civility that the words of the only person begin with; nothing of several."""
    return people[0].partition(" ")[0] if len(people) == 1 else ""

"""How is a meeting said in a sentence: its day, its hours, where it is in its life?"""

from datetime import date, time

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.french import hour_words
from maillage.core.links import address
from maillage.core.strands import StrandMark
from maillage.trade.governance.choices import Attending, MeetingState
from maillage.trade.governance.meetings.models import Meeting
from maillage.trade.governance.meetings.queries.attended import Attended, Coming
from maillage.trade.governance.meetings.queries.meetings import ItemLine, MeetingSheet


def hours_words(meeting: Meeting) -> str:
    """From when to when the meeting lasts, as far as it is known."""
    if meeting.starts_at is None:
        return ""
    starts = hour_words(meeting.starts_at)
    if meeting.ends_at is None:
        return _("à %(hour)s") % {"hour": starts}
    return _("de %(starts)s à %(ends)s") % {"starts": starts, "ends": hour_words(meeting.ends_at)}


def when_words(meeting: Meeting) -> str:
    """The day of the week, the date and the hours: "jeudi 3 décembre 2026, de 18 h à 20 h"."""
    day = f"{french.weekday(meeting.held_on)} {french.long_date(meeting.held_on)}"
    return ", ".join(part for part in (day, hours_words(meeting)) if part)


def state_sentence(meeting: Meeting, today: date) -> str:
    """Where the meeting is in its life."""
    if meeting.cancelled_on:
        why = f" : {meeting.cancelled_for}" if meeting.cancelled_for else ""
        sentence = _("Annulée le %(day)s") % {"day": french.long_date(meeting.cancelled_on)}
        return f"{sentence}{why}."
    if meeting.validated_on:
        return _("Relevé validé le %(day)s : plus rien ne s’y écrit.") % {
            "day": french.long_date(meeting.validated_on)
        }
    if meeting.concluded_on:
        return _("La séance s’est tenue.")
    if meeting.held_on < today:
        return _("Sa date est passée : dites si elle s’est tenue.")
    if meeting.convened_on:
        return _("Convoquée le %(day)s.") % {"day": french.long_date(meeting.convened_on)}
    return _("Elle reste à convoquer.")


def meeting_sentence(sheet: MeetingSheet, today: date) -> str:
    """What is true of this meeting today, and what its agenda holds."""
    state = state_sentence(sheet.meeting, today)
    if not sheet.lines:
        return f"{state} {_('Son ordre du jour est à écrire.')}" if sheet.meeting.is_open else state
    agenda = ngettext(
        "Ordre du jour d’un point.", "Ordre du jour de %(n)s points.", len(sheet.lines)
    ) % {"n": french.in_words(len(sheet.lines))}
    return f"{state} {agenda}"


def called_words(people: int, structures: int, sent: int, unreachable: int) -> str:
    """Who is to be convened, how many received the letter, how many have no address."""
    whom = [
        ngettext("une personne", "%(n)s personnes", people)
        % {"n": french.in_words(people, feminine=True)}
        if people
        else "",
        ngettext(
            "une structure sans personne en fonction",
            "%(n)s structures sans personne en fonction",
            structures,
        )
        % {"n": french.in_words(structures, feminine=True)}
        if structures
        else "",
    ]
    if not people and not structures:
        return _("Personne n’est à convoquer.")
    parts = [_("À convoquer : %(whom)s") % {"whom": french.listed([one for one in whom if one])}]
    if sent:
        parts.append(
            ngettext("cette lettre est partie à une", "cette lettre est partie à %(n)s", sent)
            % {"n": french.in_words(sent, feminine=True)}
        )
    if unreachable:
        parts.append(
            ngettext("une est sans adresse", "%(n)s sont sans adresse", unreachable)
            % {"n": french.in_words(unreachable, feminine=True)}
        )
    return f"{' ; '.join(parts)}."


def points_words(count: int) -> str:
    """How many points its agenda holds."""
    if not count:
        return _("ordre du jour à écrire")
    return ngettext("un point", "%(n)s points", count) % {"n": french.in_words(count)}


def meetings_reading(coming: Meeting | None, last: date | None, unsaid: int, today: date) -> str:
    """The next meeting and what it waits for; without one, the last.

    `unsaid` counts the past meetings of which nobody said whether they were held.
    """
    parts = [_coming_words(coming, today)] if coming else [_("Aucune séance n’est à venir.")]
    if coming is None and last is not None:
        parts = [
            _("Aucune séance n’est à venir ; la dernière s’est tenue le %(day)s.")
            % {"day": french.long_date(last)}
        ]
    if unsaid:
        parts.append(
            ngettext(
                "D’une séance passée, il reste à dire si elle s’est tenue.",
                "De %(n)s séances passées, il reste à dire si elles se sont tenues.",
                unsaid,
            )
            % {"n": french.in_words(unsaid)}
        )
    return " ".join(parts)


def _coming_words(coming: Meeting, today: date) -> str:
    state = (
        _("convoquée le %(day)s") % {"day": french.long_date(coming.convened_on)}
        if coming.convened_on
        else _("à convoquer")
    )
    values = {
        "body": coming.body.name,
        "day": french.long_date(coming.held_on),
        "state": state,
    }
    if coming.held_on == today:
        return _("« %(body)s » se réunit aujourd’hui, %(state)s.") % values
    return _("Prochaine séance le %(day)s, « %(body)s », %(state)s.") % values


def overrun_words(sheet: MeetingSheet) -> str:
    """How much longer the agenda is than the meeting; nothing when it holds."""
    meeting = sheet.meeting
    if meeting.starts_at is None or meeting.ends_at is None:
        return ""
    lasts = _minutes(meeting.ends_at) - _minutes(meeting.starts_at)
    over = sheet.minutes - lasts
    if over <= 0:
        return ""
    return _("Les points durent %(n)s minutes de plus que la séance.") % {"n": over}


def _minutes(hour: time) -> int:
    return hour.hour * 60 + hour.minute


def item_note(line: ItemLine) -> str:
    """What stands under an item: its hour, how long, who brings it."""
    item = line.item
    parts = [
        hour_words(line.starts_at) if line.starts_at else "",
        _("%(n)s min") % {"n": item.minutes} if item.minutes else "",
        str(item.organisation) if item.organisation else "",
        str(item.person) if line.shows_person else "",
    ]
    return " · ".join(part for part in parts if part)


def is_late(meeting: Meeting, today: date) -> bool:
    """Whether its day has passed and nothing is said of it."""
    return meeting.held_on < today and meeting.state in {
        MeetingState.PLANNED,
        MeetingState.CONVENED,
    }


STANDINGS = {
    Attending.PRESENT: ("here", lazy("présente le %(day)s")),
    Attending.PROXY: ("excused", lazy("a donné pouvoir le %(day)s")),
    Attending.EXCUSED: ("excused", lazy("excusée le %(day)s")),
    Attending.ABSENT: ("absent", lazy("absente le %(day)s")),
}


def attended_mark(slug: str, one: Attended) -> StrandMark:
    """How a structure was at a meeting, on its thread."""
    value, words = STANDINGS[Attending(one.standing)]
    return StrandMark(
        fact=value,
        on=one.on,
        title=one.body,
        note=str(words) % {"day": french.long_date(one.on)},
        url=address("governance:meeting", slug, one.meeting_id),
        family="attendance",
        value=value,
    )


def coming_mark(slug: str, one: Coming, *, is_first: bool) -> StrandMark:
    """A meeting where a structure is expected, on its thread, and who comes; the first is open."""
    return StrandMark(
        fact="next",
        on=one.meeting.held_on,
        title=one.meeting.body.name,
        note=" ; ".join(part for part in (when_words(one.meeting), _who_comes(one)) if part),
        url=address("governance:meeting", slug, one.meeting.pk),
        family="attendance",
        value="next",
        is_open=is_first,
    )


def _who_comes(one: Coming) -> str:
    """Who sits for the structure, and that nobody would stand in; nothing when one may not know."""
    if one.titulaires is None:
        return ""
    if not one.titulaires and not one.suppleants:
        return _("personne n’est désigné pour y siéger")
    names = french.listed([*one.titulaires, *(one.suppleants or ())])
    if one.suppleants:
        return _("y siègent : %(names)s") % {"names": names}
    return _("y siège : %(names)s ; aucun suppléant désigné") % {"names": names}


def dropping(answered: int) -> str:
    """What withdrawing a question put to the members of a body does, with what they answered."""
    if not answered:
        return _("Personne n’a répondu ; plus personne ne le pourra.")
    stays = ngettext(
        "La réponse reçue est gardée ; plus personne ne pourra répondre.",
        "Les %(n)s réponses reçues sont gardées ; plus personne ne pourra répondre.",
        answered,
    )
    return stays % {"n": french.in_words(answered, feminine=True)}

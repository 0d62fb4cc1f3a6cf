"""Who is called to a meeting, at which address, and what did they receive?"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core.agenda import Upcoming, dates
from maillage.core.letters import letter_text
from maillage.foundation.cooperations.choices import Role, Visibility
from maillage.foundation.cooperations.links.rules import Claim, make_token, read_token
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.spaces.queries import lacking_second_factor
from maillage.foundation.documents.files.queries import documents_on
from maillage.foundation.mail.choices import State
from maillage.foundation.mail.models import Letter
from maillage.ground.directory.choices import ContactKind
from maillage.ground.directory.models import Contact, Person
from maillage.trade.governance.bodies.models import Holder, Seat
from maillage.trade.governance.choices import HolderKind
from maillage.trade.governance.meetings.models import CalendarFeed, Meeting
from maillage.trade.governance.meetings.queries.attendance import in_force_on_day
from maillage.trade.governance.meetings.queries.meetings import agenda_lines, meetings
from maillage.trade.governance.meetings.words import item_note, when_words

LETTER = ("key", "state", "sent_at")
OfLetter = tuple[State, datetime | None] | None


@dataclass(frozen=True)
class Convened:
    """Who is called for a seat: somebody, or the structure when nobody holds it.

    A deputy sits when the titulaire, who is called too, cannot come.
    """

    seat: Seat
    person: Person | None
    email: str
    is_deputy: bool = False

    @property
    def name(self) -> str:
        """Who is written to."""
        return str(self.person or self.seat)


@dataclass(frozen=True)
class Reached:
    """The same, and where the letters to them are: of this convocation, of the last before it.

    `sent_on` is the day on which this convocation left, or else the last before it.
    """

    convened: Convened
    letter: State | None
    former: State | None
    sent_on: date | None = None

    @property
    def is_written(self) -> bool:
        """Whether this convocation is on its way to them or ended; for want of mail, it is not."""
        return self.letter not in {None, State.UNSET}


def convened(meeting: Meeting) -> list[Convened]:
    """Everybody who holds a seat on the day of the meeting, in four queries."""
    rows = Seat.objects.filter(in_force_on_day("", meeting), body=meeting.body_id)
    seats = list(rows.select_related("organisation", "person").order_by("college", "pk"))
    holders: dict[int, list[Holder]] = {}
    living = Holder.objects.filter(in_force_on_day("", meeting), seat__in=seats)
    for holder in living.select_related("person").order_by("-kind", "pk"):
        holders.setdefault(holder.seat_id, []).append(holder)
    called = [(seat, person) for seat in seats for person in _people(seat, holders)]
    deputies = {
        (one.seat_id, one.person_id) for rows in holders.values() for one in _deputies(rows)
    }
    of_people = addresses_of_people(person.pk for _seat, person in called if person)
    of_structures = addresses_of_structures(
        seat.organisation_id for seat, person in called if person is None and seat.organisation_id
    )
    return [
        Convened(
            seat,
            person,
            of_people.get(person.pk, "")
            if person
            else of_structures.get(seat.organisation_id or 0, ""),
            person is not None and (seat.pk, person.pk) in deputies,
        )
        for seat, person in called
    ]


def _people(seat: Seat, holders: dict[int, list[Holder]]) -> Sequence[Person | None]:
    if seat.person:
        return [seat.person]
    return [one.person for one in holders.get(seat.pk, [])] or [None]


def _deputies(holders: Sequence[Holder]) -> list[Holder]:
    """The suppléants of a seat that has a titulaire; alone, a suppléant is who comes."""
    deputies = [one for one in holders if one.kind == HolderKind.SUPPLEANT]
    return deputies if len(deputies) < len(holders) else []


def addresses_of_people(numbers: Iterable[int]) -> dict[int, str]:
    """The first address of each person who has one; one query."""
    rows = Contact.objects.filter(person__in=list(numbers), kind=ContactKind.EMAIL)
    contacts = rows.order_by("-rank", "-pk").values_list("person", "value")
    return {number: value for number, value in contacts if number}


def addresses_of_structures(numbers: Iterable[int]) -> dict[int, str]:
    """The first address of each structure that has one; one query."""
    rows = Contact.objects.filter(organisation__in=list(numbers), kind=ContactKind.EMAIL)
    contacts = rows.order_by("-rank", "-pk").values_list("organisation", "value")
    return {number: value for number, value in contacts if number}


def letter_key(meeting: Meeting, email: str) -> str:
    """The key of the one convocation that an address receives for this day, these hours, there."""
    when = (meeting.held_on, meeting.starts_at, meeting.ends_at, meeting.place, meeting.link)
    state = hashlib.sha256(repr((*when, meeting.cancelled_on)).encode()).hexdigest()[:16]
    return f"{_start(meeting)}{_mark(email)}:{state}"


def recall_key(meeting: Meeting, email: str) -> str:
    """The key of the one reminder of this meeting, on this day."""
    return f"recall:{meeting.pk}:{_mark(email)}:{meeting.held_on.isoformat()}"


def _start(meeting: Meeting) -> str:
    return f"convocation:{meeting.pk}:"


def _mark(email: str) -> str:
    return hashlib.sha256(email.lower().encode()).hexdigest()[:24]


def reached(meeting: Meeting, called: Sequence[Convened]) -> list[Reached]:
    """Where the letters to each of those called are; one query."""
    rows = Letter.objects.filter(key__startswith=_start(meeting)).order_by("pk")
    letters = {key: (State(state), on) for key, state, on in rows.values_list(*LETTER)}
    this = {letter_key(meeting, one.email) for one in called}
    former = {key.split(":")[2]: letter for key, letter in letters.items() if key not in this}
    return [
        _reached(one, letters.get(letter_key(meeting, one.email)), former.get(_mark(one.email)))
        for one in called
    ]


def _reached(one: Convened, letter: OfLetter, former: OfLetter) -> Reached:
    left = (letter or former or (None, None))[1]
    return Reached(
        one,
        letter=letter[0] if letter else None,
        former=former[0] if former else None,
        sent_on=timezone.localdate(left) if left else None,
    )


def meetings_to_recall(today: date, ahead: timedelta) -> list[Meeting]:
    """The meetings convened that are held in the days to come, in every open cooperation."""
    rows = Meeting.objects.filter(
        held_on__gt=today,
        held_on__lte=today + ahead,
        convened_on__isnull=False,
        cancelled_on__isnull=True,
        concluded_on__isnull=True,
        body__cooperation__closed_at__isnull=True,
    )
    return list(rows.select_related("body__cooperation__workspace").order_by("pk"))


SHARED = (Visibility.MEMBERS, Visibility.PUBLIC)


@dataclass(frozen=True)
class Convocation:
    """The words of a convocation, the same for the letter and for the screen; those to deputies."""

    meeting: Meeting
    subject: str
    text: str
    deputy_text: str
    points: Sequence[str]
    url: str
    reader: Access


def shared_reader(access: Access, called: Sequence[Convened]) -> Access:
    """A reader who sees what all those called may read, and no more; one query.

    Who sits without an account reads what a partner does; nobody is named to any of them when one
    of them observes.
    """
    addresses = {one.email.lower() for one in called if one.email}
    observers = Access.objects.filter(
        cooperation=access.cooperation_id, role=Role.OBSERVER, ended_at__isnull=True
    ).values_list("user__email", flat=True)
    is_observed = any(address.lower() in addresses for address in observers)
    role = Role.OBSERVER if is_observed else Role.PARTNER
    return Access(cooperation=access.cooperation, user=access.user, role=role)


def convocation(access: Access, meeting: Meeting, absolute: Callable[[str], str]) -> Convocation:
    """What is written by this reader to those called, or that the meeting is off; three queries.

    Only the papers that every access reads are named: a letter says nothing a door would withhold.
    """
    lines = agenda_lines(access, meeting)
    slug = access.cooperation.slug
    url = absolute(reverse("governance:meeting", args=[slug, meeting.pk]))
    papers = documents_on(access, "meeting", meeting.pk).filter(visibility__in=SHARED)
    context = {
        "meeting": meeting,
        "when": when_words(meeting),
        "lines": [(line, item_note(line)) for line in lines],
        "papers": [
            (paper.name, absolute(reverse("documents:document", args=[slug, paper.pk])))
            for paper in papers.order_by("pk")
        ],
        "url": url,
        "author": access.user,
    }
    return Convocation(
        meeting=meeting,
        subject=_subject(meeting),
        text=letter_text("governance/letters/convocation.txt", context),
        deputy_text=letter_text(
            "governance/letters/convocation.txt", {**context, "to_deputy": True}
        ),
        points=[line.item.title for line in lines],
        url=url,
        reader=access,
    )


def _subject(meeting: Meeting) -> str:
    sentence = (
        _("Annulée : %(meeting)s") if meeting.cancelled_on else _("Convocation : %(meeting)s")
    )
    return sentence % {"meeting": meeting}


PURPOSE = "agenda"
BEFORE, AFTER = timedelta(days=90), timedelta(days=400)
MOST = 300


@dataclass(frozen=True)
class Agenda:
    """The meetings and the other dates that one reader may see."""

    meetings: Sequence[Meeting]
    dates: Sequence[Upcoming]


def open_feed(access: Access) -> CalendarFeed | None:
    """The address that this access has open."""
    return CalendarFeed.objects.filter(access=access, revoked_at__isnull=True).first()


def feed_path(feed: CalendarFeed) -> str:
    """The path that a calendar subscribes to."""
    token = make_token(PURPOSE, Claim(feed.pk, feed.nonce))
    return reverse("cooperations:answer", args=[PURPOSE, token])


def sheet_path(slug: str, meeting: Meeting) -> str:
    """The path of a meeting's sheet."""
    return reverse("governance:meeting", args=[slug, meeting.pk])


def feed_of_token(token: str) -> CalendarFeed | None:
    """The feed of this token, open or not; None for a forged one."""
    claim = read_token(PURPOSE, token)
    if claim is None:
        return None
    rows = CalendarFeed.objects.filter(pk=claim.number, nonce=claim.nonce)
    return rows.select_related("access__user", "access__cooperation__workspace").first()


def is_readable(feed: CalendarFeed) -> bool:
    """Whether the address still opens: the access is open, and its door would ask nothing more."""
    rows = Access.objects.filter(
        pk=feed.access_id, ended_at__isnull=True, user__is_active=True
    ).annotate(withheld=lacking_second_factor())
    result = rows.values_list("withheld", flat=True).first()
    return feed.revoked_at is None and result is False


def agenda_of(access: Access, today: date) -> Agenda:
    """What this reader may see of the last three months and of the next thirteen.

    Whatever the point `dates` tells is already what the reader may see; a meeting is told once.
    """
    first, last = today - BEFORE, today + AFTER
    rows = list(
        meetings(access).filter(held_on__range=(first, last)).order_by("held_on", "pk")[:MOST]
    )
    sheets = {(sheet_path(access.cooperation.slug, one), one.held_on) for one in rows}
    others = [one for one in dates.ask(access, first, last) if (one.url, one.on) not in sheets]
    return Agenda(rows, others)

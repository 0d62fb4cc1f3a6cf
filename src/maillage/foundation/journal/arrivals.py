"""What happened in a cooperation since one last looked, by other hands than one's own?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.foundation.journal.models import LogEntry
from maillage.foundation.journal.remembered import Remembered

MOST = 60
NAMED = 3


@dataclass(frozen=True)
class Arrival:
    """One gesture of somebody, or several of one kind: when, who, and on what sheet."""

    at: datetime
    author: str
    gesture: str
    what: str
    sheet: str
    count: int = 1

    @property
    def sentence(self) -> str:
        return self.gesture % {"what": self.what}


@dataclass(frozen=True)
class DayOfArrivals:
    """What arrived on one day, latest first, the gestures of one kind by one person together."""

    on: date
    arrivals: tuple[Arrival, ...]


@dataclass(frozen=True)
class Doing:
    """What an entry tells when its record speaks for itself: who did, and what they did."""

    author: str
    gesture: str


class Speaking(Model):
    """A record that says itself, when it is added, who did what."""

    class Meta:
        abstract = True

    @classmethod
    def doings(cls, numbers: Sequence[int]) -> dict[int, Doing]:
        """What these records say, by their number, in one query; the others are named only."""
        raise NotImplementedError


Readable = Callable[[Sequence[LogEntry]], Sequence[LogEntry]]

_arrivals: Remembered[list[DayOfArrivals]] = Remembered()


@dataclass(frozen=True)
class Reader:
    """Whose arrivals are read: where, who, and which entries they may read.

    `readable` leaves out the entries that tell of a record which this reader does not see.
    """

    cooperation_id: int
    workspace_id: int
    user_id: int
    readable: Readable


def arrivals_since(moment: datetime, reader: Reader, *, after: int = 0) -> list[DayOfArrivals]:
    """The gestures of others on sheets since that moment, by day; in one query after a change.

    `after` leaves out the entries up to that number, which have been told already. A record that
    the reader may not see is told neither by itself nor by its parts.
    """
    key = (moment, reader.cooperation_id, reader.user_id, after)
    return _arrivals.of(key, reader.workspace_id, lambda: _read(moment, reader, after))


def _read(moment: datetime, reader: Reader, after: int) -> list[DayOfArrivals]:
    mine = Q(cooperation_id=reader.cooperation_id)
    shared = Q(cooperation_id__isnull=True, change__workspace_id=reader.workspace_id)
    entries = (
        LogEntry.objects.filter(mine | shared, timestamp__gt=moment, pk__gt=after)
        .exclude(Q(sheet="") | Q(actor_id=reader.user_id) | Q(action=LogEntry.Action.ACCESS))
        .select_related("actor", "change")
        .order_by("-timestamp", "-pk")[:MOST]
    )
    return _by_day(_one_a_gesture(reader.readable(list(entries))))


def _one_a_gesture(entries: Sequence[LogEntry]) -> list[Arrival]:
    """One arrival for each sheet of a gesture: what its answer says, or what it wrote first."""
    doings = _doings(entries)
    answered = {(one.change_id, one.sheet) for one in entries if one.pk in doings}
    arrival_by_key: dict[tuple[int | None, str, int], Arrival] = {}
    for entry in entries:
        at, sheet, doing = entry.timestamp, entry.sheet, doings.get(entry.pk)
        if doing is not None:
            words = doing.gesture.replace("%", "%%")
            key = (entry.change_id, sheet, entry.pk)
            arrival_by_key[key] = Arrival(at, doing.author, words, "", sheet)
        elif (entry.change_id, sheet) not in answered:
            arrival_by_key[entry.change_id, sheet, 0] = Arrival(
                at, _author(entry), _gesture(entry), entry.object_repr, sheet
            )
    return list(arrival_by_key.values())


def _author(entry: LogEntry) -> str:
    return (entry.change.via if entry.change else "") or str(entry.actor or _("Maillage"))


def _doings(entries: Sequence[LogEntry]) -> dict[int, Doing]:
    """What the answers among these entries say of themselves; one query a kind of answer."""
    numbers: dict[type[Speaking], dict[int, int]] = {}
    for entry in entries:
        model = ContentType.objects.get_for_id(entry.content_type_id).model_class()
        if entry.action != LogEntry.Action.CREATE or model is None:
            continue
        if issubclass(model, Speaking):
            numbers.setdefault(model, {})[int(entry.object_pk)] = entry.pk
    return {
        pks[number]: doing
        for model, pks in numbers.items()
        for number, doing in model.doings(list(pks)).items()
    }


def _gesture(entry: LogEntry) -> str:
    words_by_number: dict[int, str] = {
        LogEntry.Action.CREATE: _("a ajouté %(what)s"),
        LogEntry.Action.UPDATE: _("a modifié %(what)s"),
        LogEntry.Action.DELETE: _("a retiré %(what)s"),
    }
    return words_by_number[entry.action]


def _by_day(arrivals: list[Arrival]) -> list[DayOfArrivals]:
    days: dict[date, list[Arrival]] = {}
    for arrival in arrivals:
        days.setdefault(timezone.localtime(arrival.at).date(), []).append(arrival)
    return [DayOfArrivals(on, _together(shown_arrivals)) for on, shown_arrivals in days.items()]


def _together(arrivals: list[Arrival]) -> tuple[Arrival, ...]:
    """One arrival for each person and kind of gesture: the last ones named, the others counted."""
    alike: dict[tuple[str, str], list[Arrival]] = {}
    for arrival in arrivals:
        alike.setdefault((arrival.author, arrival.gesture), []).append(arrival)
    return tuple(
        replace(
            shown_arrivals[0],
            what=_names([one.what for one in shown_arrivals]),
            count=len(shown_arrivals),
        )
        for shown_arrivals in alike.values()
    )


def _names(what: list[str]) -> str:
    """Three different names at most; of more, how many there are, and the last three.

    « refusé », « demandé » name nothing: beside others, they are not among those.
    """
    names = list(dict.fromkeys(what))
    names.sort(key=lambda name: name[:1].islower())
    if len(names) <= NAMED:
        return french.listed(names)
    values = {"n": french.in_words(len(names)), "names": french.listed(names[:NAMED])}
    return _("%(n)s fiches, dont %(names)s") % values

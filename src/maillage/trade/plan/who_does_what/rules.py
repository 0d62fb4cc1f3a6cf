"""What does the table of who does what show: who is missing, silent, alone or overloaded?"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from statistics import median

from maillage.trade.plan.actions.rules import is_without_news
from maillage.trade.plan.choices import (
    AGREEING,
    WORKING_ROLES,
    ActionState,
    ShareAnswerKind,
    ShareRole,
)
from maillage.trade.plan.parameters import ANSWER_DELAY

PILOT_DELAY = timedelta(days=30)
MOST_PILOTS = 5
LEAN_ON_ONE = 3


class Gap(StrEnum):
    """What the table shows, in the order in which it is read."""

    NO_PILOT = "no_pilot"
    TWO_PILOTS = "two_pilots"
    UNSURE_PILOT = "unsure_pilot"
    REFUSED = "refused"
    SILENT = "silent"
    WITHOUT_NEWS = "without_news"
    CONTACT_LEFT = "contact_left"
    MANY_PILOTS = "many_pilots"
    ON_ONE_PERSON = "on_one_person"
    ABSENT = "absent"


# What is told of an action with all those who carry it, whatever columns are shown.
NAMED_WHOLE = frozenset({Gap.NO_PILOT, Gap.TWO_PILOTS})


@dataclass(frozen=True, slots=True)
class Part:
    """The open part of a service in an open action, as these rules read it.

    `latest_on` is the last day on which something was said of it or of its action; `has_left`
    that whom it names has no open mandate in the structure.
    """

    action: int
    service: str
    role: str
    answer: str = ""
    asked_on: date | None = None
    latest_on: date | None = None
    days: Decimal | None = None
    person: int | None = None
    has_left: bool = False

    @property
    def works(self) -> bool:
        """Whether it is a part of those who do, not of those who pay, advise or are informed."""
        return self.role in WORKING_ROLES

    @property
    def is_agreed(self) -> bool:
        """Whether the structure said yes, with a reserve or without."""
        return self.answer in AGREEING

    @property
    def is_refused(self) -> bool:
        """Whether the structure said no."""
        return self.answer == ShareAnswerKind.REFUSED


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that the table shows: of which actions, and of which services."""

    gap: Gap
    actions: tuple[int, ...] = ()
    services: tuple[str, ...] = ()


def pilots_of(parts: Iterable[Part]) -> list[Part]:
    """The parts that carry an action, but those refused."""
    return [one for one in parts if one.role == ShareRole.PILOT and not one.is_refused]


def parts_by_action(parts: Iterable[Part]) -> dict[int, list[Part]]:
    """The parts of each action that has some, in their order."""
    by_action: dict[int, list[Part]] = {}
    for one in parts:
        by_action.setdefault(one.action, []).append(one)
    return by_action


def findings(
    states: dict[int, str], parts: Sequence[Part], absent: Sequence[str], today: date
) -> list[Finding]:
    """Return what these open actions, by state, and their parts show; nothing where all is well.

    `absent` names the full members without any open part. An action still to discuss is told only
    when nobody carries it, or when a part of it waits for its answer.
    Delays: `plan.parameters` and `PILOT_DELAY`, to confirm with officers.
    """
    rows = list(_of_pilots(states, parts_by_action(parts), today))
    decided = [one for one in parts if states.get(one.action) != ActionState.TALK]
    rows += _refused(states, parts)
    rows += _silent(parts, today)
    rows += _of_parts(states, decided, today)
    rows += _of_services(decided)
    if absent:
        rows.append(Finding(Gap.ABSENT, services=tuple(absent)))
    return rows


def starts_of_windows(rows: Sequence[Sequence[str]], columns: int, most: int) -> list[int]:
    """Return where to part these rows, each given by its services, so that none looks empty.

    A window has so many columns, those of its first rows, and `most` rows: one more joins while
    two thirds of its services at least have a column.

    >>> starts_of_windows([["a", "b"], ["c", "d"], ["b", "c", "e"], ["f", "g"]], 4, 10)
    [0, 3]
    """
    starts: list[int] = []
    seen: set[str] = set()
    for place, own in enumerate(rows):
        new = [one for one in own if one not in seen]
        fitting = new[: columns - len(seen)]
        has_room = 3 * (len(new) - len(fitting)) <= len(own)
        if not starts or not has_room or place - starts[-1] == most:
            starts.append(place)
            seen, fitting = set(), list(own[:columns])
        seen.update(fitting)
    return starts


def findings_among(rows: Sequence[Finding], actions: Set[int], services: Set[str]) -> list[Finding]:
    """Those of these actions and of these services; who has no part is of the whole plan alone."""
    rows_among = []
    for one in rows:
        own = tuple(key for key in one.services if key in services)
        if one.gap == Gap.ABSENT or (one.services and not own and one.gap != Gap.NO_PILOT):
            continue
        if not set(one.actions) <= actions:
            continue
        rows_among.append(one if one.gap in NAMED_WHOLE else replace(one, services=own))
    return rows_among


def _of_pilots(
    states: dict[int, str], by_action: Mapping[int, Sequence[Part]], today: date
) -> Iterator[Finding]:
    several: list[int] = []
    unsure: list[Part] = []
    for number, state in states.items():
        pilots = pilots_of(by_action.get(number, ()))
        if not pilots:
            refused = [one for one in by_action.get(number, ()) if one.role == ShareRole.PILOT]
            yield Finding(Gap.NO_PILOT, (number,), tuple(one.service for one in refused))
        elif state != ActionState.TALK and len(pilots) > 1:
            several.append(number)
        elif state != ActionState.TALK and _is_unsure(pilots[0], today):
            unsure.append(pilots[0])
    for number in several:
        services = tuple(one.service for one in pilots_of(by_action[number]))
        yield Finding(Gap.TWO_PILOTS, (number,), services)
    for one in unsure:
        yield Finding(Gap.UNSURE_PILOT, (one.action,), (one.service,))


def _is_unsure(pilot: Part, today: date) -> bool:
    is_old = pilot.asked_on is not None and pilot.asked_on + PILOT_DELAY <= today
    return is_old and not pilot.is_agreed


def _refused(states: Mapping[int, str], parts: Sequence[Part]) -> Iterator[Finding]:
    """The parts refused, but for those of a pilot whom nobody replaced: that is said already."""
    led = {one.action for one in parts if one.role == ShareRole.PILOT and not one.is_refused}
    for one in parts:
        is_seen = one.role == ShareRole.PILOT and one.action not in led
        if one.is_refused and one.action in states and not is_seen:
            yield Finding(Gap.REFUSED, (one.action,), (one.service,))


def _silent(parts: Sequence[Part], today: date) -> Iterator[Finding]:
    waiting = [
        one
        for one in parts
        if not one.answer and one.asked_on and one.asked_on + ANSWER_DELAY <= today
    ]
    return _by_action(Gap.SILENT, waiting)


def _by_action(gap: Gap, parts: Sequence[Part]) -> Iterator[Finding]:
    services: dict[int, list[str]] = {}
    for one in parts:
        services.setdefault(one.action, []).append(one.service)
    for number, own in services.items():
        yield Finding(gap, (number,), tuple(own))


def _of_parts(states: dict[int, str], parts: Sequence[Part], today: date) -> Iterator[Finding]:
    quiet = [
        one
        for one in parts
        if one.works
        and one.is_agreed
        and states.get(one.action) == ActionState.RUNNING
        and is_without_news(one.latest_on, today)
    ]
    left = [one for one in parts if one.has_left]
    yield from _by_action(Gap.WITHOUT_NEWS, quiet)
    yield from _by_action(Gap.CONTACT_LEFT, left)


def _of_services(parts: Sequence[Part]) -> Iterator[Finding]:
    working = [one for one in parts if one.works and not one.is_refused]
    loads = Counter(one.service for one in working)
    pilots = Counter(one.service for one in working if one.role == ShareRole.PILOT)
    usual = median(loads.values()) if loads else 0
    # What is asked in days says more: it is counted where it is written.
    with_days = {one.service for one in working if one.days is not None}
    for service, count in pilots.items():
        if count >= MOST_PILOTS and loads[service] > 2 * usual and service not in with_days:
            yield Finding(Gap.MANY_PILOTS, services=(service,))
    people: dict[str, set[int | None]] = {}
    for one in working:
        people.setdefault(one.service, set()).add(one.person)
    for service, count in loads.items():
        persons = people[service]
        if count >= LEAN_ON_ONE and len(persons) == 1 and None not in persons:
            yield Finding(Gap.ON_ONE_PERSON, services=(service,))

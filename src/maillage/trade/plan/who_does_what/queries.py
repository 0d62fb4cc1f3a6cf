"""Which actions and which services meet in the table, and how?"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import Exists, Max, OuterRef, Prefetch, QuerySet

from maillage.core.folded import fold, whole_words
from maillage.core.matrix.window import COLUMNS
from maillage.core.numbered import numbered_key
from maillage.foundation.cooperations.models import Access
from maillage.foundation.journal.remembered import Remembered
from maillage.ground.directory.choices import OrganisationKind
from maillage.ground.directory.models import Mandate
from maillage.ground.directory.records.models.periods import in_force
from maillage.ground.directory.records.queries.organisations import member_organisations
from maillage.trade.plan import permissions
from maillage.trade.plan.actions.models import Action, Share, ShareAnswer
from maillage.trade.plan.actions.queries.actions import (
    actions,
    answerable_shares,
    of_axis,
    shares,
    short_name,
)
from maillage.trade.plan.actions.rules import searched_number
from maillage.trade.plan.choices import AGREEING, OPEN_STATES
from maillage.trade.plan.objectives.models import Objective
from maillage.trade.plan.objectives.queries import objectives
from maillage.trade.plan.who_does_what.rules import (
    Finding,
    Part,
    findings,
    findings_among,
    parts_by_action,
    pilots_of,
    starts_of_windows,
)

MOST_TABLES, LONGEST_SEARCH = 50, 80
FEW_ROWS = 10  # at most, where the structures of all would not stand side by side


Place = tuple[int, str]  # an action and a service


@dataclass(frozen=True, slots=True)
class Service:
    """A structure, or one of its services, as a column."""

    key: str
    name: str
    department: str
    organisation: int
    kind: OrganisationKind


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the table is narrowed to: an axis, a kind of structures, one of them, words."""

    axis: str = ""
    kind: str = ""
    structure: str = ""
    text: str = ""

    @property
    def is_all(self) -> bool:
        """Whether nothing is narrowed."""
        return not (self.axis or self.kind or self.structure or self.text)

    def has_service(self, one: Service) -> bool:
        """Whether this column is one of those wanted."""
        return self.kind in {"", one.kind} and self.structure in {"", str(one.organisation)}

    @property
    def query(self) -> str:
        """« ?axe=1&q=navette » : the address of the same choice; nothing where all is wanted."""
        keys = ("axe", "nature", "structure", "q")
        values = (self.axis, self.kind, self.structure, self.text)
        pairs = [pair for pair in zip(keys, values, strict=True) if pair[1]]
        return f"?{urlencode(pairs)}" if pairs else ""


def read_wanted(parameters: Mapping[str, str]) -> Wanted:
    """What the address asks for."""
    values = (parameters.get(key, "") for key in ("axe", "nature", "structure", "q"))
    axis, kind, structure, text = values
    return Wanted(axis, kind, structure, text.replace("\x00", "").strip()[:LONGEST_SEARCH])


@dataclass(frozen=True)
class WorkTable:
    """The open actions, the services that have a part, and each part at its place.

    Where it is narrowed, `every` is the table of all of them. What is counted over all its parts is
    counted once, as long as it is remembered.
    """

    actions: Sequence[Action]
    services: Mapping[str, Service]
    shares: Mapping[Place, Share]
    answers: Mapping[int, ShareAnswer]
    parts: Mapping[int, Sequence[Part]]
    findings: Sequence[Finding]
    days: Mapping[str, Decimal]
    writable: frozenset[int]
    axes: Sequence[Objective]
    kinds: frozenset[OrganisationKind]
    wanted: Wanted = Wanted()
    every: "WorkTable | None" = None

    @property
    def whole(self) -> "WorkTable":
        """The table before it was narrowed."""
        return self.every or self

    @cached_property
    def services_by_action(self) -> list[list[str]]:
        """The services of each action, in the order of the actions, then of the services."""
        ranks = {key: rank for rank, key in enumerate(self.services)}
        rows: dict[int, list[str]] = {one.pk: [] for one in self.actions}
        for number, service in self.shares:
            rows[number].append(service)
        return [sorted(own, key=ranks.__getitem__) for own in rows.values()]

    @cached_property
    def starts(self) -> list[int]:
        """Where each window of the rows begins when the columns are too many."""
        return starts_of_windows(self.services_by_action, COLUMNS, FEW_ROWS)

    @cached_property
    def parts_by_service(self) -> Mapping[str, int]:
        """How many parts each service has."""
        return Counter(service for _number, service in self.shares)

    @cached_property
    def unanswered(self) -> Mapping[int, tuple[Place, Share]]:
        """The parts that were proposed and wait for their answer, by number, each at its place."""
        return {
            share.pk: (place, share)
            for place, share in self.shares.items()
            if share.asked_on is not None and share.pk not in self.answers
        }

    @cached_property
    def _pilots(self) -> Mapping[int, list[Part]]:
        return {number: pilots_of(own) for number, own in self.parts.items()}

    def pilots(self, number: int) -> Sequence[Part]:
        """The parts that carry an action, but those refused."""
        return self._pilots.get(number, ())


_tables: Remembered[WorkTable] = Remembered(MOST_TABLES)


def service_key(organisation: int, department: int | None) -> str:
    """The key of a column: the structure, then its service when there is one."""
    return f"{organisation}.{department or 0}"


def work_table(access: Access, today: date) -> WorkTable:
    """The table of who does what as this reader sees it, read again only after a change."""
    key = (access.pk, access.role, today)
    return _tables.of(key, access.cooperation.workspace_id, lambda: _read(access, today))


def _read(access: Access, today: date) -> WorkTable:
    rows = list(actions(access).filter(state__in=OPEN_STATES).select_related(None))
    parts = list(_open_shares(access))
    answers = {share.pk: answer for share in parts for answer in getattr(share, "standing", ())}
    services: dict[str, Service] = {}
    by_place: dict[Place, Share] = {}
    for share in parts:
        key = service_key(share.organisation_id, share.department_id)
        services[key] = Service(
            key,
            short_name(share),
            str(share.department or ""),
            share.organisation_id,
            OrganisationKind(share.organisation.kind),
        )
        by_place[share.action_id, key] = share
    read = [_part(one, answers.get(one.pk)) for one in parts]
    states = {one.pk: one.state for one in rows}
    return WorkTable(
        actions=rows,
        services=dict(sorted(services.items(), key=_by_name)),
        shares=by_place,
        answers=answers,
        parts=parts_by_action(read),
        findings=findings(states, read, _absent(access, parts), today),
        days=_days(parts, answers) if permissions.can_read_sources(access) else {},
        writable=frozenset(answerable_shares(access).values_list("pk", flat=True)),
        axes=list(objectives(access).filter(parent__isnull=True)),
        kinds=frozenset(one.kind for one in services.values()),
    )


def _by_name(one: tuple[str, Service]) -> tuple[str, str]:
    return numbered_key(one[1].name), one[1].department


def wanted_table(access: Access, today: date, wanted: Wanted) -> WorkTable:
    """The table of who does what, narrowed to what is wanted."""
    whole = work_table(access, today)
    return whole if wanted.is_all else narrowed(access, whole, wanted)


def narrowed(access: Access, table: WorkTable, wanted: Wanted) -> WorkTable:
    """The actions and the structures that are wanted, where they meet, and what is said of them.

    Of a number, the action that bears it; of words, those that have them whole come first.
    """
    text, number = fold(wanted.text), searched_number(wanted.text)
    whole = re.compile(whole_words(wanted.text))
    has_number = any(number and one.number == number for one in table.actions)
    exact = {
        one.pk
        for one in table.actions
        if has_number and (one.number == number or whole.search(_searched(one)))
    }
    numbers = exact or {one.pk for one in table.actions if not text or text in _searched(one)}
    if wanted.axis in {str(one.pk) for one in table.axes}:
        rows = of_axis(actions(access), int(wanted.axis))
        numbers &= set(rows.values_list("pk", flat=True))
    services = {key for key, one in table.services.items() if wanted.has_service(one)}
    shown = {
        place: share
        for place, share in table.shares.items()
        if place[0] in numbers and place[1] in services
    }
    met = {number for number, _service in shown} if wanted.kind or wanted.structure else numbers
    columns = {service for _number, service in shown}
    return replace(
        table,
        actions=sorted(
            (one for one in table.actions if one.pk in met),
            key=lambda one: not whole.search(_searched(one)),
        ),
        services={key: one for key, one in table.services.items() if key in columns},
        shares=shown,
        days=_days(shown.values(), table.answers) if table.days else {},
        findings=findings_among(table.findings, met, columns),
        wanted=wanted,
        every=table,
    )


def _searched(action: Action) -> str:
    return fold(f"{action.number}. {action.title}")


def _open_shares(access: Access) -> QuerySet[Share]:
    rows = shares(access).filter(action__state__in=OPEN_STATES)
    open_mandates = Mandate.objects.filter(
        in_force(), person=OuterRef("person"), organisation=OuterRef("organisation")
    )
    standing = ShareAnswer.objects.filter(replaced_at__isnull=True)
    return (
        rows.select_related(None)
        .select_related("organisation", "department")
        .annotate(has_mandate=Exists(open_mandates), news_on=Max("action__news__on"))
        .prefetch_related(Prefetch("answers", standing, "standing"))
        .order_by("organisation__folded", "department__name", "pk")
    )


def _part(share: Share, answer: ShareAnswer | None) -> Part:
    answered_on = answer.told_on if answer else None
    days = [day for day in (answered_on, getattr(share, "news_on", None)) if day]
    return Part(
        action=share.action_id,
        service=service_key(share.organisation_id, share.department_id),
        role=share.role,
        answer=answer.answer if answer else "",
        asked_on=share.asked_on,
        latest_on=max(days) if days else None,
        days=share.days_needed,
        person=share.person_id,
        has_left=share.person_id is not None and not getattr(share, "has_mandate", True),
    )


def _absent(access: Access, parts: Sequence[Share]) -> list[str]:
    present = {one.organisation_id for one in parts}
    rows = member_organisations(access).order_by("folded", "pk")
    return [one.short_name or one.name for one in rows if one.pk not in present]


def _days(parts: Iterable[Share], answers: Mapping[int, ShareAnswer]) -> dict[str, Decimal]:
    """How many days a year each service has accepted to give, where it is written."""
    days: dict[str, Decimal] = {}
    agreed = {share for share, one in answers.items() if one.answer in AGREEING}
    for one in parts:
        if one.days_needed is not None and one.pk in agreed:
            key = service_key(one.organisation_id, one.department_id)
            days[key] = days.get(key, Decimal(0)) + one.days_needed
    return days

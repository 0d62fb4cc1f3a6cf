"""Which actions, contracts and themes does this reader see, and how do they cross?"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, Model, QuerySet

from maillage.foundation.cooperations.models import Access
from maillage.foundation.journal.remembered import Remembered
from maillage.trade.context.models import Scheme
from maillage.trade.context.schemes.queries import alert_day, in_force_on, schemes
from maillage.trade.plan.actions.models import Action, ActionScheme, Share
from maillage.trade.plan.actions.queries.actions import REFUSED, actions
from maillage.trade.plan.choices import OPEN_STATES, ShareRole
from maillage.trade.plan.links.models import ActionLink
from maillage.trade.plan.mesh.rules import Contract, Mesh, Pair, Work, build_mesh
from maillage.trade.plan.objectives.models import Objective
from maillage.trade.plan.steps.models import Dependency
from maillage.trade.stakes.models import Theme

Links = Mapping[int, frozenset[int]]
MOST_REMEMBERED = 50


@dataclass(frozen=True)
class MeshRecords:
    """The mesh with the records that its page names."""

    mesh: Mesh
    actions: Mapping[int, Action]
    schemes: Mapping[int, Scheme]
    themes: Mapping[int, Theme]


_remembered: Remembered[MeshRecords] = Remembered(MOST_REMEMBERED)


def mesh_records(access: Access, today: date) -> MeshRecords:
    """What crosses in the plan of this reader, read again only after a change."""
    key = (access.pk, access.role, today)
    return _remembered.of(key, access.cooperation.workspace_id, lambda: _read(access, today))


def _read(access: Access, today: date) -> MeshRecords:
    rows = list(actions(access).filter(state__in=OPEN_STATES).select_related(None))
    every = schemes(access).prefetch_related("themes")
    running = {one.pk: one for one in every if in_force_on(one, today)}
    themes = {
        one.pk: one
        for one in Theme.objects.filter(cooperation=access.cooperation_id).order_by("label", "pk")
    }
    by_subject = {one.subject_id: one.pk for one in themes.values()}
    contracts = [_contract(one, by_subject) for one in running.values()]
    mesh = build_mesh(works(access.cooperation_id, rows), contracts, apart(rows))
    used = {theme for _scheme, theme in mesh.cells} | {theme for _one, theme in mesh.blanks}
    used |= {theme for one in mesh.works for theme in one.themes}
    return MeshRecords(
        mesh=mesh,
        actions={one.pk: one for one in rows},
        schemes=running,
        themes={number: one for number, one in themes.items() if number in used},
    )


def _contract(one: Scheme, by_subject: Mapping[int, int]) -> Contract:
    expected = frozenset(by_subject[row.pk] for row in one.themes.all() if row.pk in by_subject)
    return Contract(one.pk, one.title, expected, one.end_on, alert_day(one))


def works(cooperation: int, rows: Sequence[Action]) -> list[Work]:
    """These actions as the rules read them; an action without a theme has its objective's."""
    themes = _linked(Action.themes.through, rows, "theme_id")
    communes = _linked(Action.territories.through, rows, "territory_id")
    publics = _linked(Action.publics.through, rows, "public_id")
    counted = ActionScheme.objects.filter(until__isnull=True)
    contracts = _grouped(_of(counted, rows).values_list("action_id", "scheme_id"))
    pilots = _grouped(_pilots(rows).values_list("action_id", "organisation_id"))
    inherited = _inherited(cooperation)
    return [
        Work(
            number=one.pk,
            title=one.title,
            themes=themes.get(one.pk) or inherited.get(one.objective_id or 0, frozenset()),
            schemes=contracts.get(one.pk, frozenset()),
            communes=communes.get(one.pk, frozenset()),
            publics=publics.get(one.pk, frozenset()),
            pilots=pilots.get(one.pk, frozenset()),
            due_on=one.due_on,
        )
        for one in rows
    ]


def _pilots(rows: Sequence[Action]) -> QuerySet[Share]:
    parts = Share.objects.filter(~Exists(REFUSED), role=ShareRole.PILOT, until__isnull=True)
    return parts.filter(action__in=[one.pk for one in rows])


def _of(links: QuerySet[Any], rows: Sequence[Action]) -> QuerySet[Any]:
    return links.filter(action__in=[one.pk for one in rows])


def _linked(through: type[Model], rows: Sequence[Action], name: str) -> Links:
    return _grouped(_of(through._default_manager.all(), rows).values_list("action_id", name))


def _grouped(pairs: Iterable[tuple[int, int]]) -> Links:
    result: dict[int, set[int]] = defaultdict(set)
    for number, other in pairs:
        result[number].add(other)
    return {number: frozenset(some) for number, some in result.items()}


def _inherited(cooperation: int) -> Links:
    """The theme of each objective, or else of the one above it; one query."""
    values = Objective.objects.filter(cooperation=cooperation).values_list(
        "pk", "theme_id", "parent__theme_id", "parent__parent__theme_id"
    )
    return {
        number: frozenset([theme])
        for number, *some in values
        if (theme := next(filter(None, some), None))
    }


def apart(rows: Sequence[Action]) -> frozenset[Pair]:
    """The pairs of these actions that wait for one another or are linked, the lower first."""
    numbers = [one.pk for one in rows]
    linked = ActionLink.objects.filter(one__in=numbers, other__in=numbers)
    waits = Dependency.objects.filter(before_action__in=numbers, after_action__in=numbers)
    pairs = [
        *waits.values_list("before_action_id", "after_action_id"),
        *linked.values_list("one_id", "other_id"),
    ]
    return frozenset((min(pair), max(pair)) for pair in pairs)

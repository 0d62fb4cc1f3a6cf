"""Which actions are in the plan, as a table of them is compared with it, or made?"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from django.db.models import Prefetch, QuerySet

from maillage.core.tables_out import Value
from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.cells.text import folded
from maillage.ground.directory.records.queries.organisations import organisations
from maillage.trade.context.choosing import territories_to_offer
from maillage.trade.context.facilities.queries import facilities
from maillage.trade.context.models import Facility, Public, Scheme
from maillage.trade.governance.bodies.queries.body_table import existing_places
from maillage.trade.governance.bodies.table.places import ExistingPlace
from maillage.trade.plan.actions.models import Action, ActionScheme, Share
from maillage.trade.plan.actions.queries.actions import actions
from maillage.trade.plan.choices import ShareRole
from maillage.trade.plan.fiches.models import FicheText
from maillage.trade.plan.objectives.models import Objective
from maillage.trade.plan.objectives.queries import objectives
from maillage.trade.plan.plan_table import columns
from maillage.trade.plan.plan_table.columns import BETWEEN
from maillage.trade.plan.plan_table.matching import Existing
from maillage.trade.plan.plan_table.rows import ExistingAction, ExistingPart
from maillage.trade.plan.steps.models import ActionStep
from maillage.trade.stakes.findings.queries import findings

EACH_YEAR = "chaque année"


def existing_plan(access: Access) -> Existing:
    """What the cooperation has, as a plan is compared with it; a constant number of queries."""
    publics = Public.objects.filter(cooperation=access.cooperation_id)
    schemes = Scheme.objects.filter(cooperation=access.cooperation_id)
    return Existing(
        places=every_place(access),
        actions=existing_actions(access),
        publics={folded(one.label): one for one in publics},
        territories={folded(one.name): one for one in territories_to_offer(access)},
        schemes={folded(one.title): one for one in schemes},
        findings={folded(one.statement): one for one in findings(access)},
        facilities={folded(name): one for one, name in facility_names(access)},
    )


def existing_actions(access: Access) -> list[ExistingAction]:
    """The actions of the plan, as the rows of a table are compared with them; four queries.

    All are read as plain rows: a large plan has tens of thousands of them.
    """
    texts_by_action: dict[int, dict[str, str]] = defaultdict(dict)
    parts_by_action: dict[int, list[ExistingPart]] = defaultdict(list)
    texts = FicheText.objects.filter(action__in=actions(access))
    for number, key, words in texts.values_list("action", "key", "words"):
        texts_by_action[number][key] = words
    shares = Share.objects.filter(until__isnull=True, action__in=actions(access))
    fields = ("action", "organisation", "organisation__name", "role")
    for number, *part in shares.values_list(*fields).order_by("pk"):
        parts_by_action[number].append(ExistingPart(*part))
    axes = _axes(access)
    rows = actions(access).values_list(
        "pk", "number", "title", "objective", "state", "start_on", "due_on"
    )
    return [
        ExistingAction(
            pk=pk,
            number=number,
            title=title,
            axis=axes.get(objective, ""),
            state=state,
            start_on=start_on,
            due_on=due_on,
            texts=texts_by_action.get(pk, {}),
            parts=parts_by_action.get(pk, []),
        )
        for pk, number, title, objective, state, start_on, due_on in rows
    ]


def _axes(access: Access) -> dict[int | None, str]:
    """The title of the axis over each objective, and its own over an axis; one query."""
    rows = objectives(access).select_related("parent__parent")
    return {one.pk: _axis_of(one).title for one in rows}


def facility_names(access: Access) -> list[tuple[Facility, str]]:
    """Each facility with its name, and its commune where two bear the same; one query."""
    short = facilities(access).select_related(None).select_related("commune")
    rows = list(short.only("name", "commune__name"))
    counts = Counter(folded(one.name) for one in rows)
    return [
        (one, one.name if counts[folded(one.name)] == 1 else f"{one.name} ({one.commune})")
        for one in rows
    ]


def every_place(access: Access) -> list[ExistingPlace]:
    """The structures of the directory, with who acts there; `gone` of who has no part here.

    Members have one in the cooperation, and those who carry an action already.
    """
    numbers = organisations(access).filter(ended_on__isnull=True).values_list("pk", flat=True)
    shares = Share.objects.filter(until__isnull=True, action__in=actions(access))
    carrying = set(shares.values_list("organisation", flat=True))
    return [
        replace(one, gone="") if one.pk in carrying else one
        for one in existing_places(access.cooperation_id, list(numbers))
    ]


def with_parts(rows: QuerySet[Action]) -> QuerySet[Action]:
    """These actions with their open parts, their contracts, their publics, their texts."""
    shares = Share.objects.filter(until__isnull=True).select_related(
        "organisation", "department", "person"
    )
    schemes = ActionScheme.objects.filter(until__isnull=True).select_related("scheme")
    return rows.select_related("elected").prefetch_related(
        Prefetch("shares", shares),
        Prefetch("counts_for", schemes),
        "publics",
        "territories",
        "facilities",
        "texts",
        "steps",
    )


def _axis_of(objective: Objective) -> Objective:
    return _axis_of(objective.parent) if objective.parent else objective


def plan_rows_out(access: Access, fields: Sequence[str]) -> Iterable[Sequence[Value]]:
    """The actions that this reader may see, in the order of these fields."""
    read = {one.pk: one.statement for one in findings(access)}
    places = {one.pk: name for one, name in facility_names(access)}
    for one in with_parts(actions(access)):
        values = _values(one, read, places)
        yield [values.get(name, "") for name in fields]


def _values(
    one: Action, statements: Mapping[int, str], places: Mapping[int, str]
) -> dict[str, Value]:
    parts = list(one.shares.all())
    pilot = next((part for part in parts if part.role == ShareRole.PILOT), None)
    texts = {text.key: text.words for text in one.texts.all()}
    axis = _axis_of(one.objective) if one.objective else None
    aim = one.objective if one.objective and one.objective.parent else None
    return {
        columns.NUMBER.name: one.number,
        columns.AXIS.name: _headed("Axe", axis),
        columns.OBJECTIVE.name: _headed("Objectif", aim),
        columns.TITLE.name: one.title,
        columns.DESCRIPTION.name: one.description,
        columns.PILOT.name: pilot.organisation.name if pilot else texts.get("pilot"),
        columns.SERVICE.name: str(pilot.department or "") if pilot else "",
        columns.PERSON.name: _person(pilot) or texts.get("pilot_person"),
        columns.COPILOT.name: _with(_structures(parts, ShareRole.COPILOT), texts.get("copilots")),
        columns.PARTNERS.name: _with(
            _structures(parts, ShareRole.CONTRIBUTOR), texts.get("partners")
        ),
        columns.PUBLICS.name: _with(sorted(map(str, one.publics.all())), texts.get("publics")),
        columns.GROUND.name: BETWEEN.join(sorted(str(area) for area in one.territories.all())),
        columns.ELECTED.name: str(one.elected or texts.get("elected") or ""),
        columns.START_ON.name: one.start_on,
        columns.DUE_ON.name: one.due_on,
        columns.SCHEDULE.name: EACH_YEAR if one.each_year else "",
        columns.WRITTEN.name: texts.get("schedule_text"),
        columns.NEXT.name: "\n".join(map(_step, one.steps.all())),
        columns.STATUS.name: str(one.get_state_display()),
        columns.PRIORITY.name: str(one.get_priority_display() if one.priority else ""),
        columns.SCHEMES.name: BETWEEN.join(str(tie.scheme) for tie in one.counts_for.all()),
        columns.FINDING.name: _with(
            filter(None, [statements.get(one.finding_id or 0)]), texts.get("finding")
        ),
        columns.FACILITIES.name: BETWEEN.join(places[each.pk] for each in one.facilities.all()),
        **{text.name: texts.get(columns.RUBRICS[text.name]) for text in columns.TEXTS},
    }


def _structures(parts: Iterable[Share], role: str) -> list[str]:
    return [part.organisation.name for part in parts if part.role == role]


def _with(names: Iterable[str], written: str | None) -> str:
    """The names, then those that are only written."""
    return BETWEEN.join([*names, *([written] if written else [])])


def _step(step: ActionStep) -> str:
    """« Étude (30/06/2027) »."""
    return f"{step.title} ({step.due_on:%d/%m/%Y})" if step.due_on else step.title


def _person(part: Share | None) -> str:
    return str(part.person) if part and part.person else ""


def _headed(word: str, objective: Objective | None) -> str:
    """« Axe 1 : Manger local », or the title alone where it has no number."""
    if objective is None:
        return ""
    return f"{word} {objective.number} : {objective.title}" if objective.number else objective.title

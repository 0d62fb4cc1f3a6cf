"""What does the fiche of an action say today, in which versions, for whoever is a member?"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, Prefetch, QuerySet, prefetch_related_objects
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.trade.governance.models import Body
from maillage.trade.plan import plan_line
from maillage.trade.plan.actions.models import Action, ActionScheme, Share
from maillage.trade.plan.actions.queries.actions import (
    REFUSED,
    actions,
    editable_actions,
    short_name,
)
from maillage.trade.plan.choices import FicheState, ShareRole
from maillage.trade.plan.fiches.models import FicheModel, FicheText, FicheVersion
from maillage.trade.plan.fiches.rules import (
    MEANS,
    Difference,
    Filled,
    Rubric,
    differences,
    filled,
    read_rubrics,
    rubrics_of,
)


def fiche_versions(access: Access) -> QuerySet[FicheVersion]:
    """The versions of the fiches of the actions that this reader may see, the last first."""
    rows = FicheVersion.objects.filter(action__in=Action.objects.visible_to(access))
    return rows.select_related("action__cooperation__workspace", "body", "model")


def changes_of(version: FicheVersion, former: FicheVersion) -> list[Difference]:
    """What a version changed of the one before it: its title, each rubric, one that is emptied."""
    rows = [Filled(**one) for one in version.content]
    keys = {one.key for one in rows}
    rows += [Filled(**one | {"words": ""}) for one in former.content if one["key"] not in keys]
    changes = differences(former.content, rows, {one.key for one in rows})
    if version.title == former.title:
        return changes
    return [Difference(_("Intitulé"), former.title, version.title), *changes]


def editable_versions(access: Access) -> QuerySet[FicheVersion]:
    """The versions of the actions that this reader may change."""
    return fiche_versions(access).filter(action__in=editable_actions(access))


def bodies_to_choose(access: Access) -> QuerySet[Body]:
    """The bodies of the cooperation, which may validate a fiche."""
    return Body.objects.filter(cooperation=access.cooperation_id).order_by("name")


@dataclass(frozen=True, slots=True)
class Fiche:
    """The fiche of an action through the model of its profile, and its versions."""

    action: Action
    rubrics: Sequence[Filled]
    versions: Sequence[FicheVersion]

    @property
    def validated(self) -> FicheVersion | None:
        """The version in force, when there is one."""
        return next((one for one in self.versions if one.state == FicheState.VALIDATED), None)

    @property
    def changes(self) -> list[Difference]:
        """What changed since the version in force; nothing without one."""
        version = self.validated
        return differences(version.content, self.rubrics, self._stood) if version else []

    @property
    def has_other_rubrics(self) -> bool:
        """Whether other rubrics were chosen since the version in force."""
        return self.validated is not None and self._stood != {one.key for one in self.rubrics}

    @property
    def _stood(self) -> set[str]:
        """The keys of the model of the version in force."""
        model = self.validated.model if self.validated else None
        return {one.key for one in model_rubrics(self.action.cooperation, model)}


def fiche(access: Access, number: int) -> Fiche | None:
    """The fiche of an action that this reader may see, or None; a constant number of queries."""
    action = actions(access).filter(pk=number).first()
    if action is None:
        return None
    return Fiche(action, fiche_rubrics(action), list(fiche_versions(access).filter(action=action)))


@dataclass(frozen=True, slots=True)
class FolderFiche:
    """A fiche among others: its version in force, else the rubrics of today that say something."""

    action: Action
    version: FicheVersion | None
    rubrics: Sequence[tuple[str, str]]
    is_blank: bool


def folder_fiches(rows: QuerySet[Action]) -> list[FolderFiche]:
    """The fiches of these actions in the order of the objectives; a constant number of queries."""
    records = list(rows.order_by(F("objective__rank").asc(nulls_last=True), "order", "pk"))
    valid = FicheVersion.objects.filter(action__in=records, state=FicheState.VALIDATED)
    versions = {one.action_id: one for one in valid.select_related("body")}
    today = rubrics_of_fiches([one for one in records if one.pk not in versions])
    return [_in_folder(one, versions.get(one.pk), today.get(one.pk, ())) for one in records]


def _in_folder(
    action: Action, version: FicheVersion | None, today: Sequence[Filled]
) -> FolderFiche:
    if version:
        frozen = [(one["label"], one["words"]) for one in version.content]
        return FolderFiche(action, version, frozen, is_blank=False)
    written = [one for one in today if one.words]
    is_blank = {one.key for one in written} <= FRAME
    return FolderFiche(action, None, [(one.label, one.words) for one in written], is_blank)


def fiche_model(cooperation: Cooperation) -> FicheModel | None:
    """The model that this cooperation wrote last, or None: that of its profile counts then."""
    return FicheModel.objects.filter(cooperation=cooperation).first()


def keys_of_models(cooperation: Cooperation) -> set[str]:
    """The keys that a rubric of this cooperation has or had: another would show its words."""
    rows = FicheModel.objects.filter(cooperation=cooperation).values_list("rubrics", flat=True)
    return {one["key"] for rubrics in rows for one in rubrics}


def model_rubrics(cooperation: Cooperation, model: FicheModel | None) -> tuple[Rubric, ...]:
    """The rubrics of this model, or of the profile without one."""
    return read_rubrics(model.rubrics) if model else rubrics_of(cooperation.profile)


def rubrics_for(cooperation: Cooperation) -> tuple[Rubric, ...]:
    """The rubrics of the fiches of this cooperation, in order; one query."""
    return model_rubrics(cooperation, fiche_model(cooperation))


def fiche_rubrics(action: Action) -> list[Filled]:
    """The rubrics of a fiche as every member may read them: no name of a person, no days."""
    return rubrics_of_fiches([action])[action.pk]


def words_to_open(rows: QuerySet[Action], cooperation: Cooperation) -> tuple[list[str], bool]:
    """Which rubrics of these fiches will be read with them, and whether texts stay with the team.

    « moyens (1.1, 1.3) »; two queries.
    """
    typed = {one.key: one.label for one in rubrics_for(cooperation) if one.is_typed}
    numbers: dict[str, list[str]] = {}
    texts = FicheText.objects.filter(action__in=rows).select_related("action")
    for one in texts.order_by("action__number", "action", "pk"):
        number = one.action.number or f"« {french.inner_quotes(str(one.action))} »"
        numbers.setdefault(typed.get(one.key, ""), []).append(number)
    is_more = bool(numbers.pop("", ()))
    rubrics = [
        f"{label[:1].lower()}{label[1:]} ({', '.join(some)})" for label, some in numbers.items()
    ]
    return rubrics, is_more


def rubrics_of_fiches(records: Sequence[Action]) -> Mapping[int, list[Filled]]:
    """The rubrics of several fiches of one cooperation, by action; a constant number of queries."""
    if not records:
        return {}
    rubrics = rubrics_for(records[0].cooperation)
    sources = {one.source for one in rubrics}
    reading = {key: read for key, read in SOURCES.items() if key in sources}
    wanted = [one for key in reading for one in READ.get(key, ())]
    prefetch_related_objects(records, "texts", *wanted)
    has_means = any(one.key == MEANS for one in rubrics)
    money = _money([one.pk for one in records] if has_means else [])
    return {one.pk: filled(rubrics, _words(one, reading, money[one.pk])) for one in records}


def _money(numbers: Sequence[int]) -> Mapping[int, list[str]]:
    """What the rooms above say of the money of these actions, as every member may read it."""
    lines: dict[int, list[str]] = defaultdict(list)
    for one in plan_line.plan_lines.ask(None, plan_line.ACTION, numbers) if numbers else ():
        lines[one.record_id].append(one.words)
    return lines


def _words(
    action: Action, reading: Mapping[str, Callable[[Action], str]], money: Sequence[str]
) -> dict[str, str]:
    typed = {one.key: one.words for one in action.texts.all()}
    typed[MEANS] = "\n".join(filter(None, (typed.get(MEANS, ""), *money)))
    return typed | {key: read(action) for key, read in reading.items()}


def objective_path(action: Action) -> str:
    """Its objectives, from the axis down; empty without one."""
    above: list[str] = []
    objective = action.objective
    while objective is not None:
        above.insert(0, str(objective))
        objective = objective.parent
    return " › ".join(above)


def _publics(action: Action) -> str:
    publics = [one.label for one in action.publics.all()]
    communes = [one.name for one in action.territories.all()]
    return "\n".join(", ".join(names) for names in (publics, communes) if names)


def _does(action: Action) -> str:
    return "\n".join(filter(None, (action.summary, action.description)))


def _shares(action: Action) -> str:
    rows: list[Share] = getattr(action, "fiche_shares", [])
    roles = list(ShareRole)
    parts = sorted(rows, key=lambda one: (roles.index(ShareRole(one.role)), one.pk))
    return "\n".join(_share(one) for one in parts)


def _share(one: Share) -> str:
    name = ", ".join(filter(None, (short_name(one), str(one.department or ""))))
    does = f" : {one.does}" if one.does else ""
    return f"{name}, {one.get_role_display()}{does}"


def _calendar(action: Action) -> str:
    return "\n".join(_calendar_lines(action))


def _calendar_lines(action: Action) -> Iterator[str]:
    if action.start_on and action.due_on:
        yield _("Du %(start)s au %(end)s") % {
            "start": french.long_date(action.start_on),
            "end": french.long_date(action.due_on),
        }
    elif action.due_on:
        yield _("Pour le %(day)s") % {"day": french.long_date(action.due_on)}
    elif action.start_on:
        yield _("À partir du %(day)s") % {"day": french.long_date(action.start_on)}
    if action.each_year:
        yield _("Se répète chaque année")
    days = [(step.done_on or step.due_on, step) for step in action.steps.all()]
    for day, step in sorted(days, key=lambda one: one[0] or date.max):
        yield f"{step}, {french.long_date(day)}" if day else str(step)


def _schemes(action: Action) -> str:
    rows: list[ActionScheme] = getattr(action, "fiche_schemes", [])
    return "\n".join(", ".join(filter(None, (str(one), one.reference))) for one in rows)


# Where a fiche stands, which is not yet what it says.
FRAME = {"objective", "schemes"}
SOURCES: Mapping[str, Callable[[Action], str]] = {
    "objective": objective_path,
    "publics": _publics,
    "does": _does,
    "shares": _shares,
    "calendar": _calendar,
    "schemes": _schemes,
}
# What each of them reads beside the action itself.
READ: "Mapping[str, Sequence[str | Prefetch[str, QuerySet[Any], str]]]" = {
    "publics": ("publics", "territories"),
    "shares": (
        Prefetch(
            "shares",
            Share.objects.filter(~Exists(REFUSED), until__isnull=True).select_related(
                "organisation", "department"
            ),
            "fiche_shares",
        ),
    ),
    "calendar": ("steps",),
    "schemes": (
        Prefetch(
            "counts_for",
            ActionScheme.objects.filter(until__isnull=True, scheme__is_own=False).select_related(
                "scheme"
            ),
            "fiche_schemes",
        ),
    ),
}

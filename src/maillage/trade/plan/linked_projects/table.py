"""A list of projects, as the import wizard and the export read it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core.money import euros_typed
from maillage.core.tables_out import Value
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.cells.workbook import Workbook
from maillage.foundation.exchange.tables.parsed_rows import Table, TableRow
from maillage.foundation.exchange.targets.progress import Progress
from maillage.foundation.exchange.targets.queries import reader_of
from maillage.foundation.exchange.targets.table_import import Plain, plain_value
from maillage.foundation.exchange.targets.targets import Answers, Target, leads_to_page
from maillage.ground.directory.models import Organisation, Person
from maillage.ground.territories.models import Territory
from maillage.trade.context.bodies_by_name import NearestBodies, nearest_bodies
from maillage.trade.context.choosing import territories_to_offer
from maillage.trade.context.list_comparing import compare_rows, compare_value
from maillage.trade.context.list_joining import join_repeated
from maillage.trade.context.listed_people import full_name, people_by_name, person_among
from maillage.trade.context.models import Scheme
from maillage.trade.context.small_lists import (
    ListImport,
    ListRow,
    by_names,
    leave_crossed,
    listed_in,
    names_in,
    read_list,
)
from maillage.trade.context.typed_sums import cents_of, times_over
from maillage.trade.plan.actions.queries import choices
from maillage.trade.plan.choices import ProjectPhase
from maillage.trade.plan.linked_projects import queries
from maillage.trade.plan.linked_projects.forms import ASKS_TOO_MUCH
from maillage.trade.plan.linked_projects.models import Exchange, Project, ProjectStage
from maillage.trade.plan.linked_projects.services import (
    Ties,
    add_project_inside,
    note_exchange_inside,
    note_stage_inside,
)
from maillage.trade.plan.linked_projects.stage_cells import STAGE, STAGE_ON, stage_in
from maillage.trade.plan.linked_projects.table_fields import (
    AID,
    CONTACT,
    COST,
    FILED,
    GROUND,
    HOLDER,
    JOINING,
    LAST,
    LINKS,
    NEXT,
    NEXT_ON,
    PHASE,
    SCHEME,
    SPEC,
    START,
    SUMMARY,
    THEME,
    TITLE,
    VALUES,
)
from maillage.trade.stakes.models import Theme

OF_COMMUNES = re.compile(r"\b(?:commune|mairie|ville)")
Units = Mapping[tuple[str, str], int]


@dataclass(slots=True)
class ProjectRow(ListRow[Project]):
    """One row: the project, and who carries it, whom to reach, its theme as they are written."""

    holder: str = ""
    contact: str = ""
    theme: str = ""
    phase: str = ""
    last_on: date | None = None
    stage: ProjectStage | None = None

    @property
    def is_completing(self) -> bool:
        """Whether a known project takes something of the row, an exchange or a stage too."""
        return bool(self.blanks or self.has_first_exchange or self.has_stage)

    @property
    def has_first_exchange(self) -> bool:
        """Whether the row says when the last exchange took place, where none is noted."""
        is_blank = self.existing is not None and queries.last_of(self.existing) is None
        return self.last_on is not None and is_blank

    @property
    def has_stage(self) -> bool:
        """Whether the row says the first stage of a file."""
        is_blank = self.existing is not None and not queries.last_stage(self.existing)[0]
        return self.stage is not None and is_blank


@dataclass(frozen=True)
class Nameable:
    """What the rows may name, by their folded names; None where no cooperation is read."""

    holders: NearestBodies | None = None
    people: Mapping[str, Person] | None = None
    themes: Mapping[str, Theme] | None = None
    grounds: Mapping[str, Territory] | None = None
    schemes: Mapping[str, Scheme] | None = None


@dataclass(frozen=True)
class ProjectsImport(ListImport[Project]):
    """A list of projects understood, as the wizard reads it."""

    word = "projects"
    noun = "projets"

    def keep(self, access: Access, one: ListRow[Project]) -> Project:
        """The project for the team, written with its communes and its last exchange."""
        areas = [area for area in one.links["territories"] if isinstance(area, Territory)]
        one.record.visibility = Visibility.TEAM
        project = add_project_inside(access, one.record, Ties(areas))
        if isinstance(one, ProjectRow):
            _note_exchange(access, project, one.last_on)
            _note_stage(project, one.stage)
        return project

    def complete(self, access: Access, one: ListRow[Project], existing: Project) -> None:
        """Fills what is blank in a known project, with its exchange and its stage if none is."""
        row = cast("ProjectRow", one)
        last_on = row.last_on if row.has_first_exchange else None
        stage = row.stage if row.has_stage else None
        ListImport.complete(self, access, one, existing)
        _note_exchange(access, existing, last_on)
        _note_stage(existing, stage)

    def plain(self, one: ListRow[Project]) -> Plain:
        """The project that one row says, by field, and whom it names as they are written."""
        base = ListImport.plain(self, one)
        if not isinstance(one, ProjectRow):
            return base
        del base["holder_name"], base["aid_cents"]
        return {
            **base,
            "holder": one.holder,
            "contact": one.contact or None,
            "theme": one.theme or None,
            "phase": one.phase or None,
            "asked_cents": one.record.aid_cents,
            "last_contact": plain_value(one.last_on or ""),
        }


def _note_exchange(access: Access, project: Project, on: date | None) -> None:
    if on is not None:
        words_ = _("Dernier échange repris d’un tableau.")
        exchange = Exchange(project=project, on=on, means="", words=words_)
        note_exchange_inside(access.user, exchange)


def _note_stage(project: Project, stage: ProjectStage | None) -> None:
    if stage is not None:
        stage.project = project
        note_stage_inside(stage)


def plan_projects(workbook: Workbook, answers: Answers, report: Progress) -> ProjectsImport:
    """A workbook understood as a list of projects."""
    access = reader_of(answers.cooperation_id, answers.author_id)
    read = read_list(workbook, SPEC, answers.mapping)
    nameable = _nameable(access)
    same = {_key(one): one for one in (queries.projects(access) if access else ())}
    units = times_over(read, COST.name, AID.name)
    rows = [_understood(row, nameable, access, units) for row in read.rows]
    for one in rows:
        one.existing = same.get(_key(one.record))
    sums = {"aid_cents": [AID.name], "cost_cents": [COST.name]}
    leave_crossed(rows, sums, why=ASKS_TOO_MUCH)
    _compare(rows)
    join_repeated(rows, TITLE.name, lambda one: (folded(one.row.text(HOLDER.name)),), JOINING)
    report(len(rows), len(rows))
    return ProjectsImport(Table(read, list[ListRow[Project]](rows)))


def _compare(rows: Sequence[ProjectRow]) -> None:
    """Says what known projects say otherwise, their maturity and their last exchange too."""
    compare_rows(rows, VALUES, LINKS)
    for one in rows:
        if one.existing is None or one.row.is_refused:
            continue
        if one.phase:
            compare_value(one, "phase", PHASE)
        one.row.compare(LAST.name, one.last_on, queries.last_of(one.existing))
        stage, on = queries.last_stage(one.existing)
        if one.stage is not None:
            one.row.compare(STAGE.name, one.stage.stage, stage)
            one.row.compare(STAGE_ON.name, one.stage.on, on)


def _nameable(access: Access | None) -> Nameable:
    if access is None:
        return Nameable()
    return Nameable(
        nearest_bodies(access),
        people_by_name(access),
        by_names(choices.themes(access), "label"),
        by_names(territories_to_offer(access), "name"),
        by_names(choices.schemes(access), "title"),
    )


def _key(one: Project) -> tuple[str, int, str]:
    return (folded(one.title), one.holder_id or 0, folded(one.holder_name))


def _holder(row: TableRow, nameable: Nameable) -> tuple[str, Organisation | None]:
    """Who carries it, as it is written, and the structure of the directory that this is."""
    name = row.read(HOLDER)
    holder = nameable.holders.get(folded(name)) if nameable.holders else None
    column = row.column(HOLDER.name, *HOLDER.others)
    if name and not holder and len(names_in(name, nameable.holders or {})) > 1:
        row.warn(column, _("Plusieurs porteurs : ces noms sont gardés tels quels."))
    elif name and not holder and nameable.holders is not None:
        words_ = _("« %(name)s » n’est pas dans l’annuaire : son nom est gardé tel quel.")
        if nameable.holders.find_apart(folded(name)):
            words_ = _("« %(name)s » n’est pas de cette coopération : son nom est gardé tel quel.")
        row.warn(column, words_ % {"name": name})
    return name, holder


def _contact(row: TableRow, nameable: Nameable) -> tuple[str, Person | None]:
    """Whom to reach, as it is written, and who this is in the directory."""
    name = row.read(CONTACT)
    person = person_among(nameable.people or {}, name) if name else None
    if name and person is None and nameable.people is not None:
        words_ = _("« %(name)s » n’est pas dans l’annuaire : le projet entre sans ce nom.")
        row.warn(CONTACT.name, words_ % {"name": name})
    return name, person


def _sums(row: TableRow, units: Units) -> tuple[int | None, int | None]:
    """What it costs, and what it asks; nothing is asked beyond the cost."""
    cost = cents_of(row, COST.name, times=units.get((row.sheet, COST.name), 1))
    aid = cents_of(row, AID.name, cost, units.get((row.sheet, AID.name), 1))
    if cost is not None and aid is not None and aid > cost:
        row.leave_out(AID.name, str(ASKS_TOO_MUCH))
        return cost, None
    return cost, aid


def _grounds(row: TableRow, nameable: Nameable) -> list[Territory]:
    """Where it is: the communes of their own column, else the one that carries it."""
    column = row.column(GROUND.name, *GROUND.others)
    if column in row.cells or nameable.grounds is None:
        return listed_in(row, column, nameable.grounds)
    ground = nameable.grounds.get(folded(row.text(HOLDER.name)))
    return [ground] if ground and OF_COMMUNES.search(folded(row.headers[HOLDER.name])) else []


def _last(row: TableRow) -> date | None:
    last = row.read(LAST)
    if last and last > timezone.localdate():
        row.leave_out(LAST.name, _("Un échange a déjà eu lieu : cette date est à venir."))
        return None
    return last


def _understood(
    row: TableRow, nameable: Nameable, access: Access | None, units: Units
) -> ProjectRow:
    name, holder = _holder(row, nameable)
    contact, person = _contact(row, nameable)
    themes = listed_in(row, THEME.name, nameable.themes)
    schemes = listed_in(row, SCHEME.name, nameable.schemes)
    phase, (cost, aid) = row.read(PHASE), _sums(row, units)
    values: dict[str, object] = {
        "title": row.read(TITLE),
        "holder": holder,
        "holder_name": "" if holder else name,
        "contact": person,
        "phase": phase or ProjectPhase.IDEA,
        "summary": row.read(SUMMARY),
        "theme": themes[0] if themes else None,
        "scheme": schemes[0] if schemes else None,
        "starts_on": row.read(START),
        "filed_on": row.read(FILED),
        "cost_cents": cost,
        "aid_cents": aid,
        "next_step": row.read(NEXT),
        "next_on": row.read(NEXT_ON),
    }
    links = {"territories": _grounds(row, nameable)}
    return ProjectRow(
        row,
        Project(**values),
        values,
        links,
        holder=name,
        contact=contact,
        theme=row.read(THEME),
        phase=phase,
        last_on=_last(row),
        stage=stage_in(row, access),
    )


def project_rows_out(access: Access, fields: Sequence[str]) -> Iterable[Sequence[Value]]:
    """The projects that this access reads, in the order of these fields."""
    rows = queries.projects(access).select_related("contact")
    for one in queries.with_ties(access, rows):
        stage, stage_on = queries.last_stage(one)
        values: dict[str, Value] = {
            STAGE.name: stage,
            STAGE_ON.name: stage_on,
            TITLE.name: one.title,
            HOLDER.name: one.holder.name if one.holder else one.holder_name,
            PHASE.name: str(one.get_phase_display()),
            SUMMARY.name: one.summary,
            THEME.name: str(one.theme or ""),
            GROUND.name: " ; ".join(sorted(area.name for area in one.territories.all())),
            SCHEME.name: str(one.scheme or ""),
            CONTACT.name: full_name(one.contact),
            START.name: one.starts_on,
            FILED.name: one.filed_on,
            COST.name: euros_typed(one.cost_cents) if one.cost_cents is not None else "",
            AID.name: euros_typed(one.aid_cents) if one.aid_cents is not None else "",
            LAST.name: queries.last_of(one),
            NEXT.name: one.next_step,
            NEXT_ON.name: one.next_on,
        }
        yield [values.get(name, "") for name in fields]


PROJECT_TABLE = Target(
    "projets",
    "Projets",
    SPEC.labels,
    frozenset(),
    plan_projects,
    project_rows_out,
    rank=11,
    leads_to=leads_to_page("Ouvrir les projets", "plan:linked_projects"),
    brings="vos projets et leurs porteurs",
    purpose="qui porte quoi, où, à quel stade, et ce qui vient ensuite",
    pages={"project": "plan:project"},
    leaf="implementation.move.other-projects",
    english=ProjectsImport.word,
)

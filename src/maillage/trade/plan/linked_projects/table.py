"""A list of projects, as the import wizard and the export read it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core.money import euros_typed
from maillage.core.tables_out import Value
from maillage.foundation.cooperations.choices import Means, Visibility
from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.cells.workbook import Workbook
from maillage.foundation.exchange.tables.parsed_rows import Field, Table, TableRow, TableSpec, words
from maillage.foundation.exchange.tables.table_reading import read_rows
from maillage.foundation.exchange.targets.progress import Progress
from maillage.foundation.exchange.targets.queries import reader_of
from maillage.foundation.exchange.targets.targets import Answers, Target, leads_to_page
from maillage.ground.directory.models import Organisation
from maillage.ground.directory.records.queries.organisations import organisations
from maillage.ground.territories.models import Territory
from maillage.trade.context.choosing import territories_to_offer
from maillage.trade.context.duties.table import cents_of
from maillage.trade.context.models import Scheme
from maillage.trade.context.small_lists import (
    ListImport,
    ListRow,
    by_names,
    last_day_of,
    listed_in,
    refuse_repeated,
)
from maillage.trade.plan.actions.queries import choices
from maillage.trade.plan.choices import ProjectPhase
from maillage.trade.plan.linked_projects import queries
from maillage.trade.plan.linked_projects.forms import ASKS_TOO_MUCH
from maillage.trade.plan.linked_projects.models import Exchange, Project
from maillage.trade.plan.linked_projects.services import (
    Ties,
    add_project_inside,
    note_exchange_inside,
)
from maillage.trade.stakes.models import Theme

# How files say how ripe a project is, the ripest first.
PHASES: tuple[tuple[ProjectPhase, tuple[str, ...]], ...] = (
    (ProjectPhase.OPERATION, ("operation", "engage", "travaux", "realis", "en cours", "inscrit")),
    (ProjectPhase.READY, ("pret", "mur", "depose", "complet", "oui")),
    (ProjectPhase.STUDY, ("etude", "faisab", "montage", "instruction", "program")),
    (ProjectPhase.IDEA, ("idee", "emergence", "reflexion", "intention", "non")),
)


def phase_of(row: TableRow, name: str) -> str:
    """How ripe a cell says that it is; an idea, said so, when its words mean nothing."""
    text = row.text(name)
    plain = folded(text)
    for phase, beginnings in PHASES:
        if any(word in plain for word in beginnings):
            return phase
    if plain:
        sentence = _("« %(text)s » ne dit pas où il en est : noté comme une idée.")
        row.warn(name, sentence % {"text": text})
    return ProjectPhase.IDEA


TITLE = Field("action_title", "Projet", words(200), lazy("Dites de quel projet il s’agit."))
HOLDER = Field(
    "pilot_organisation",
    "Porteur de projet",
    words(160),
    lazy("Dites qui porte ce projet."),
    others=("organisation_name",),
)
PHASE = Field("project_phase", "Maturité", phase_of, others=("status",))
SUMMARY = Field("action_description", "Description", words(300))
THEME = Field("theme", "Thème", words())
GROUND = Field("commune", "Communes", words(), others=("territory",))
SCHEME = Field("schemes", "Dispositif", words())
START = Field("start_on", "Début", TableRow.start)
FILED = Field("filed_on", "Récépissé", TableRow.day)
COST = Field("cost_total", "Coût total", cents_of, others=("cost_ht", "cost_ttc"))
AID = Field("amount_requested", "Subvention sollicitée", cents_of)
LAST = Field("last_contact_on", "Dernier échange", TableRow.day)
NEXT = Field("next_step", "Prochaine étape", words(200))
NEXT_ON = Field("due_on", "Échéance", last_day_of)
SPEC = TableSpec(
    (
        *(TITLE, HOLDER, PHASE, SUMMARY, THEME, GROUND, SCHEME, START, FILED, COST, AID),
        *(LAST, NEXT, NEXT_ON),
    ),
    frozenset({TITLE.name, HOLDER.name}),
)


@dataclass(frozen=True)
class Around:
    """What the rows may name: structures, themes, communes, schemes, by their folded names."""

    holders: Mapping[str, Organisation]
    themes: Mapping[str, Theme]
    grounds: Mapping[str, Territory]
    schemes: Mapping[str, Scheme]


@dataclass(frozen=True)
class ProjectsImport(ListImport[Project]):
    """A list of projects understood, as the wizard reads it."""

    word = "projets"
    noun = "projets"

    def keep(self, access: Access, one: ListRow[Project]) -> Project:
        """The project for the team, written with its communes and its last exchange."""
        areas = [area for area in one.links["territories"] if isinstance(area, Territory)]
        one.record.visibility = Visibility.TEAM
        project = add_project_inside(access, one.record, Ties(areas))
        if last := one.row.read(LAST):
            words_ = _("Dernier échange repris d’un tableau.")
            exchange = Exchange(project=project, on=last, means=Means.MEETING, words=words_)
            note_exchange_inside(access, exchange)
        return project


def plan_projects(workbook: Workbook, answers: Answers, tell: Progress) -> ProjectsImport:
    """A workbook understood as a list of projects."""
    access = reader_of(answers.cooperation_id, answers.author_id)
    read = read_rows(workbook, SPEC, answers.mapping)
    around = _around(access)
    same = {folded(one.title): one for one in (queries.projects(access) if access else ())}
    rows = [_understood(row, around) for row in read.rows]
    for one in rows:
        one.existing = same.get(folded(one.record.title))
    refuse_repeated(rows, TITLE.name)
    tell(len(rows), len(rows))
    return ProjectsImport(Table(read, rows))


def _around(access: Access | None) -> Around:
    if access is None:
        return Around({}, {}, {}, {})
    return Around(
        by_names(organisations(access), "name", "short_name"),
        by_names(choices.themes(access), "label"),
        by_names(territories_to_offer(access), "name"),
        by_names(choices.schemes(access), "title"),
    )


def _understood(row: TableRow, around: Around) -> ListRow[Project]:
    name = row.read(HOLDER)
    holder = around.holders.get(folded(name))
    if name and holder is None:
        words_ = _("« %(name)s » n’est pas dans l’annuaire : son nom est gardé tel quel.")
        row.warn(row.column(HOLDER.name, *HOLDER.others), words_ % {"name": name})
    themes = listed_in(row, THEME.name, around.themes)
    schemes = listed_in(row, SCHEME.name, around.schemes)
    cost, aid, last = row.read(COST), row.read(AID), row.read(LAST)
    if cost is not None and aid is not None and aid > cost:
        row.refuse(AID.name, str(ASKS_TOO_MUCH))
    if last and last > timezone.localdate():
        row.refuse(LAST.name, _("Un échange a déjà eu lieu : cette date est à venir."))
    values: dict[str, object] = {
        "title": row.read(TITLE),
        "holder": holder,
        "holder_name": "" if holder else name,
        "phase": row.read(PHASE),
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
    links = {"territories": listed_in(row, row.column(GROUND.name, *GROUND.others), around.grounds)}
    return ListRow(row, Project(**values), values, links)


def project_rows_out(access: Access, fields: Sequence[str]) -> Iterable[Sequence[Value]]:
    """The projects that this access reads, in the order of these fields."""
    for one in queries.with_ties(access, queries.projects(access)):
        values: dict[str, Value] = {
            TITLE.name: one.title,
            HOLDER.name: one.holder.name if one.holder else one.holder_name,
            PHASE.name: str(one.get_phase_display()),
            SUMMARY.name: one.summary,
            THEME.name: str(one.theme or ""),
            GROUND.name: " ; ".join(sorted(area.name for area in one.territories.all())),
            SCHEME.name: str(one.scheme or ""),
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
)

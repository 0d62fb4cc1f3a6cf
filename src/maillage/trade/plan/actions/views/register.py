"""What the register of the plan shows, filters and offers."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import TypeVar

from django.db.models import Exists, Model, OuterRef, QuerySet
from django.template.loader import get_template
from django.utils.html import format_html
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.links import address
from maillage.core.register import Action as Gesture
from maillage.core.register import Chip, Column, Download, Empty, Register, Search, Select
from maillage.core.register.cells import missing, with_note
from maillage.core.shell import PageLink
from maillage.core.templatetags.maillage import mark_bare
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.cached import recall_count, recall_page
from maillage.foundation.cooperations.pages.doors import CooperationRequest
from maillage.foundation.cooperations.pages.edits import FormPage
from maillage.foundation.documents.writing.letters import FORMS
from maillage.foundation.journal.remembered import Remembered
from maillage.ground.directory.records.queries.organisations import member_choices, spoken_for
from maillage.trade.plan import permissions
from maillage.trade.plan.actions.models import Action, Share
from maillage.trade.plan.actions.queries import actions as queries
from maillage.trade.plan.actions.queries import choices
from maillage.trade.plan.actions.queries.rows import ActionRow, PlanCounts, action_rows
from maillage.trade.plan.actions.words import counted_actions, late_words, readers_words, slip_words
from maillage.trade.plan.addresses import page_url, plan_place
from maillage.trade.plan.choices import ActionState
from maillage.trade.plan.lanes import Axis, Span, axis_of, lane
from maillage.trade.plan.objectives.models import Objective
from maillage.trade.plan.objectives.queries import objectives

PER_PAGE = 60
# How many months the bars show.
PERIOD, PERIODS = "periode", ("12", "24", "60")
# What names the lines that the bars of this table share: drawn once, at its head.
TICKS = "plan"
Chosen = TypeVar("Chosen", bound=Model)
# The lists of the filters, read again only after a change.
_lists: Remembered[tuple[Select[Action], ...]] = Remembered()


def action_place(request: CooperationRequest, action: Action) -> tuple[PageLink, ...]:
    """Under the sheet of an action."""
    name = _("Fiche %(number)s") % {"number": action.number} if action.number else action.title
    return (*plan_place(request), PageLink(name, page_url(request, "action", action.pk)))


def action_form(
    request: CooperationRequest,
    action: Action,
    title: str,
    sentence: str = "",
    *,
    is_gathered: bool = False,
) -> FormPage:
    """The page of a form about an action: it says who will read what is typed."""
    readers = readers_words(action, is_gathered=is_gathered)
    return FormPage(title, action_place(request, action), sentence, readers=readers)


def plan_register(
    access: Access, counts: PlanCounts, axis: Axis | None, today: date
) -> Register[Action, ActionRow]:
    """The register of the plan, as this reader may use it, on this axis."""
    slug = access.cooperation.slug
    forms = tuple((one.upper(), address("plan:fiches_folder", slug, one)) for one in FORMS)
    return Register(
        caption=_("Le plan d’action"),
        noun=(_("fiche"), _("fiches")),
        filename="plan-d-action",
        columns=_columns(axis),
        read=lambda page: action_rows(access, page, today),
        recall=partial(recall_page, access, "actions"),
        count=partial(recall_count, access, "actions"),
        order="fiche",
        row_url=lambda row: address("plan:action", slug, row.pk),
        lead=Column("numero", _("N°"), lambda row: row.number),
        groups=plan_groups(counts),
        per_page=PER_PAGE,
        folds=True,
        search=Search(_("Chercher une fiche"), _("Fiche, structure"), queries.matching_actions),
        selects=_lists.of(
            (access.pk, access.role), access.cooperation.workspace_id, lambda: _selects(access)
        ),
        chips=_chips(access, today),
        actions=plan_gestures(access, counts),
        downloads=(Download(_("Dossier des fiches"), forms),),
        empty=Empty(
            _("Aucune fiche pour l’instant"),
            _(
                "Apportez votre tableau d’actions, dans vos colonnes ; ou écrivez la première : ce "
                "que l’on fait, qui le porte, pour quand."
            ),
            tuple(one for one in plan_gestures(access, counts) if one.main or one.icon == "upload"),
            _("Le plan paraîtra ici quand il sera partagé."),
        ),
    )


def plan_axis(counts: PlanCounts, today: date, period: str) -> Axis | None:
    """The axis of the bars: of all the plan, or of the period that is chosen."""
    months = int(period) if period in PERIODS else 0
    return axis_of(counts.days, today, counts.ends_on, months)


def plan_gestures(access: Access, counts: PlanCounts) -> tuple[Gesture, ...]:
    """The gestures of whoever writes the plan."""
    if not permissions.can_edit_plan(access):
        return ()
    slug = access.cooperation.slug
    table = address("exchange:import_wizard", slug)
    opening = Gesture(_("Partager le plan"), address("plan:actions_open", slug), "users")
    return (
        Gesture(_("Écrire une fiche"), address("plan:action_add", slug), "plus", main=True),
        Gesture(_("Ajouter un axe ou un objectif"), address("plan:objective_add", slug), "plus"),
        Gesture(_("Importer un plan"), f"{table}?tableau=plan", "upload"),
        Gesture(_("Choisir les rubriques"), address("plan:fiche_model", slug), "pencil"),
        *((opening,) if counts.prepared else ()),
    )


def plan_groups(counts: PlanCounts) -> tuple[Column[ActionRow], ...]:
    """The axis of each action, with what is counted of it, then its objective."""

    def axis(row: ActionRow) -> str:
        number = row.axis.pk if row.axis else 0
        if not number and len(counts.by_axis) < 2:
            return ""
        name = heading(row.axis) if row.axis else _("Sans objectif")
        states = counts.by_axis.get(number, {})
        return format_html("{} <small>{}</small>", name, counted_actions(states))

    return (
        Column("axe", _("Axe"), lambda row: heading(row.axis), cell=axis),
        Column("objectif", _("Objectif"), lambda row: str(row.objective or "")),
    )


def heading(objective: Objective | None) -> str:
    """« 1. Petite enfance », « 1.2 Soutenir les assistantes maternelles »."""
    if objective is None:
        return ""
    dot = "." if objective.number.isdecimal() else ""
    return f"{objective.number}{dot} {objective.title}" if objective.number else objective.title


def _selects(access: Access) -> tuple[Select[Action], ...]:
    axes = objectives(access).filter(parent__isnull=True)
    return (
        Select(
            "structure",
            _("Structure"),
            _("Toutes les structures"),
            tuple(member_choices(access)),
            lambda rows, chosen: queries.of_organisations(rows, [int(chosen)]),
        ),
        Select(
            "etat",
            _("Où en est-elle"),
            _("Tous les états"),
            tuple((one.value, str(one.label)) for one in ActionState),
            lambda rows, chosen: rows.filter(state=chosen),
            rare=True,
        ),
        Select(
            "axe",
            _("Axe"),
            _("Tous les axes"),
            tuple((str(one.pk), heading(one)) for one in axes),
            lambda rows, chosen: queries.of_axis(rows, int(chosen)),
            rare=True,
        ),
        *_rare_selects(access),
        Select(
            PERIOD,
            _("Période"),
            _("Toute la frise"),
            tuple((months, _("%(n)s mois") % {"n": months}) for months in PERIODS),
            lambda rows, _chosen: rows,
            rare=True,
        ),
    )


def _rare_selects(access: Access) -> Iterator[Select[Action]]:
    yield _rare("theme", _("Thème"), _("Tous les thèmes"), "themes", choices.themes(access))
    yield _rare("public", _("Public"), _("Tous les publics"), "publics", choices.publics(access))
    rows = choices.territories(access)
    yield _rare("commune", _("Commune"), _("Toutes les communes"), "territories", rows)
    contracts = choices.schemes(access)
    path = "counts_for__scheme"
    yield _rare("dispositif", _("Compte pour"), _("Tous les dispositifs"), path, contracts)


def _rare(
    key: str, label: str, everything: str, column: str, rows: QuerySet[Chosen]
) -> Select[Action]:
    """A list that waits behind the others, of records that an action points to."""
    return Select(
        key,
        label,
        everything,
        tuple((str(one.pk), str(one)) for one in rows),
        lambda actions, chosen: actions.filter(**{column: int(chosen)}).distinct(),
        rare=True,
    )


def _chips(access: Access, today: date) -> tuple[Chip[Action], ...]:
    def narrow(rows: QuerySet[Action]) -> QuerySet[Action]:
        waiting = queries.unanswered(Share.objects.filter(until__isnull=True))
        if not access.is_officer:
            waiting = waiting.filter(organisation__in=spoken_for(access))
        return rows.filter(Exists(waiting.filter(action=OuterRef("pk"))))

    late: Chip[Action] = Chip(
        "retard", _("En retard"), lambda rows: queries.late_actions(rows, today)
    )
    pilot = Chip("sans-pilote", _("Sans pilote"), queries.without_pilot)
    slip: Chip[Action] = Chip("glissent", _("Glissent"), queries.slipping)
    if access.is_officer:
        return (slip, late, pilot, Chip("attente", _("Sans réponse"), narrow))
    if not permissions.can_take_part(access):
        return (slip, late, pilot)
    mine: Chip[Action] = Chip(
        "miennes", _("Les miennes"), lambda rows: queries.own_actions(access, rows)
    )
    if spoken_for(access):
        return (mine, Chip("attente", _("À vous répondre"), narrow), slip, late)
    has_own = queries.own_actions(access, queries.actions(access)).exists()
    return (mine, slip, late) if has_own else (slip, late)


def _columns(axis: Axis | None) -> tuple[Column[ActionRow], ...]:
    columns: tuple[Column[ActionRow], ...] = (
        Column(
            "fiche",
            _("Fiche"),
            lambda row: row.title,
            sort=("objective__rank", "order"),
            wide=True,
            measure="sentence",
        ),
        Column("pilote", _("Pilote"), _pilots, cell=_pilot_cell, measure="word"),
        Column(
            "etat",
            _("Où en est-elle"),
            lambda row: row.state_label,
            cell=_state,
            sort=("state",),
            speaks=True,
        ),
        Column(
            "pour",
            _("Pour quand"),
            lambda row: row.ended_on or row.due_on,
            sort=("due_on", "pk"),
            numeric=True,
        ),
    )
    return (*columns, _lane_column(axis)) if axis else columns


def _lane_column(axis: Axis) -> Column[ActionRow]:
    drawing, head = map(get_template, ("plan/parts/lane.html", "plan/parts/lane_head.html"))

    def cell(row: ActionRow) -> str:
        bar = lane(axis, _span(row))
        return drawing.render({"ticks": TICKS, "lane": bar, "quiet": True}) if bar else ""

    return Column(
        "possible",
        _("Possible le"),
        lambda row: row.possible_on if row.slip else None,
        cell=cell,
        measure="sentence",
        quiet=True,
        head=head.render({"axis": axis, "ticks": TICKS, "labelled": True}),
    )


def _span(row: ActionRow) -> Span:
    return Span(
        start=row.start_on,
        due=row.due_on,
        done=row.ended_on,
        possible=row.possible_on if row.slip else None,
        is_begun=row.state == ActionState.RUNNING,
        is_talk=row.state == ActionState.TALK,
        is_dropped=row.state == ActionState.DROPPED,
    )


def _pilots(row: ActionRow) -> str:
    return ", ".join(name for name, _person in row.pilots)


def _pilot_cell(row: ActionRow) -> str:
    if not row.pilots:
        if row.state in {ActionState.TALK, ActionState.DONE, ActionState.DROPPED}:
            return missing(_("sans pilote"))
        return format_html('<span class="m-calls">{}</span>', _("sans pilote"))
    if len(row.pilots) > 1:
        words = _("%(n)s pilotes") % {"n": french.in_words(len(row.pilots))}
        return format_html('<span class="m-calls">{}</span><small>{}</small>', words, _pilots(row))
    return with_note(*row.pilots[0])


def _state(row: ActionRow) -> str:
    late = slip_words(row.slip) or late_words(row.state, row.due_on, row.today)
    words = format_html("{} {}", mark_bare("work", row.state), row.state_label)
    return format_html('{}<small class="m-calls">{}</small>', words, late) if late else words

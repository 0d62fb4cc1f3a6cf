"""The register of projects: what it shows, filters and offers to each reader."""

from dataclasses import replace
from datetime import date
from functools import partial

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core import french
from maillage.core.links import address
from maillage.core.register import Action as Gesture
from maillage.core.register import Chip, Column, Empty, Register, Search, Select
from maillage.core.register.cells import missing, with_note
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest
from maillage.foundation.cooperations.pages.records import places_of
from maillage.trade.plan import permissions
from maillage.trade.plan.actions.queries import choices
from maillage.trade.plan.addresses import page_url
from maillage.trade.plan.choices import ProjectPhase
from maillage.trade.plan.linked_projects import queries, words
from maillage.trade.plan.linked_projects.models import Project
from maillage.trade.plan.linked_projects.rules import is_ripening
from maillage.trade.plan.linked_projects.stages import stages_of

projects_place = places_of(page_url, lazy("Projets et porteurs"), "linked_projects", "project")


def project_register(request: CooperationRequest, today: date) -> Register[Project, Project]:
    """The register of projects, as this reader may use it; the exchanges are the team's."""
    access = request.access
    gestures = _gestures(request)
    chips = [Chip("ouverts", _("ouverts"), queries.open_projects, starts_on=True)]
    if permissions.can_follow_projects(access):
        chips += [silent_chip(today), Chip("sans-suite", _("sans suite"), queries.without_next)]
    return Register(
        caption=_("Projets et porteurs"),
        noun=(_("projet"), _("projets")),
        filename="projets",
        columns=_columns(access, today),
        read=lambda rows: list(queries.with_ties(access, rows)),
        order="echange" if permissions.can_follow_projects(access) else "projet",
        row_url=lambda row: page_url(request, "project", row.pk),
        search=project_search(),
        selects=_selects(access),
        chips=tuple(chips),
        actions=gestures,
        empty=Empty(
            _("Aucun projet pour l’instant"),
            _("Qui porte un projet près d’ici ? Son nom et le sien suffisent."),
            gestures,
        ),
    )


def project_search() -> Search[Project]:
    """The box that looks for a project."""
    return Search.through(_("Chercher un projet"), _("Projet, porteur"), "folded", "holder__folded")


def silent_chip(today: date) -> Chip[Project]:
    """Those whose holder is to be called again."""
    return Chip(
        "a-rappeler",
        _("porteur à rappeler"),
        lambda rows: queries.silent_projects(rows, today),
    )


def _gestures(request: CooperationRequest) -> tuple[Gesture, ...]:
    access = request.access
    if not permissions.can_edit_projects(access):
        return ()
    add = Gesture(_("Ajouter un projet"), page_url(request, "project_add"), "plus", main=True)
    if not access.is_officer:
        return (add,)
    table = address("exchange:import_wizard", access.cooperation.slug)
    return (add, Gesture(_("Importer des projets"), f"{table}?tableau=projets", "upload"))


def _selects(access: Access) -> tuple[Select[Project], ...]:
    phases = tuple((one.value, str(one.label)) for one in ProjectPhase)
    themes = tuple((str(one.pk), one.label) for one in choices.themes(access))
    by_phase: Select[Project] = Select(
        "phase",
        _("Où il en est"),
        _("Tous les stades"),
        phases,
        lambda rows, phase: rows.filter(phase=phase),
    )
    by_theme: Select[Project] = Select(
        "theme",
        _("Thème"),
        _("Tous les thèmes"),
        themes,
        lambda rows, theme: rows.filter(theme=int(theme)),
    )
    return (by_phase, by_theme) if themes else (by_phase,)


def name_columns() -> tuple[Column[Project], Column[Project]]:
    """A project, and who carries it."""
    return (
        Column("projet", _("Projet"), str, sort=("folded", "pk"), wide=True, measure="name"),
        Column(
            "porteur",
            _("Porteur"),
            lambda row: row.holder_words,
            sort=("holder__folded", "holder_name", "folded", "pk"),
        ),
    )


def _columns(access: Access, today: date) -> tuple[Column[Project], ...]:
    name, holder = name_columns()
    last, after = follow_columns(today)
    last = replace(last, sort=("call_rank", *last.sort))
    return (
        replace(name, cell=_name_and_ties),
        holder,
        Column(
            "stade",
            _("Où il en est"),
            lambda row: _("abandonné") if row.ended_on else str(row.get_phase_display()),
            cell=_phase,
            sort=("phase", "folded", "pk"),
        ),
        *(replace(one, cell=lambda _row: "") for one in stage_columns(access)),
        Column("ou", _("Thème, communes"), words.place_words, wide=True, measure="word"),
        *((last, after) if permissions.can_follow_projects(access) else ()),
        Column("liens", _("Liens"), _ties, cell=lambda _row: "", wide=True, measure="word"),
    )


def _name_and_ties(row: Project) -> str:
    """Its title, with what it is tied to under it."""
    ties = _ties(row)
    return with_note(row.title, _("avec %(ties)s") % {"ties": ties} if ties else "")


def follow_columns(today: date) -> tuple[Column[Project], Column[Project]]:
    """What was exchanged last, and what comes next: what the team follows."""
    return (
        Column(
            "echange",
            _("Dernier échange"),
            queries.last_of,
            cell=partial(_last, today),
            sort=("last_on", "folded", "pk"),
            wide=True,
            measure="word",
        ),
        Column(
            "suite",
            _("Prochain pas"),
            lambda row: ", ".join(filter(None, (row.next_step, words.next_words(row, today)))),
            cell=partial(_next, today),
            sort=("next_on", "folded", "pk"),
            wide=True,
            measure="sentence",
        ),
    )


def stage_columns(access: Access) -> tuple[Column[Project], ...]:
    """The last stage of its file, with its day; no column where the profile follows no file."""
    if not stages_of(access.cooperation.profile):
        return ()
    stage: Column[Project] = Column(
        "dossier",
        _("Dossier"),
        lambda row: ", ".join(filter(None, _stage(row))),
        cell=lambda row: with_note(*_stage(row)),
        wide=True,
        measure="word",
    )
    return (stage,)


def _stage(row: Project) -> tuple[str, str]:
    stage, on = queries.last_stage(row)
    return stage, french.long_date(on) if on else ""


def _phase(row: Project) -> str:
    """Its phase, with the last stage of its file: its day alone where it has the same word."""
    if row.ended_on:
        return _("abandonné")
    phase, (stage, day) = str(row.get_phase_display()), _stage(row)
    return with_note(phase, ", ".join(filter(None, ("" if stage == phase else stage, day))))


def _last(today: date, row: Project) -> str:
    last, silence = queries.last_of(row), words.silence_words(row, today)
    if last is None:
        return missing(silence or _("aucun"))
    return with_note(french.long_date(last), silence or words.means_words(row))


def _next(today: date, row: Project) -> str:
    if row.next_step:
        note = words.next_words(row, today)
        if row.next_on and row.next_on < today and row.is_open:
            note = format_html('<span class="m-calls">{}</span>', note)
        return with_note(row.next_step, note)
    return missing(_("à dire")) if is_ripening(row) else ""


def _ties(row: Project) -> str:
    """The actions that it is tied to, then its scheme."""
    names = [str(one) for one in row.actions.all()]
    return ", ".join([*names, str(row.scheme)] if row.scheme else names)

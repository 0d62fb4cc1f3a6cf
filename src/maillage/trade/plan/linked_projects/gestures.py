"""The forms that write a project, an exchange, its end, the action that it becomes."""

from collections.abc import Callable
from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.shell import PageLink
from maillage.core.stale import version_read
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, add_page, drop_page, edit_page
from maillage.foundation.cooperations.pages.records import one_of
from maillage.trade.plan import permissions
from maillage.trade.plan.actions.models import Action
from maillage.trade.plan.actions.queries.choices import numbers_of_plan
from maillage.trade.plan.actions.rules import free_number
from maillage.trade.plan.addresses import page_url
from maillage.trade.plan.linked_projects import queries, services, words
from maillage.trade.plan.linked_projects.forms import (
    BecomeForm,
    EndForm,
    ExchangeForm,
    ProjectBlockerEndForm,
    ProjectBlockerForm,
    ProjectEditForm,
    ProjectForm,
    StageForm,
)
from maillage.trade.plan.linked_projects.models import Project, ProjectBlocker, ProjectStage
from maillage.trade.plan.linked_projects.register import projects_place
from maillage.trade.plan.linked_projects.stages import stages_of

_project = one_of(queries.projects)


@cooperation_page(can=permissions.can_edit_projects)
def project_add(request: CooperationRequest) -> HttpResponse:
    """The form of a project."""
    access = request.access
    return add_page(
        request,
        form=lambda sent: ProjectForm(
            sent, instance=Project(cooperation=access.cooperation), access=access
        ),
        save=lambda form: services.add_project(
            access=access, project=form.project(), ties=form.ties
        ),
        page=FormPage(
            _("Ajouter un projet"),
            projects_place(request),
            _("Le sien, pas le vôtre : ce que quelqu’un porte près de votre coopération."),
        ),
        done=lambda one: _("« %(name)s » est dans la liste.") % {"name": one},
        to=lambda one: page_url(request, "project", one.pk),
    )


@cooperation_page(can=permissions.can_edit_projects)
def project_edit(request: CooperationRequest, project: int) -> HttpResponse:
    """The form that corrects a project; who writes second sees both texts."""
    access = request.access
    return edit_page(
        request,
        partial(_project, request, project),
        form=lambda one, sent: ProjectEditForm(sent, instance=one, access=access),
        save=lambda _one, form, read: services.edit_project(
            access=access, project=form.save(commit=False), read=read, ties=form.ties
        ),
        page=lambda one: FormPage(_("Corriger ce projet"), projects_place(request, one)),
        done=lambda one: _("« %(name)s » est à jour.") % {"name": one},
    )


@cooperation_page(can=permissions.can_edit_projects)
def exchange_add(request: CooperationRequest, project: int) -> HttpResponse:
    """The form of what was exchanged with the holder, and of what comes next."""
    access = request.access
    return edit_page(
        request,
        partial(_project, request, project),
        form=lambda one, sent: ExchangeForm(sent, project=one, access=access),
        save=lambda _one, form, read: services.note_exchange(
            access=access, exchange=form.save(commit=False), read=read, after=form.after()
        ),
        page=lambda one: FormPage(
            _("Noter un échange"),
            projects_place(request, one),
            _("Avec %(name)s. Ce qui est noté ne se réécrit plus ; le prochain pas se remplace.")
            % {"name": french.with_article(one.holder_words)},
        ),
        done=_("L’échange est noté."),
    )


@cooperation_page(can=permissions.can_edit_projects)
def project_end(request: CooperationRequest, project: int) -> HttpResponse:
    """The form that says that its holder gave a project up."""
    return edit_page(
        request,
        partial(_project, request, project),
        form=lambda one, sent: EndForm(sent, instance=one),
        save=lambda _one, form, read: services.end_project(
            access=request.access, project=form.save(commit=False), read=read
        ),
        page=lambda one: FormPage(
            _("Le dire abandonné"),
            projects_place(request, one),
            _("« %(name)s » reste dans la liste, avec ses échanges ; un échange peut le rouvrir.")
            % {"name": french.inner_quotes(one.title)},
            ends=True,
        ),
        done=_("L’abandon est noté."),
        closed=partial(_for_last_version, request, _ended),
    )


@cooperation_page(can=permissions.can_edit_plan)
def project_become(request: CooperationRequest, project: int) -> HttpResponse:
    """The form that makes an action of ours of a project."""
    access = request.access

    def save(one: Project, form: BecomeForm, read: int) -> Action:
        action = form.action()
        action.number = free_number(numbers_of_plan(access))
        action.visibility = Visibility.TEAM
        why = form.cleaned_data.get("why", "")
        return services.become_action(access=access, project=one, read=read, action=action, why=why)

    return edit_page(
        request,
        partial(_project, request, project),
        form=lambda one, sent: BecomeForm(sent, project=one, access=access),
        save=save,
        page=lambda one: FormPage(
            _("En faire une action"),
            projects_place(request, one),
            _become_words(one),
            submit=_("Inscrire au plan"),
        ),
        done=lambda action: _("« %(title)s » est dans le plan.") % {"title": action},
        to=lambda action: page_url(request, "action", action.pk),
        closed=partial(_for_last_version, request, _became),
    )


@cooperation_page(can=permissions.can_edit_projects)
def project_blocker_add(request: CooperationRequest, project: int) -> HttpResponse:
    """The form that says what blocks a project, and who can lift it."""
    access, one = request.access, _project(request, project)
    return add_page(
        request,
        form=lambda sent: ProjectBlockerForm(
            sent,
            instance=ProjectBlocker(project=one, since=timezone.localdate()),
            access=access,
        ),
        save=lambda form: services.save_blocker(access=access, blocker=form.save(commit=False)),
        page=FormPage(_("Dire ce qui le bloque"), projects_place(request, one), str(one)),
        done=_("Le blocage est noté."),
    )


@cooperation_page(can=permissions.can_edit_projects)
def project_blocker_lift(request: CooperationRequest, project_blocker: int) -> HttpResponse:
    """The form that says that a block is lifted, or when it will be."""
    access = request.access
    return edit_page(
        request,
        lambda: get_object_or_404(queries.open_blockers(access), pk=project_blocker),
        form=lambda one, sent: ProjectBlockerEndForm(sent, instance=one),
        save=lambda _one, form, read: services.save_blocker(
            access=access, blocker=form.save(commit=False), read=read
        ),
        page=lambda one: FormPage(
            _("Dire si c’est levé"), projects_place(request, one.project), str(one)
        ),
        done=_("Le blocage est à jour."),
    )


@cooperation_page(can=permissions.can_edit_projects)
def project_stage_add(request: CooperationRequest, project: int) -> HttpResponse:
    """The form that dates a stage of the file of a project."""
    access, one = request.access, _project(request, project)
    is_empty = not stages_of(access.cooperation.profile)
    exchange = PageLink(_("Noter un échange"), page_url(request, "exchange_add", one.pk))
    blank = ProjectStage(project=one, on=timezone.localdate())
    return add_page(
        request,
        form=lambda sent: StageForm(sent, instance=blank, access=access),
        save=lambda form: services.note_stage(access=access, stage=form.save(commit=False)),
        page=FormPage(
            _("Noter une étape du dossier"),
            projects_place(request, one),
            _("Ici, aucun dossier ne se suit par étapes.") if is_empty else str(one),
            before=exchange if is_empty else None,
            is_empty=is_empty,
        ),
        done=lambda stage: _("« %(stage)s » est noté.") % {"stage": stage},
        refused={services.StageOrderError: "on"},
    )


@cooperation_page(can=permissions.can_edit_projects)
def project_stage_remove(request: CooperationRequest, project_stage: int) -> HttpResponse:
    """The page that takes away a stage noted by mistake."""
    one = get_object_or_404(queries.stages(request.access), pk=project_stage)
    return drop_page(
        request,
        drop=lambda: services.drop_stage(access=request.access, stage=one),
        page=FormPage(
            _("Retirer cette étape"),
            projects_place(request, one.project),
            _("« %(stage)s », %(note)s : notée par erreur ? Les autres étapes restent.")
            % {"stage": one, "note": words.stage_note(one)},
        ),
        done=_("L’étape est retirée."),
    )


def _become_words(one: Project) -> str:
    """What the action takes of the project, whose part is to be proposed, what lacks."""
    parts = [_("L’action prend sa phrase, son début, ses communes, son thème et son dispositif.")]
    if one.holder is not None:
        to = french.to_body(one.holder_words)
        parts.append(_("La part de pilote restera à proposer %(to)s.") % {"to": to})
    return " ".join([*parts, *filter(None, (words.lack_words(one),))])


def _for_last_version(
    request: CooperationRequest, why: Callable[[Project], str], one: Project
) -> str:
    """Why it is closed to whoever read its last version; the others are to see both texts."""
    return why(one) if version_read(request, one) == one.version else ""


def _ended(one: Project) -> str:
    """Why nothing more is given up; empty while it is open."""
    return _("Ce projet est déjà abandonné.") if one.ended_on else ""


def _became(one: Project) -> str:
    """Why it becomes no action; empty while it may."""
    if one.became_id:
        return _("Ce projet est déjà devenu une action du plan.")
    if one.ended_on:
        return _("Ce projet est abandonné : notez d’abord un échange qui le rouvre.")
    return ""

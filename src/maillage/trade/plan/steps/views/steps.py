"""A step is written, dated by those who do it, removed."""

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, add_page, drop_page, edit_page
from maillage.trade.plan import permissions
from maillage.trade.plan.actions.views.actions import get_action
from maillage.trade.plan.actions.views.register import action_form, action_place
from maillage.trade.plan.steps import queries, services
from maillage.trade.plan.steps.forms import ActionProgressForm, ActionStepForm, StepDayForm
from maillage.trade.plan.steps.models import ActionStep


@cooperation_page(can=permissions.can_coordinate)
def step_add(request: CooperationRequest, action: int) -> HttpResponse:
    """The form of one more step."""
    access, record = request.access, get_action(request, action)
    return add_page(
        request,
        form=lambda sent: ActionStepForm(sent, instance=ActionStep(action=record), access=access),
        save=lambda form: services.add_step(access=access, step=form.save(commit=False)),
        page=replace(
            action_form(request, record, _("Ajouter une étape")),
            again=_("Enregistrer, puis une autre"),
        ),
        done=lambda step: _("L’étape « %(title)s » est ajoutée.") % {"title": step},
    )


@cooperation_page(can=permissions.can_coordinate)
def step_edit(request: CooperationRequest, step: int) -> HttpResponse:
    """The form of a step; who saves second sees both texts."""
    access = request.access
    return edit_page(
        request,
        lambda: get_object_or_404(queries.editable_steps(access), pk=step),
        form=lambda record, sent: ActionStepForm(sent, instance=record, access=access),
        save=lambda _record, form, read: services.edit_step(
            access=access, step=form.save(commit=False), read=read
        ),
        page=lambda record: action_form(
            request, record.action, _("Modifier l’étape « %(title)s »") % {"title": record}
        ),
        done=_("L’étape est à jour."),
    )


@cooperation_page(can=permissions.can_coordinate)
def action_progress(request: CooperationRequest, action: int) -> HttpResponse:
    """The form that says where an action stands, what is new, and what ends with it."""
    return edit_page(
        request,
        lambda: get_action(request, action),
        form=lambda record, sent: ActionProgressForm(sent, action=record),
        save=lambda record, form, read: services.record_progress(
            access=request.access,
            action=record,
            read=read,
            note=form.note(),
            closes_steps=form.closes_steps,
        ),
        page=lambda record: action_form(
            request, record, _("Dire où elle en est"), str(record), is_gathered=True
        ),
        done=_("La nouvelle est notée."),
    )


@cooperation_page(can=permissions.can_take_part)
def step_date(request: CooperationRequest, step: int) -> HttpResponse:
    """The form of those who do a step: when it will end, or since when it is done."""
    access = request.access
    return edit_page(
        request,
        lambda: get_object_or_404(queries.datable_steps(access), pk=step),
        form=lambda record, sent: StepDayForm(sent, instance=record),
        save=lambda _record, form, read: services.date_step(
            author=access.user,
            step=form.save(commit=False),
            read=read,
            words=form.cleaned_data["words"],
            informant=form.informant,
        ),
        page=lambda record: action_form(
            request, record.action, _("Dire quand « %(title)s » finira") % {"title": record}
        ),
        done=_("La date est notée."),
    )


@cooperation_page(can=permissions.can_coordinate)
def step_remove(request: CooperationRequest, step: int) -> HttpResponse:
    """The page that removes a step, and what waited for it."""
    access = request.access
    record = get_object_or_404(queries.editable_steps(access), pk=step)
    return drop_page(
        request,
        drop=lambda: services.remove_step(access=access, step=record),
        page=FormPage(
            _("Retirer l’étape « %(title)s »") % {"title": record},
            action_place(request, record.action),
            _("Ce qui l’attendait ne l’attendra plus."),
        ),
        done=_("L’étape est retirée."),
    )

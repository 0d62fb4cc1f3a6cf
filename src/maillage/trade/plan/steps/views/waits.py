"""What an action waits for is tied and untied; what blocks it is noted and lifted."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, add_page, drop_page, edit_page
from maillage.trade.plan import permissions
from maillage.trade.plan.actions.queries.actions import actions, editable_actions
from maillage.trade.plan.actions.views.actions import get_action
from maillage.trade.plan.actions.views.register import action_form, action_place
from maillage.trade.plan.steps import queries, services
from maillage.trade.plan.steps.forms import BlockerEndForm, BlockerForm, DependencyForm
from maillage.trade.plan.steps.models import ActionBlocker
from maillage.trade.plan.steps.rules import CircleError, SameDependencyError
from maillage.trade.plan.steps.words import awaited_words


@cooperation_page(can=permissions.can_coordinate)
def dependency_add(request: CooperationRequest, action: int) -> HttpResponse:
    """The form that says what an action, or a step of it, waits for."""
    access, record = request.access, get_action(request, action)
    return add_page(
        request,
        form=lambda sent: DependencyForm(
            sent,
            action=record,
            actions=list(actions(access)),
            steps=queries.steps(access).order_by("action", "place"),
        ),
        save=lambda form: services.add_dependency(access=access, dependency=form.dependency()),
        page=action_form(request, record, _("Dire ce qu’elle attend")),
        done=_("L’attente est notée ; les dates possibles suivent."),
        refused={CircleError: "before", SameDependencyError: "before"},
    )


@cooperation_page(can=permissions.can_coordinate)
def dependency_remove(request: CooperationRequest, dependency: int) -> HttpResponse:
    """The page that unties what an action waited for."""
    access = request.access
    rows = queries.dependencies(access).filter(after_action__in=editable_actions(access))
    record = get_object_or_404(rows, pk=dependency)
    return drop_page(
        request,
        drop=lambda: services.drop_dependency(access=access, dependency=record),
        page=FormPage(
            _("Retirer l’attente"),
            action_place(request, record.after_action),
            _("« %(after)s » n’attendra plus : %(before)s.")
            % {
                "after": record.after_step or record.after_action,
                "before": awaited_words(record),
            },
        ),
        done=_("L’attente est retirée."),
    )


@cooperation_page(can=permissions.can_coordinate)
def blocker_add(request: CooperationRequest, action: int) -> HttpResponse:
    """The form that says what blocks an action, and who can lift it."""
    access, record = request.access, get_action(request, action)
    return add_page(
        request,
        form=lambda sent: BlockerForm(
            sent,
            instance=ActionBlocker(action=record, since=timezone.localdate()),
            access=access,
        ),
        save=lambda form: services.note_blocker(access=access, blocker=form.save(commit=False)),
        page=action_form(request, record, _("Dire ce qui la bloque")),
        done=_("Le blocage est noté."),
    )


@cooperation_page(can=permissions.can_coordinate)
def blocker_lift(request: CooperationRequest, blocker: int) -> HttpResponse:
    """The form that says that a block is lifted, or when it will be."""
    access = request.access
    return edit_page(
        request,
        lambda: get_object_or_404(
            queries.blockers(access).filter(
                lifted_on__isnull=True, action__in=editable_actions(access)
            ),
            pk=blocker,
        ),
        form=lambda record, sent: BlockerEndForm(sent, instance=record),
        save=lambda _record, form, read: services.lift_blocker(
            access=access, blocker=form.save(commit=False), read=read
        ),
        page=lambda record: action_form(
            request, record.action, _("Dire si c’est levé"), str(record)
        ),
        done=_("Le blocage est à jour."),
    )

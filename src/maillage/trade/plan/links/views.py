"""An action is tied to a decision, or to another action; untied."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, add_page, drop_page
from maillage.trade.plan import permissions
from maillage.trade.plan.actions.models import Action
from maillage.trade.plan.actions.views.actions import get_action
from maillage.trade.plan.actions.views.register import action_place
from maillage.trade.plan.links import queries, services
from maillage.trade.plan.links.forms import ActionDecisionForm, ActionLinkForm
from maillage.trade.plan.links.models import ActionDecision, ActionLink
from maillage.trade.plan.links.services import SameLinkError


@cooperation_page(can=permissions.can_coordinate)
def action_link_add(request: CooperationRequest, action: int) -> HttpResponse:
    """The form that ties an action to another."""
    access, record = request.access, get_action(request, action)
    return add_page(
        request,
        form=lambda sent: ActionLinkForm(
            sent,
            instance=ActionLink(one=record),
            access=access,
            initial={"other": request.GET.get("autre", "")},
        ),
        save=lambda form: services.add_link(access=access, link=form.save(commit=False)),
        page=FormPage(
            _("Relier à une autre fiche"),
            action_place(request, record),
            _("Ce lien ne change aucune date : pour cela, dites ce que la fiche attend."),
        ),
        done=_("Les deux fiches sont reliées."),
        refused={SameLinkError: "other"},
    )


@cooperation_page(can=permissions.can_coordinate)
def action_link_remove(request: CooperationRequest, action_link: int) -> HttpResponse:
    """The page that unties two actions."""
    row = get_object_or_404(queries.editable_links(request.access), pk=action_link)
    mine = (
        row.one
        if permissions.can_edit_action(request.access, row.one.coordinator_id)
        else row.other
    )
    other = row.other if mine == row.one else row.one
    words = _("« %(title)s » ne sera plus reliée à cette fiche.") % {"title": other}
    return _untie(request, row, mine, _("Retirer le lien"), words)


@cooperation_page(can=permissions.can_coordinate)
def action_decision_add(request: CooperationRequest, action: int) -> HttpResponse:
    """The form that says on which decision an action depends."""
    access, record = request.access, get_action(request, action)
    return add_page(
        request,
        form=lambda sent: ActionDecisionForm(
            sent, instance=ActionDecision(action=record), access=access
        ),
        save=lambda form: services.depend_on(access=access, row=form.save(commit=False)),
        page=FormPage(_("Dire de quelle décision elle dépend"), action_place(request, record)),
        done=_("C’est noté ; la décision montre cette fiche."),
        refused={SameLinkError: "decision"},
    )


@cooperation_page(can=permissions.can_coordinate)
def action_decision_remove(request: CooperationRequest, action_decision: int) -> HttpResponse:
    """The page that unties an action from a decision."""
    row = get_object_or_404(queries.editable_decisions(request.access), pk=action_decision)
    words = _("La fiche ne dépendra plus de « %(title)s ».") % {"title": row}
    return _untie(request, row, row.action, _("Retirer la décision"), words)


def _untie(
    request: CooperationRequest,
    row: ActionLink | ActionDecision,
    action: Action,
    title: str,
    words: str,
) -> HttpResponse:
    return drop_page(
        request,
        drop=lambda: services.untie(access=request.access, row=row),
        page=FormPage(title, action_place(request, action), words),
        done=_("Le lien est retiré."),
    )

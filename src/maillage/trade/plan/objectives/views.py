"""An axis or an objective is written, changed, given up."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core.shell import PageLink
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, add_page, drop_page, edit_page
from maillage.foundation.cooperations.pages.records import one_of
from maillage.trade.plan import permissions
from maillage.trade.plan.addresses import page_url, plan_place
from maillage.trade.plan.objectives import queries, services
from maillage.trade.plan.objectives.forms import ObjectiveForm
from maillage.trade.plan.objectives.models import Objective
from maillage.trade.plan.objectives.rules import MisplacedObjectiveError, SameNumberError

REFUSED = {SameNumberError: "number", MisplacedObjectiveError: "parent"}
_objective = one_of(queries.objectives)


@cooperation_page(can=permissions.can_edit_plan)
def objective_add(request: CooperationRequest) -> HttpResponse:
    """The form of an axis or of an objective."""
    access = request.access
    return add_page(
        request,
        form=lambda sent: ObjectiveForm(
            sent, instance=Objective(cooperation=access.cooperation), access=access
        ),
        save=lambda form: services.add_objective(access=access, objective=form.save(commit=False)),
        page=FormPage(
            _("Ajouter un axe ou un objectif"),
            plan_place(request),
            again=_("Enregistrer, puis un autre"),
        ),
        done=lambda objective: _("« %(title)s » est ajouté.") % {"title": objective},
        refused=REFUSED,
    )


@cooperation_page(can=permissions.can_edit_plan)
def objective_edit(request: CooperationRequest, objective: int) -> HttpResponse:
    """The form of an objective; who saves second sees both texts."""
    access = request.access
    return edit_page(
        request,
        lambda: _objective(request, objective),
        form=lambda record, sent: ObjectiveForm(sent, instance=record, access=access),
        save=lambda _record, form, read: services.edit_objective(
            access=access, objective=form.save(commit=False), read=read
        ),
        page=lambda record: FormPage(
            _("Modifier « %(title)s »") % {"title": record.title},
            plan_place(request),
            before=PageLink(
                _("Retirer cet objectif"), page_url(request, "objective_end", record.pk)
            ),
        ),
        done=_("L’objectif est à jour."),
        refused=REFUSED,
    )


@cooperation_page(can=permissions.can_edit_plan)
def objective_end(request: CooperationRequest, objective: int) -> HttpResponse:
    """The page that removes an empty objective, or gives up one that holds actions."""
    record = _objective(request, objective)
    return drop_page(
        request,
        drop=lambda: services.end_objective(
            access=request.access, objective=record, on=timezone.localdate()
        ),
        page=FormPage(
            _("Retirer « %(title)s »") % {"title": record.title},
            plan_place(request),
            _("Vide, il disparaît ; sinon il est dit abandonné et ses fiches restent."),
        ),
        done=_("L’objectif est retiré."),
    )

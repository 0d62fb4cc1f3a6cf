"""Whoever waits says that they have seen it."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, add_page
from maillage.trade.plan import permissions
from maillage.trade.plan.actions.views.register import action_place
from maillage.trade.plan.slips.forms import SeenForm
from maillage.trade.plan.slips.queries import slips_to_see
from maillage.trade.plan.slips.words import slip_sentence
from maillage.trade.plan.steps import services
from maillage.trade.plan.steps.models import Dependency


@cooperation_page(can=permissions.can_take_part)
def slip_see(request: CooperationRequest, slip: int) -> HttpResponse:
    """The form that says that a slip is seen; one that has gone, or grown small, is not there."""
    access = request.access
    rows = slips_to_see(access, timezone.localdate())
    one = next((row for row in rows if row.dependency == slip), None)
    if one is None:
        raise Http404
    return add_page(
        request,
        form=SeenForm,
        save=lambda form: services.acknowledge(
            access=access,
            dependency=Dependency.objects.get(pk=one.dependency),
            days=one.days,
            organisation=one.after.structure.pk,
            note=form.cleaned_data["note"],
        ),
        page=FormPage(
            _("Dire que ce glissement est vu"),
            action_place(request, one.after.action),
            slip_sentence(one),
            submit=_("C’est vu"),
        ),
        done=_("C’est noté : si l’attente grandit d’une semaine, elle reviendra."),
    )

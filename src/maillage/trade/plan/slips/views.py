"""Whoever waits says that they have seen it."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core.shell import PageLink
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, add_page
from maillage.ground.directory.records.queries.organisations import spoken_for
from maillage.trade.plan import permissions
from maillage.trade.plan.actions.queries.actions import editable_shares
from maillage.trade.plan.actions.views.register import action_place
from maillage.trade.plan.actions.words import readers_words
from maillage.trade.plan.addresses import page_url
from maillage.trade.plan.slips.forms import SeenForm
from maillage.trade.plan.slips.queries import Slip, slips, slips_to_see
from maillage.trade.plan.slips.words import slip_sentence, waiting_name
from maillage.trade.plan.steps import services
from maillage.trade.plan.steps.models import Dependency


@cooperation_page(can=permissions.can_take_part)
def slip_see(request: CooperationRequest, slip: int) -> HttpResponse:
    """The form that says that a slip is seen; one that has gone, or grown small, is not there."""
    access = request.access
    rows = slips_to_see(access, slips(access, timezone.localdate()))
    one = next((row for row in rows if row.dependency == slip), None)
    if one is None:
        raise Http404
    structure = one.after.structure
    is_own = structure.pk in spoken_for(access)
    return add_page(
        request,
        form=SeenForm,
        save=lambda form: services.acknowledge(
            access=access,
            dependency=Dependency.objects.get(pk=one.dependency),
            days=one.days,
            organisation=structure.pk if is_own else None,
            note=form.cleaned_data["note"],
        ),
        page=FormPage(
            _("Dire que ce glissement est vu")
            if is_own
            else _("Prévenir %(who)s") % {"who": waiting_name(one)},
            action_place(request, one.after.action),
            slip_sentence(one),
            before=None if is_own else _ask_link(request, one),
            submit=_("C’est vu") if is_own else _("Noter que c’est fait"),
            readers=readers_words(one.before.action, one.after.action),
        ),
        done=_("C’est noté : si l’attente grandit d’une semaine, elle reviendra."),
    )


def _ask_link(request: CooperationRequest, one: Slip) -> PageLink | None:
    """Where its part is put by link to who waits: they read there the day of what they do."""
    parts = editable_shares(request.access).filter(
        action=one.after.action.pk, organisation=one.after.structure.pk, until__isnull=True
    )
    part = parts.order_by("pk").first()
    if part is None:
        return None
    return PageLink(_("Lui envoyer le lien de sa part"), page_url(request, "share_ask", part.pk))

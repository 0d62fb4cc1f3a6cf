"""The forms that freeze a version, and tie it to the decision that it serves."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.shell import PageLink
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, add_page, edit_page
from maillage.trade.funding import permissions
from maillage.trade.funding.addresses import page_url
from maillage.trade.funding.maquette import services
from maillage.trade.funding.maquette.forms import VersionForm
from maillage.trade.funding.maquette.frozen import versions
from maillage.trade.funding.maquette.models import MaquetteVersion
from maillage.trade.funding.maquette.views import maquette_place


@cooperation_page(can=permissions.can_edit_funding)
def freeze(request: CooperationRequest) -> HttpResponse:
    """The form that freezes the operations as they are today."""
    access, today = request.access, timezone.localdate()
    return add_page(
        request,
        form=lambda sent: VersionForm(
            sent, instance=MaquetteVersion(cooperation=access.cooperation), access=access
        ),
        save=lambda form: services.freeze(access=access, version=form.save(commit=False), on=today),
        page=FormPage(
            _("Figer une version"),
            maquette_place(request),
            _("Les sommes et les mots d’aujourd’hui sont copiés ; les plans, eux, continuent."),
            submit=_("Figer"),
        ),
        done=lambda one: _("« %(name)s » est figée.") % {"name": french.inner_quotes(str(one))},
        to=lambda one: page_url(request, "maquette_version", one.pk),
    )


@cooperation_page(can=permissions.can_edit_funding)
def version_edit(request: CooperationRequest, maquette_version: int) -> HttpResponse:
    """The form that names a version and says its decision; closed once it has one."""
    access = request.access

    def place(one: MaquetteVersion) -> tuple[PageLink, ...]:
        url = page_url(request, "maquette_version", one.pk)
        return (*maquette_place(request), PageLink(str(one), url))

    return edit_page(
        request,
        partial(get_object_or_404, versions(access), pk=maquette_version),
        form=lambda one, sent: VersionForm(sent, instance=one, access=access),
        save=lambda _one, form, read: services.edit_version(
            access=access, version=form.save(commit=False), read=read
        ),
        page=lambda one: FormPage(_("Nommer la version, dire sa décision"), place(one), str(one)),
        done=_("La version est à jour."),
    )

"""Correcting the card of a structure, its name, and saying that it ended."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from maillage.core.said import say
from maillage.core.stale import version_read
from maillage.core.versions import StaleVersionError
from maillage.foundation.cooperations.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages import FormPage, both_texts, form_page
from maillage.ground.directory import permissions
from maillage.ground.directory.forms.organisations import EndForm, OrganisationForm, RenameForm
from maillage.ground.directory.models import Organisation
from maillage.ground.directory.queries.cards import reach_as_typed
from maillage.ground.directory.queries.organisations import spoken_for
from maillage.ground.directory.services.mergers import end_organisation
from maillage.ground.directory.services.organisations import (
    edit_organisation,
    rename_organisation,
)
from maillage.ground.directory.views.addresses import organisation_place, organisation_url
from maillage.ground.directory.views.organisations import visible_organisation


def editable_organisation(request: CooperationRequest, organisation: int) -> Organisation:
    """The structure, when this reader may correct its card; 404 or 403 otherwise."""
    found = visible_organisation(request, organisation)
    spoken = spoken_for(request.access)
    if not permissions.can_edit_organisation(request.access, found.pk, spoken):
        raise PermissionDenied
    return found


@cooperation_page(can=permissions.can_keep_cards)
def organisation_edit(request: CooperationRequest, organisation: int) -> HttpResponse:
    """The form of the card; who writes second sees both texts."""
    found = editable_organisation(request, organisation)
    back, read = organisation_url(request, found), version_read(request, found)
    form = OrganisationForm(request.POST or None, instance=found, initial=reach_as_typed(found))
    if request.method == "POST" and form.is_valid():
        try:
            edit_organisation(
                author=request.user,
                organisation=form.save(commit=False),
                read=read,
                reach=form.reach,
            )
        except StaleVersionError as stale:
            kept = visible_organisation(request, organisation)
            saved = OrganisationForm(instance=kept, initial=reach_as_typed(kept))
            return both_texts(request, (form, saved), stale, back)
        say(request, _("Fiche de %(name)s enregistrée.") % {"name": found})
        return redirect(back)
    page = FormPage(
        _("Corriger la fiche"), organisation_place(request, found), back_to=back, version=read
    )
    return form_page(request, form, page)


@cooperation_page(can=permissions.can_keep_directory)
def organisation_rename(request: CooperationRequest, organisation: int) -> HttpResponse:
    """The form by which a structure takes another name; the former one stays, with its end."""
    found = visible_organisation(request, organisation)
    back, read = organisation_url(request, found), version_read(request, found)
    form = RenameForm(request.POST or None, former=found.name)
    if request.method == "POST" and form.is_valid():
        try:
            rename_organisation(
                author=request.user, organisation=found, read=read, **form.cleaned_data
            )
        except StaleVersionError as stale:
            saved = RenameForm(former="", saved=str(stale.current))
            return both_texts(request, (form, saved), stale, back)
        say(request, _("La structure s’appelle maintenant %(name)s.") % {"name": found})
        return redirect(back)
    page = FormPage(
        _("Changer le nom"),
        organisation_place(request, found),
        _("« %(name)s » restera sur la fiche, avec le jour où ce nom a cessé.") % {"name": found},
        back_to=back,
        version=read,
    )
    return form_page(request, form, page)


@cooperation_page(can=permissions.can_keep_directory)
def organisation_end(request: CooperationRequest, organisation: int) -> HttpResponse:
    """The form by which a structure ends, with the one that succeeds it."""
    found = visible_organisation(request, organisation)
    back, read = organisation_url(request, found), version_read(request, found)
    form = EndForm(request.POST or None, organisation=found)
    if request.method == "POST" and form.is_valid():
        try:
            end_organisation(
                author=request.user, organisation=found, read=read, **form.cleaned_data
            )
        except StaleVersionError as stale:
            saved = EndForm(organisation=found, initial=_end_as_saved(stale))
            return both_texts(request, (form, saved), stale, back)
        say(request, _("La fin de %(name)s est enregistrée.") % {"name": found})
        return redirect(back)
    page = FormPage(
        _("Fusion ou dissolution"),
        organisation_place(request, found),
        _("Ses mandats s’arrêtent ce jour-là et restent sur sa fiche : rien n’est effacé."),
        back_to=back,
        version=read,
    )
    return form_page(request, form, page)


def _end_as_saved(stale: StaleVersionError) -> dict[str, object]:
    if not isinstance(stale.current, Organisation):
        return {}
    return {"on": stale.current.ended_on, "successor": stale.current.successor_id}

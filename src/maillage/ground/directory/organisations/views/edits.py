"""Correcting the card of a structure, its name, and saying that it ended."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, edit_page
from maillage.ground.directory import permissions
from maillage.ground.directory.organisations.forms import (
    EndForm,
    OrganisationForm,
    RenameForm,
)
from maillage.ground.directory.organisations.services import (
    edit_organisation,
    end_organisation,
    rename_organisation,
)
from maillage.ground.directory.organisations.views.organisations import visible_organisation
from maillage.ground.directory.records.models.organisations import Organisation
from maillage.ground.directory.records.queries.organisations import reach_as_typed, spoken_for
from maillage.ground.directory.records.views import organisation_place


def editable_organisation(request: CooperationRequest, organisation: int) -> Organisation:
    """The structure, when this reader may correct its card; 404 or 403 otherwise."""
    record = visible_organisation(request, organisation)
    spoken = spoken_for(request.access)
    if not permissions.can_edit_organisation(request.access, record.pk, spoken):
        raise PermissionDenied
    return record


@cooperation_page(can=permissions.can_keep_cards)
def organisation_edit(request: CooperationRequest, organisation: int) -> HttpResponse:
    """The form of the card; who writes second sees both texts."""
    return edit_page(
        request,
        lambda: editable_organisation(request, organisation),
        form=lambda organisation, sent: OrganisationForm(
            sent, instance=organisation, initial=reach_as_typed(organisation)
        ),
        save=lambda _organisation, form, read: edit_organisation(
            author=request.user, organisation=form.save(commit=False), read=read, reach=form.reach
        ),
        page=lambda organisation: FormPage(
            _("Corriger la fiche"), organisation_place(request, organisation)
        ),
        done=lambda organisation: (
            _("Fiche %(of)s enregistrée.") % {"of": french.of_body(organisation)}
        ),
    )


@cooperation_page(can=permissions.can_keep_directory)
def organisation_rename(request: CooperationRequest, organisation: int) -> HttpResponse:
    """The form by which a structure takes another name; the former one stays, with its end."""
    return edit_page(
        request,
        lambda: visible_organisation(request, organisation),
        form=lambda organisation, sent: RenameForm(sent, former=organisation.name),
        saved=lambda organisation: RenameForm(former="", saved=organisation.name),
        save=lambda organisation, form, read: rename_organisation(
            author=request.user, organisation=organisation, read=read, **form.cleaned_data
        ),
        page=lambda organisation: FormPage(
            _("Changer le nom"),
            organisation_place(request, organisation),
            _("« %(name)s » restera sur la fiche, avec le jour où ce nom a cessé.")
            % {"name": organisation},
        ),
        done=lambda organisation: (
            _("La structure s’appelle maintenant %(name)s.") % {"name": organisation}
        ),
    )


@cooperation_page(can=permissions.can_keep_directory)
def organisation_end(request: CooperationRequest, organisation: int) -> HttpResponse:
    """The form by which a structure ends, with the one that succeeds it."""
    return edit_page(
        request,
        lambda: visible_organisation(request, organisation),
        form=lambda organisation, sent: EndForm(sent, organisation=organisation),
        saved=lambda organisation: EndForm(
            organisation=organisation,
            initial={"on": organisation.ended_on, "successor": organisation.successor_id},
        ),
        save=lambda organisation, form, read: end_organisation(
            author=request.user, organisation=organisation, read=read, **form.cleaned_data
        ),
        page=lambda organisation: FormPage(
            _("Noter une fusion ou une dissolution"),
            organisation_place(request, organisation),
            _("Ses mandats s’arrêtent ce jour-là et restent sur sa fiche : rien n’est effacé."),
            ends=True,
        ),
        done=lambda organisation: (
            _("La fin %(of)s est enregistrée.") % {"of": french.of_body(organisation)}
        ),
    )

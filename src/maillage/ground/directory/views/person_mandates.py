"""A person takes a mandate, it is corrected, it ends; nothing of it is erased."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from maillage.core.said import say
from maillage.core.stale import version_read
from maillage.core.versions import StaleVersionError
from maillage.foundation.cooperations.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages import FormPage, both_texts, form_page
from maillage.ground.directory import permissions
from maillage.ground.directory.forms.mandates import (
    MandateEndForm,
    MandateForm,
    OrganisationChoiceForm,
)
from maillage.ground.directory.models import Mandate, Person
from maillage.ground.directory.queries.organisations import kept_organisations, spoken_for
from maillage.ground.directory.queries.people import mandates
from maillage.ground.directory.services.mandates import add_mandate, edit_mandate, end_mandate
from maillage.ground.directory.views.addresses import page_url, person_place, person_url
from maillage.ground.directory.views.people import reminder, visible_person


@cooperation_page(can=permissions.can_keep_cards)
def person_mandate_add(request: CooperationRequest, person: int) -> HttpResponse:
    """First the structure, then the mandate in it."""
    found = visible_person(request, person)
    kept = kept_organisations(request.access)
    asked = request.GET.get("structure", "")
    if not asked:
        return _ask_structure(request, found)
    organisation = get_object_or_404(kept, pk=int(asked) if asked.isdecimal() else 0)
    blank = Mandate(person=found, organisation=organisation)
    form = MandateForm(request.POST or None, instance=blank)
    if request.method == "POST" and form.is_valid():
        add_mandate(author=request.user, mandate=form.save(commit=False), calls=form.calls)
        say(request, _("Mandat de %(name)s enregistré.") % {"name": found})
        return redirect(person_url(request, found))
    page = FormPage(
        _("Ajouter un mandat"),
        person_place(request, found),
        _("%(name)s, dans la structure %(organisation)s.")
        % {"name": found, "organisation": organisation},
        back_to=person_url(request, found),
        warning=reminder(),
    )
    return form_page(request, form, page)


def _ask_structure(request: CooperationRequest, person: Person) -> HttpResponse:
    kept = kept_organisations(request.access)
    form = OrganisationChoiceForm(request.POST or None, organisations=kept)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["structure"]
        here = page_url(request, "person_mandate_add", person.pk)
        return redirect(f"{here}?structure={chosen.pk}")
    page = FormPage(
        _("Ajouter un mandat"),
        person_place(request, person),
        _("Choisissez la structure où %(name)s prend un mandat.") % {"name": person},
        back_to=person_url(request, person),
        submit=_("Continuer"),
    )
    return form_page(request, form, page)


@cooperation_page(can=permissions.can_keep_cards)
def person_mandate_edit(request: CooperationRequest, mandate: int) -> HttpResponse:
    """The form that corrects a mandate; who writes second sees both texts."""
    found = _editable_mandate(request, mandate)
    back, read = person_url(request, found.person), version_read(request, found)
    form = MandateForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        try:
            edit_mandate(
                author=request.user,
                mandate=form.save(commit=False),
                read=read,
                calls=form.calls,
            )
        except StaleVersionError as stale:
            saved = MandateForm(instance=_editable_mandate(request, mandate))
            return both_texts(request, (form, saved), stale, back)
        say(request, _("Mandat de %(name)s enregistré.") % {"name": found.person})
        return redirect(back)
    page = FormPage(
        _("Corriger le mandat"),
        person_place(request, found.person),
        _(
            "Pour une erreur seulement : quand la fonction change, mettez fin à ce mandat et "
            "ajoutez-en un autre."
        ),
        back_to=back,
        version=read,
        warning=reminder(),
    )
    return form_page(request, form, page)


@cooperation_page(can=permissions.can_keep_cards)
def person_mandate_end(request: CooperationRequest, mandate: int) -> HttpResponse:
    """The form that says when a mandate ended; it stays in the person's history."""
    found = _editable_mandate(request, mandate)
    back, read = person_url(request, found.person), version_read(request, found)
    form = MandateEndForm(request.POST or None, since=found.since, on=found.until)
    if request.method == "POST" and form.is_valid():
        on = form.cleaned_data["on"]
        try:
            end_mandate(author=request.user, mandate=found, read=read, on=on)
        except StaleVersionError as stale:
            kept = _editable_mandate(request, mandate)
            saved = MandateEndForm(since=kept.since, on=kept.until)
            return both_texts(request, (form, saved), stale, back)
        say(request, _("Le mandat est terminé ; il reste dans l’histoire de la personne."))
        return redirect(back)
    page = FormPage(
        _("Mettre fin au mandat"),
        person_place(request, found.person),
        _("%(function)s, %(organisation)s.")
        % {
            "function": found.function or found.get_kind_display(),
            "organisation": found.organisation,
        },
        back_to=back,
        version=read,
    )
    return form_page(request, form, page)


def _editable_mandate(request: CooperationRequest, mandate: int) -> Mandate:
    """The mandate, when this reader keeps its structure; 404 or 403 otherwise."""
    rows = mandates(request.access).select_related("person", "organisation")
    found = get_object_or_404(rows, pk=mandate)
    spoken = spoken_for(request.access)
    if not permissions.can_edit_organisation(request.access, found.organisation_id, spoken):
        raise PermissionDenied
    return found

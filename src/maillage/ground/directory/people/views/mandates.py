"""A person takes a mandate, it is corrected, it ends; nothing of it is erased."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import (
    FormPage,
    add_page,
    edit_page,
)
from maillage.ground.directory import permissions
from maillage.ground.directory.people.forms.mandates import (
    MandateEndForm,
    MandateForm,
    OrganisationChoiceForm,
)
from maillage.ground.directory.people.services.mandates import (
    add_mandate,
    edit_mandate,
    end_mandate,
)
from maillage.ground.directory.people.views.people import reminder, visible_person
from maillage.ground.directory.records.models.people import Mandate, Person
from maillage.ground.directory.records.queries.organisations import kept_organisations, spoken_for
from maillage.ground.directory.records.queries.people import mandates
from maillage.ground.directory.records.views import page_url, person_place


@cooperation_page(can=permissions.can_keep_cards)
def person_mandate_add(request: CooperationRequest, person: int) -> HttpResponse:
    """First the structure, then the mandate in it."""
    found = visible_person(request, person)
    asked = request.GET.get("structure", "")
    if not asked:
        return _ask_structure(request, found)
    number = int(asked) if asked.isdecimal() else 0
    organisation = get_object_or_404(kept_organisations(request.access), pk=number)
    blank = Mandate(person=found, organisation=organisation)
    return add_page(
        request,
        form=lambda sent: MandateForm(sent, instance=blank),
        save=lambda form: add_mandate(
            author=request.user, mandate=form.save(commit=False), calls=form.calls
        ),
        page=FormPage(
            _("Ajouter un mandat"),
            person_place(request, found),
            _("%(name)s, dans la structure %(organisation)s.")
            % {"name": found, "organisation": organisation},
            warning=reminder(),
        ),
        done=_("Mandat de %(name)s enregistré.") % {"name": found},
    )


def _ask_structure(request: CooperationRequest, person: Person) -> HttpResponse:
    here = page_url(request, "person_mandate_add", person.pk)
    return add_page(
        request,
        form=lambda sent: OrganisationChoiceForm(
            sent, organisations=kept_organisations(request.access)
        ),
        save=lambda form: form.cleaned_data["structure"].pk,
        page=FormPage(
            _("Ajouter un mandat"),
            person_place(request, person),
            _("Choisissez la structure où %(name)s prend un mandat.") % {"name": person},
            submit=_("Continuer"),
        ),
        done="",
        to=lambda number: f"{here}?structure={number}",
    )


@cooperation_page(can=permissions.can_keep_cards)
def person_mandate_edit(request: CooperationRequest, mandate: int) -> HttpResponse:
    """The form that corrects a mandate; who writes second sees both texts."""
    return edit_page(
        request,
        lambda: _editable_mandate(request, mandate),
        form=lambda mandate, sent: MandateForm(sent, instance=mandate),
        save=lambda _mandate, form, read: edit_mandate(
            author=request.user, mandate=form.save(commit=False), read=read, calls=form.calls
        ),
        page=lambda mandate: FormPage(
            _("Corriger le mandat"),
            person_place(request, mandate.person),
            _(
                "Pour une erreur seulement : quand la fonction change, mettez fin à ce mandat et "
                "ajoutez-en un autre."
            ),
            warning=reminder(),
        ),
        done=lambda mandate: _("Mandat de %(name)s enregistré.") % {"name": mandate.person},
    )


@cooperation_page(can=permissions.can_keep_cards)
def person_mandate_end(request: CooperationRequest, mandate: int) -> HttpResponse:
    """The form that says when a mandate ended; it stays in the person's history."""
    return edit_page(
        request,
        lambda: _editable_mandate(request, mandate),
        form=lambda mandate, sent: MandateEndForm(sent, since=mandate.since, on=mandate.until),
        save=lambda mandate, form, read: end_mandate(
            author=request.user, mandate=mandate, read=read, on=form.cleaned_data["on"]
        ),
        page=lambda mandate: FormPage(
            _("Mettre fin au mandat"),
            person_place(request, mandate.person),
            _("%(function)s, %(organisation)s.")
            % {
                "function": mandate.function or mandate.get_kind_display(),
                "organisation": mandate.organisation,
            },
        ),
        done=_("Le mandat est terminé ; il reste dans l’histoire de la personne."),
    )


def _editable_mandate(request: CooperationRequest, mandate: int) -> Mandate:
    """The mandate, when this reader keeps its structure; 404 or 403 otherwise."""
    rows = mandates(request.access).select_related("person", "organisation")
    found = get_object_or_404(rows, pk=mandate)
    spoken = spoken_for(request.access)
    if not permissions.can_edit_organisation(request.access, found.organisation_id, spoken):
        raise PermissionDenied
    return found

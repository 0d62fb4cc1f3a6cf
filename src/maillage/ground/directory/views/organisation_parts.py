"""The services, competences and groupings on the sheet of a structure."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from maillage.core.folded import fold
from maillage.core.said import say
from maillage.core.stale import version_read
from maillage.core.versions import StaleVersionError
from maillage.foundation.cooperations.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages import FormPage, both_texts, form_page
from maillage.ground.directory import permissions
from maillage.ground.directory.forms.parts import (
    CompetenceForm,
    DepartmentForm,
    EndOnForm,
    GroupingForm,
)
from maillage.ground.directory.models import Competence, Department, Grouping, Organisation
from maillage.ground.directory.models.periods import in_force
from maillage.ground.directory.queries import organisations as queries
from maillage.ground.directory.services.parts import add_part, end_part, rename_department
from maillage.ground.directory.views.addresses import organisation_place, organisation_url
from maillage.ground.directory.views.organisation_edits import editable_organisation


@cooperation_page(can=permissions.can_keep_cards)
def organisation_department_add(request: CooperationRequest, organisation: int) -> HttpResponse:
    """The form by which a service enters the sheet."""
    found = editable_organisation(request, organisation)
    form = DepartmentForm(request.POST or None, instance=Department(organisation=found))
    return _added(request, form, found, _("Ajouter un service"))


@cooperation_page(can=permissions.can_keep_cards)
def organisation_competence_add(request: CooperationRequest, organisation: int) -> HttpResponse:
    """The form by which a competence, held or transferred, enters the sheet."""
    found = editable_organisation(request, organisation)
    form = CompetenceForm(
        request.POST or None,
        instance=Competence(organisation=found),
        known=queries.organisations(request.access),
    )
    return _added(request, form, found, _("Ajouter une compétence"))


@cooperation_page(can=permissions.can_keep_cards)
def organisation_grouping_add(request: CooperationRequest, organisation: int) -> HttpResponse:
    """The form by which one says to which grouping the structure belongs."""
    found = editable_organisation(request, organisation)
    form = GroupingForm(
        request.POST or None,
        instance=Grouping(organisation=found),
        known=queries.organisations(request.access),
    )
    return _added(request, form, found, _("Ajouter un groupement"))


def _added(
    request: CooperationRequest,
    form: DepartmentForm | CompetenceForm | GroupingForm,
    organisation: Organisation,
    title: str,
) -> HttpResponse:
    back = organisation_url(request, organisation)
    if request.method == "POST" and form.is_valid():
        add_part(author=request.user, part=form.save(commit=False))
        say(request, _("La fiche de %(name)s est à jour.") % {"name": organisation})
        return redirect(back)
    return form_page(
        request, form, FormPage(title, organisation_place(request, organisation), back_to=back)
    )


@cooperation_page(can=permissions.can_keep_cards)
def organisation_department_edit(request: CooperationRequest, department: int) -> HttpResponse:
    """The form by which a service changes its name."""
    found = get_object_or_404(queries.departments(request.access), pk=department)
    organisation = editable_organisation(request, found.organisation_id)
    back, read = organisation_url(request, organisation), version_read(request, found)
    form = DepartmentForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        try:
            rename_department(author=request.user, department=form.save(commit=False), read=read)
        except StaleVersionError as stale:
            kept = get_object_or_404(queries.departments(request.access), pk=department)
            return both_texts(request, (form, DepartmentForm(instance=kept)), stale, back)
        say(request, _("La fiche de %(name)s est à jour.") % {"name": organisation})
        return redirect(back)
    page = FormPage(
        _("Renommer le service"),
        organisation_place(request, organisation),
        back_to=back,
        version=read,
    )
    return form_page(request, form, page)


@cooperation_page(can=permissions.can_keep_cards)
def organisation_competence_end(request: CooperationRequest, competence: int) -> HttpResponse:
    """The form that says until when the competence was held or transferred."""
    found = get_object_or_404(queries.competences(request.access), pk=competence)
    return _ended(request, found, _("Fin d’une compétence"))


@cooperation_page(can=permissions.can_keep_cards)
def organisation_grouping_end(request: CooperationRequest, grouping: int) -> HttpResponse:
    """The form that says until when the structure belonged to the grouping."""
    found = get_object_or_404(queries.groupings(request.access), pk=grouping)
    return _ended(request, found, _("Fin d’une appartenance"))


def _ended(request: CooperationRequest, part: Competence | Grouping, title: str) -> HttpResponse:
    organisation = editable_organisation(request, part.organisation_id)
    back = organisation_url(request, organisation)
    form = EndOnForm(request.POST or None, part=part)
    if request.method == "POST" and form.is_valid():
        end_part(author=request.user, part=part, on=form.cleaned_data["on"])
        say(request, _("La fiche de %(name)s est à jour.") % {"name": organisation})
        return redirect(back)
    what = part.domain if isinstance(part, Competence) else str(part.group)
    page = FormPage(title, organisation_place(request, organisation), what, back_to=back)
    return form_page(request, form, page)


@cooperation_page(can=permissions.can_keep_cards)
def organisation_parts(request: CooperationRequest, organisation: int) -> HttpResponse:
    """Everything of the sheet that can end or be added, with its gesture."""
    found = editable_organisation(request, organisation)
    context = {
        "organisation": found,
        "place": organisation_place(request, found),
        "departments": found.departments.all(),
        "competences": sorted(
            found.competences.filter(in_force()).select_related("holder"),
            key=lambda one: fold(one.domain),
        ),
        "groupings": found.groupings.filter(in_force()).select_related("group"),
        "back": organisation_url(request, found),
    }
    return render(request, "directory/organisation_parts.html", context)

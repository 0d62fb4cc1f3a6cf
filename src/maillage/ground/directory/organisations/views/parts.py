"""The services, competences and groupings on the sheet of a structure."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.days import LastDayForm
from maillage.core.folded import fold
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, Sent, add_page, edit_page
from maillage.ground.directory import permissions
from maillage.ground.directory.organisations.forms import (
    CompetenceForm,
    DepartmentForm,
    GroupingForm,
)
from maillage.ground.directory.organisations.services import add_part, end_part, rename_department
from maillage.ground.directory.organisations.views.edits import editable_organisation
from maillage.ground.directory.records.models.organisations import (
    Competence,
    Department,
    Grouping,
    Organisation,
)
from maillage.ground.directory.records.models.periods import in_force
from maillage.ground.directory.records.queries import organisations as queries
from maillage.ground.directory.records.views import organisation_place, organisation_url

PartForm = DepartmentForm | CompetenceForm | GroupingForm


@cooperation_page(can=permissions.can_keep_cards)
def organisation_department_add(request: CooperationRequest, organisation: int) -> HttpResponse:
    """The form by which a service enters the sheet."""
    record = editable_organisation(request, organisation)
    return _added(
        request,
        record,
        _("Ajouter un service"),
        lambda sent: DepartmentForm(sent, instance=Department(organisation=record)),
    )


@cooperation_page(can=permissions.can_keep_cards)
def organisation_competence_add(request: CooperationRequest, organisation: int) -> HttpResponse:
    """The form by which a competence, held or transferred, enters the sheet."""
    record = editable_organisation(request, organisation)
    holders = queries.organisations(request.access)
    return _added(
        request,
        record,
        _("Ajouter une compétence"),
        lambda sent: CompetenceForm(
            sent, instance=Competence(organisation=record), organisations=holders
        ),
    )


@cooperation_page(can=permissions.can_keep_cards)
def organisation_grouping_add(request: CooperationRequest, organisation: int) -> HttpResponse:
    """The form by which one says to which grouping the structure belongs."""
    record = editable_organisation(request, organisation)
    groups = queries.organisations(request.access)
    return _added(
        request,
        record,
        _("Ajouter un groupement"),
        lambda sent: GroupingForm(
            sent, instance=Grouping(organisation=record), organisations=groups
        ),
    )


def _added(
    request: CooperationRequest,
    organisation: Organisation,
    title: str,
    form: Callable[[Sent], PartForm],
) -> HttpResponse:
    return add_page(
        request,
        form=form,
        save=lambda form: add_part(author=request.user, part=form.save(commit=False)),
        page=FormPage(title, organisation_place(request, organisation)),
        done=_up_to_date(organisation),
    )


def _up_to_date(organisation: Organisation) -> str:
    return _("La fiche %(of)s est à jour.") % {"of": french.of_body(organisation)}


@cooperation_page(can=permissions.can_keep_cards)
def organisation_department_edit(request: CooperationRequest, department: int) -> HttpResponse:
    """The form by which a service changes its name."""
    return edit_page(
        request,
        lambda: _editable_department(request, department),
        form=lambda department, sent: DepartmentForm(sent, instance=department),
        save=lambda _department, form, read: rename_department(
            author=request.user, department=form.save(commit=False), read=read
        ),
        page=lambda department: FormPage(
            _("Renommer le service"), organisation_place(request, department.organisation)
        ),
        done=lambda department: _up_to_date(department.organisation),
    )


def _editable_department(request: CooperationRequest, number: int) -> Department:
    """The service, when this reader may correct the card of its structure; 404 or 403 otherwise."""
    department = get_object_or_404(queries.departments(request.access), pk=number)
    department.organisation = editable_organisation(request, department.organisation_id)
    return department


@cooperation_page(can=permissions.can_keep_cards)
def organisation_competence_end(request: CooperationRequest, competence: int) -> HttpResponse:
    """The form that says until when the competence was held or transferred."""
    record = get_object_or_404(queries.competences(request.access), pk=competence)
    return _ended(request, record, _("Mettre fin à une compétence"))


@cooperation_page(can=permissions.can_keep_cards)
def organisation_grouping_end(request: CooperationRequest, grouping: int) -> HttpResponse:
    """The form that says until when the structure belonged to the grouping."""
    record = get_object_or_404(queries.groupings(request.access), pk=grouping)
    return _ended(request, record, _("Mettre fin à une appartenance"))


def _ended(request: CooperationRequest, part: Competence | Grouping, title: str) -> HttpResponse:
    organisation = editable_organisation(request, part.organisation_id)
    what = part.domain if isinstance(part, Competence) else str(part.group)
    return add_page(
        request,
        form=lambda sent: LastDayForm(sent, since=part.since),
        save=lambda form: end_part(author=request.user, part=part, on=form.cleaned_data["on"]),
        page=FormPage(title, organisation_place(request, organisation), what, ends=True),
        done=_up_to_date(organisation),
    )


@cooperation_page(can=permissions.can_keep_cards)
def organisation_parts(request: CooperationRequest, organisation: int) -> HttpResponse:
    """Everything of the sheet that can end or be added, with its gesture."""
    record = editable_organisation(request, organisation)
    context = {
        "organisation": record,
        "place": organisation_place(request, record),
        "departments": record.departments.all(),
        "competences": sorted(
            record.competences.filter(in_force()).select_related("holder"),
            key=lambda one: fold(one.domain),
        ),
        "groupings": record.groupings.filter(in_force()).select_related("group"),
        "back": organisation_url(request, record),
    }
    return render(request, "directory/organisation_parts.html", context)

"""The time a person may give, and what officers observed of them."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.messages import say
from maillage.core.shell import Audience
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, add_page
from maillage.foundation.journal.services import record_opening
from maillage.ground.directory import permissions
from maillage.ground.directory.confidences.forms import (
    AvailabilityForm,
    ConfirmForm,
    ReliabilityForm,
)
from maillage.ground.directory.confidences.services import (
    confirm_time,
    erase_fact,
    erase_note,
    promise_time,
    record_fact,
)
from maillage.ground.directory.people.queries.sheets import (
    availabilities,
    employers,
    reliability_facts,
    visible_facts,
)
from maillage.ground.directory.people.views.people import editable_person, visible_person
from maillage.ground.directory.records.models.notes import OrganisationNote
from maillage.ground.directory.records.models.people import Availability, Reliability
from maillage.ground.directory.records.queries.organisations import editable_organisations
from maillage.ground.directory.records.views import page_url, person_place, person_url


@cooperation_page(can=permissions.can_keep_cards)
def person_availability_add(request: CooperationRequest, person: int) -> HttpResponse:
    """The form that says how much time the person may give from now on."""
    record = editable_person(request, person)
    blank = Availability(person=record, cooperation=request.access.cooperation, author=request.user)
    return add_page(
        request,
        form=lambda sent: AvailabilityForm(sent, instance=blank),
        save=lambda form: promise_time(author=request.user, availability=form.save(commit=False)),
        page=FormPage(
            _("Noter sa disponibilité"),
            person_place(request, record),
            _("Ce qui était noté avant prend fin et reste dans l’histoire."),
        ),
        done=_("Le temps %(of)s est noté.") % {"of": french.of_body(record)},
    )


@cooperation_page(can=permissions.can_keep_cards)
def person_availability_confirm(request: CooperationRequest, availability: int) -> HttpResponse:
    """The form by which the person's structure confirms the time promised."""
    record = get_object_or_404(availabilities(request.access), pk=availability)
    organisations = editable_organisations(request.access)
    structures = organisations.filter(pk__in=employers(request.access, record.person).values("pk"))
    if not structures.exists():
        raise PermissionDenied
    return add_page(
        request,
        form=lambda sent: ConfirmForm(sent, organisations=structures),
        save=lambda form: confirm_time(
            author=request.user, availability=record, **form.cleaned_data
        ),
        page=FormPage(
            _("Confirmer la disponibilité"),
            person_place(request, record.person),
            str(record),
            submit=_("Confirmer"),
        ),
        done=_("La disponibilité est confirmée."),
    )


@cooperation_page(can=permissions.can_read_reliability)
def person_reliability(request: CooperationRequest, person: int) -> HttpResponse:
    """The facts observed of the person, and the form for another; each opening is recorded."""
    record = visible_person(request, person)
    blank = Reliability(person=record, cooperation=request.access.cooperation, author=request.user)
    form = ReliabilityForm(request.POST or None, instance=blank)
    if request.method == "POST" and form.is_valid():
        record_fact(author=request.user, reliability=form.save(commit=False))
        say(request, _("Le fait est noté ; il s’effacera à la date dite."))
        return redirect(page_url(request, "person_reliability", record.pk))
    facts = list(reliability_facts(request.access, record, timezone.localdate()))
    if facts and request.method == "GET":
        record_opening(request.user, record, cooperation_id=request.access.cooperation_id)
    context = {
        "person": record,
        "facts": facts,
        "form": form,
        "place": person_place(request, record),
        "audience": Audience(
            _("les chargées de coopération"), person_url(request, record), confidential=True
        ),
    }
    status = 422 if form.is_bound else 200
    return render(request, "directory/person_reliability.html", context, status=status)


@cooperation_page(can=permissions.can_read_reliability)
def person_reliability_erase(request: CooperationRequest, reliability: int) -> HttpResponse:
    """Erases a fact that was observed."""
    record = get_object_or_404(visible_facts(request.access), pk=reliability)
    here = page_url(request, "person_reliability", record.person_id)
    if request.method == "POST":
        erase_fact(author=request.user, reliability=record)
        say(request, _("Le fait est effacé."))
    return redirect(here)


@cooperation_page(can=permissions.can_keep_directory)
def organisation_note_erase(request: CooperationRequest, organisation_note: int) -> HttpResponse:
    """Erases a note that the reader may see."""
    rows = OrganisationNote.objects.visible_to(request.access)
    record = get_object_or_404(rows, pk=organisation_note)
    if request.method == "POST":
        erase_note(author=request.user, note=record)
        say(request, _("La note est effacée."))
    return redirect(page_url(request, "organisation", record.organisation_id))

"""Which structures are there, and what is known of each?"""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.panels import panels
from maillage.core.register import answer_register
from maillage.core.strands import Thread
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, add_page
from maillage.foundation.cooperations.pages.readers import by_access
from maillage.foundation.cooperations.profiles.rules import profile
from maillage.foundation.cooperations.room_answers.asking import ask_rooms
from maillage.foundation.cooperations.room_answers.threads import threads_of
from maillage.ground.directory import permissions
from maillage.ground.directory.organisations.forms import OrganisationAddForm
from maillage.ground.directory.organisations.queries import OrganisationSheet, organisation_page
from maillage.ground.directory.organisations.services import add_organisation, blank_organisation
from maillage.ground.directory.organisations.views.register import organisation_register
from maillage.ground.directory.organisations.views.sheet import (
    callers,
    card_note,
    first_gesture,
    people_note,
    sentence,
    shown_sheet,
)
from maillage.ground.directory.organisations.words import (
    count_in_words,
    empty_in_words,
    members_in_words,
)
from maillage.ground.directory.records.models.organisations import Organisation
from maillage.ground.directory.records.queries.organisations import (
    OrganisationTotals,
    organisation_totals,
    registered_organisations,
)
from maillage.ground.directory.records.queries.organisations import (
    organisations as visible_organisations,
)
from maillage.ground.directory.records.queries.people import own_organisations
from maillage.ground.directory.records.views import (
    organisation_place,
    organisation_url,
    organisations_place,
)
from maillage.ground.directory.threads.words import thread_counts


@cooperation_page(can=permissions.can_open_directory)
def organisations(request: CooperationRequest) -> HttpResponse:
    """The register of structures."""
    totals = organisation_totals(request.access)
    return answer_register(
        request,
        organisation_register(request.access, totals),
        registered_organisations(request.access),
        template="directory/organisations.html",
        context={"totals": totals, "said": _sentences(request.access, totals)},
    )


def _sentences(access: Access, totals: OrganisationTotals) -> dict[str, str]:
    """The sentence of the register, in the word of the profile."""
    word = profile(access.cooperation.profile).words["member"]
    calls = totals.empty and permissions.can_open_people(access)
    return {
        "known": count_in_words(totals.count, word),
        "members": members_in_words(totals.members, word),
        "empty": empty_in_words(totals.empty, word) if calls else "",
    }


@cooperation_page(can=permissions.can_open_directory)
def organisation(request: CooperationRequest, organisation: int) -> HttpResponse:
    """The sheet of one structure."""
    sheet, thread = _read(request, organisation)
    shown = shown_sheet(request.access, sheet, thread)
    context = _context(request, sheet, thread) | {
        "sheet": shown,
        "thread_counts": thread_counts(thread),
        "people_note": people_note(sheet),
        "card_note": card_note(shown),
        "may_read_people": permissions.can_open_people(request.access),
        "may_print": permissions.can_open_elected_sheet(request.access)
        and sheet.organisation in own_organisations(request.access),
    }
    return render(request, "directory/organisation.html", context)


@cooperation_page(can=permissions.can_open_people)
def organisation_call(request: CooperationRequest, organisation: int) -> HttpResponse:
    """Before a call, on a phone: what is true, whom to press, what is open, one line to note."""
    sheet, thread = _read(request, organisation)
    context = _context(request, sheet, thread) | {
        "name": french.with_article(sheet.organisation.name),
        "sentence": sentence(sheet, thread),
        "place": organisation_place(request, sheet.organisation),
        "panels": ask_rooms(panels, request.access, "call", organisation),
        "last_strands": [one for one in thread.strands if one.marks and one.key == "words"],
    }
    return render(request, "directory/organisation_call.html", context)


def _read(request: CooperationRequest, number: int) -> tuple[OrganisationSheet, Thread]:
    """The structure of this number with its thread, or 404."""
    sheet = organisation_page(request.access, number)
    return sheet, threads_of(request.access, [number])[number]


def _context(
    request: CooperationRequest, sheet: OrganisationSheet, thread: Thread
) -> dict[str, object]:
    """What the sheet and the page before a call both show."""
    access = request.access
    gesture, calls = first_gesture(access, sheet, thread)
    return {
        "details": sheet,
        "thread": thread,
        "open_lines": [mark.line for mark in thread.open_marks],
        "gesture": gesture,
        "calls": calls,
        "callers": callers(access, sheet),
        "audience": by_access(request, "#qui-voit"),
    }


@cooperation_page(can=permissions.can_keep_directory)
def organisation_add(request: CooperationRequest) -> HttpResponse:
    """The form by which a structure enters the directory."""
    blank = blank_organisation(request.access.cooperation.workspace)
    return add_page(
        request,
        form=lambda sent: OrganisationAddForm(sent, instance=blank),
        save=lambda form: add_organisation(
            author=request.user, organisation=form.save(commit=False), reach=form.reach
        ),
        page=FormPage(
            _("Ajouter une structure"),
            organisations_place(request),
            _("Seuls le nom et la nature sont nécessaires ; le reste viendra."),
        ),
        done=lambda organisation: _("%(name)s est dans l’annuaire.") % {"name": organisation},
        to=lambda organisation: organisation_url(request, organisation),
    )


def visible_organisation(request: CooperationRequest, organisation: int) -> Organisation:
    """The structure of this number that the reader may see, or 404."""
    rows = visible_organisations(request.access).select_related("territory", "successor")
    return get_object_or_404(rows, pk=organisation)

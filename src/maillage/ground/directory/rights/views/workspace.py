"""What does a workspace owe a person who asks, when nobody runs a cooperation that knows them?

Its administrators read who the person is, which belongs to the workspace, and erase them; what a
cooperation holds stays closed to them, and goes with the rest.
"""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core.personal import Chapter
from maillage.core.said import say
from maillage.core.shell import PageLink
from maillage.foundation.accounts.kept import forget_if
from maillage.foundation.cooperations.pages.doors import WorkspaceRequest, workspace_page
from maillage.foundation.journal.services import record_event
from maillage.ground.directory.records.models.people import Person
from maillage.ground.directory.rights.forms import ANONYMISE, ERASE, EraseForm
from maillage.ground.directory.rights.queries import (
    account_chapter,
    held_by,
    people_of,
    people_to_answer,
    shared_chapters,
    somebody_of,
)
from maillage.ground.directory.rights.views.files import personal_file
from maillage.ground.directory.rights.views.people import erased_as_asked

MOST, TYPED = 20, 200


@workspace_page
def workspace_people(request: WorkspaceRequest) -> HttpResponse:
    """The box that finds who asks, by name or by address: the directory itself is not listed."""
    typed = request.GET.get("q", "").replace("\x00", "").strip()[:TYPED]
    context = {
        "workspace": request.workspace,
        "typed": typed,
        "found": people_to_answer(request.workspace, typed, MOST),
    }
    return render(request, "directory/workspace_people.html", context)


@workspace_page
def workspace_person(request: WorkspaceRequest, person: int) -> HttpResponse:
    """What the workspace holds of the person, and the files to give them; each file is told."""
    found = get_object_or_404(people_of(request.workspace), pk=person)
    chapters = _chapters(request, found)
    if request.method == "POST":
        record_event("access_export", request.user, found)
        return personal_file(request, found, chapters)
    context = {
        "person": found,
        "chapters": chapters,
        "erase_url": _url(request, "workspace_person_erase", found.pk),
        "scope": _(
            "Chaque fichier remis est inscrit au journal. Vous y trouvez ce qui est à l’espace. Ce "
            "qu’une coopération a noté se demande à qui la conduit : %(names)s."
        )
        % {"names": ", ".join(map(str, request.workspace.cooperations.order_by("name", "pk")))},
        "place": _place(request),
    }
    return render(request, "directory/person_rights.html", context)


@workspace_page
def workspace_person_erase(request: WorkspaceRequest, person: int) -> HttpResponse:
    """What goes and what remains, and the form that erases the person everywhere."""
    found = get_object_or_404(people_of(request.workspace), pk=person)
    held = held_by(found)
    first = ANONYMISE if held.is_in_office else ERASE
    form = EraseForm(request.POST or None, initial={"how": first})
    if request.method == "POST" and form.is_valid():
        somebody, how = somebody_of(found), form.cleaned_data["how"]
        say(request, erased_as_asked(request.user, request.workspace, found, how))
        forget_if(request, somebody.is_named_in)
        return redirect(_url(request, "workspace_people"))
    back = _url(request, "workspace_person", found.pk)
    context = {
        "person": found,
        "held": held,
        "form": form,
        "back": back,
        "place": (*_place(request), PageLink(str(found), back)),
    }
    status = 422 if form.is_bound else 200
    return render(request, "directory/person_erase.html", context, status=status)


def _chapters(request: WorkspaceRequest, person: Person) -> list[Chapter]:
    account = account_chapter(request.workspace, somebody_of(person).emails)
    return [one for one in (*shared_chapters(person), account) if one.rows]


def _url(request: WorkspaceRequest, name: str, *numbers: int) -> str:
    return reverse(f"people_rights:{name}", args=[request.workspace.slug, *numbers])


def _place(request: WorkspaceRequest) -> tuple[PageLink, ...]:
    workspace = reverse("cooperations:workspace", args=[request.workspace.slug])
    return (
        PageLink(request.workspace.name, workspace),
        PageLink(_("Droits des personnes"), _url(request, "workspace_people")),
    )

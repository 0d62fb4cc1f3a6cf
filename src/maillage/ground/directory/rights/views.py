"""What does a person have a right to: read what is known of them, be corrected, be erased?"""

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.messages import say
from maillage.core.personal import Chapter, chapters_about
from maillage.core.shell import PageLink
from maillage.foundation.accounts.models import User
from maillage.foundation.accounts.waiting_forms import forget_if
from maillage.foundation.cooperations.pages.doors import (
    CooperationRequest,
    WorkspaceRequest,
    cooperation_page,
    workspace_page,
)
from maillage.foundation.journal.services import record_event
from maillage.ground.directory import permissions
from maillage.ground.directory.notices.queries import past_retention
from maillage.ground.directory.people.views.people import visible_person
from maillage.ground.directory.records.models.people import Person
from maillage.ground.directory.records.views import (
    officers,
    page_url,
    people_place,
    person_place,
    person_url,
)
from maillage.ground.directory.rights.forms import ANONYMISE, ERASE, EraseForm, ReviewForm
from maillage.ground.directory.rights.queries import (
    account_chapter,
    due_records,
    erased_counts,
    identity_first,
    people_of,
    people_to_answer,
    shared_chapters,
    somebody_of,
)
from maillage.ground.directory.rights.services import (
    Place,
    anonymise_person,
    erase_people,
    keep_people,
)

AT_ONCE = 100


@cooperation_page(can=permissions.can_keep_directory)
def person_rights(request: CooperationRequest, person: int) -> HttpResponse:
    """All that is known of the person, and the files to give them; each file is told."""
    record = visible_person(request, person)
    chapters = identity_first(chapters_about(request.access, somebody_of(record)))
    if request.method == "POST":
        record_event(
            "access_export", request.user, record, cooperation_id=request.access.cooperation_id
        )
        return personal_file(request, record, chapters)
    context = {
        "person": record,
        "chapters": chapters,
        "edit_url": page_url(request, "person_edit", record.pk),
        "erase_url": page_url(request, "person_erase", record.pk),
        "scope": _(
            "Chaque fichier remis est inscrit au journal. Vous y trouvez ce que vous pouvez lire : "
            "les notes confidentielles des autres coopérations et les notes personnelles de vos "
            "collègues se demandent à qui les tient."
        ),
        "place": person_place(request, record),
        "audience": officers(request),
    }
    return render(request, "directory/person_rights.html", context)


@cooperation_page(can=permissions.can_keep_directory)
def person_erase(request: CooperationRequest, person: int) -> HttpResponse:
    """What goes and what remains, and the form that erases the person."""
    record = visible_person(request, person)
    counts = erased_counts(record)
    first = ANONYMISE if counts.is_in_office else ERASE
    form = EraseForm(request.POST or None, initial={"how": first})
    if request.method == "POST" and form.is_valid():
        somebody = somebody_of(record)
        place, how = request.access.cooperation, form.cleaned_data["how"]
        say(request, erase_as_chosen(request.user, place, record, how))
        forget_if(request, somebody.is_mentioned_in)
        return redirect(page_url(request, "people"))
    context = {
        "person": record,
        "held": counts,
        "form": form,
        "back": person_url(request, record),
        "place": person_place(request, record),
        "audience": officers(request),
    }
    status = 422 if form.is_bound else 200
    return render(request, "directory/person_erase.html", context, status=status)


def erase_as_chosen(author: User, place: Place, person: Person, how: str) -> str:
    """The person erased, or their name alone; what is then said."""
    if how == ANONYMISE:
        anonymise_person(author=author, place=place, person=person)
        return _("Le nom est effacé ; les sièges tenus restent.")
    erase_people(author=author, place=place, people=[person])
    return _("La personne est effacée.")


@cooperation_page(can=permissions.can_keep_directory)
def people_review(request: CooperationRequest) -> HttpResponse:
    """The records past their day: kept with a reason, or erased, several at once."""
    due = past_retention(request.access, timezone.localdate())
    form = ReviewForm(request.POST or None, people=due)
    if request.method == "POST" and form.is_valid():
        _review(request, form)
        return redirect(page_url(request, "people_review"))
    context = {
        "due": due_records(due[:AT_ONCE]),
        "total": due.count(),
        "form": form,
        "fields": [form[name] for name in form.own_fields],
        "chosen": set(request.POST.getlist("people")),
        "place": people_place(request),
        "audience": officers(request),
    }
    status = 422 if form.is_bound else 200
    return render(request, "directory/people_review.html", context, status=status)


def _review(request: CooperationRequest, form: ReviewForm) -> None:
    cleaned = form.cleaned_data
    chosen = list(cleaned["people"])
    if cleaned["what"] == ERASE:
        done = erase_people(author=request.user, place=request.access.cooperation, people=chosen)
        sentence = ngettext("Une personne effacée.", "%(n)s personnes effacées.", done)
    else:
        done = keep_people(
            author=request.user, people=chosen, until=cleaned["until"], reason=cleaned["reason"]
        )
        sentence = ngettext("Une personne gardée.", "%(n)s personnes gardées.", done)
    say(request, sentence % {"n": french.number(done)})


def personal_file(request: HttpRequest, person: Person, chapters: list[Chapter]) -> HttpResponse:
    """The file asked for: a page that opens alone, or JSON."""
    name = f"personne-{person.pk}-{timezone.localdate():%Y-%m-%d}"
    if request.POST.get("format") == "json":
        groups_by_name = {
            "personne": str(person),
            "fichier": str(person.workspace),
            "exporté_le": timezone.localdate().isoformat(),
            "rubriques": [_as_json(chapter) for chapter in chapters],
        }
        content = json.dumps(groups_by_name, ensure_ascii=False, indent=1)
        response = HttpResponse(content, "application/json; charset=utf-8")
        name += ".json"
    else:
        context = {
            "person": person,
            "chapters": chapters,
            "workspace": person.workspace,
            "today": timezone.localdate(),
        }
        page = render_to_string("directory/parts/person_export.html", context)
        response = HttpResponse(page, "text/html; charset=utf-8")
        name += ".html"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _as_json(chapter: Chapter) -> dict[str, object]:
    rows = [dict(zip(chapter.headers, row, strict=True)) for row in chapter.rows]
    return {"rubrique": chapter.title, "lignes": rows}


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
    record = get_object_or_404(people_of(request.workspace), pk=person)
    chapters = _chapters(request, record)
    if request.method == "POST":
        record_event("access_export", request.user, record)
        return personal_file(request, record, chapters)
    context = {
        "person": record,
        "chapters": chapters,
        "erase_url": _url(request, "workspace_person_erase", record.pk),
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
    record = get_object_or_404(people_of(request.workspace), pk=person)
    counts = erased_counts(record)
    first = ANONYMISE if counts.is_in_office else ERASE
    form = EraseForm(request.POST or None, initial={"how": first})
    if request.method == "POST" and form.is_valid():
        somebody, how = somebody_of(record), form.cleaned_data["how"]
        say(request, erase_as_chosen(request.user, request.workspace, record, how))
        forget_if(request, somebody.is_mentioned_in)
        return redirect(_url(request, "workspace_people"))
    back = _url(request, "workspace_person", record.pk)
    context = {
        "person": record,
        "held": counts,
        "form": form,
        "back": back,
        "place": (*_place(request), PageLink(str(record), back)),
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

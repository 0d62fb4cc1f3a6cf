"""What does a person have a right to: read what is known of them, be corrected, be erased?"""

import json

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core.personal import Chapter, known_of
from maillage.core.said import say
from maillage.core.shell import Audience
from maillage.foundation.accounts.kept import forget_if
from maillage.foundation.cooperations.doors import CooperationRequest, cooperation_page
from maillage.foundation.journal.services import record_event
from maillage.ground.directory import permissions
from maillage.ground.directory.forms.rights import ANONYMISE, ERASE, EraseForm, ReviewForm
from maillage.ground.directory.models import Person
from maillage.ground.directory.queries.notices import past_retention
from maillage.ground.directory.queries.rights import held_by, somebody_of
from maillage.ground.directory.services.erasures import (
    anonymise_person,
    erase_people,
    keep_people,
)
from maillage.ground.directory.views.addresses import page_url, people_place, person_place
from maillage.ground.directory.views.people import visible_person

AT_ONCE = 100


@cooperation_page(can=permissions.can_keep_directory)
def person_rights(request: CooperationRequest, person: int) -> HttpResponse:
    """All that is known of the person, and the files to give them; each file is told."""
    found = visible_person(request, person)
    chapters = known_of(request.access, somebody_of(found))
    if request.method == "POST":
        record_event(
            "access_export", request.user, found, cooperation_id=request.access.cooperation_id
        )
        return _export(request, found, chapters)
    context = {
        "person": found,
        "chapters": chapters,
        "place": person_place(request, found),
        "audience": _officers(request),
    }
    return render(request, "directory/person_rights.html", context)


def _export(request: CooperationRequest, person: Person, chapters: list[Chapter]) -> HttpResponse:
    """The file asked for: a page that opens alone, or JSON."""
    name = f"personne-{person.pk}-{timezone.localdate():%Y-%m-%d}"
    if request.POST.get("format") == "json":
        told = {
            "personne": str(person),
            "fichier": str(request.access.cooperation.workspace),
            "exporté_le": timezone.localdate().isoformat(),
            "rubriques": [_as_json(chapter) for chapter in chapters],
        }
        content = json.dumps(told, ensure_ascii=False, indent=1)
        response = HttpResponse(content, "application/json; charset=utf-8")
        name += ".json"
    else:
        context = {
            "person": person,
            "chapters": chapters,
            "workspace": request.access.cooperation.workspace,
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


@cooperation_page(can=permissions.can_keep_directory)
def person_erase(request: CooperationRequest, person: int) -> HttpResponse:
    """What goes and what remains, and the form that erases the person."""
    found = visible_person(request, person)
    held = held_by(found)
    first = ANONYMISE if held.is_in_office else ERASE
    form = EraseForm(request.POST or None, initial={"how": first})
    if request.method == "POST" and form.is_valid():
        somebody = somebody_of(found)
        _erase(request, found, form.cleaned_data["how"])
        forget_if(request, somebody.is_named_in)
        return redirect(page_url(request, "people"))
    context = {
        "person": found,
        "held": held,
        "form": form,
        "place": person_place(request, found),
        "audience": _officers(request),
    }
    status = 422 if form.is_bound else 200
    return render(request, "directory/person_erase.html", context, status=status)


def _erase(request: CooperationRequest, person: Person, how: str) -> None:
    place = request.access.cooperation
    if how == ANONYMISE:
        anonymise_person(author=request.user, cooperation=place, person=person)
        say(request, _("Le nom est effacé ; les sièges tenus restent."))
        return
    erase_people(author=request.user, cooperation=place, people=[person])
    say(request, _("La personne est effacée."))


@cooperation_page(can=permissions.can_keep_directory)
def people_review(request: CooperationRequest) -> HttpResponse:
    """The records past their day: kept with a reason, or erased, several at once."""
    due = past_retention(request.access, timezone.localdate())
    form = ReviewForm(request.POST or None, people=due)
    if request.method == "POST" and form.is_valid():
        _review(request, form)
        return redirect(page_url(request, "people_review"))
    context = {
        "due": due[:AT_ONCE],
        "total": due.count(),
        "form": form,
        "fields": [form[name] for name in form.own_fields],
        "chosen": set(request.POST.getlist("people")),
        "place": people_place(request),
        "audience": _officers(request),
    }
    status = 422 if form.is_bound else 200
    return render(request, "directory/people_review.html", context, status=status)


def _review(request: CooperationRequest, form: ReviewForm) -> None:
    told = form.cleaned_data
    chosen = list(told["people"])
    if told["what"] == ERASE:
        done = erase_people(
            author=request.user, cooperation=request.access.cooperation, people=chosen
        )
        sentence = ngettext("Une personne effacée.", "%(n)s personnes effacées.", done)
    else:
        done = keep_people(
            author=request.user, people=chosen, until=told["until"], reason=told["reason"]
        )
        sentence = ngettext("Une personne gardée.", "%(n)s personnes gardées.", done)
    say(request, sentence % {"n": done})


def _officers(request: CooperationRequest) -> Audience:
    return Audience(
        _("les chargées de coopération"), page_url(request, "people"), confidential=True
    )

"""What does a person have a right to: read what is known of them, be corrected, be erased?"""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.personal import known_of
from maillage.core.said import say
from maillage.foundation.accounts.kept import forget_if
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
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
from maillage.ground.directory.rights.queries import held_by, somebody_of
from maillage.ground.directory.rights.services import (
    Place,
    anonymise_person,
    erase_people,
    keep_people,
)
from maillage.ground.directory.rights.views.files import personal_file

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
        return personal_file(request, found, chapters)
    context = {
        "person": found,
        "chapters": chapters,
        "edit_url": page_url(request, "person_edit", found.pk),
        "erase_url": page_url(request, "person_erase", found.pk),
        "scope": _(
            "Chaque fichier remis est inscrit au journal. Vous y trouvez ce que vous pouvez lire : "
            "les notes confidentielles des autres coopérations et les notes personnelles de vos "
            "collègues se demandent à qui les tient."
        ),
        "place": person_place(request, found),
        "audience": officers(request),
    }
    return render(request, "directory/person_rights.html", context)


@cooperation_page(can=permissions.can_keep_directory)
def person_erase(request: CooperationRequest, person: int) -> HttpResponse:
    """What goes and what remains, and the form that erases the person."""
    found = visible_person(request, person)
    held = held_by(found)
    first = ANONYMISE if held.is_in_office else ERASE
    form = EraseForm(request.POST or None, initial={"how": first})
    if request.method == "POST" and form.is_valid():
        somebody = somebody_of(found)
        place, how = request.access.cooperation, form.cleaned_data["how"]
        say(request, erased_as_asked(request.user, place, found, how))
        forget_if(request, somebody.is_named_in)
        return redirect(page_url(request, "people"))
    context = {
        "person": found,
        "held": held,
        "form": form,
        "back": person_url(request, found),
        "place": person_place(request, found),
        "audience": officers(request),
    }
    status = 422 if form.is_bound else 200
    return render(request, "directory/person_erase.html", context, status=status)


def erased_as_asked(author: User, place: Place, person: Person, how: str) -> str:
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
        "due": due[:AT_ONCE],
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
    told = form.cleaned_data
    chosen = list(told["people"])
    if told["what"] == ERASE:
        done = erase_people(author=request.user, place=request.access.cooperation, people=chosen)
        sentence = ngettext("Une personne effacée.", "%(n)s personnes effacées.", done)
    else:
        done = keep_people(
            author=request.user, people=chosen, until=told["until"], reason=told["reason"]
        )
        sentence = ngettext("Une personne gardée.", "%(n)s personnes gardées.", done)
    say(request, sentence % {"n": french.number(done)})

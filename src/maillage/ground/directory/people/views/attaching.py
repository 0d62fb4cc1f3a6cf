"""Who acts nowhere, and in which structure do several of them act?"""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, add_page
from maillage.ground.directory import permissions
from maillage.ground.directory.people.forms import AttachForm
from maillage.ground.directory.people.services import attach_people
from maillage.ground.directory.people.views.people import reminder
from maillage.ground.directory.records.models.people import Mandate
from maillage.ground.directory.records.queries.organisations import editable_organisations
from maillage.ground.directory.records.queries.people import concerned_people, without_mandate
from maillage.ground.directory.records.views import page_url, people_place

AT_ONCE = 200


@cooperation_page(can=permissions.can_keep_directory)
def people_attach(request: CooperationRequest) -> HttpResponse:
    """The form that ticks people without a mandate and says the structure where they act."""
    waiting = without_mandate(concerned_people(request.access)).order_by("folded", "pk")
    shown = waiting.filter(pk__in=list(waiting.values_list("pk", flat=True)[:AT_ONCE]))
    return add_page(
        request,
        form=lambda sent: AttachForm(
            sent, people=shown, organisations=editable_organisations(request.access)
        ),
        save=lambda form: attach_people(
            author=request.user,
            people=form.cleaned_data["people"],
            organisation=form.cleaned_data["organisation"],
            kind=form.cleaned_data["kind"],
        ),
        page=FormPage(
            _("Rattacher plusieurs personnes"),
            people_place(request),
            attaching_sentence(waiting.count()),
            warning=reminder(),
            submit=_("Rattacher"),
            is_empty=not waiting.exists(),
        ),
        done=attached_words,
        to=lambda _made: page_url(request, "people_attach" if waiting.exists() else "people"),
    )


def attaching_sentence(count: int) -> str:
    """How many people act nowhere now."""
    if not count:
        return _("Chaque personne a un mandat en cours : rien à rattacher.")
    return ngettext(
        "Une personne est sans mandat : dites où elle agit, et à quel titre.",
        "%(n)s personnes sont sans mandat : cochez celles d’une même structure, puis la suivante.",
        count,
    ) % {"n": french.capital(french.in_words(count, feminine=True))}


def attached_words(made: list[Mandate]) -> str:
    """How many people act there now; nothing when somebody attached them meanwhile."""
    if not made:
        return _("Rien n’a changé : ces personnes viennent d’être rattachées.")
    return ngettext(
        "Une personne est rattachée %(place)s.",
        "%(n)s personnes sont rattachées %(place)s.",
        len(made),
    ) % {
        "n": french.capital(french.in_words(len(made), feminine=True)),
        "place": french.to_body(str(made[0].organisation)),
    }

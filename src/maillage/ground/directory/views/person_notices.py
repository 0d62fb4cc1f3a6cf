"""Who has not been told yet that they are in the file, and how does one tell them?"""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext

from maillage.core.said import say
from maillage.foundation.cooperations.doors import CooperationRequest, cooperation_page
from maillage.ground.directory import permissions
from maillage.ground.directory.forms.people import InformForm
from maillage.ground.directory.queries.notices import uninformed_people
from maillage.ground.directory.services.people import inform_people
from maillage.ground.directory.views.addresses import page_url, people_place

AT_ONCE = 100


@cooperation_page(can=permissions.can_keep_directory)
def person_notices(request: CooperationRequest) -> HttpResponse:
    """The people to tell, a letter ready to send, and the form that writes that it was done."""
    waiting = uninformed_people(request.access)
    form = InformForm(request.POST or None, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        chosen = [int(one) for one in request.POST.getlist("people") if one.isdecimal()]
        told = inform_people(
            author=request.user, people=waiting.filter(pk__in=chosen), **form.cleaned_data
        )
        say(
            request,
            ngettext("Une personne informée.", "%(n)s personnes informées.", told) % {"n": told},
        )
        return redirect(page_url(request, "person_notices"))
    context = {
        "waiting": waiting[:AT_ONCE],
        "total": waiting.count(),
        "form": form,
        "chosen": set(request.POST.getlist("people")),
        "place": people_place(request),
    }
    status = 422 if form.is_bound else 200
    return render(request, "directory/person_notices.html", context, status=status)

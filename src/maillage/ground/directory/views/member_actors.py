"""Who weighs without being a member, and who speaks for the members?"""

from django.db.models import ProtectedError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from maillage.core.said import say, warn
from maillage.foundation.cooperations.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages import FormPage, form_page
from maillage.ground.directory import permissions
from maillage.ground.directory.forms.members import ActorForm, SpeakerForm
from maillage.ground.directory.queries import members as queries
from maillage.ground.directory.queries.organisations import (
    actorless_organisations,
    member_organisations,
)
from maillage.ground.directory.queries.people import actorless_people
from maillage.ground.directory.services.members import name_actor, remove_actor, speak_for
from maillage.ground.directory.views.addresses import members_place, page_url


@cooperation_page(can=permissions.can_edit_members)
def member_actor_add(request: CooperationRequest) -> HttpResponse:
    """The form that names who weighs on the cooperation without being in it."""
    form = ActorForm(
        request.POST or None,
        people=actorless_people(request.access),
        organisations=actorless_organisations(request.access),
    )
    back = page_url(request, "members")
    if request.method == "POST" and form.is_valid():
        named = name_actor(author=request.user, actor=form.actor(request.access.cooperation_id))
        say(request, _("%(name)s compte parmi les acteurs.") % {"name": named})
        return redirect(back)
    page = FormPage(
        _("Nommer un acteur"),
        back,
        sentence=_("Qui pèse sur la coopération sans y être membre."),
        place=members_place(request),
    )
    return form_page(request, form, page)


@cooperation_page(can=permissions.can_edit_members)
def member_actor_remove(request: CooperationRequest, actor: int) -> HttpResponse:
    """Takes away an actor about whom nothing was recorded."""
    found = get_object_or_404(queries.other_actors(request.access), pk=actor)
    if request.method == "POST":
        name = str(found)
        try:
            remove_actor(author=request.user, actor=found)
        except ProtectedError:
            warn(
                request,
                _("%(name)s reste : des lectures la concernent. Retirez-les d’abord.")
                % {"name": name},
            )
        else:
            say(request, _("%(name)s ne compte plus parmi les acteurs.") % {"name": name})
    return redirect(page_url(request, "members"))


@cooperation_page(can=permissions.can_edit_members)
def member_speakers(request: CooperationRequest) -> HttpResponse:
    """For which structures each access speaks."""
    context = {
        "accesses": queries.speaking_accesses(request.access),
        "place": members_place(request),
    }
    return render(request, "directory/member_speakers.html", context)


@cooperation_page(can=permissions.can_edit_members)
def member_speaker(request: CooperationRequest, access: int) -> HttpResponse:
    """The form that says for which structures an access speaks."""
    found = get_object_or_404(queries.speaking_accesses(request.access), pk=access)
    held = [row.organisation_id for row in found.spokespersons.all()]
    form = SpeakerForm(
        request.POST or None, organisations=member_organisations(request.access), held=held
    )
    back = page_url(request, "member_speakers")
    if request.method == "POST" and form.is_valid():
        speak_for(
            author=request.user,
            access=found,
            organisations=form.cleaned_data["organisations"],
            read=form.numbers_read,
        )
        say(request, _("C’est noté : %(name)s.") % {"name": found.user})
        return redirect(back)
    page = FormPage(
        _("Porte-parole"),
        back,
        sentence=_("%(name)s pourra corriger leur fiche et leurs personnes.")
        % {"name": found.user},
        place=members_place(request),
    )
    return form_page(request, form, page)

"""Who weighs on the cooperation without being in it is named, and taken away."""

from django.db.models import ProtectedError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from maillage.core.messages import say, warn
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, add_page
from maillage.ground.directory import permissions
from maillage.ground.directory.members import queries
from maillage.ground.directory.members.forms import ActorForm
from maillage.ground.directory.members.queries import actorless_organisations, actorless_people
from maillage.ground.directory.members.services import name_actor, remove_actor
from maillage.ground.directory.records.views import members_place, page_url


@cooperation_page(can=permissions.can_edit_members)
def member_actor_add(request: CooperationRequest) -> HttpResponse:
    """The form that names who weighs on the cooperation without being in it."""
    return add_page(
        request,
        form=lambda sent: ActorForm(
            sent,
            people=actorless_people(request.access),
            organisations=actorless_organisations(request.access),
        ),
        save=lambda form: name_actor(
            author=request.user, actor=form.actor(request.access.cooperation_id)
        ),
        page=FormPage(
            _("Nommer un acteur"),
            members_place(request),
            _("Qui pèse sur la coopération sans y être membre."),
        ),
        done=lambda actor: _("%(name)s compte parmi les acteurs.") % {"name": actor},
    )


@cooperation_page(can=permissions.can_edit_members)
def member_actor_remove(request: CooperationRequest, actor: int) -> HttpResponse:
    """Takes away an actor about whom nothing was recorded."""
    record = get_object_or_404(queries.other_actors(request.access), pk=actor)
    if request.method == "POST":
        name = str(record)
        try:
            remove_actor(author=request.user, actor=record)
        except ProtectedError:
            warn(
                request,
                _("%(name)s reste : des lectures la concernent. Retirez-les d’abord.")
                % {"name": name},
            )
        else:
            say(request, _("%(name)s ne compte plus parmi les acteurs.") % {"name": name})
    return redirect(page_url(request, "members"))

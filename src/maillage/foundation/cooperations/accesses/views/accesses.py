"""Who works in the cooperation, with which role, and who is invited?"""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core.register import answer_register
from maillage.core.said import say, warn
from maillage.foundation.cooperations import permissions
from maillage.foundation.cooperations.accesses.forms import InviteForm, RoleForm
from maillage.foundation.cooperations.accesses.views.register import access_register
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.links import queries as link_queries
from maillage.foundation.cooperations.links.services import letters
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.spaces import queries
from maillage.foundation.cooperations.spaces.models import Access
from maillage.foundation.cooperations.spaces.services import (
    LastOfficerError,
    give_access,
    withdraw_access,
)

LAST_OFFICER = lazy(
    "Personne d’autre ne conduit la coopération : invitez d’abord quelqu’un pour la suite, ou "
    "donnez ce rôle à une autre personne."
)


@cooperation_page(can=permissions.can_work)
def accesses(request: CooperationRequest) -> HttpResponse:
    """The accesses of the cooperation, and the invitations that wait."""
    request.seen_by = Visibility.TEAM
    access = request.access
    register = access_register(access, may_invite=permissions.can_edit_settings(access))
    return answer_register(
        request,
        register,
        queries.accesses_of_cooperation(access),
        template="cooperations/accesses.html",
        context={"invitations": link_queries.invitations(access)},
    )


@cooperation_page(can=permissions.can_edit_settings)
def access_invite(request: CooperationRequest) -> HttpResponse:
    """The form that invites somebody."""
    form = InviteForm(request.POST or None)
    form.holders = queries.holders(request.access)
    if request.method == "POST" and form.is_valid():
        cooperation = request.access.cooperation
        invitation = letters.invite_by_letter(
            author=request.user,
            cooperation=cooperation,
            absolute=request.build_absolute_uri,
            **form.cleaned_data,
        )
        return redirect("cooperations:access_invitation", cooperation.slug, invitation.pk)
    return render(request, "cooperations/access_invite.html", {"form": form})


@cooperation_page(can=permissions.can_steer)
def access_invitation(request: CooperationRequest, invitation: int) -> HttpResponse:
    """An invitation that waits: its link to copy, and the gesture that withdraws it."""
    slug = request.access.cooperation.slug
    found = get_object_or_404(link_queries.invitations(request.access), pk=invitation)
    if request.method == "POST":
        letters.revoke_with_letter(author=request.user, link=found)
        say(request, _("L’invitation de %(email)s est retirée.") % {"email": found.email})
        return redirect("cooperations:accesses", slug)
    context = {
        "invitation": found,
        "url": request.build_absolute_uri(letters.invitation_path(found)),
        "letter": letters.letter_with(found),
    }
    return render(request, "cooperations/access_invitation.html", context)


@cooperation_page(can=permissions.can_steer)
def access(request: CooperationRequest, access: int) -> HttpResponse:
    """One access: its role can change, and it can be withdrawn."""
    found = get_object_or_404(queries.accesses_of_cooperation(request.access), pk=access)
    form = RoleForm(request.POST or None, initial={"role": found.role})
    if request.method == "POST":
        return _change(request, found, form)
    return render(request, "cooperations/access.html", {"found": found, "form": form})


def _change(request: CooperationRequest, found: Access, form: RoleForm) -> HttpResponse:
    """Withdraws the access, or gives its holder another role; the last officer stays."""
    slug = request.access.cooperation.slug
    try:
        if found.ended_at is None and "withdraw" in request.POST:
            withdraw_access(author=request.user, access=found)
            say(request, _("L’accès de %(name)s est retiré.") % {"name": found.user.name})
        elif found.ended_at is None and form.is_valid():
            give_access(
                author=request.user,
                cooperation=request.access.cooperation,
                user=found.user,
                **form.cleaned_data,
            )
            say(request, _("Le rôle de %(name)s a changé.") % {"name": found.user.name})
    except LastOfficerError:
        warn(request, str(LAST_OFFICER))
        return redirect("cooperations:access", slug, found.pk)
    return redirect("cooperations:accesses", slug)

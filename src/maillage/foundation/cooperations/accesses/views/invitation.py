"""Coming in: an invited person makes an account, or signs in, and finds the cooperation."""

from django.contrib.auth import login
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.accesses.forms import AcceptForm, SignedInForm
from maillage.foundation.cooperations.accesses.views.accesses import LAST_OFFICER
from maillage.foundation.cooperations.links.models import Invitation
from maillage.foundation.cooperations.links.queries import invitation_of_token
from maillage.foundation.cooperations.links.services.links import LinkClosedError, accept_invitation
from maillage.foundation.cooperations.pages.doors import closed_link_page, open_page
from maillage.foundation.cooperations.spaces.models import Access
from maillage.foundation.cooperations.spaces.services import LastOfficerError


@open_page
def invitation(request: HttpRequest, token: str) -> HttpResponseBase:
    """The page of an invitation, for its holder alone."""
    found = invitation_of_token(token)
    if found is None:
        raise Http404
    if not found.is_open(timezone.now()):
        return closed_link_page(request, found)
    holder = User.objects.filter(email=found.email).first()
    if holder is not None and request.user != holder:
        return render(request, "cooperations/invitation_sign_in.html", {"invitation": found})
    sent = request.POST if request.method == "POST" else None
    form = SignedInForm(sent) if holder else AcceptForm(sent)
    if form.is_valid():
        return _accept(request, found, holder, form)
    return _page(request, found, form)


def _page(request: HttpRequest, invitation: Invitation, form: Form) -> HttpResponseBase:
    context, status = {"invitation": invitation, "form": form}, 422 if form.errors else 200
    return render(request, "cooperations/invitation.html", context, status=status)


def _accept(
    request: HttpRequest, invitation: Invitation, holder: User | None, form: Form
) -> HttpResponseBase:
    typed = form.cleaned_data
    try:
        access: Access = accept_invitation(invitation=invitation, user=holder, **typed)
    except LinkClosedError:
        invitation.refresh_from_db()
        return closed_link_page(request, invitation)
    except LastOfficerError:
        form.add_error(None, str(LAST_OFFICER))
        return _page(request, invitation, form)
    login(request, access.user)
    return redirect("missions:home", access.cooperation.slug)

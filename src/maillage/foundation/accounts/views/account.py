"""What do others read of me, how do the pages look, and where am I connected?"""

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from allauth.usersessions.models import UserSession
from auditlog.context import set_actor
from django.contrib.auth import logout
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from maillage.core.doors import own_page
from maillage.core.said import say
from maillage.foundation.accounts.forms import AccountForm
from maillage.foundation.accounts.models import User
from maillage.foundation.accounts.requests import SignedInRequest


@own_page
def account(request: SignedInRequest) -> HttpResponse:
    """The reader's name and appearance, and the way to their password and connections."""
    user = User.objects.get(pk=request.user.pk)
    form = AccountForm(request.POST or None, instance=user)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic(), set_actor(request.user):
            form.save()
        say(request, _("Votre compte est à jour."))
        return redirect("account")
    sessions = UserSession.objects.purge_and_list(request.user)
    return render(request, "accounts/account.html", {"form": form, "sessions": sessions})


@own_page
def session_close(request: SignedInRequest, session: int) -> HttpResponse:
    """Closes one of the reader's connections, once they proved again who they are; a POST."""
    found = UserSession.objects.filter(user=request.user, pk=session).first()
    if found is None:
        raise Http404
    if request.method == "POST":
        raise_if_reauthentication_required(request, app="allauth.usersessions")
        found.end()
        say(request, _("La connexion est fermée."))
    return redirect("usersessions_list")


@own_page
def sessions_close(request: SignedInRequest) -> HttpResponse:
    """Closes all the reader's connections, this one too, after the same proof; a POST."""
    if request.method != "POST":
        return redirect("usersessions_list")
    raise_if_reauthentication_required(request, app="allauth.usersessions")
    for session in UserSession.objects.filter(user=request.user):
        session.end()
    logout(request)
    return redirect("account_login")

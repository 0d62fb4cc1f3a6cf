"""Who has an account in this workspace, and whose is closed? How do I close mine?"""

from django.contrib.auth import logout
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.messages import say
from maillage.foundation.cooperations.accounts import queries as accounts
from maillage.foundation.cooperations.accounts.forms import AccountClosingForm
from maillage.foundation.cooperations.accounts.services import close_account, reopen_account
from maillage.foundation.cooperations.pages.doors import (
    SignedInRequest,
    WorkspaceRequest,
    own_page,
    workspace_page,
)

AT_ONCE = 50


@workspace_page
def workspace_accounts(request: WorkspaceRequest) -> HttpResponse:
    """The accounts of the workspace, page by page; those that may be closed or opened here."""
    everybody = accounts.accounts_of_workspace(request.workspace)
    shown = Paginator(everybody, AT_ONCE).get_page(request.GET.get("page"))
    closable = accounts.closable_by(request.user, everybody).values_list("pk", flat=True)
    context = {"workspace": request.workspace, "shown": shown, "closable": set(closable)}
    return render(request, "cooperations/workspace_accounts.html", context)


@workspace_page
def workspace_account(request: WorkspaceRequest, user: int) -> HttpResponse:
    """One account that may be closed or opened again: what that does, then the gesture (POST)."""
    everybody = accounts.accounts_of_workspace(request.workspace)
    record = get_object_or_404(accounts.closable_by(request.user, everybody), pk=user)
    if request.method != "POST":
        context = {"found": record, "alone": accounts.runs_alone(record)}
        return render(
            request,
            "cooperations/workspace_account.html",
            {"workspace": request.workspace, **context},
        )
    if record.is_active:
        close_account(author=request.user, user=record)
        say(request, _("Le compte %(of)s est fermé.") % {"of": french.of_body(record.name)})
    else:
        reopen_account(author=request.user, user=record)
        say(request, _("Le compte %(of)s est rouvert.") % {"of": french.of_body(record.name)})
    return redirect("cooperations:workspace_accounts", request.workspace.slug)


@own_page
def account_close(request: SignedInRequest) -> HttpResponse:
    """Closing one's own account, unless something would be left without anybody."""
    alone = accounts.runs_alone(request.user)
    form = AccountClosingForm(request.POST or None)
    form.holder = request.user
    if alone or request.method != "POST" or not form.is_valid():
        context = {"alone": alone, "form": form}
        return render(request, "cooperations/account_close.html", context)
    close_account(author=request.user, user=request.user)
    logout(request)
    say(request, _("Votre compte est fermé. Ce que vous avez écrit reste, avec votre nom."))
    return redirect("account_login")

"""Does the mail of this workspace leave, and why not?"""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render

from maillage.core.said import say, warn
from maillage.foundation.cooperations.installation.queries import mail_of
from maillage.foundation.cooperations.pages.doors import WorkspaceRequest, workspace_page
from maillage.foundation.mail.carrier import is_set
from maillage.foundation.mail.queries import mail_counts
from maillage.foundation.mail.services import send_test

SHOWN = 50


@workspace_page
def mail(request: WorkspaceRequest) -> HttpResponse:
    """What is set, what waits and what failed; a POST sends a letter to oneself."""
    workspace = request.workspace
    if request.method == "POST":
        letter = send_test(to=request.user.email, workspace_id=workspace.pk)
        (say if letter.is_sent else warn)(request, letter.said)
        return redirect("cooperations:mail", workspace.slug)
    letters = mail_of(workspace)
    context = {
        "workspace": workspace,
        "is_set": is_set(),
        "server": settings.MAIL_SERVER,
        "sender": settings.DEFAULT_FROM_EMAIL,
        "counts": mail_counts(letters),
        "letters": letters[:SHOWN],
    }
    return render(request, "cooperations/mail.html", context)

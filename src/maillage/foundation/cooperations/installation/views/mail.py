"""Does the mail of this workspace leave, and why not?"""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from maillage.core.said import say
from maillage.foundation.cooperations.installation.queries import mail_of
from maillage.foundation.cooperations.pages.doors import WorkspaceRequest, workspace_page
from maillage.foundation.mail.carrier import is_set
from maillage.foundation.mail.choices import Kind
from maillage.foundation.mail.queries import mail_counts
from maillage.foundation.mail.services import Draft, write_letter

SHOWN = 50


@workspace_page
def mail(request: WorkspaceRequest) -> HttpResponse:
    """What is set, what waits and what failed; a POST sends a letter to oneself."""
    workspace = request.workspace
    if request.method == "POST":
        write_letter(_test_letter(request.user.email, workspace.pk))
        say(request, _("L’essai part dans la minute : sa ligne dira ce que le serveur a répondu."))
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


def _test_letter(to: str, workspace_id: int) -> Draft:
    """A letter to oneself, tried once: what the server answers to it is what is wanted."""
    return Draft(
        key=f"test:{get_random_string(20)}",
        kind=Kind.TEST,
        to=to,
        subject=_("Essai du courriel de Maillage"),
        text=_("Si vous lisez cette lettre, le courriel de Maillage fonctionne."),
        workspace_id=workspace_id,
    )

"""What does somebody read whom an identity provider did not let in?"""

import logging

from django.conf import settings
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

logger = logging.getLogger("maillage.openid")


def refused_identity(request: HttpRequest, sentence: str, *, email: str = "") -> HttpResponse:
    """The page (403) that says why, and what to do; the journal hears of it."""
    user_login_failed.send(sender=__name__, credentials={"email": email}, request=request)
    context = {"sentence": sentence, "provider": settings.OPENID_NAME}
    return render(request, "accounts/refused_identity.html", context, status=403)


def silent_provider(request: HttpRequest, error: Exception) -> HttpResponse:
    """The same page, when the provider does not answer or cannot be read; our log says which."""
    logger.warning("identity provider: %s", type(error).__name__)
    return refused_identity(
        request,
        _("%(provider)s ne répond pas comme prévu.") % {"provider": settings.OPENID_NAME},
    )

"""Whom does somebody who found a weakness write to? RFC 9116, filled by the settings."""

from datetime import UTC, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from maillage.foundation.cooperations.pages.doors import open_page

HOLDS = timedelta(days=180)


@open_page
def security_contact(request: HttpRequest) -> HttpResponse:
    """The file `security.txt`; nowhere when the settings name nobody."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    address = request.build_absolute_uri(request.path)
    until = (timezone.now() + HOLDS).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {until}",
        "Preferred-Languages: fr",
        f"Canonical: {address}",
    ]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")

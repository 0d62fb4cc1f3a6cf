"""What does the law want anybody to read, before they sign in?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from maillage.core.doors import open_page
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.installation.rules import (
    ASSESSED_ON,
    missing_settings,
    publisher,
)
from maillage.foundation.cooperations.spaces.queries import administers


@open_page
def legal_notice(request: HttpRequest) -> HttpResponse:
    """Who publishes and who hosts."""
    return _page(request, "legal_notice")


@open_page
def personal_data(request: HttpRequest) -> HttpResponse:
    """What is kept of people, why, how long, and whom to ask."""
    return _page(request, "personal_data")


@open_page
def accessibility(request: HttpRequest) -> HttpResponse:
    """What was verified for who does not see, hear or use a mouse, and what was not."""
    return _page(request, "accessibility")


def _page(request: HttpRequest, name: str) -> HttpResponse:
    """The page with what is known; what is missing is told to administrators alone."""
    may_mend = isinstance(request.user, User) and administers(request.user)
    context = {
        "publisher": publisher(),
        "missing": missing_settings() if may_mend else [],
        "assessed_on": ASSESSED_ON,
    }
    return render(request, f"cooperations/{name}.html", context)

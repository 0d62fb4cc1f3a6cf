"""What does a closed cooperation refuse? Every write: here, for all of its pages at once."""

import re

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from maillage.foundation.cooperations.spaces import queries
from maillage.foundation.cooperations.spaces.models import Access

FORM = re.compile(rb"<form\b([^>]*)>.*?</form>", re.DOTALL)
POSTS = re.compile(rb'\bmethod="post"', re.IGNORECASE)
ELSEWHERE = re.compile(rb'\baction="/(?!c/)')


def refusal(request: HttpRequest, access: Access) -> HttpResponse:
    """The page (403) that says the cooperation is closed, and who can open it again."""
    context = {"cooperation": access.cooperation, "officers": queries.officers(access)}
    return render(request, "cooperations/closed.html", context, status=403)


def without_gestures(response: HttpResponseBase) -> HttpResponseBase:
    """The page without the forms that would write; forms that lead out of cooperations stay."""
    if isinstance(response, HttpResponse) and "html" in response.headers.get("Content-Type", ""):
        response.content = FORM.sub(_without_writing_form, response.content)
        if response.has_header("Content-Length"):
            response.headers["Content-Length"] = str(len(response.content))
    return response


def _without_writing_form(form: re.Match[bytes]) -> bytes:
    writes = POSTS.search(form[1]) and not ELSEWHERE.search(form[1])
    return b"" if writes else form[0]

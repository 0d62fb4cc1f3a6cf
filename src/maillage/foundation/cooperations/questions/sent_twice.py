"""Was this very answer sent by this link a moment ago? A button is easily pressed twice."""

import json
from hashlib import sha256

from django.core.cache import cache
from django.http import HttpRequest

from maillage.foundation.cooperations.links.models import AnswerLink

MOMENT = 60  # seconds
OF_THE_PAGE = "csrfmiddlewaretoken"  # differs each time the page is drawn


def was_just_sent(request: HttpRequest, link: AnswerLink) -> bool:
    """Whether the last answer recorded by the link is this one, recorded within the minute."""
    return request.method == "POST" and cache.get(_key(link)) == _digest(request)


def remember_sent(request: HttpRequest, link: AnswerLink) -> None:
    """Remembers for a minute what was sent, once recorded: its digest alone."""
    cache.set(_key(link), _digest(request), MOMENT)


def _key(link: AnswerLink) -> str:
    return f"sent:{link.pk}:{link.nonce}"


def _digest(request: HttpRequest) -> str:
    typed = sorted(one for one in request.POST.lists() if one[0] != OF_THE_PAGE)
    files = sorted(
        (name, [(file.name, file.size) for file in sent]) for name, sent in request.FILES.lists()
    )
    return sha256(json.dumps([typed, files]).encode()).hexdigest()

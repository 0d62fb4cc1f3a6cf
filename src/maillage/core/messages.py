"""What does the reader learn after a gesture, and how do they take it back?"""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _


def say(request: HttpRequest, sentence: str, *, undo_url: str = "") -> None:
    """Tells on the next page what has just been done; `undo_url` receives a POST to undo it."""
    messages.success(request, sentence, extra_tags=undo_url)


def say_nothing_changed(request: HttpRequest) -> None:
    """Tells on the next page that what was sent was recorded already."""
    say(request, _("Rien n’a changé : c’était déjà noté."))


def warn(request: HttpRequest, sentence: str) -> None:
    """Tells on the next page what has not been done, and what to do about it."""
    messages.warning(request, sentence)

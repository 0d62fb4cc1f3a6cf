"""What does the reader learn after a gesture, and how do they take it back?"""

from django.contrib import messages
from django.http import HttpRequest


def say(request: HttpRequest, sentence: str, *, undo_url: str = "") -> None:
    """Tells on the next page what has just been done; `undo_url` receives a POST to undo it."""
    messages.success(request, sentence, extra_tags=undo_url)


def warn(request: HttpRequest, sentence: str) -> None:
    """Tells on the next page what has not been done, and what to do about it."""
    messages.warning(request, sentence)

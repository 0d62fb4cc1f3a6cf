"""What had the reader typed in a form that could not be taken? It is shown or kept, never lost."""

import re

from django.http import HttpRequest

SECRET = re.compile(r"pass|secret|token|csrf", re.IGNORECASE)
OURS = {"version", "next"}

Pairs = list[tuple[str, str]]


def typed_pairs(request: HttpRequest) -> Pairs:
    """Every field that was sent and its value, in order; passwords and tokens are left out."""
    return [
        (name, str(value))
        for name, values in request.POST.lists()
        if not SECRET.search(name)
        for value in values
    ]


def typed_texts(pairs: Pairs) -> list[str]:
    """What a person may want to copy among these pairs."""
    return [value for name, value in pairs if name not in OURS and value.strip()]

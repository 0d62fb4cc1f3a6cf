"""Where is the drawing of every mark and icon?"""

from functools import cache

from django.templatetags.static import static


@cache
def sprite() -> str:
    """The address of the sprite that holds every mark and icon."""
    return static("core/built/sprite.svg")

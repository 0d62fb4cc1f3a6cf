"""Where does a page that is linked a hundred times live?"""

from functools import lru_cache

from django.urls import reverse

KEPT = 4_096


@lru_cache(KEPT)
def address(name: str, *parts: int | str) -> str:
    """The address of the page of this name: `reverse`, worked out once for the same parts."""
    return reverse(name, args=parts)

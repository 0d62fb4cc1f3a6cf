"""Which parts of a page need not be drawn again?"""

from collections.abc import Hashable
from functools import lru_cache

from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

from maillage.core.typography import NOUN

KEPT = 128


@lru_cache(KEPT)
def drawn_part(name: str, values: tuple[tuple[str, Hashable], ...], noun: str = NOUN) -> SafeString:
    """The template of this name drawn from these values and nothing else.

    No request, no user, no date: the same values, under the same noun of the profile, always give
    the same part, which may therefore be kept. Values are frozen (a Shell, a MissionTree);
    TypeError for one that is not.
    """
    return mark_safe(get_template(name).render(dict(values)))

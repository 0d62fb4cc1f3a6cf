"""What do the states of the dialogue share: which records they read, and how names are listed?"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core import french
from maillage.foundation.cooperations.choices import Visibility

READ = (Visibility.OFFICERS, Visibility.TEAM, Visibility.MEMBERS, Visibility.PUBLIC)
NAMED = 3
FIRST_DISPUTE = lazy("Noter le désaccord dont on vous parle le plus.")


def listed_names(names: tuple[str, ...]) -> str:
    """The first names, and how many others."""
    shown, others = names[:NAMED], len(names) - NAMED
    if others > 0:
        sentence = _("%(n)s autres") if others > 1 else _("%(n)s autre")
        shown = (*shown, sentence % {"n": french.number(others)})
    *first, last = shown
    return _("%(first)s et %(last)s") % {"first": ", ".join(first), "last": last} if first else last

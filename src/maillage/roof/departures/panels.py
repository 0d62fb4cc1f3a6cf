"""What do the pages of the cooperation say of its departure?"""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from maillage.core.panels import Panel, Slot, panels
from maillage.core.points import Reader
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.roof.departures import permissions, queries

MOST = 5
PAGES = ("cooperation", "life")


@panels.answer
def deletion_of_page(reader: Reader, kind: str, number: int) -> Sequence[Panel]:
    """The day of the deletion, for everybody, on the portrait and the life; in one query."""
    if kind not in PAGES:
        return ()
    access = as_access(reader)
    deletion = queries.deletion_of(access)
    may_decide = permissions.can_decide(access)
    if deletion is None and (kind == "cooperation" or not may_decide):
        return ()
    context: dict[str, object] = {
        "asked": deletion,
        "may_decide": may_decide,
        "slug": access.cooperation.slug,
    }
    title = _("Suppression demandée") if deletion else _("Supprimer")
    slot: Slot = "body" if deletion or kind == "cooperation" else "foot"
    return (Panel(title, "departures/parts/deletion.html", context, slot, holds_form=True),)


@panels.answer
def archives_of_life(reader: Reader, kind: str, number: int) -> Sequence[Panel]:
    """On the life of the cooperation, what an officer asked to take out; in one query."""
    access = as_access(reader) if kind == "life" else None
    if access is None or not permissions.can_decide(access):
        return ()
    context: dict[str, object] = {
        "archives": queries.own_archives(access)[:MOST],
        "slug": access.cooperation.slug,
    }
    return (Panel(_("Tout emporter"), "departures/parts/archives.html", context, holds_form=True),)

"""Which documents are attached to this sheet, and is it closed to any change? Its room says so."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from maillage.core.links import address
from maillage.core.panels import Panel, panels
from maillage.core.points import Point, Reader
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.foundation.documents import permissions
from maillage.foundation.documents.files import queries
from maillage.foundation.documents.files.words import SHEETS

MOST = 30

locks: Point[[Reader, str, int], str] = Point("locks")


def lock_of(reader: Reader, kind: str, number: int | None) -> str:
    """Why nothing is attached to this sheet nor taken from it any more, or nothing."""
    if not kind or number is None:
        return ""
    return next(iter(locks.ask(reader, kind, number)), "")


@panels.answer
def documents_of_sheet(reader: Reader, kind: str, number: int) -> Sequence[Panel]:
    """The documents of a structure or a person, in one query; nothing for whoever may add none."""
    if kind not in SHEETS:
        return ()
    access = as_access(reader)
    attachments = list(queries.documents_on(access, kind, number)[:MOST])
    may_attach = permissions.can_attach(access)
    if not attachments and not may_attach:
        return ()
    slug = access.cooperation.slug
    add = address("documents:document_add", slug) + f"?fiche={kind}-{number}"
    context: dict[str, object] = {
        "documents": attachments,
        "add_url": add if may_attach else "",
        "slug": slug,
    }
    return (Panel(_("Documents"), "documents/parts/panel.html", context, slot="foot"),)

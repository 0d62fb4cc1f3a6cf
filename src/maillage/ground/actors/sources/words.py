"""Where does something come from, as far as its reader may know it?"""

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.foundation.cooperations.models import Access
from maillage.ground.actors.choices import SourceKind
from maillage.ground.actors.sources.models import Source
from maillage.ground.actors.sources.queries import can_read_source


def source_words(access: Access, source: Source) -> str:
    """Where it comes from and when; only that it is kept back, for those who may not know it."""
    origin = origin_words(access, source)
    if not can_read_source(access, source):
        return origin
    return ", ".join((origin, french.long_date(source.on)))


def origin_words(access: Access, source: Source) -> str:
    """Where it comes from: "entretien, Inès Gaborit", or that it is kept back."""
    if not can_read_source(access, source):
        return _("source réservée")
    kind = str(source.get_kind_display())
    if source.kind == SourceKind.WRITTEN:
        kind = _("un écrit (courrier, délibération ou presse)")
    return ", ".join(part for part in (kind, source.who) if part)

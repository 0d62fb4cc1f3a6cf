"""Where does something come from, as far as its reader may know it?"""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core import french
from maillage.foundation.cooperations.models import Access
from maillage.ground.actors.choices import SourceKind
from maillage.ground.actors.sources.models import Source
from maillage.ground.actors.sources.queries import can_read_source

FROM: dict[str, Promise] = {
    SourceKind.INTERVIEW: lazy("entretien avec %(who)s"),
    SourceKind.PHONE: lazy("au téléphone, %(who)s"),
    SourceKind.THIRD: lazy("rapporté par %(who)s"),
}


def source_words(access: Access, source: Source) -> str:
    """Where it comes from and when; only that it is kept back, for those who may not know it."""
    origin = origin_words(access, source)
    if not can_read_source(access, source):
        return origin
    return ", ".join((origin, french.long_date(source.on)))


def origin_words(access: Access, source: Source) -> str:
    """Where it comes from: "entretien avec Inès Gaborit", or that it is kept back."""
    if not can_read_source(access, source):
        return _("source réservée")
    if source.who and source.kind in FROM:
        return str(FROM[source.kind]) % {"who": source.who}
    kind = _("un écrit") if source.kind == SourceKind.WRITTEN else str(source.get_kind_display())
    return ", ".join(part for part in (kind, source.who) if part)

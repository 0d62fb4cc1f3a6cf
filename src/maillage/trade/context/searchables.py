"""What the context answers to a search: few names, read whole and kept until a change."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.folded import fold
from maillage.core.links import address
from maillage.core.points import Reader
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.room_answers.readers import as_access
from maillage.foundation.search.asked import Asked, Found, searchables
from maillage.foundation.search.kept_names import KeptNames
from maillage.trade.context import permissions
from maillage.trade.context.act_or_wait.queries import moves
from maillage.trade.context.history.queries import relations
from maillage.trade.context.history.words import parties_words
from maillage.trade.context.signals.queries import signals, with_parties
from maillage.trade.context.signals.words import concerned_words

Named = tuple[str, Found]
_kept: KeptNames[Found] = KeptNames()


@searchables.answer
def context_found(reader: Reader, asked: Asked) -> Sequence[Found]:
    """What of the context has words that hold those asked, among what the reader may see."""
    access = as_access(reader)

    def read() -> Iterator[Named]:
        yield from _relations(access)
        yield from _signals(access)
        yield from _moves(access)

    key = ("context", access.pk, access.role)
    return _kept.among(asked, key, access.cooperation.workspace_id, read)


def _relations(access: Access) -> Iterator[Named]:
    slug = access.cooperation.slug
    for row in relations(access):
        url = address("context:relation", slug, row.pk)
        named = parties_words(row)
        yield fold(f"{row.label} {named}"), Found(_("Relation passée"), row.label, named, url)


def _signals(access: Access) -> Iterator[Named]:
    if not permissions.can_open_signals(access):
        return
    slug = access.cooperation.slug
    for row in with_parties(signals(access)):
        url = address("context:signal", slug, row.pk)
        named = concerned_words(row)
        yield fold(f"{row.label} {named}"), Found(_("Actualité"), row.label, named, url)


def _moves(access: Access) -> Iterator[Named]:
    if not permissions.can_open_moves(access):
        return
    slug = access.cooperation.slug
    for row in moves(access):
        url = address("context:move", slug, row.pk)
        note = french.long_date(row.around_on)
        yield fold(row.label), Found(_("Geste prévu"), row.label, note, url)

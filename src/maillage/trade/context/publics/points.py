"""What do the publics tell on the pages of the other rooms?"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from maillage.core.folded import fold
from maillage.core.links import address
from maillage.core.probes import probe
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.room_answers.names import FoldedResult, findable
from maillage.foundation.exchange.targets.targets import imports
from maillage.foundation.search.query import SearchResult
from maillage.trade.context.publics import states
from maillage.trade.context.publics.queries import publics
from maillage.trade.context.publics.table import PUBLICS
from maillage.trade.context.publics.words import size_words


@findable
def public_names(access: Access) -> Iterator[FoldedResult]:
    """The publics, under their name and their theme."""
    slug = access.cooperation.slug
    for row in publics(access):
        words = ", ".join(filter(None, (str(row.theme or ""), size_words(row))))
        url = address("context:public", slug, row.pk)
        yield fold(f"{row.label} {words}"), SearchResult(_("Public"), row.label, words, url)


probe(
    "pre.context.publics-actors",
    load=states.load,
    reads="members",
    topics={"publics", "members", "organisations", "people", "imports"},
)(states.publics_actors)
imports.answer(lambda: (PUBLICS,))

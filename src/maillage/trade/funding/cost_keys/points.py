"""What do shared sums tell on the pages of the other rooms?"""

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core.folded import fold
from maillage.core.links import address
from maillage.core.panels import Panel, panels
from maillage.core.points import Reader
from maillage.core.sheet import Line
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.room_answers.names import FoldedResult, findable
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.foundation.documents.writing.kinds import papers
from maillage.foundation.search.query import SearchResult
from maillage.trade.funding.cost_keys import queries
from maillage.trade.funding.cost_keys.amended import prices_of_article
from maillage.trade.funding.cost_keys.papers import key_papers

MOST_SHARINGS = 20


@panels.answer
def sharings_of_sheet(reader: Reader, kind: str, number: int) -> Sequence[Panel]:
    """The sums whose key a joint decision settles, on its sheet; the effect of an amendment."""
    access = as_access(reader)
    if kind == "article":
        return prices_of_article(access, number)
    if kind != "jointdecision":
        return ()
    rows = queries.sharings(access).filter(joint_decision=number)[:MOST_SHARINGS]
    lines = [
        Line(
            str(one),
            _("Clé %(letter)s, %(label)s")
            % {"letter": one.chosen.letter, "label": one.chosen.label}
            if one.chosen
            else _("Aucune clé n’est encore proposée."),
            reverse("funding:sharing", args=[access.cooperation.slug, one.pk]),
        )
        for one in rows
    ]
    if not lines:
        return ()
    return (Panel(_("Clés de répartition"), "core/parts/lines.html", {"lines": lines}),)


@findable
def sharing_names(access: Access) -> Iterator[FoldedResult]:
    """The sums that this reader may open, under what is shared."""
    slug = access.cooperation.slug
    for row in queries.sharings(access):
        url = address("funding:sharing", slug, row.pk)
        result = SearchResult(_("Clé de répartition"), str(row), "", url)
        yield fold(f"{row} partage cle repartition"), result


papers.answer(key_papers)

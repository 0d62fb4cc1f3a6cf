"""What does past history tell on the pages of the other rooms?"""

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.excerpts import Excerpt, excerpts
from maillage.core.folded import fold
from maillage.core.links import address
from maillage.core.panels import Panel, lines_panel, panels
from maillage.core.points import Reader
from maillage.core.probes import probe
from maillage.core.sheet import Line
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.records.models import visible_records
from maillage.foundation.cooperations.room_answers.names import FoldedResult, findable
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.foundation.search.query import SearchResult
from maillage.trade.context import permissions
from maillage.trade.context.history import states
from maillage.trade.context.history.models import Relation
from maillage.trade.context.history.queries import relations, relations_of
from maillage.trade.context.history.words import parties_words, relation_sentence

MOST = 8


@panels.answer
def history_of_sheet(reader: Reader, kind: str, number: int) -> Sequence[Panel]:
    """The relations of a structure that the reader may see, in two queries."""
    if kind != "organisation":
        return ()
    access = as_access(reader)
    lines = [
        Line(
            label=one.label,
            note=relation_sentence(one),
            url=reverse("context:relation", args=[access.cooperation.slug, one.pk]),
            family="end",
            value=one.ending,
        )
        for one in relations_of(access, number)[:MOST]
    ]
    note = french.counted(len(lines), _("relation"), _("relations"))
    return lines_panel(_("Son histoire avec les autres"), lines, note, on_paper=False)


@findable
def relation_names(access: Access) -> Iterator[FoldedResult]:
    """The past relations, under their words and their parties."""
    slug = access.cooperation.slug
    for row in relations(access):
        url = address("context:relation", slug, row.pk)
        words = parties_words(row)
        yield (
            fold(f"{row.label} {words}"),
            SearchResult(_("Relation passée"), row.label, words, url),
        )


@excerpts.answer
def relation_of_excerpt(reader: Reader) -> Sequence[Excerpt]:
    """A past relation, for whoever may note it."""
    access = as_access(reader)
    if not permissions.can_keep_signals(access):
        return ()
    url = reverse("context:relation_add", args=[access.cooperation.slug])
    return (Excerpt(_("En faire un récit de l’histoire"), url),)


visible_records.answer(lambda: (Relation,))


probe(
    "pre.context.history",
    load=states.load,
    reads="officers",
    topics={"history", "members", "organisations"},
)(states.history_state)

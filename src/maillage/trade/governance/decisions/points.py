"""What does the register of decisions tell on the pages of the other rooms?"""

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core.links import address
from maillage.core.panels import Panel, lines_panel, panels
from maillage.core.points import Reader
from maillage.core.probes import probe
from maillage.core.sheet import Line
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.room_answers.names import FoldedResult, findable
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.foundation.search.query import SearchResult
from maillage.trade.governance.decisions import states
from maillage.trade.governance.decisions.queries import decisions, source_of

TOPICS = {"decisions", "meetings", "bodies", "joint_decisions"}


@panels.answer
def source_of_decision(reader: Reader, kind: str, number: int) -> Sequence[Panel]:
    """On a joint decision, the meeting that settled it first; one query."""
    if kind != "jointdecision":
        return ()
    access = as_access(reader)
    source = source_of(access, number)
    if source is None:
        return ()
    page, of = ("meeting", source.meeting_id) if source.meeting_id else ("decision", source.pk)
    line = Line(
        label=str(source.meeting or source),
        note=_("La décision de l’instance dont elle vient"),
        url=reverse(f"governance:{page}", args=[access.cooperation.slug, of]),
    )
    return lines_panel(_("D’où elle vient"), [line])


@findable
def decision_names(access: Access) -> Iterator[FoldedResult]:
    """The decisions, under their questions."""
    slug = access.cooperation.slug
    for row in decisions(access):
        url = address("governance:decision", slug, row.pk)
        note = str(row.get_outcome_display()) if row.outcome else _("question ouverte")
        yield row.folded, SearchResult(_("Décision"), row.question or str(row), note, url)


for leaf, judge in (
    ("construction.partnerships.political-technical", states.questions_routed),
    ("implementation.lead.decision-frame", states.frame_shared),
):
    probe(leaf, load=states.load, reads="members", topics=TOPICS)(judge)

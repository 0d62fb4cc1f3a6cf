"""What does the register of decisions tell on the pages of the other rooms?"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from maillage.core.links import address
from maillage.core.probes import probe
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.room_answers.names import FoldedResult, findable
from maillage.foundation.search.query import SearchResult
from maillage.trade.governance.decisions import states
from maillage.trade.governance.decisions.queries import decisions

TOPICS = {"decisions", "meetings", "bodies", "joint_decisions"}


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

"""What do findings tell on the pages of the other rooms?"""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.agenda import MOST_WAITING, Waiting
from maillage.core.folded import fold
from maillage.core.links import address
from maillage.core.probes import probe
from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.questions.points import Question, questions
from maillage.foundation.cooperations.records.models import visible_records
from maillage.foundation.cooperations.room_answers.agenda import waits
from maillage.foundation.cooperations.room_answers.names import FoldedResult, findable
from maillage.foundation.documents.writing.kinds import papers
from maillage.foundation.exchange.targets.targets import imports
from maillage.foundation.search.query import SearchResult
from maillage.ground.directory.records.queries.organisations import spoken_for
from maillage.trade.stakes.findings import states
from maillage.trade.stakes.findings.asking import PURPOSE, waiting_actors
from maillage.trade.stakes.findings.models import Finding, FindingReading
from maillage.trade.stakes.findings.papers import findings_papers
from maillage.trade.stakes.findings.queries import findings
from maillage.trade.stakes.findings.table import FINDINGS
from maillage.trade.stakes.findings.views.answers import answer_findings
from maillage.trade.stakes.findings.words import source_words
from maillage.trade.stakes.permissions import can_open_stakes


@findable
def finding_names(access: Access) -> Iterator[FoldedResult]:
    """The findings, under their words and their source."""
    if not can_open_stakes(access):
        return
    slug = access.cooperation.slug
    for one in findings(access):
        url = address("stakes:finding", slug, one.pk)
        result = SearchResult(_("Constat"), one.statement, source_words(one), url)
        yield fold(f"{one.statement} {one.source}"), result


@waits(
    rows=lambda cooperation, _today: waiting_actors(cooperation),
    can=lambda access: access.role == Role.PARTNER,
    tool="findings",
)
def findings_wait(access: Access, _today: date) -> list[Waiting]:
    """The findings put to the structures for which the reader speaks."""
    rows = waiting_actors(access.cooperation_id).filter(organisation__in=spoken_for(access))
    return [
        Waiting(
            _("Dire ce que votre structure constate"),
            _("Des constats sont soumis %(to)s : d’accord, ou vu autrement.")
            % {"to": french.to_body(str(one))},
            reverse("stakes:finding_answer", args=[access.cooperation.slug, one.pk]),
            verb=_("Répondre"),
        )
        for one in rows[:MOST_WAITING]
    ]


questions.answer(
    lambda: (
        Question(
            PURPOSE,
            _("L’avis d’une structure sur les constats"),
            answer_findings,
            several=_("L’avis de structures sur les constats"),
        ),
    )
)
imports.answer(lambda: (FINDINGS,))
papers.answer(findings_papers)
visible_records.answer(lambda: (Finding, FindingReading))
probe(
    "emergence.stakes.shared-diagnosis",
    load=states.load,
    reads="members",
    topics={"findings", "finding_readings", "actors", "members", "organisations", "imports"},
)(states.shared_diagnosis)

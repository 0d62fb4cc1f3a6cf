"""Which question does the plan put by link?"""

from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core.agenda import MANY
from maillage.core.fragments import Fragment
from maillage.core.links import address
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.questions.points import Question, questions
from maillage.foundation.documents.writing.kinds import papers
from maillage.foundation.documents.writing.letters import FORMS
from maillage.trade.plan import permissions
from maillage.trade.plan.actions.models import Share
from maillage.trade.plan.share_asks import words
from maillage.trade.plan.share_asks.papers import share_papers
from maillage.trade.plan.share_asks.queries import (
    PURPOSE,
    recalled,
    sheet_of,
)
from maillage.trade.plan.share_asks.views import answer_share
from maillage.trade.plan.who_does_what.queries import WorkTable
from maillage.trade.plan.who_does_what.recalls import Recall, recalls

LEAST = 2  # silent parts of a choice for which one letter is offered

papers.answer(share_papers)


@recalls.answer
def letters_of_silent_parts(access: Access, table: WorkTable) -> list[Recall]:
    """The one gesture for the silent parts that the table shows, and their links; one query."""
    if not permissions.can_edit_plan(access):
        return []
    recall = recalled(access, table, timezone.localdate())
    least = MANY if table.wanted.is_all else LEAST
    if len(recall.lacking) < least and not recall.ready:
        return [Recall()]
    slug, query = access.cooperation.slug, table.wanted.query
    count = len(recall.structures)
    values = {
        "title": words.title_words(table.wanted),
        "gesture": words.gesture_words(table.wanted, len(recall.lacking), len(recall.ready)),
        "url": address("plan:who_does_what_letters", slug) + query,
        "ready": words.ready_words(len(recall.ready), count),
        "forms": [
            (form.upper(), address("plan:who_does_what_files", slug, form) + query)
            for form in FORMS
        ],
    }
    return [Recall(recall.links, Fragment("plan/parts/share_letters.html", values))]


questions.answer(
    lambda: (
        Question(
            PURPOSE,
            _("Une part du plan"),
            answer_share,
            sheet=sheet_of,
            record=Share,
            several=_("Des parts du plan"),
        ),
    )
)

"""Which question does the plan put by link?"""

from django.db.models import Count, Model
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core.agenda import MANY
from maillage.core.fragments import Fragment, fragments
from maillage.core.points import Reader
from maillage.foundation.cooperations.questions.points import Question, questions
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.foundation.documents.writing.kinds import papers
from maillage.foundation.documents.writing.points import together_forms
from maillage.trade.plan import permissions
from maillage.trade.plan.actions.models import Share
from maillage.trade.plan.share_asks import words
from maillage.trade.plan.share_asks.papers import WORD, share_papers
from maillage.trade.plan.share_asks.queries import (
    PURPOSE,
    ready_shares,
    shares_without_link,
    sheet_of,
)
from maillage.trade.plan.share_asks.views import answer_share

WHO_DOES_WHAT = "plan:who_does_what"

papers.answer(share_papers)


@fragments.answer
def letters_of_silent_parts(reader: Reader, page: str, record: Model | None) -> list[Fragment]:
    """The one gesture for all silent parts, under the table of who does what; two queries."""
    access = as_access(reader)
    if page != WHO_DOES_WHAT or not permissions.can_edit_plan(access):
        return []
    lacking = shares_without_link(access, timezone.localdate()).count()
    ready = ready_shares(access).aggregate(
        parts=Count("pk"), structures=Count("organisation", distinct=True)
    )
    if lacking < MANY and not ready["parts"]:
        return []
    values = {
        "lacks": bool(lacking),
        "ready": words.ready_words(ready["parts"], ready["structures"]),
        "forms": together_forms(access.cooperation.slug, WORD, access.cooperation_id),
    }
    return [Fragment("plan/parts/share_letters.html", values)]


questions.answer(
    lambda: (Question(PURPOSE, _("Une part du plan"), answer_share, sheet=sheet_of, record=Share),)
)

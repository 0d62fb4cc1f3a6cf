"""Which questions do agreements put by link?"""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from maillage.foundation.cooperations.questions.points import Question, questions
from maillage.foundation.documents.writing.kinds import papers
from maillage.trade.governance.agreements.models import AgreementParty
from maillage.trade.governance.amendments.links import (
    REMARK,
    SIGNATURE,
    answer_remarks,
    answer_signature,
    sheet_of,
)
from maillage.trade.governance.amendments.papers import amendments_paper


@questions.answer
def agreement_questions() -> Sequence[Question]:
    """What a party would change in a draft, and its signature of the frozen text."""
    return (
        Question(
            REMARK,
            _("Un avis sur une convention"),
            answer_remarks,
            sheet=sheet_of,
            record=AgreementParty,
            several=_("Des avis sur convention"),
        ),
        Question(
            SIGNATURE,
            _("Une signature"),
            answer_signature,
            sheet=sheet_of,
            record=AgreementParty,
            several=_("Des signatures"),
        ),
    )


papers.answer(lambda: (amendments_paper(),))

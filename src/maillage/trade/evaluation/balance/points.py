"""What does the balance tell on the pages of the other rooms, and which question does it put?"""

from django.utils.translation import gettext as _

from maillage.core.probes import probe
from maillage.foundation.cooperations.questions.points import Question, questions
from maillage.foundation.cooperations.records.models import visible_records
from maillage.trade.evaluation.balance import states
from maillage.trade.evaluation.balance.asks import answer_balance, sheet_of
from maillage.trade.evaluation.balance.models import BalanceReading, Benefit
from maillage.trade.evaluation.balance.services import PURPOSE, TOPIC

questions.answer(
    lambda: (
        Question(
            PURPOSE,
            _("La page d’une structure"),
            answer_balance,
            sheet=sheet_of,
            record=BalanceReading,
            several=_("Les pages de structures"),
        ),
    )
)
visible_records.answer(lambda: (Benefit,))
for leaf, judge in (
    ("construction.support.benefits", states.benefits),
    ("construction.support.added-value", states.added_value),
):
    topics = {TOPIC, "members", "organisations"}
    probe(leaf, load=states.load, reads="officers", topics=topics)(judge)

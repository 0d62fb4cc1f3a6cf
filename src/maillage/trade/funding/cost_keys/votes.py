"""How much does each structure weigh in what settles the key, beside what it would pay?"""

from fractions import Fraction

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.trade.funding.cost_keys.queries import SharingSheet
from maillage.trade.governance.models import Deliberation


def vote_rows(sheet: SharingSheet) -> list[tuple[str, str]]:
    """Each structure, its share of the cost and its votes in the joint decision; one query."""
    reading = sheet.first
    if sheet.sharing.joint_decision_id is None or reading is None or not reading.rows:
        return []
    rows = Deliberation.objects.filter(
        decision=sheet.sharing.joint_decision_id, until__isnull=True
    ).values_list("organisation", "weight")
    votes = dict(rows)
    whole, total = sum(votes.values()), sheet.read.total or 1
    return [
        (payer.name, _words(Fraction(row.cents, total), votes.get(payer.organisation, 0), whole))
        for payer, row in zip(sheet.read.payers, reading.rows, strict=True)
    ]


def _words(share: Fraction, votes: int, whole: int) -> str:
    """« 46 % du coût, 5 voix sur 14 »."""
    voices = _("%(votes)s voix sur %(whole)s") if votes else _("aucune voix sur %(whole)s")
    return _("%(share)s %% du coût, %(voices)s") % {
        "share": french.number(round(float(share * 100)), 0),
        "voices": voices % {"votes": votes, "whole": whole},
    }

"""A proposed key is frozen in a decision: what it rests on is copied, and nothing changes it."""

import json
from datetime import date
from hashlib import sha256

from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.versions import check_is_open, claim_version
from maillage.foundation.cooperations.models import Access
from maillage.trade.funding.cost_keys.models import CostSharing, FrozenKey, FrozenShare
from maillage.trade.funding.cost_keys.queries import SharingSheet, sharing_sheet
from maillage.trade.funding.cost_keys.readings import Reading
from maillage.trade.funding.writing import write_funding
from maillage.trade.governance.joint_decisions.models import Answer


class NotFreezableError(Exception):
    """A sharing lacks what a frozen key needs; the message says what."""


def freeze_problem(sheet: SharingSheet) -> str:
    """What keeps the proposed key from being frozen; nothing when it can be."""
    one = sheet.sharing
    if sheet.chosen is None:
        return _("Proposez d’abord une clé.")
    if not (one.joint_decision_id or one.decision_id):
        return _("Dites d’abord quelle décision la retient.")
    if not sheet.has_total:
        return _("Dites d’abord la somme à partager.")
    return sheet.chosen.problem


def freeze_key(*, access: Access, sharing: CostSharing, read: int) -> FrozenKey:
    """The proposed key, frozen with its values and its amounts.

    Raises NotFreezableError when something lacks, StaleVersionError when version `read` of the
    sharing is not the last, ClosedError when a key is frozen already.
    """
    with write_funding(access):
        check_is_open(sharing)
        claim_version(sharing, read)
        sheet = sharing_sheet(access, sharing)
        reading = sheet.chosen
        if (problem := freeze_problem(sheet)) or reading is None:
            raise NotFreezableError(problem)
        content = json.dumps(content_of(sheet, reading), ensure_ascii=False, sort_keys=True)
        frozen = FrozenKey.objects.create(
            key=sharing.keys.get(pk=reading.mix.number),
            content=content,
            fingerprint=fingerprint(content),
            act=act_words(sharing),
            on=timezone.localdate(),
            by=access.user,
        )
        for payer, row in zip(sheet.read.payers, reading.rows, strict=True):
            FrozenShare.objects.create(
                frozen=frozen,
                organisation_id=payer.organisation,
                cents=row.cents,
                numerator=str(row.share.numerator),
                denominator=str(row.share.denominator),
            )
    return frozen


def fingerprint(content: str) -> str:
    """The SHA-256 of what was frozen."""
    return sha256(content.encode()).hexdigest()


def act_words(sharing: CostSharing) -> str:
    """The decision that holds the key, as a sentence names it."""
    if sharing.joint_decision is not None:
        title = french.inner_quotes(sharing.joint_decision.title)
        return _("la décision conjointe « %(title)s »") % {"title": title}
    if sharing.decision is None:
        return ""
    day = act_day(sharing)
    if day is None:
        title = french.inner_quotes(str(sharing.decision))
        return _("la décision « %(title)s »") % {"title": title}
    return _("la décision du %(day)s") % {"day": french.long_date(day)}


def act_day(sharing: CostSharing) -> date | None:
    """The day of the decision that holds the key, the first vote of a joint one; None unsaid."""
    if sharing.joint_decision is not None:
        answers = Answer.objects.filter(
            deliberation__decision=sharing.joint_decision, replaced_at__isnull=True
        )
        return answers.order_by("voted_on").values_list("voted_on", flat=True).first()
    decision = sharing.decision
    if decision is None:
        return None
    return decision.meeting.held_on if decision.meeting else decision.decided_on


def content_of(sheet: SharingSheet, reading: Reading) -> dict[str, object]:
    """All that the amounts come from: sum, structures, criteria, values, sources, weights."""
    mix, shared = reading.mix, sheet.read
    names = {one.number: one.name for one in shared.payers}
    criteria = [
        {
            "label": one.label,
            "kind": one.kind,
            "unit": one.unit,
            "source": one.source,
            "weight_bp": mix.weights[one.number],
            "values": {
                names[number]: str(value.normalize()) for number, value in one.values.items()
            },
        }
        for one in shared.criteria
        if mix.weights.get(one.number)
    ]
    return {
        "label": sheet.sharing.label,
        "year": sheet.sharing.year,
        "letter": mix.letter,
        "key": mix.label,
        "total_cents": shared.total,
        "criteria": criteria,
        "members": [
            {
                "name": payer.name,
                "cents": row.cents,
                "share": str(row.share),
                "floor_cents": mix.floors.get(payer.number),
                "cap_cents": mix.caps.get(payer.number),
            }
            for payer, row in zip(shared.payers, reading.rows, strict=True)
        ],
    }
